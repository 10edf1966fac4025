"""Where the inputs of an operation go: where their {name} stands, else into the body, or the query of what has none."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from orchestrator.values import Operation

Place = Literal["address", "query", "header", "body"]
WITHOUT_BODY = ("GET", "HEAD", "DELETE")
_SLOT = re.compile(r"\{([^{}]{1,100})\}")


def names_in(text: str) -> tuple[str, ...]:
    """The names that stand in braces, each once."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with values in place of their names; a name without one stays."""
    return _SLOT.sub(lambda hit: values.get(hit[1], hit[0]), text)


def places(operation: Operation) -> dict[str, Place]:
    """The place of every input, named in the schema or anywhere else."""
    found: dict[str, Place] = dict.fromkeys(names_in(operation.url or ""), "address")
    for place, texts in (("query", operation.query), ("header", operation.headers)):
        for name in names_in("".join(f"{text} " for text in texts.values())):
            found.setdefault(name, "query" if place == "query" else "header")
    rest: Place = "query" if method_of(operation) in WITHOUT_BODY else "body"
    known = operation.inputs.get("properties", {})
    return {name: found.get(name, rest) for name in (*known, *found)}


def method_of(operation: Operation) -> str:
    """Its method; where none was said, the one that fits its risk."""
    return operation.method or ("POST" if operation.risk in ("write", "destructive") else "GET")


def is_header(name: str, value: str) -> bool:
    """Whether a header can be sent so, as far as is known before its inputs have values."""
    return (
        bool(name)
        and all(c.isascii() and (c.isalnum() or c in "-_.") for c in name)
        and value.isascii()
        and value.isprintable()
    )


def with_named_inputs(operation: Operation) -> Operation:
    """The operation, with an input for each name that stands in braces and is none yet."""
    schema: dict[str, Any] = operation.inputs
    known = schema.get("properties", {})
    missing = [name for name in places(operation) if name not in known]
    if not missing:
        return operation
    made = {
        "type": "object",
        **schema,
        "properties": {**known, **{name: {"type": "string"} for name in missing}},
        "required": [*schema.get("required", []), *missing],
    }
    return operation.model_copy(update={"inputs": made})
