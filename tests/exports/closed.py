"""Data judged by a package's own types, closed: a key that the type does not know is wrong."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter


def typed(shape: Any, data: Any) -> Any:
    """The data as a typed dictionary's package would send it; raises for what it does not know."""
    return _drained(_adapter(shape).validate_python([data]))[0]


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    """The configuration reaches a typed dictionary only from around it; the adapter has to outlive what it reads."""
    return TypeAdapter(list[shape], config=ConfigDict(extra="forbid"))


def modelled(model: type[BaseModel], data: Any) -> BaseModel:
    """The data as a model of a package that keeps unknown keys silently; raises for those."""
    made = model.model_validate(data)
    unknown = [*_unknown(made, model.__name__)]
    assert not unknown, f"unknown keys: {', '.join(unknown[:10])}"
    return made


def _drained(value: Any) -> Any:
    """Iterables are checked only while they are read."""
    if isinstance(value, dict):
        return {key: _drained(one) for key, one in value.items()}
    return value if isinstance(value, str | bytes | int | float | None) else [_drained(one) for one in value]


def _unknown(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{path}.{key}" for key in value.model_extra or ())
        for key in type(value).model_fields:
            yield from _unknown(getattr(value, key), f"{path}.{key}")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _unknown(one, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for i, one in enumerate(value):
            yield from _unknown(one, f"{path}[{i}]")
