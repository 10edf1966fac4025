"""How an answer of a given shape is asked for: by its JSON Schema, or in words where a provider takes none."""

from dataclasses import replace
from typing import Any, Protocol

from orchestrator import shapes
from orchestrator.exchange import Request
from orchestrator.prompts import render
from orchestrator.provider_errors import may_mind_the_form

SHORTEST_LIMIT = 500  # tokens


class Ask(Protocol):
    """Sends a request as it is, with options of LiteLLM's."""

    async def __call__(self, request: Request, **options: Any) -> Any: ...


async def shaped(request: Request, ask: Ask, limits: dict[str, Any], *, by_schema: bool) -> tuple[Any, bool]:
    """The answer to a request for an object, asked for by its schema or in words; True if the schema was refused and
    words were not. Who takes one is known for few models only."""
    assert request.schema is not None
    if by_schema:
        try:
            return await ask(request, response_format=shapes.response_format(request.schema), **limits), False
        except Exception as error:
            if not may_mind_the_form(error):
                raise
    return await ask(in_words(request), **limits), by_schema


def limits(request: Request, *, thinks: bool) -> dict[str, Any]:
    """What goes along with a request for an object. `thinks`: the model reasons first, and needs room for it."""
    # Reading is no place for invention, and a weak model may repeat itself without end.
    return {} if thinks else {"temperature": 0, "max_tokens": _most_tokens(request)}


def _most_tokens(request: Request) -> int:
    """More than an object read out of the last message needs."""
    return SHORTEST_LIMIT + len(request.messages[-1]["content"]) // 2


def in_words(request: Request) -> Request:
    """The same request with its schema explained."""
    assert request.schema is not None
    wanted = {"role": "system", "content": render("json_shape", schema=shapes.as_text(request.schema))}
    return replace(request, messages=(wanted, *request.messages))
