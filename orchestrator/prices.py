"""What an answer took: tokens as a provider counts them, and dollars by LiteLLM's price list (`library`)."""

import functools
import importlib.util
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestrator.exchange import Request, Usage

_SOME = {"prompt_tokens": 1_000, "completion_tokens": 1_000, "total_tokens": 2_000}


def usage(library: Any, model: str, counted: Any) -> Usage:
    """Tokens and cost from what a provider counted, if it did."""
    plain = counted if isinstance(counted, dict) else counted.model_dump() if counted is not None else {}
    tokens_in, tokens_out = plain.get("prompt_tokens") or 0, plain.get("completion_tokens") or 0
    return Usage(tokens_in, tokens_out, _cost(library, model, plain) if tokens_in or tokens_out else None)


def estimated(library: Any, request: Request, said: str) -> dict[str, int]:
    """Tokens counted by LiteLLM, as its wrapper does, for a provider that does not tell them in a stream."""
    told = library.token_counter(model=request.model, messages=[dict(message) for message in request.messages])
    return {"prompt_tokens": told, "completion_tokens": library.token_counter(model=request.model, text=said)}


def is_known(library: Any, model: str) -> bool:
    """Whether a model has a price: without one its cost stays unknown, and counts into no budget."""
    return _cost(library, model, _SOME) is not None


def _cost(library: Any, model: str, counted: dict[str, Any]) -> float | None:
    """In US dollars. None without a price, and zero is no price: the map has it for retired and local models."""
    with suppress(Exception):  # LiteLLM raises whatever comes to it about a model it has no price for
        told = library.ModelResponse(model=model, usage=library.Usage(**counted))
        return library.completion_cost(completion_response=told, model=model) or None
    return None


@dataclass(frozen=True)
class Listed:
    """A model in LiteLLM's list: its window in tokens, and dollars for one token in and out; None is unknown."""

    window: int | None
    cost_in: float | None
    cost_out: float | None


def listed(model: str) -> Listed | None:
    """What the list says of a model; None if it does not know it. Read from its file: LiteLLM is not loaded for it."""
    return _list().get(model)


@functools.cache
def _list() -> dict[str, Listed]:
    spec = importlib.util.find_spec("litellm")
    if spec is None or not spec.submodule_search_locations:
        return {}
    file = Path(spec.submodule_search_locations[0]) / "model_prices_and_context_window_backup.json"
    with suppress(OSError, ValueError):  # another release may keep it elsewhere: then all of it is unknown
        known = json.loads(file.read_text(encoding="utf-8"))
        wanted = ("max_input_tokens", "input_cost_per_token", "output_cost_per_token")
        return {name: Listed(*(_number(told.get(key)) for key in wanted)) for name, told in known.items()}
    return {}


def _number(told: Any) -> Any:
    return told if isinstance(told, int | float) and told > 0 else None
