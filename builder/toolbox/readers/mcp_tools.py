"""The tools of an MCP server, as its answer to tools/list tells them: asked for (mcp_servers.py) or pasted."""

from typing import Any

from builder.toolbox.readers.described import Described, Notes, Refused, distinct, listed, mapping, worded
from builder.toolbox.readers.openapi import LONGEST_NAME, plain
from builder.toolbox.readers.references import References
from builder.toolbox.readers.requests import title_of
from builder.toolbox.readers.schemas import Schema, Schemas, flat
from builder.toolbox.readers.source import Source
from builder.wording import one_line, shortened
from orchestrator.values import Operation, Risk

MOST_TOOLS = 3_000
EMPTY = "The MCP server offers no tools."
MANY = f"The MCP server offers more than {MOST_TOOLS:,} tools; this is no list to choose from."
SPOKEN = (
    "Its tools are called over MCP: give its address to a platform that speaks it. A plain call does not reach them."
)


def fits(source: Source) -> bool:
    """Whether it is a list of tools with schemas, also as the result of a JSON-RPC call."""
    tools = listed(_result(source.data).get("tools"))
    return bool(tools) and all("inputSchema" in mapping(tool) for tool in tools)


def _result(data: Any) -> dict[str, Any]:
    found = mapping(data)
    return mapping(found["result"]) if "result" in found else found


def read(source: Source) -> Described:
    """Each tool as an operation. Raises Refused."""
    found = _result(source.data)
    tools = [mapping(tool) for tool in listed(found.get("tools")) if worded(mapping(tool).get("name"))]
    if not tools:
        raise Refused(EMPTY)
    if len(tools) > MOST_TOOLS:
        raise Refused(MANY)
    notes, server = Notes(), mapping(found.get("serverInfo"))
    operations = [_operation(tool, notes) for tool in tools]
    names = distinct(operation.name for operation in operations)
    notes.add(SPOKEN)
    said = one_line(worded(server.get("title")) or worded(server.get("name")))
    return Described(
        title=shortened(said, LONGEST_NAME) or title_of(source.address),
        kind="mcp",
        address=source.address,
        purpose=shortened(plain(worded(found.get("instructions")).partition("\n\n")[0]), 400) or None,
        operations=tuple(one.model_copy(update={"name": name}) for one, name in zip(operations, names, strict=True)),
        groups=("",) * len(names),
        notes=notes.all(),
    )


def _operation(tool: dict[str, Any], notes: Notes) -> Operation:
    name = shortened(one_line(worded(tool["name"])), LONGEST_NAME)
    said = worded(tool.get("description")) or worded(tool.get("title"))
    return Operation(
        name=name,
        purpose=shortened(plain(said.partition("\n\n")[0]), 400) or None,
        risk=_risk(mapping(tool.get("annotations"))),
        inputs=_inputs(mapping(tool.get("inputSchema")), name, notes),
        outputs=_schema(mapping(tool.get("outputSchema")), name, notes),
    )


def _risk(annotations: dict[str, Any]) -> Risk:
    """What the server says of it; a tool that says nothing may write."""
    if annotations.get("readOnlyHint") is True:
        return "read"
    return "destructive" if annotations.get("destructiveHint") is True else "write"


def _schema(schema: dict[str, Any], name: str, notes: Notes) -> Schema:
    """References in it are to its own definitions."""
    return Schemas(References(schema, notes), notes).turned(schema, name) if schema else {}


def _inputs(schema: dict[str, Any], name: str, notes: Notes) -> Schema:
    found = flat(_schema(schema, name, notes))
    if not found["properties"]:
        return {}
    required = {"required": found["required"]} if found["required"] else {}
    return {"type": "object", "properties": found["properties"], **required}
