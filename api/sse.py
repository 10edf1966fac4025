"""A turn as server-sent events: token {seq, text}, notice, done (the JSON answer), error (the problem)."""

import json
from collections.abc import AsyncIterator
from typing import Any

from sessions.answers import Ended, Failed, Notice, Resumed, Text, TurnEvent
from sessions.errors import ConversationError


async def frames(first: TurnEvent, rest: AsyncIterator[TurnEvent]) -> AsyncIterator[bytes]:
    """Encoded frames to the end of the turn. `replace` on a token means: all shown so far is void."""
    for frame in _frames(first):
        yield frame
    try:
        async for event in rest:
            for frame in _frames(event):
                yield frame
    except ConversationError as error:
        yield _problem(error.status, error.title, str(error))


def _frames(event: TurnEvent) -> list[bytes]:
    match event:
        case Text():
            return [
                _frame("token", {"seq": event.seq, "text": event.text, **({"replace": True} if event.replace else {})})
            ]
        case Notice():
            return [_frame("notice", {"code": event.code, "text": event.text})]
        case Resumed():
            return [_frame("notice", {"code": "resumed", "text": event.text})]
        case Ended():
            return [_frame("done", event.answer.model_dump(mode="json"))]
        case Failed():
            return [_problem(500, "The turn failed", event.detail)]
    return [b": the message is saved\n\n"]


def _problem(status: int, title: str, detail: str) -> bytes:
    return _frame("error", {"type": "about:blank", "title": title, "status": status, "detail": detail})


def _frame(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
