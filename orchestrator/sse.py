"""Reading server-sent events with one JSON object per `data:` line, as OpenAI-style providers send them."""

import json
from collections.abc import AsyncIterable, AsyncIterator
from typing import Any


async def objects(data: AsyncIterable[bytes]) -> AsyncIterator[dict[str, Any]]:
    """The JSON objects of a stream, however its bytes are cut; other lines are skipped. ValueError for bad JSON."""
    rest = b""
    async for piece in data:
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            if (found := _object(line)) is not None:
                yield found
    if (found := _object(rest)) is not None:
        yield found


def _object(line: bytes) -> dict[str, Any] | None:
    if not line.startswith(b"data:"):
        return None
    text = line[5:].strip()
    if not text or text == b"[DONE]":
        return None
    found = json.loads(text)
    return found if isinstance(found, dict) else None
