"""A whole turn: which interviewer answers, what is shown meanwhile, and what it comes to."""

import asyncio
from contextlib import aclosing
from typing import Any
from uuid import uuid4

import pytest

from orchestrator import guide
from orchestrator.briefing import Briefing
from orchestrator.conf import Models
from orchestrator.errors import ModelRefused, Retryable
from orchestrator.events import Begun, Event, Notice, Outcome, Replaced, Token
from orchestrator.exchange import Usage
from orchestrator.facts import Fact, apply
from orchestrator.interview import SoFar, converse, stopped
from orchestrator.messages import Asked
from orchestrator.metering import Meter
from orchestrator.testing import ScriptedLLM
from orchestrator.values import Tool

MODELS = Models(reply="a/talker", fast="a/reader")
NAME_AND_ROLE = Asked(topics=("agent_role", "agent_name"))
NAME_ONLY = Asked(topics=("agent_name",))
DOWN = Retryable("the provider is overloaded")


def told(text: str, **more: Any) -> Briefing:
    return Briefing(
        **{"message_id": uuid4(), "text": text, "asked": NAME_AND_ROLE, "questions": (NAME_AND_ROLE,), **more}
    )


async def turn(briefing: Briefing, models: Models | None = MODELS) -> list[Event]:
    """What a turn yields once it is under way."""
    async with aclosing(converse(briefing, models)) as events:
        assert isinstance(await anext(events), Begun)
        return [event async for event in events]


async def outcome(briefing: Briefing, models: Models | None = MODELS) -> Outcome:
    last = (await turn(briefing, models))[-1]
    assert isinstance(last, Outcome)
    return last


def guides_reply(briefing: Briefing) -> str:
    reading = guide.read(briefing)
    draft = apply(briefing.draft, reading.proposals).draft
    return guide.reply(briefing, reading, draft, guide.ask(briefing, reading, draft))


def saved(found: Outcome) -> list[tuple[str, object]]:
    return [(proposal.slot, proposal.value) for proposal in found.proposals]


# The guide


async def test_without_a_model_the_guide_answers_in_one_piece() -> None:
    briefing = told("Call it Sole.", asked=NAME_ONLY)
    first, last = await turn(briefing, None)
    assert isinstance(first, Token)
    assert isinstance(last, Outcome)
    assert first.text == last.reply == guides_reply(briefing)
    assert (last.interviewer, saved(last)) == ("guide", [("agent_name", "Sole")])
    assert [(call.purpose, call.cost) for call in last.calls] == [("guide", 0.0)]
    assert last.asked.topics
    assert last.suggestions


async def test_a_command_reaches_no_model() -> None:
    with ScriptedLLM() as script:
        found = await outcome(told("skip"))
    assert script.requests == []
    assert found.command is not None
    assert (found.command.name, found.route, found.interviewer) == ("skip", "command", "guide")


async def test_beyond_the_budget_the_guide_goes_on_and_says_why() -> None:
    briefing = told("Call it Sole.", spent_usd=0.5, budget_usd=0.5)
    with ScriptedLLM() as script:
        notice, token, last = await turn(briefing)
    assert script.requests == []
    assert isinstance(notice, Notice)
    assert notice.code == "budget"
    assert isinstance(token, Token)
    assert isinstance(last, Outcome)
    assert (last.interviewer, last.reply) == ("guide", token.text)


async def test_a_command_beyond_the_budget_needs_no_excuse() -> None:
    events = await turn(told("skip", spent_usd=0.5, budget_usd=0.5))
    assert [type(event) for event in events] == [Token, Outcome]


async def test_within_the_budget_the_model_answers() -> None:
    with ScriptedLLM(["What is it for?"]):
        assert (await outcome(told("Call it Sole.", spent_usd=0.4, budget_usd=0.5))).interviewer == "model"


# The model


async def test_the_models_reply_is_shown_as_it_comes() -> None:
    with ScriptedLLM([("What is ", "it ", "for?")]):
        events = await turn(told("Call it Sole."))
    assert [event.text for event in events[:-1] if isinstance(event, Token)] == ["What is ", "it ", "for?"]
    last = events[-1]
    assert isinstance(last, Outcome)
    assert (last.reply, last.interviewer) == ("What is it for?", "model")


async def test_the_first_token_waits_for_no_other_call() -> None:
    never = asyncio.Event()
    with ScriptedLLM(["What is it for?"], [(never, "{}")]) as script:
        async with aclosing(converse(told("Call it Sole."), MODELS)) as events:
            assert [await anext(events), await anext(events)] == [Begun(), Token(text="What is it for?")]
        assert script.open == 0


