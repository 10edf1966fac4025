"""Ways to talk: over the socket of Parley's page, and straight to the model, bare aiohttp and bare litellm."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import aiohttp

from tests.bench.load import MODEL, Heard, Talk, now

PIECE = '<span id="text-'
PATIENCE = aiohttp.ClientTimeout(total=120)


@asynccontextmanager
async def parley(address: str) -> AsyncIterator[Talk]:
    """One person with the page open, who says things over its socket."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as http:
        async with http.post(f"{address}/api/v1/sessions/create", json={}) as answer:
            made = await answer.json()
        headers = {"Cookie": f"parley_visitor={made['token']}", "Origin": address}
        async with http.ws_connect(f"{address}/ws/interviews/{made['session_id']}/", headers=headers) as socket:
            await socket.receive_str(timeout=PATIENCE.total)
            yield lambda text: _over(socket, text)


async def _over(socket: aiohttp.ClientWebSocketResponse, text: str) -> Heard:
    heard = Heard(asked_at=now())
    await socket.send_str(json.dumps({"text": text, "client_key": uuid4().hex}))
    while True:
        frame = await socket.receive_str()
        if frame.startswith(PIECE):
            heard.first_at = heard.first_at or now()
            heard.first = heard.first or frame
        elif "hx-swap-oob" in frame and 'class="thinking"' not in frame and "turn-" in frame:
            heard.ended_at, heard.text = now(), frame
            return heard


@asynccontextmanager
async def bare_aiohttp(model_url: str) -> AsyncIterator[Talk]:
    """The floor: a program that does nothing but ask the model."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as http:

        async def talk(text: str) -> Heard:
            heard = Heard(asked_at=now())
            body = {"model": MODEL, "stream": True, "messages": [{"role": "user", "content": text}]}
            async with http.post(f"{model_url}/chat/completions", json=body) as answer:
                async for line in answer.content:
                    if line.startswith(b"data: {"):
                        choice = json.loads(line[6:])["choices"]
                        _hear(heard, choice[0]["delta"].get("content") or "" if choice else "")
            return heard

        yield talk


@asynccontextmanager
async def bare_litellm(model_url: str) -> AsyncIterator[Talk]:
    """The library as its documentation calls it."""
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    import litellm

    async def talk(text: str) -> Heard:
        heard = Heard(asked_at=now())
        answer = await litellm.acompletion(
            model=f"openai/{MODEL}",
            messages=[{"role": "user", "content": text}],
            stream=True,
            api_base=model_url,
            api_key="none",
        )
        async for chunk in answer:
            _hear(heard, chunk.choices[0].delta.content or "")
        return heard

    yield talk


def _hear(heard: Heard, text: str) -> None:
    if not text:
        return
    heard.first_at = heard.first_at or now()
    heard.text += text
    heard.first = heard.first if "W0@" in heard.first else heard.text
    heard.ended_at = now()
