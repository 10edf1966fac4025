"""A tool as an OpenAPI description, for platforms that take tools so."""

from typing import Any
from urllib.parse import urlsplit

from builder.exports.calls import Call
from builder.exports.yaml_text import yaml_of


def described(call: Call) -> str:
    """OpenAPI 3.0 as YAML, with one operation."""
    parts = urlsplit(call.url)
    query = f"?{parts.query}" if parts.query else ""
    document = {
        "openapi": "3.0.0",
        "info": {"title": call.name, "version": "1.0.0"},
        "servers": [{"url": f"{parts.scheme}://{parts.netloc}"}],
        "paths": {(parts.path or "/") + query: {call.method.lower(): _operation(call)}},
    }
    return yaml_of(document)


def _operation(call: Call) -> dict[str, Any]:
    made: dict[str, Any] = {"operationId": call.name, "description": call.description}
    placed = [
        {
            "name": one.key,
            "in": one.place,
            "required": one.required,
            "description": one.text,
            "schema": {"type": "string"},
        }
        for one in (*call.at("path"), *call.at("query"))
    ]
    if placed:
        made["parameters"] = placed
    body = call.at("body")
    if body:
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {one.key: {"type": "string", "description": one.text} for one in body},
        }
        required = [one.key for one in body if one.required]
        if required:  # an empty list is refused
            schema["required"] = required
        made["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    made["responses"] = {"200": {"description": ", ".join(call.tool.outputs) or "The answer"}}
    return made
