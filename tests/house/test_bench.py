"""`make bench` measures what it says it measures."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain, repeat

import psutil
import pytest

from tests.bench import __main__ as bench
from tests.bench.load import TOKENS, Heard, Talk, load, now


def test_a_part_prints_its_table_and_keeps_its_figures(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("bench")
    monkeypatch.setattr(bench, "OUT", out)
    monkeypatch.setattr(bench, "ROOT", out.parent)
    assert bench.main(["exports"]) == 0
    assert "all exports" in capsys.readouterr().out
    assert json.loads((out / "exports.json").read_text(encoding="utf-8"))


async def test_a_cut_answer_and_a_lost_one_are_counted() -> None:
    turn = chain(("whole", "whole", "cut", "lost"), repeat("whole"))

    async def talk(text: str) -> Heard:
        await asyncio.sleep(0)
        kind, at = next(turn), now()
        if kind == "lost":
            raise OSError("gone")
        last = f"W{TOKENS - 1}@{at};" if kind == "whole" else ""
        return Heard(asked_at=at, first_at=at, first=f"A{at}M1;W0@{at};", text=last)

    @asynccontextmanager
    async def opened() -> AsyncIterator[Talk]:
        yield talk

    result = await load("fake", 1, opened, [psutil.Process()])
    assert (result.short, result.errors) == (1, 1)
    assert len(result.added) >= 4
    assert result.p50 == 0
