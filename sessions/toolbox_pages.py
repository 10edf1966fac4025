"""What the pages of the library of known tools show."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from builder.toolbox import accounts
from orchestrator.toolbox import Category, KnownTool, by_id, categories, found, known, needs, operations, taken
from orchestrator.values import Operation, Tool
from sessions.errors import BadField, NotFound

ACCESS = {
    "none": "No key is needed",
    "api_key": "An API key",
    "bearer": "A bearer token",
    "basic": "A user name and a password, or what stands for them",
    "oauth2": "OAuth 2.0 client credentials",
}


@dataclass(frozen=True)
class Field:
    """An input or an output, as a line."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True)
class Offered:
    """An operation of the library, as it is shown."""

    operation: Operation
    inputs: tuple[Field, ...]
    outputs: tuple[Field, ...]


@dataclass(frozen=True)
class Row:
    """A known tool in a list: what it is for, how many operations it has, and how many of them change something."""

    tool: KnownTool
    uses: tuple[str, ...]
    count: int
    changing: int


def library(words: str, category: str) -> dict[str, Any]:
    """The tools found, by category."""
    tools = found(words, category)
    groups = [(kind, tuple(_row(tool) for tool in kind.tools if tool in tools)) for kind in categories()]
    return {
        "words": words,
        "category": category,
        "categories": categories(),
        "groups": [(kind, rows) for kind, rows in groups if rows],
        "count": len(tools),
    }


def one(tool_id: str) -> dict[str, Any] | None:
    """One tool with its operations, None if there is no such tool."""
    tool = by_id().get(tool_id)
    return _whole(tool) if tool else None


def for_tool(tool: Tool) -> dict[str, Any] | None:
    """What the library has for a tool of a draft beside its own operations, None where there is nothing."""
    source = known(tool.name)
    own = {operation.name for operation in tool.operations}
    left = [item for item in _whole(source)["offered"] if item.operation.name not in own] if source else []
    return {"tool": source, "offered": left, "more": bool(own)} if left else None


def setting(values: Mapping[str, str]) -> Callable[[Tool], Tool]:
    """The change of a tool that sets what of its addresses is the customer's own. Raises BadField."""

    def made(tool: Tool) -> Tool:
        given = {own.name: _host_name(values.get(own.name, "")) for own in accounts.still_open(tool)}
        for name, text in given.items():
            if text and not accounts.NAME.fullmatch(text):
                raise BadField(name, "Only letters, digits, dots and dashes can stand in an address here.")
        return accounts.settled(tool, {name: text for name, text in given.items() if text})

    return made


def _host_name(typed: str) -> str:
    """What was typed, without what people copy along with it."""
    return typed.strip().removeprefix("https://").rstrip("/")


def taking(names: Collection[str]) -> Callable[[Tool], Tool]:
    """The change of a tool that takes these operations of the library. It raises NotFound where it has none of them."""

    def made(tool: Tool) -> Tool:
        source = known(tool.name)
        if source is None or not {operation.name for operation in operations(source)} >= set(names):
            raise NotFound
        return taken(tool, source, names)

    return made


def _row(tool: KnownTool) -> Row:
    changing = sum(risk != "read" for risk in tool.risks)
    return Row(tool, tuple(needs()[need].label for need in tool.needs), len(tool.risks), changing)


def _whole(tool: KnownTool) -> dict[str, Any]:
    return {
        "tool": tool,
        "kind": _kind_of(tool),
        "uses": _row(tool).uses,
        "access": ACCESS[tool.access.kind],
        "offered": [_offered(operation) for operation in operations(tool)],
    }


def _kind_of(tool: KnownTool) -> Category:
    return next(kind for kind in categories() if kind.id == tool.category)


def _offered(operation: Operation) -> Offered:
    return Offered(operation, _fields(operation.inputs), _fields(operation.outputs))


def _fields(schema: Mapping[str, Any]) -> tuple[Field, ...]:
    required = schema.get("required", ())
    return tuple(
        Field(name, _kind(field), name in required, _told(field))
        for name, field in schema.get("properties", {}).items()
    )


def _kind(schema: Mapping[str, Any]) -> str:
    """What a field holds, in a few words."""
    if schema.get("type") == "array":
        return f"list: {_kind(schema.get('items', {}))}"
    if parts := schema.get("properties"):
        return "{" + ", ".join(parts) + "}"
    return str(schema.get("format", schema.get("type", "anything")))


def _told(schema: Mapping[str, Any]) -> str:
    choices = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return "; ".join(filter(None, (str(schema.get("description", "")), ", ".join(map(str, choices)))))
