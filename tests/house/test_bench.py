"""`make bench` measures what it says it measures."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain, repeat

import aiohttp
import psutil
import pytest

from tests.bench import __main__ as bench
from tests.bench.load import AT_LEAST, TOKENS, TURNS, Heard, Opened, Result, Talk, load, now


def test_a_part_prints_its_table_and_keeps_its_figures(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("bench")
    monkeypatch.setattr(bench, "OUT", out)
    monkeypatch.setattr(bench, "ROOT", out.parent)
    assert bench.main(["exports"]) == 0
    assert "all exports" in capsys.readouterr().out
    assert json.loads((out / "exports.json").read_text(encoding="utf-8"))


def answered(kind: str) -> Heard:
    if kind == "lost":
        raise OSError("gone")
    if kind == "closed":
        raise aiohttp.WSMessageTypeError("Received message 257:None is not WSMsgType.TEXT")
    at = now()
    last = f"W{TOKENS - 1}@{at};" if kind == "whole" else ""
    return Heard(asked_at=at, first_at=at, first=f"A{at}M1;W0@{at};", text=last)


def talking(*kinds: str) -> Opened:
    """Conversations whose turns, in the order in which they come, end so; all after them are whole."""
    turn = chain(kinds, repeat("whole"))

    async def talk(text: str) -> Heard:
        await asyncio.sleep(0)
        return answered(next(turn))

    @asynccontextmanager
    async def opened() -> AsyncIterator[Talk]:
        yield talk

    return opened


async def loaded(opened: Opened, conversations: int = 1) -> Result:
    async with asyncio.timeout(10):
        return await load("fake", conversations, opened, [psutil.Process()])


async def test_a_cut_answer_and_a_lost_one_are_counted() -> None:
    result = await loaded(talking("whole", "whole", "cut", "lost"))
    assert (result.short, result.errors) == (1, 1)
    assert len(result.added) >= 4
    assert result.p50 == 0


@pytest.mark.parametrize("kind", ["lost", "closed"])
async def test_what_fails_before_the_clock_starts_is_counted_too(kind: str) -> None:
    assert (await loaded(talking(kind))).errors == 1
    assert (await loaded(talking("cut"))).short == 1


async def test_a_socket_that_is_closed_is_an_error_and_not_the_end() -> None:
    result = await loaded(talking("whole", "closed", "closed"))
    assert (result.errors, len(result.added)) == (2, AT_LEAST - 2)


async def test_a_conversation_that_cannot_be_opened_is_counted_and_the_others_go_on() -> None:
    refusals = chain((True,), repeat(False))

    @asynccontextmanager
    async def opened() -> AsyncIterator[Talk]:
        if next(refusals):
            raise aiohttp.ClientConnectionError("refused")
        async with talking()() as talk:
            yield talk

    result = await loaded(opened, 10)
    assert (result.errors, len(result.added)) == (1, 9 * TURNS)
