"""Long openings, shared objects, doubts, facts told on the way, and what is said when nothing is left to say."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.events import Command
from orchestrator.facts import Draft, Fact, apply
from orchestrator.guide import ask, read, reply
from orchestrator.messages import Asked
from orchestrator.values import Tool
from tests.orchestrator.test_guide_talks import Turn, hold

VET = (
    "We run a small veterinary clinic in the countryside and honestly the phone is killing us, people call all day "
    "long about the same, so what I would like is something that answers the phone, books appointments for check-ups, "
    "tells people the opening hours, takes orders for prescription refills, and if it is an emergency it has to give "
    "them the number of the night clinic. It should be called Paws and sound warm, and it must never give medical "
    "advice."
)


def heard(text: str, asked: str = "", draft: Draft | None = None) -> Draft:
    question = Asked(topics=tuple(asked.split()))
    briefing = Briefing(message_id=uuid4(), text=text, draft=draft or {}, asked=question, questions=(Asked(), question))
    return apply(draft or {}, read(briefing).proposals).draft


def values(draft: Draft, slot: str) -> list[str]:
    return [fact.text for fact in draft.get(slot, ())]


def test_a_long_opening_keeps_every_goal_and_none_of_a_case() -> None:
    draft = heard(VET)
    assert values(draft, "goals") == [
        "Answer the phone",
        "Book appointments for check-ups",
        "Tell people the opening hours",
        "Take orders for prescription refills",
    ]
    assert values(draft, "agent_name") == ["Paws"]
    assert values(draft, "guardrails") == ["Never give medical advice"]
    assert values(draft, "tools") == []  # "check-ups" is no parcel service


def test_several_deeds_of_a_bot_are_goals_and_its_role_stays_short() -> None:
    draft = heard(
        "I want a bot for WhatsApp that sells and rents out bikes, books repairs, answers questions about parts."
    )
    assert values(draft, "agent_role") == ["Bot for WhatsApp"]
    assert values(draft, "goals") == ["Sell bikes", "Rent out bikes", "Book repairs", "Answer questions about parts"]


def test_a_complaint_that_carries_goals_loses_none() -> None:
    text = (
        "it's annoying that nobody answers the phone at night, we want it to take messages and tell people when we open"
    )
    assert values(heard(text), "goals") == ["Take messages", "Tell people when we open"]


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("track orders and take returns", ["track orders", "take returns"]),
        ("sell and rent out bikes", ["sell bikes", "rent out bikes"]),
        ("find and book rooms", ["find rooms", "book rooms"]),
        ("check stock and prices", ["check stock and prices"]),
        ("explain terms and conditions", ["explain terms and conditions"]),
    ],
)
def test_deeds_that_share_an_object_are_two_and_things_are_one(text: str, goals: list[str]) -> None:
    hold([Turn("goals", text, {"goals": goals})])


def test_nothing_at_all_settles_the_goals() -> None:
    hold([Turn("goals", "nope", {"goals": None})])


@pytest.mark.parametrize(
    ("text", "name", "purpose"),
    [
        ("Salesforce to look up customers, read only", "Salesforce", "look up customers, read only"),
        ("Zendesk, read-only, for tickets", "Zendesk", "tickets"),
    ],
)
def test_read_only_is_no_tool_and_is_not_cut_in_two(text: str, name: str, purpose: str) -> None:
    hold([Turn("tools", text, {"tools": [{"name": name, "purpose": purpose}]})])


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("channels", "maybe Slack, not sure", "Slack"),
        ("tools", "Shopify perhaps, we haven't decided", "Shopify"),
        ("platform", "possibly Voiceflow", "Voiceflow"),
    ],
)
def test_what_is_doubted_is_kept_as_doubtful(asked: str, text: str, value: str) -> None:
    facts = heard(text, asked)[asked]
    assert [(f.text, f.confidence < 0.6) for f in facts] == [(value, True)]


def test_what_is_certain_beside_a_doubt_stays_certain() -> None:
    facts = heard("WhatsApp for sure. Maybe Slack as well.", "channels")["channels"]
    assert {f.text: f.confidence < 0.6 for f in facts} == {"WhatsApp": False, "Slack": True}


def test_that_is_all_makes_what_was_let_fall_stand() -> None:
    half: Draft = {"channels": (Fact(value="Phone", confidence=0.5, quote="by phone"),)}
    [fact] = heard("no, that's all for channels", "channels", half)["channels"]
    assert (fact.text, fact.quote) == ("Phone", "by phone")
    assert fact.confidence > 0.6


def test_only_means_the_whole_list() -> None:
    both: Draft = {"channels": (Fact(value="Phone"), Fact(value="Website chat"))}
    assert values(heard("only the phone", "channels", both), "channels") == ["Phone"]


@pytest.mark.parametrize(
    "text",
    [
        "Opening hours are 9 to 5 on weekdays.",
        "We are open from 8 to 6",
        "Our address is 4 Mill Lane",
        "Delivery takes 3 days.",
    ],
)
def test_a_fact_told_on_the_way_is_knowledge(text: str) -> None:
    assert values(heard(text, "anything_else"), "knowledge") == [text.rstrip(".")]


def test_any_short_name_is_no_name() -> None:
    assert heard("Yes, any short name, you choose", "agent_name")["agent_name"][0].source == "assumed"


def test_why_a_thing_is_so_is_no_thing() -> None:
    hold([Turn("knowledge", "The staff manual. Our managers asked for that.", {"knowledge": ["The staff manual"]})])


def test_the_draft_is_shown_line_by_line() -> None:
    draft: Draft = {"agent_name": (Fact(value="Ada"),), "tools": (Fact(value=Tool(name="Mews")),)}
    asked = Asked(topics=("goals",))
    briefing = Briefing(message_id=uuid4(), text="/show", draft=draft, asked=asked, questions=(asked,))
    reading = read(briefing)
    assert reading.command == Command(name="show", argument="draft")
    shown = reply(briefing, reading, draft, ask(briefing, reading, draft))
    assert shown.split("\n")[:2] == ["Name: Ada", "Tools: Mews"]


def test_after_two_last_questions_without_an_answer_it_is_said_how_to_finish() -> None:
    asked = Asked(topics=("confirm",))
    briefing = Briefing(message_id=uuid4(), text="blorp", asked=asked, questions=(asked, asked))
    reading = read(briefing)
    assert "To finish, write" in reply(briefing, reading, {}, ask(briefing, reading, {}))
