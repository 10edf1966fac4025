"""What of an address is the customer's own: a name in its host, such as {shop}. It is set once by whoever makes the
agent, and never by a model: a call carries a secret to that host."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.toolbox.placing import filled, names_in
from orchestrator.values import Operation, Tool

_HOST = re.compile(r"\s*https?://([^/?#]*)", re.IGNORECASE)
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


@dataclass(frozen=True)
class Own:
    """A name that is still to be set, and what it is."""

    name: str
    description: str


def own_names(operation: Operation) -> tuple[str, ...]:
    """The names in braces that stand in the host."""
    host = _HOST.match(operation.url or "")
    return names_in(host[1]) if host else ()


def still_open(tool: Tool) -> tuple[Own, ...]:
    """What is to be set before the operations of a tool can be called."""
    found: dict[str, str] = {}
    for operation in tool.operations:
        schemas = operation.inputs.get("properties", {})
        for name in own_names(operation):
            schema = schemas.get(name)
            found[name] = found.get(name) or str(schema.get("description", "") if isinstance(schema, dict) else "")
    if tool.access:
        found |= {name: found.get(name, "") for name in names_in(tool.access.token_url or "")}
    return tuple(Own(name, description) for name, description in found.items())


def settled(tool: Tool, values: Mapping[str, str]) -> Tool:
    """The tool with these values wherever their names stand, and no inputs of these names any more."""
    access = tool.access
    if access and access.token_url:
        access = access.model_copy(update={"token_url": filled(access.token_url, values)})
    operations = tuple(_settled(operation, values) for operation in tool.operations)
    return tool.model_copy(update={"operations": operations, "access": access})


def _settled(operation: Operation, values: Mapping[str, str]) -> Operation:
    return operation.model_copy(
        update={
            "url": filled(operation.url, values) if operation.url else None,
            "headers": {name: filled(text, values) for name, text in operation.headers.items()},
            "query": {name: filled(text, values) for name, text in operation.query.items()},
            "inputs": without(operation.inputs, values),
            "example": {name: value for name, value in operation.example.items() if name not in values},
        }
    )


def without(schema: dict[str, Any], names: Mapping[str, Any] | tuple[str, ...]) -> dict[str, Any]:
    """A schema of an object without these properties."""
    if not set(names) & schema.get("properties", {}).keys():
        return schema
    kept = {name: inner for name, inner in schema["properties"].items() if name not in names}
    required = [name for name in schema.get("required", []) if name not in names]
    rest = {key: value for key, value in schema.items() if key not in ("properties", "required")}
    return {**rest, "properties": kept, **({"required": required} if required else {})}
