"""How an answer of a given shape is asked for: by its JSON Schema, or in words where a provider takes none."""

from dataclasses import replace
from typing import Any

from orchestrator import shapes
from orchestrator.exchange import Request
from orchestrator.prompts import render

SHORTEST_LIMIT = 500  # tokens


def options(request: Request, *, thinks: bool) -> dict[str, Any]:
    """What goes along with a request that has a schema. `thinks`: the model reasons first, and needs room for it."""
    assert request.schema is not None
    wanted = {"response_format": shapes.response_format(request.schema)}
    # Reading is no place for invention, and a weak model may repeat itself without end.
    return wanted if thinks else {**wanted, "temperature": 0, "max_tokens": _most_tokens(request)}


def _most_tokens(request: Request) -> int:
    """More than an object read out of the last message needs."""
    return SHORTEST_LIMIT + len(request.messages[-1]["content"]) // 2


def in_words(request: Request) -> Request:
    """The same request with its schema explained."""
    assert request.schema is not None
    wanted = {"role": "system", "content": render("json_shape", schema=shapes.as_text(request.schema))}
    return replace(request, messages=(wanted, *request.messages))