async def test_reading_and_replying_happen_at_the_same_time() -> None:
    read, reply_goes_on = asyncio.Event(), asyncio.Event()
    with ScriptedLLM([("What is ", reply_goes_on, "it for?")], [(read, {"route": "answer"})]) as script:
        async with aclosing(converse(told("Call it Sole."), MODELS)) as events:
            assert [await anext(events), await anext(events)] == [Begun(), Token(text="What is ")]
            while script.open < 2:
                await asyncio.sleep(0)
            assert [request.model for request in script.requests] == ["a/talker", "a/reader"]
            reply_goes_on.set()
            read.set()
            assert isinstance([event async for event in events][-1], Outcome)


async def test_the_reply_is_told_the_next_question_and_the_outcome_names_it() -> None:
    briefing = told("Call it Sole.", asked=NAME_ONLY)
    reading = guide.read(briefing)
    question = guide.ask(briefing, reading, apply({}, reading.proposals).draft)
    with ScriptedLLM(["What is it for?"]) as script:
        found = await outcome(briefing)
    assert question.text in script.requests[0].messages[-1]["content"].replace('\\"', '"')
    assert (found.asked, found.stage, found.suggestions) == (question.asked, question.stage, question.suggestions)


async def test_what_the_model_extracts_joins_what_the_readers_are_sure_of() -> None:
    text = "Call it Sole. It looks up orders. It must never promise refunds."
    extraction = {
        "route": "answer",
        "facts": [
            {"slot": "agent_name", "value": "Sole", "quote": "Call it Sole"},
            {"slot": "goals", "value": "Look up orders", "quote": "looks up orders"},
            {"slot": "guardrails", "value": "promise refunds", "quote": "promise refunds"},
        ],
    }
    with ScriptedLLM(["What is it for?"], [extraction]):
        found = saved(await outcome(told(text)))
    assert ("agent_name", "Sole") in found
    assert ("goals", "Look up orders") in found
    assert any(slot == "guardrails" and "never" in str(value).lower() for slot, value in found)
    assert len({(slot, str(value).lower()) for slot, value in found}) == len(found)


async def test_what_the_extraction_finds_out_changes_nothing_that_was_shown() -> None:
    with ScriptedLLM(["Which tone?"], [{"route": "off_topic"}]):
        events = await turn(told("The weather is nice.", asked=Asked(topics=("tone",))))
    last = events[-1]
    assert isinstance(last, Outcome)
    assert [type(event) for event in events] == [Token, Outcome]
    assert (last.reply, last.route, last.proposals) == ("Which tone?", "off_topic", ())


async def test_what_the_person_leaves_to_parley_is_assumed() -> None:
    with ScriptedLLM(["Who will use it?"], [{"route": "answer", "left_open": ["metrics"]}]):
        found = await outcome(
            told("Whatever you think is best for measuring it, honestly.", asked=Asked(topics=("metrics",)))
        )
    assert [(p.slot, p.source) for p in found.proposals] == [("metrics", "assumed")]


async def test_every_call_is_accounted_for() -> None:
    with ScriptedLLM(["What is it for?"], ["no", {"route": "answer"}], usage=Usage(100, 7, 0.01)):
        calls = (await outcome(told("Call it Sole."))).calls
    assert [(c.purpose, c.model, c.status, c.input_tokens, c.output_tokens, c.cost) for c in calls] == [
        ("guide", "guide", "done", 0, 0, 0.0),
        ("reply", "a/talker", "done", 100, 7, 0.01),
        ("extraction", "a/reader", "done", 200, 14, 0.02),
    ]
    reply = calls[1]
    assert reply.first_token_ms is not None
    assert 0 < reply.first_token_ms <= reply.duration_ms


def test_the_first_of_many_tokens_counts() -> None:
    meter = Meter("reply", "a/talker")
    meter.token()
    first = meter.call(Usage()).first_token_ms
    meter.token()
    assert meter.call(Usage()).first_token_ms == first


async def test_a_reply_that_asks_nothing_is_given_the_question() -> None:
    briefing = told("Call it Sole.", asked=NAME_ONLY)
    question = guide.ask(briefing, guide.read(briefing), apply({}, guide.read(briefing).proposals).draft)
    with ScriptedLLM(["Sole it is."]):
        assert (await outcome(briefing)).reply == f"Sole it is. {question.text}"


# When models fail


