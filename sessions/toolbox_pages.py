"""What the pages of the library of known tools show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orchestrator.toolbox import Category, KnownTool, by_id, categories, found, needs, offered, operations
from orchestrator.values import Operation, Tool

RISKS = {"read": "reads", "write": "changes", "destructive": "cannot be undone"}
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
    risk: str
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


def for_tool(tool: Tool) -> dict[str, Any]:
    """What the page of a tool in a draft may offer of the library; {} where nothing is known or it has operations."""
    source = offered(tool)
    return {"known": _whole(source)} if source else {}


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
    risk = RISKS[operation.risk or "read"]
    return Offered(operation, risk, _fields(operation.inputs), _fields(operation.outputs))


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
