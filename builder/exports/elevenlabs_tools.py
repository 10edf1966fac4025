"""ElevenLabs tools: webhooks that the platform calls itself, client tools where nobody gave an address."""

from collections.abc import Mapping
from typing import Any

from builder.exports.call_parts import Call, Parameter


def tool_id(call: Call) -> str:
    """Stands for the id that ElevenLabs gives when the tool is made."""
    return f"TOOL_ID_{call.name}"


def tool(call: Call) -> dict[str, Any]:
    named = {"name": call.name, "description": call.description}
    if not call.address:
        return {
            "tool_config": {"type": "client", **named, "parameters": _object(call.parameters), "expects_response": True}
        }
    return {
        "tool_config": {
            "type": "webhook",
            **named,
            "response_timeout_secs": _seconds(call),
            "api_schema": _schema(call),
        }
    }


def _schema(call: Call) -> dict[str, Any]:
    method = "GET" if call.method == "HEAD" else call.method
    schema: dict[str, Any] = {"url": call.url, "method": method}
    headers: dict[str, Any] = {name: text for name, text in call.headers if name not in call.filled_headers}
    if call.secret:
        headers[call.secret.header] = {"secret_id": call.secret.variable}
    if headers:
        schema["request_headers"] = headers
    if call.at("path"):
        schema["path_params_schema"] = {one.key: _literal(one) for one in call.at("path")}
    if call.at("query"):
        query = call.at("query")
        schema["query_params_schema"] = {
            "properties": {one.wire: _literal(one) for one in query},
            "required": [one.wire for one in query if one.required],
        }
    if method in ("POST", "PUT", "PATCH"):
        schema["request_body_schema"] = _object(call.at("body"))
    return schema


def _object(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {one.wire: _told(one.described) for one in parameters},
        "required": [one.wire for one in parameters if one.required],
    }


def _literal(parameter: Parameter) -> dict[str, Any]:
    return _told(parameter.literal)


def _told(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What ElevenLabs reads of a schema, to its depth; each value there has a description."""
    made = {key: schema[key] for key in ("type", "description", "enum", "required") if key in schema}
    made.setdefault("description", "")
    if "properties" in schema:
        made["properties"] = {name: _told(one) for name, one in schema["properties"].items()}
    return made | ({"items": _told(schema["items"])} if "items" in schema else {})


def _seconds(call: Call) -> int:
    """The time the call may take, within what ElevenLabs allows."""
    return max(5, (call.operation and call.operation.timeout) or 20)