@pytest.mark.parametrize(
    ("answers", "shown", "why"),
    [
        ([ModelRefused("the provider's key is missing: set OPENAI_API_KEY")], [], "set OPENAI_API_KEY"),
        ([DOWN, DOWN, DOWN], [], "overloaded"),
        ([("What ", "is", Retryable("the answer was cut off"))], ["What ", "is"], "cut off"),
        ([("x" * 5_000,)], [], "did not come to an end"),
    ],
)
async def test_the_guide_takes_over_from_a_model_that_fails(answers: list[Any], shown: list[str], why: str) -> None:
    briefing = told("Call it Sole.", asked=NAME_ONLY)
    with ScriptedLLM(answers):
        events = await turn(briefing)
    *tokens, notice, replaced, last = events
    assert [event.text for event in tokens if isinstance(event, Token)] == shown
    assert isinstance(notice, Notice)
    assert (notice.code, why in notice.text, "message is kept" in notice.text) == ("guide_took_over", True, True)
    assert isinstance(last, Outcome)
    assert replaced == Replaced(text=guides_reply(briefing))
    assert (last.reply, last.interviewer) == (guides_reply(briefing), "guide")
    assert (last.calls[1].status, why in last.calls[1].error) == ("failed", True)
    assert ("agent_name", "Sole") in saved(last)


async def test_an_answer_cut_at_its_greatest_length_is_replaced() -> None:
    with ScriptedLLM(["What is it"]) as script:
        script.finish = "length"
        events = await turn(told("Call it Sole."))
    assert any(isinstance(event, Notice) and "greatest length" in event.text for event in events)


@pytest.mark.parametrize("answers", [["no", "no"], [ModelRefused("set a key")], [DOWN, DOWN, DOWN]])
async def test_without_an_extraction_the_readers_finds_are_saved(answers: list[Any]) -> None:
    with ScriptedLLM(["What is it for?"], answers):
        *_, notice, last = await turn(told("Call it Sole.", asked=NAME_ONLY))
    assert isinstance(notice, Notice)
    assert notice.code == "readers_only"
    assert isinstance(last, Outcome)
    assert (last.interviewer, saved(last), last.calls[2].status) == ("model", [("agent_name", "Sole")], "failed")


async def test_two_failures_are_told_once() -> None:
    with ScriptedLLM([ModelRefused("set a key")], [ModelRefused("set a key")]):
        events = await turn(told("Call it Sole."))
    assert [event.code for event in events if isinstance(event, Notice)] == ["guide_took_over"]


async def test_a_hanging_provider_ends_in_the_guides_reply() -> None:
    hangs = (asyncio.Event(), "never")
    with ScriptedLLM([hangs], [hangs]) as script:
        found = await outcome(told("Call it Sole."), Models(reply="a/talker", fast="a/reader", timeout=0.05))
    assert (found.interviewer, script.open) == ("guide", 0)


# Stop


async def test_cancelling_a_turn_leaves_nothing_behind() -> None:
    shown = asyncio.Event()

    async def listen() -> None:
        async for _ in converse(told("Call it Sole."), MODELS):
            shown.set()

    with ScriptedLLM([("What is ", asyncio.Event())], [(asyncio.Event(), "{}")]) as script:
        before = asyncio.all_tasks()
        task = asyncio.create_task(listen())
        await shown.wait()
        while script.open < 2:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert script.open == 0
        assert asyncio.all_tasks() == before


async def halted(briefing: Briefing, script: ScriptedLLM, requests: int) -> Outcome:
    """What a turn comes to that is stopped while so many requests are open, its reply's to the last."""
    so_far, heard = SoFar(), []

    async def listen() -> None:
        async for event in converse(briefing, MODELS, so_far):
            heard.append(event)

    async with asyncio.timeout(30):
        task = asyncio.create_task(listen())
        while script.open < requests or len(script.requests) < 2:
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
    return stopped(briefing, "".join(e.text for e in heard if isinstance(e, Token)), so_far)


async def test_stop_after_the_whole_reply_leaves_its_question_open_and_knows_what_it_took() -> None:
    briefing = told("Call it Sole.", asked=NAME_ONLY)
    question = guide.ask(briefing, guide.read(briefing), apply({}, guide.read(briefing).proposals).draft)
    with ScriptedLLM(["What is it for?"], [(asyncio.Event(), "{}")], usage=Usage(100, 7, 0.01)) as script:
        found = await halted(briefing, script, 1)
    assert (found.reply, found.cut, found.interviewer) == ("What is it for?", False, "model")
    assert (found.asked, found.suggestions, found.stage) == (question.asked, question.suggestions, question.stage)
    assert saved(found) == [("agent_name", "Sole")]
    assert [(c.purpose, c.status) for c in found.calls] == [
        ("guide", "done"),
        ("reply", "done"),
        ("extraction", "stopped"),
    ]
    assert (found.calls[1].input_tokens, found.calls[1].cost) == (100, 0.01)


