"""A tool as an OpenAPI description, for platforms that take tools so."""

from typing import Any
from urllib.parse import urlsplit

from builder.exports.call_parts import SLOT, Call
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
            "name": one.key if one.place == "path" else one.wire,
            "in": one.place,
            "required": one.required,
            "description": one.text,
            "schema": dict(one.told),
        }
        for one in (*call.at("path"), *call.at("query"))
    ]
    placed += [_header(name, text) for name, text in call.headers]
    if placed:
        made["parameters"] = placed
    body = call.at("body")
    if body:
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {one.wire: one.described for one in body},
        }
        required = [one.wire for one in body if one.required]
        if required:  # an empty list is refused
            schema["required"] = required
        made["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    made["responses"] = {"200": {"description": ", ".join(call.outputs) or "The answer"}}
    return made


def _header(name: str, text: str) -> dict[str, Any]:
    """A header: what is fixed in it as its only value, else a text."""
    fixed = {} if SLOT.search(text) else {"enum": [text], "default": text}
    return {"name": name, "in": "header", "required": True, "schema": {"type": "string", **fixed}}
