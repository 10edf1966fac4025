"""At the settings' own limits a turn ends within 45 seconds of its beginning, however slow its models are: by a clock
that is put forward, so that nobody waits."""

import asyncio
import selectors
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator import guide
from orchestrator.briefing import Briefing
from orchestrator.conf import Models
from orchestrator.events import Event, Notice, Outcome, Replaced, Token
from orchestrator.exchange import Chunk, Completion, Request
from orchestrator.facts import apply
from orchestrator.interview import converse
from orchestrator.testing import ScriptedLLM

SAID = "A returns assistant called Sole"
HOURS = 9_999.0
KEPT = "Your message is kept, and the built-in guide"
MANY = [("word ",) * 200]  # pieces of a reply
BAD = ["no JSON", "none either"]


class Leaping(asyncio.SelectorEventLoop):
    """A loop that is at its next timer at once if nothing else is to be done: what waits for a thread sets none."""

    def __init__(self) -> None:
        self.ahead = 0.0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return super().time() + self.ahead


class _Selector(selectors.SelectSelector):
    def __init__(self, loop: Leaping) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        found = super().select(0 if timeout else timeout)
        if timeout and not found:
            self._loop.ahead += timeout
        return found


class Slow(ScriptedLLM):
    """Takes so many seconds to load its library, for each piece of a reply, and to read; its pauses are real."""

    def __init__(self, *answers: Any, loads: float = 0, speaks: float = 0, reads: float = 0) -> None:
        super().__init__(*answers)
        self._loads, self._speaks, self._reads = loads, speaks, reads

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def ready(self) -> None:
        await asyncio.sleep(self._loads)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        async for chunk in super().stream(request):
            await asyncio.sleep(self._speaks)
            yield chunk

    async def complete(self, request: Request) -> Completion:
        await asyncio.sleep(self._reads)
        return await super().complete(request)


@dataclass(frozen=True)
class Turn:
    events: tuple[Event, ...]
    seconds: float

    @property
    def outcome(self) -> Outcome:
        last = self.events[-1]
        assert isinstance(last, Outcome)
        return last

    @property
    def notices(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Notice)]

    @property
    def shown(self) -> str:
        """What stands on the page at the end."""
        text = ""
        for event in self.events:
            text = (
                event.text if isinstance(event, Replaced) else text + event.text if isinstance(event, Token) else text
            )
        return text


def held(script: Slow, **limits: float) -> Turn:
    """One turn with these models, from its beginning."""

    async def whole() -> Turn:
        began = script.now()
        models = Models(reply="a/talker", fast="a/reader", **limits)
        events = tuple([e async for e in converse(Briefing(message_id=uuid4(), text=SAID), models)])
        return Turn(events, script.now() - began)

    loop = Leaping()
    try:
        with script:
            return loop.run_until_complete(whole())
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def guides_reply() -> str:
    briefing = Briefing(message_id=uuid4(), text=SAID)
    reading = guide.read(briefing)
    draft = apply({}, reading.proposals).draft
    return guide.reply(briefing, reading, draft, guide.ask(briefing, reading, draft))


@pytest.fixture(scope="module", autouse=True)
def _patterns_are_made() -> None:
    """As in every process that serves: making them at first need would take a second or two of a busy machine."""
    guides_reply()


@pytest.mark.parametrize("loads", [0, 8])
def test_a_provider_that_hangs_ends_in_the_guides_reply_with_what_was_said_and_a_true_notice(loads: float) -> None:
    turn = held(Slow(MANY, loads=loads, speaks=HOURS, reads=HOURS))
    assert 20 <= turn.seconds < 21
    assert (turn.outcome.interviewer, turn.outcome.reply, turn.shown) == ("guide", guides_reply(), guides_reply())
    assert ("agent_name", "Sole") in [(p.slot, p.value) for p in turn.outcome.proposals]
    why = f"the provider did not answer within {20 - loads:g} seconds"
    assert turn.notices == [f"The model could not answer: {why}. {KEPT} answered instead."]


def test_a_library_that_does_not_load_in_time_is_not_the_providers_fault() -> None:
    script = Slow(MANY, loads=HOURS)
    turn = held(script)
    assert 20 <= turn.seconds < 21
    assert (turn.outcome.interviewer, turn.shown, script.requests) == ("guide", guides_reply(), [])
    assert [call.purpose for call in turn.outcome.calls] == ["guide"]
    assert ["only just started" in notice and KEPT in notice for notice in turn.notices] == [True]


def test_the_seconds_of_loading_are_part_of_a_replys_time() -> None:
    turn = held(Slow(MANY, loads=15, speaks=4.5))
    assert 40 <= turn.seconds < 41
    assert (turn.outcome.interviewer, turn.shown) == ("guide", guides_reply())
    assert ["stopped coming, or came too slowly" in notice for notice in turn.notices] == [True]


def test_a_reading_that_has_to_be_repaired_late_ends_in_time_too() -> None:
    turn = held(Slow(["What is it for?"], BAD, reads=19))
    assert 38 <= turn.seconds < 41
    assert turn.outcome.interviewer == "model"
    assert [KEPT in notice for notice in turn.notices] == [True]


SECONDS = st.sampled_from([0, 1, 4, 9, 19, 19.9, 20.1, 39, HOURS]) | st.floats(0, 60)


@settings(max_examples=40, deadline=None)
@given(SECONDS, SECONDS, SECONDS)
def test_no_turn_takes_longer_than_45_seconds(loads: float, speaks: float, reads: float) -> None:
    turn = held(Slow(MANY, BAD, loads=loads, speaks=speaks, reads=reads))
    assert turn.seconds < 45
    assert turn.shown.strip() == turn.outcome.reply
    assert len(turn.notices) == 1


@pytest.mark.parametrize(("timeout", "most"), [(5.0, 40), (60.0, 120)])
def test_another_limit_to_the_first_words_bounds_the_turn_by_twice_itself(timeout: float, most: float) -> None:
    for script in (
        Slow(MANY, loads=timeout - 1, speaks=0.9),
        Slow(MANY, BAD, speaks=timeout - 0.5, reads=timeout - 0.5),
    ):
        assert held(script, timeout=timeout).seconds < most + 1
