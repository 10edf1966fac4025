"""A weak model beside the guide does no harm, and a strong one helps: whole turns, with what a model answered."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest

from orchestrator import guide
from orchestrator.briefing import Briefing
from orchestrator.conf import Models
from orchestrator.events import Outcome
from orchestrator.facts import Draft, Fact, apply
from orchestrator.interview import converse
from orchestrator.messages import Asked
from orchestrator.testing import ScriptedLLM
from orchestrator.values import Branch, Escalation, Step, Tool, text_of

MODELS = Models(reply="a/talker", fast="a/reader")


def told(text: str, *asked: str, draft: Mapping[str, tuple[Fact, ...]] | None = None, **more: Any) -> Briefing:
    question = Asked(topics=asked)
    return Briefing(
        message_id=uuid4(), text=text, draft=draft or {}, asked=question, questions=(Asked(), question), **more
    )


async def outcome(briefing: Briefing, **extraction: Any) -> Outcome:
    """A turn in which the model answers so."""
    with ScriptedLLM(["And what else?"], [{"route": "answer", **extraction}]):
        *_, last = [event async for event in converse(briefing, MODELS)]
    assert isinstance(last, Outcome)
    return last


async def draft_after(briefing: Briefing, **extraction: Any) -> Draft:
    return apply(briefing.draft, (await outcome(briefing, **extraction)).proposals).draft


def texts(draft: Draft, slot: str) -> list[str]:
    return [fact.text for fact in draft.get(slot, ())]


def guides(briefing: Briefing) -> dict[str, list[str]]:
    draft = apply(briefing.draft, guide.read(briefing).proposals).draft
    return {slot: texts(draft, slot) for slot in draft}


def fact(slot: str, value: str, quote: str, replaces: str | None = None) -> dict[str, Any]:
    return {"slot": slot, "value": value, "quote": quote, "replaces": replaces}


def plain(draft: Draft) -> dict[str, list[str]]:
    return {slot: texts(draft, slot) for slot in draft}


# Weak


async def test_what_is_not_called_a_name_is_none() -> None:
    briefing = told("We want a laundry helper for our night guests.", "agent_role", "agent_name")
    for name in ("night guests", "laundry helper"):
        draft = await draft_after(briefing, facts=[fact("agent_name", name, briefing.text)])
        assert plain(draft) == guides(briefing)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Call it Pip, please.", "Pip"),
        ("Pip", "Pip"),
        ("We thought of “Pip”.", "Pip"),
        ("It will be Pip Harper.", "Pip"),
    ],
)
async def test_a_name_given_as_one_is_taken(text: str, name: str) -> None:
    assert texts(await draft_after(told(text, "agent_name"), facts=[fact("agent_name", name, text)]), "agent_name")


async def test_one_quote_for_everything_changes_nothing_of_what_the_guide_read() -> None:
    briefing = told("Friendly and brief.\nPolish and Czech.", "tone", "languages")
    extraction = {
        "facts": [fact("tone", "friendly and brief", briefing.text), fact("languages", "Polish", briefing.text)],
        "tools": [{"name": "Tone", "quote": briefing.text, "inputs": ["tone"]}],
        "workflow": [{"step": "set the tone", "quote": briefing.text}],
        "escalation": [{"when": "when asked about the tone", "to": "the agent", "quote": briefing.text}],
    }
    assert plain(await draft_after(briefing, **extraction)) == guides(briefing)


async def test_whom_a_case_goes_to_is_no_audience() -> None:
    briefing = told("Complaints about noise go to the night porter, porter@inn.example.", "escalation")
    handover = {"when": "Complaints about noise", "to": "the night porter, porter@inn.example", "quote": "Complaints"}
    found = {"facts": [fact("audience", "the night porter", "the night porter")], "escalation": [handover]}
    draft = await draft_after(briefing, **found)
    assert "audience" not in draft
    assert "porter" in texts(draft, "escalation")[0]


async def test_the_same_thing_said_ten_times_makes_a_model_less_believed() -> None:
    briefing = told("Blanket wash and dry cleaning, both by weight.", "goals")
    many = [fact("goals", "weight", "by weight")] * 10
    assert plain(await draft_after(briefing, facts=many)) == guides(briefing)


async def test_a_workflow_is_not_cut_short_by_a_model_that_read_half_of_it() -> None:
    briefing = told(
        "First greet the guest, then ask for the room number, then log the stain, then say goodbye.", "workflow"
    )
    draft = await draft_after(briefing, workflow=[{"step": "greet the guest", "quote": "greet the guest"}])
    assert plain(draft) == guides(briefing)
    assert len(draft["workflow"]) == 4


async def test_a_step_keeps_the_branch_that_a_model_overlooked() -> None:
    text = "Ask for the stain. If it is wine, offer the special wash, otherwise the normal one."
    step = {"step": "Ask for the stain", "quote": "Ask for the stain"}
    values = [f.value for f in (await draft_after(told(text, "workflow"), workflow=[step]))["workflow"]]
    assert any(isinstance(v, Step) and v.branches for v in values)


async def test_branches_and_targets_that_nobody_spoke_of_are_dropped() -> None:
    branch = {"condition": "it is wine", "then": "continue to the next step", "otherwise": "repeat"}
    step = {"step": "log the stain", "quote": "log the stain", "branches": [branch]}
    handover = {"when": "lost laundry", "to": "the agent", "quote": "lost laundry"}
    briefing = told("It should log the stain. Lost laundry is for humans.", "anything_else")
    draft = await draft_after(briefing, workflow=[step], escalation=[handover])
    assert all(not f.value.branches for f in draft.get("workflow", ()) if isinstance(f.value, Step))
    assert all(f.value.to != "the agent" for f in draft.get("escalation", ()) if isinstance(f.value, Escalation))


WASH: dict[str, tuple[Fact, ...]] = {
    "agent_name": (Fact(value="Suds"),),
    "audience": (Fact(value="Hotel guests"),),
    "goals": (Fact(value="Take laundry orders"), Fact(value="Tell when laundry is ready")),
    "channels": (Fact(value="Phone"), Fact(value="Website chat")),
}


async def test_a_message_about_something_else_replaces_nothing() -> None:
    briefing = told("Warm and short.", "tone", draft=WASH)
    facts = [fact("agent_name", "Warm", "Warm"), fact("goals", "Warm", "Warm", "Take laundry orders")]
    draft = await draft_after(briefing, facts=[*facts, fact("tone", "Warm", "Warm"), fact("tone", "Short", "short")])
    assert [texts(draft, slot)[:2] for slot in ("agent_name", "goals")] == [["Suds"], texts(WASH, "goals")]


async def test_a_message_without_words_for_it_removes_nothing() -> None:
    briefing = told("Guests of the hotel and their laundry.", "audience", draft=WASH)
    removed = [{"slot": "goals", "value": goal, "quote": "laundry"} for goal in texts(WASH, "goals")]
    draft = await draft_after(briefing, removed=removed, complete=["goals", "channels", "agent_name"])
    assert texts(draft, "goals") == texts(WASH, "goals")
    assert texts(draft, "channels") == texts(WASH, "channels")


async def test_a_list_is_whole_only_where_its_own_sentence_says_so() -> None:
    briefing = told("By the way, the phone rings a lot. Leather is taken only in winter.", "anything_else", draft=WASH)
    draft = await draft_after(briefing, facts=[fact("channels", "Phone", "the phone")], complete=["channels"])
    assert texts(draft, "channels") == ["Phone", "Website chat"]


async def test_everything_left_open_at_once_is_nothing_said() -> None:
    slots = ["goals", "tone", "metrics", "platform", "knowledge", "greeting"]
    briefing = told("Guests of three hotels in town.", "audience")
    draft = await draft_after(briefing, left_open=slots, none=slots, unanswered=["audience", *slots])
    assert plain(draft) == guides(briefing)


async def test_a_slot_is_empty_only_if_it_was_asked_or_named() -> None:
    briefing = told("It never takes leather. And it has no tools.", "guardrails")
    rule = fact("guardrails", "Never take leather", "never takes leather")
    draft = await draft_after(briefing, facts=[rule], none=["tools", "metrics"])
    assert draft["tools"][0].value is None
    assert "metrics" not in draft


async def test_a_sentence_is_no_name_and_a_name_has_no_talk_around_it() -> None:
    briefing = told("Telegram, that's what our guests like.", "channels")
    draft = await draft_after(
        briefing, facts=[fact("channels", "Telegram, that's what our guests like", briefing.text)]
    )
    assert texts(draft, "channels") == ["Telegram"]
    tools = [{"name": "We don't. know yet", "quote": "We don't"}, {"name": "assistant", "quote": "assistant"}]
    assert "tools" not in await draft_after(told("We don't. know yet, some assistant", "anything_else"), tools=tools)


async def test_a_value_keeps_the_words_that_were_quoted_for_it() -> None:
    text = "Guests who stay longer than 14 nights."
    draft = await draft_after(told(text, "audience"), facts=[fact("audience", "Guests", text)])
    assert texts(draft, "audience") == guides(told(text, "audience"))["audience"]


async def test_a_tool_is_not_given_its_own_name_or_a_number_as_input() -> None:
    tool = {"name": "WashTrack", "quote": "WashTrack", "purpose": "bags", "inputs": ["WashTrack", "2)", "bag number"]}
    draft = await draft_after(told("WashTrack for bags, it takes the bag number (see 2).", "tools"), tools=[tool])
    assert [f.value.inputs for f in draft["tools"] if isinstance(f.value, Tool)] == [("bag number",)]


async def test_an_answer_is_not_lost_to_a_model_that_takes_it_for_talk() -> None:
    briefing = told("It should take orders, track bags and send the bill.", "goals")
    for named in ("off_topic", "question", "command"):
        found = await outcome(briefing, route=named)
        assert plain(apply({}, found.proposals).draft) == guides(briefing)
        assert found.route == "answer"


async def test_what_the_guide_leaves_open_is_not_answered_with_the_message_itself() -> None:
    briefing = told("I honestly don't know. What would you suggest?", "metrics")
    draft = await draft_after(briefing, facts=[fact("metrics", briefing.text, briefing.text)])
    assert plain(draft) == guides(briefing)


# Strong


async def test_what_only_a_careful_model_found_is_taken_with_its_quote() -> None:
    text = "Call it Suds. Travellers without a washing machine would use it, mostly while they wait for a train."
    facts = [
        fact("agent_name", "Suds", "Call it Suds"),
        fact("audience", "Travellers without a washing machine", "Travellers without a washing machine"),
    ]
    draft = await draft_after(told(text, "agent_name"), facts=facts)
    assert texts(draft, "audience") == ["Travellers without a washing machine"]
    assert draft["audience"][0].quote in text


async def test_a_careful_model_takes_apart_what_the_guide_left_in_one_piece() -> None:
    text = "It logs stains (so the cleaners know) plus whatever fabric it is made of."
    facts = [
        fact("goals", "Log stains", "logs stains"),
        fact("goals", "Note the fabric", "whatever fabric it is made of"),
    ]
    draft = await draft_after(told(text, "goals"), facts=facts)
    assert texts(draft, "goals") == ["Log stains", "Note the fabric"]


async def test_a_correction_in_words_the_guide_does_not_know_is_carried_out() -> None:
    briefing = told("Scratch the phone idea for good", "goals", draft=WASH)
    removed = [{"slot": "channels", "value": "Phone", "quote": "Scratch the phone idea"}]
    assert texts(await draft_after(briefing, route="correction", removed=removed), "channels") == ["Website chat"]


async def test_talk_is_no_answer_where_a_model_says_so_of_a_single_guess() -> None:
    found = await outcome(told("The weather is nice.", "tone"), route="off_topic")
    assert (found.route, found.proposals) == ("off_topic", ())


async def test_a_question_changes_nothing_where_a_model_says_that_it_is_one() -> None:
    found = await outcome(told("Could it also answer by fax, later on?", "channels"), route="question")
    assert found.proposals == ()


async def test_branches_a_careful_model_found_are_kept() -> None:
    text = "Take the bag, weigh it. With silk in it, hand wash; everything else goes in the machine."
    step = {
        "step": "Take the bag, weigh it",
        "quote": "Take the bag, weigh it",
        "branches": [{"condition": "silk in it", "then": "hand wash", "otherwise": "goes in the machine"}],
    }
    values = [f.value for f in (await draft_after(told(text, "workflow"), workflow=[step])).get("workflow", ())]
    wanted = Branch(if_="silk in it", then="hand wash", else_="goes in the machine")
    assert any(isinstance(v, Step) and wanted in v.branches for v in values) or any(
        "silk" in text_of(v) for v in values
    )


async def test_what_has_one_name_is_not_doubled_by_the_name_in_another_language() -> None:
    briefing = told("Italiano and Deutsch, please.", "languages")
    facts = [fact("languages", "Italiano", "Italiano"), fact("languages", "Deutsch", "Deutsch")]
    assert texts(await draft_after(briefing, facts=facts), "languages") == ["Italian", "German"]