async def test_what_came_to_no_end_is_charged_by_estimate_where_the_price_is_known() -> None:
    hangs = (asyncio.Event(), "never")
    quick = Models(reply="a/talker", fast="a/reader", timeout=0.05)
    for answers in ([("What is ", "it", Retryable("cut off", maybe_billed=True))], [("x" * 5_000,)], [hangs]):
        with ScriptedLLM(answers, [hangs]) as script:
            script.prices = {"a/talker": 0.001, "a/reader": 0.001}
            found = await outcome(told("Call it Sole."), quick)
        for call, request in zip(found.calls[1:], script.requests, strict=True):
            sent = sum(len(message["content"].encode()) for message in request.messages) // 4
            assert (call.status, call.input_tokens, (call.cost or 0) >= 0.001 * sent) == ("failed", sent, True)


async def test_a_request_that_was_refused_is_charged_nothing() -> None:
    with ScriptedLLM([DOWN, DOWN, DOWN], [ModelRefused("set a key")]) as script:
        script.prices = {"a/talker": 0.001, "a/reader": 0.001}
        found = await outcome(told("Call it Sole."))
    assert [call.cost for call in found.calls[1:]] == [None, None]


async def test_stop_in_the_middle_of_a_reply_keeps_the_open_question() -> None:
    briefing = told("Call it Sole.", asked=NAME_ONLY)
    with ScriptedLLM([("What is ", asyncio.Event())], [(asyncio.Event(), "{}")]) as script:
        script.prices = {"a/talker": 0.001}
        found = await halted(briefing, script, 2)
    _, reply, extraction = found.calls
    assert reply.cost == pytest.approx(0.001 * (reply.input_tokens + len("What is ") // 4))
    assert extraction.cost is None
    assert (found.reply, found.cut, found.asked, found.interviewer) == ("What is ", True, NAME_ONLY, "model")
    assert [call.status for call in found.calls] == ["done", "stopped", "stopped"]


async def test_stop_before_any_word_of_a_reply_lets_the_guide_ask_its_question() -> None:
    briefing = told("Call it Sole.", asked=NAME_ONLY)
    question = guide.ask(briefing, guide.read(briefing), apply({}, guide.read(briefing).proposals).draft)
    with ScriptedLLM([(asyncio.Event(), "never said")], [(asyncio.Event(), "{}")]) as script:
        found = await halted(briefing, script, 2)
    assert (found.reply, found.cut, found.interviewer) == (question.text, False, "guide")
    assert (found.asked, found.suggestions, saved(found)) == (
        question.asked,
        question.suggestions,
        [("agent_name", "Sole")],
    )
    assert [call.status for call in found.calls] == ["done", "stopped", "stopped"]


async def test_a_turn_stopped_before_any_request_tells_of_none() -> None:
    briefing, so_far = told("Call it Sole."), SoFar()
    with ScriptedLLM() as script:
        async with aclosing(converse(briefing, MODELS, so_far)) as events:
            await anext(events)
        found = stopped(briefing, "", so_far)
    assert script.requests == []
    assert (found.interviewer, [call.purpose for call in found.calls]) == ("guide", ["guide"])


def test_a_stopped_turn_keeps_what_was_found_and_said() -> None:
    briefing = told("Call it Sole.", asked=NAME_ONLY, stage="purpose")
    found = stopped(briefing, "What is")
    assert (found.reply, found.asked, found.stage, saved(found)) == (
        "What is",
        NAME_ONLY,
        "purpose",
        [("agent_name", "Sole")],
    )


def test_a_stopped_command_is_not_carried_out() -> None:
    found = stopped(told("restart", draft={"agent_name": (Fact(value="Sole"),)}), "")
    assert (found.command, found.proposals) == (None, ())


@pytest.mark.parametrize(
    "tools",
    [
        [],
        [{"name": "Zendesk", "quote": "Zendesk"}],
        [{"name": "Zendesk public API", "purpose": "public API", "quote": "public API of Zendesk"}],
    ],
    ids=["nothing", "the name", "another name"],
)
async def test_what_a_known_tool_offers_is_taken_whatever_a_model_makes_of_the_click(tools: list[Any]) -> None:
    asked = Asked(topics=("tool_details",), about="Zendesk")
    draft = {"tools": (Fact(value=Tool(name="Zendesk", purpose="Tickets")),)}
    briefing = told("Use the public API of Zendesk", asked=asked, questions=(NAME_AND_ROLE, asked), draft=draft)
    with ScriptedLLM(["What happens first?"], [{"route": "answer", "tools": tools}]):
        found = await outcome(briefing)
    kept = [fact.value for fact in apply(draft, found.proposals).draft["tools"]]
    assert [(tool.name, tool.purpose, len(tool.operations)) for tool in kept if isinstance(tool, Tool)] == [
        ("Zendesk", "Tickets", 5)
    ]
