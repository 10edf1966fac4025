"""Several web processes before one database: whoever joins, on whatever process, hears the same."""

import asyncio
import json
import re
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import websockets

from sessions.access import COOKIE
from tests.journeys.conftest import fake_model
from tests.launched import Launched

__all__ = ["fake_model"]

pytestmark = pytest.mark.scale
TABS = 8


@pytest.fixture(scope="module")
def two(launch: Callable[..., Launched], fake_model: str) -> Launched:
    """Two web processes whose model writes 60 words, one every 40 ms."""
    model = {"PARLEY_MODEL": "openai/fake-200-40-60", "PARLEY_MODEL_TIMEOUT": "120"}
    one = launch(**model, WEB_CONCURRENCY="2", OPENAI_API_BASE=fake_model, OPENAI_API_KEY="none")
    one.ready()
    return one


def call(parley: Launched, method: str, path: str, body: Any = None, token: str = "") -> Any:
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{parley.address}/api/v1/sessions{path}", data, headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())


class Tab:
    """An open page of an interview, over a real socket."""

    def __init__(self, parley: Launched, created: dict[str, Any]) -> None:
        self.url = f"{parley.address.replace('http', 'ws')}/ws/interviews/{created['session_id']}/"
        self.headers = {"Cookie": f"{COOKIE}={created['token']}"}
        self.heard = ""

    async def __aenter__(self) -> "Tab":
        self.socket = await websockets.connect(self.url, additional_headers=self.headers)
        await self.hears('id="transcript"')
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.socket.close()

    async def hears(self, words: str) -> None:
        async with asyncio.timeout(120):
            while words not in self.heard:
                self.heard += str(await self.socket.recv())


async def test_every_tab_hears_a_turn_whatever_process_it_is_on(two: Launched) -> None:
    created = await asyncio.to_thread(call, two, "POST", "/create", {})
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(Tab(two, created)) for _ in range(TABS)]
        await tabs[0].socket.send(json.dumps({"text": "A returns assistant called Sole"}))
        for tab in tabs:
            await tab.hears("W5@")
            await tab.hears('class="told"')
            assert tab.heard.count("beforebegin:#latest") == 1
            assert "W59@" in tab.heard


async def test_a_turn_is_stopped_from_whatever_process(two: Launched) -> None:
    created = await asyncio.to_thread(call, two, "POST", "/create", {})
    path = f"/{created['session_id']}"
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(Tab(two, created)) for _ in range(TABS)]
        await tabs[0].socket.send(json.dumps({"text": "A returns assistant called Sole"}))
        await tabs[0].hears("W5@")
        await asyncio.to_thread(call, two, "POST", f"{path}/stop", None, created["token"])
        for tab in tabs:
            await tab.hears("Stopped.")
    messages = await asyncio.to_thread(call, two, "GET", f"{path}/messages", None, created["token"])
    assert messages["messages"][-1]["stopped"]
    assert "W59@" not in messages["messages"][-1]["text"]


def test_tokens_arrive_as_they_are_made_and_the_first_one_at_once(two: Launched) -> None:
    """The fake model writes into each word when it was made, by the clock of this machine."""
    created = call(two, "POST", "/create", {})
    call(two, "POST", f"/{created['session_id']}/message", {"message": "A returns assistant"}, created["token"])
    late: dict[int, float] = {}
    for arrived, event in streamed(two, created, "Customers with an order"):
        for number, made in re.findall(r"W(\d+)@(\d+)", event):
            late.setdefault(int(number), (arrived - int(made)) % 10_000_000_000 / 1e6)
    assert sorted(late) == list(range(60))
    # Sixty words take 2.4 s to make: had they waited for each other, the first ones would be as late as that.
    assert late[0] < 1
    assert sorted(late.values())[30] < 1


def streamed(parley: Launched, created: dict[str, Any], text: str) -> Iterator[tuple[int, str]]:
    """The `token` events of a message, each with its time of arrival in microseconds."""
    request = urllib.request.Request(
        f"{parley.address}/api/v1/sessions/{created['session_id']}/message",
        json.dumps({"message": text}).encode(),
        {
            "Content-Type": "application/json",
            "Accept": "text/event-stream",
            "Authorization": f"Bearer {created['token']}",
        },
    )
    kind = b""
    with urllib.request.urlopen(request, timeout=60) as answer:
        for line in answer:
            name, _, data = line.partition(b": ")
            kind = data.strip() if name == b"event" else kind
            if name == b"data" and kind == b"token":
                yield time.monotonic_ns() // 1000, json.loads(data)["text"]


async def test_one_message_sent_to_both_processes_at_once_is_one_turn(two: Launched) -> None:
    created = await asyncio.to_thread(call, two, "POST", "/create", {})
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(Tab(two, created)) for _ in range(TABS)]
        form = json.dumps({"text": "A returns assistant called Sole", "client_key": "k"})
        await asyncio.gather(*(tab.socket.send(form) for tab in tabs))
        for tab in tabs:
            await tab.hears('class="told"')
    messages = await asyncio.to_thread(call, two, "GET", f"/{created['session_id']}/messages", None, created["token"])
    assert [m["number"] for m in messages["messages"]] == [0, 1, 2]
