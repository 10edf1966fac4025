"""The real library against a provider of our own: whatever it does wrong, the turn ends with a useful reply."""

import asyncio
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from orchestrator import llm
from orchestrator.briefing import Briefing
from orchestrator.conf import Models
from orchestrator.errors import ModelRefused
from orchestrator.events import Event, Notice, Outcome, Token
from orchestrator.found import Found
from orchestrator.interview import converse

pytestmark = pytest.mark.scale

ASKED = [{"role": "user", "content": "Hello"}]
QUICK = "openai/fake-5-1-12"
SLOW = "openai/fake-5-1000-40"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of an OpenAI-style provider with nothing but made-up words."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, Path(__file__).parents[1] / "fake_model.py", "--port", str(port)], stdout=subprocess.PIPE
    )
    assert server.stdout
    server.stdout.readline()
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


@pytest.fixture(autouse=True)
def reached(provider: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Real calls are allowed here, to that provider only."""
    for prefix in ("OPENAI", "DEEPSEEK"):
        monkeypatch.setenv(f"{prefix}_API_BASE", f"{provider}/v1")
        monkeypatch.setenv(f"{prefix}_API_KEY", "none")
    llm.forbid_real_calls(False)
    yield
    llm.forbid_real_calls()


def stats(provider: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{provider}/stats") as answer:
        return json.loads(answer.read())  # type: ignore[no-any-return]


async def turn(model: str, *, timeout: float = 20.0) -> list[Event]:
    briefing = Briefing(message_id=uuid4(), text="It looks up orders.")
    return [event async for event in converse(briefing, Models(reply=model, fast=model, timeout=timeout))]


@pytest.mark.parametrize("model", [QUICK, "deepseek/fake-5-1-12"])
async def test_a_reply_streams_with_its_usage_through_either_way_of_reading(model: str) -> None:
    await llm.client.ready()
    chunks = [chunk async for chunk in llm.stream(model, ASKED)]
    assert [chunk.text[:1] for chunk in chunks] == ["A", *["W"] * 11, ""]
    assert chunks[-1].finish == "stop"
    assert (chunks[-1].usage.input_tokens, chunks[-1].usage.output_tokens, chunks[-1].usage.cost) == (10, 12, None)


async def test_a_model_with_a_price_tells_its_cost() -> None:
    chunks = [chunk async for chunk in llm.stream("openai/gpt-4o-mini", ASKED)]
    assert chunks[-1].usage.cost == pytest.approx(10 * 0.15e-6 + 40 * 0.6e-6)


async def test_a_structured_answer_fits_its_schema() -> None:
    found, usage = await llm.structured(QUICK, ASKED, Found)
    assert found == Found(route="answer")
    assert (usage.input_tokens, usage.output_tokens) == (10, 10)


async def test_a_model_that_refuses_a_schema_is_asked_in_words_within_the_same_limits(provider: str) -> None:
    before = stats(provider)
    for _ in range(2):
        found, _ = await llm.structured(QUICK + "-noschema", ASKED, Found)
        assert found == Found(route="answer")
    after = stats(provider)
    assert [after[name] - before[name] for name in ("requests", "limited")] == [3, 3]
    assert not (await llm.client.abilities(QUICK + "-noschema")).takes_schema


async def test_a_model_that_refuses_for_another_reason_is_still_asked_by_schema(provider: str) -> None:
    before = stats(provider)["requests"]
    with pytest.raises(ModelRefused, match="too long"):
        await llm.structured(QUICK + "-toolong", ASKED, Found)
    assert stats(provider)["requests"] == before + 1
    assert (await llm.client.abilities(QUICK + "-toolong")).takes_schema


async def test_a_model_that_was_seen_to_think_is_given_room_for_it(provider: str) -> None:
    limited = []
    for _ in range(2):
        found, _ = await llm.structured(QUICK + "-thinks", ASKED, Found)
        assert found == Found(route="answer")
        limited.append(stats(provider)["limited"])
    assert limited[0] == limited[1]


async def test_a_turn_with_a_model_shows_its_words() -> None:
    events = await turn(QUICK)
    last = events[-1]
    assert isinstance(last, Outcome)
    assert (last.interviewer, last.route) == ("model", "answer")
    assert sum(isinstance(event, Token) for event in events) >= 12
    assert [call.status for call in last.calls] == ["done"] * 3


@pytest.mark.parametrize(
    ("fault", "code", "why"),
    [
        ("-http429", "guide_took_over", "accepts no more requests"),
        ("-http500", "guide_took_over", "had an error (500)"),
        ("-cut", "guide_took_over", "was cut off"),
        ("-hang", "guide_took_over", "did not answer within 1 seconds"),
        ("-badjson", "readers_only", "in the form it was asked for"),
    ],
)
async def test_whatever_the_provider_does_the_turn_ends_with_a_useful_reply(fault: str, code: str, why: str) -> None:
    started = time.monotonic()
    events = await turn(QUICK + fault, timeout=1.0 if fault == "-hang" else 20.0)
    assert time.monotonic() - started < 10
    [notice] = [event for event in events if isinstance(event, Notice)]
    assert (notice.code, why in notice.text) == (code, True)
    last = events[-1]
    assert isinstance(last, Outcome)
    assert last.reply
    assert last.asked.topics


@pytest.mark.parametrize("kind", ["-noschema", "-nostream", "-wholestream"])
@pytest.mark.parametrize("provider_name", ["openai", "deepseek"])
async def test_a_provider_that_knows_no_schema_or_no_stream_holds_the_interview(kind: str, provider_name: str) -> None:
    for _ in range(2):  # what was learned at the first turn holds at the next
        events = await turn(f"{provider_name}/fake-5-1-12{kind}")
        last = events[-1]
        assert isinstance(last, Outcome)
        assert [event for event in events if isinstance(event, Notice)] == []
        assert (last.interviewer, [call.status for call in last.calls]) == ("model", ["done"] * 3)
        assert last.calls[1].output_tokens == 12
        assert "W11@" in last.reply


async def test_what_has_no_price_is_known_before_it_is_asked() -> None:
    assert not (await llm.client.abilities(QUICK)).has_price
    assert (await llm.client.abilities("openai/gpt-4o-mini")).has_price


async def test_a_wrapped_stream_that_is_cut_says_so() -> None:
    events = await turn("deepseek/fake-5-1-12-cut")
    assert ["was cut off" in event.text for event in events if isinstance(event, Notice)] == [True]


async def test_a_provider_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/v1")
    events = await turn(QUICK)
    assert ["could not be reached" in event.text for event in events if isinstance(event, Notice)] == [True]


async def test_a_missing_key_is_named_and_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(ModelRefused, match="set OPENAI_API_KEY"):
        await llm.complete(QUICK, ASKED)


async def test_a_model_without_a_provider_says_how_to_name_one() -> None:
    with pytest.raises(ModelRefused, match="must name provider and model"):
        await llm.complete("nonsense", ASKED)


async def test_stop_closes_the_connections_and_leaves_no_task(provider: str) -> None:
    shown = asyncio.Event()

    async def listen() -> None:
        async for _ in converse(Briefing(message_id=uuid4(), text="Hello"), Models(reply=SLOW, fast=SLOW + "-hang")):
            shown.set()

    before, aborted = asyncio.all_tasks(), stats(provider)["aborted"]
    task = asyncio.create_task(listen())
    await shown.wait()
    async with asyncio.timeout(30):
        while stats(provider)["active"] < 2:
            await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(30):
        while stats(provider)["aborted"] < aborted + 2:
            await asyncio.sleep(0)
    ours = [t for t in asyncio.all_tasks() - before if "litellm" not in repr(t.get_coro())]
    assert ours == []


def test_warming_up_happens_once_and_in_the_background() -> None:
    program = (
        "import sys, threading\n"
        "from orchestrator import llm\n"
        "assert 'litellm' not in sys.modules\n"
        "llm.warm_up(); llm.warm_up()\n"
        "[worker] = [t for t in threading.enumerate() if t.name == 'litellm-import']\n"
        "worker.join(); llm.warm_up()\n"
        "assert 'litellm' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60, cwd=Path(__file__).parents[2])
