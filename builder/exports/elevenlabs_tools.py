"""ElevenLabs tools: webhooks that the platform calls itself, client tools where nobody gave an address."""

from typing import Any

from builder.exports.calls import Call, Parameter


def tool_id(call: Call) -> str:
    """Stands for the id that ElevenLabs gives when the tool is made."""
    return f"TOOL_ID_{call.name}"


def tool(call: Call) -> dict[str, Any]:
    named = {"name": call.name, "description": call.description}
    if not call.address:
        return {
            "tool_config": {"type": "client", **named, "parameters": _object(call.parameters), "expects_response": True}
        }
    return {"tool_config": {"type": "webhook", **named, "response_timeout_secs": 20, "api_schema": _schema(call)}}


def _schema(call: Call) -> dict[str, Any]:
    method = "GET" if call.method == "HEAD" else call.method
    schema: dict[str, Any] = {"url": call.url, "method": method}
    if call.secret:
        schema["request_headers"] = {call.secret.header: {"secret_id": call.secret.variable}}
    if call.at("path"):
        schema["path_params_schema"] = {one.key: _literal(one) for one in call.at("path")}
    if call.at("query"):
        query = call.at("query")
        schema["query_params_schema"] = {
            "properties": {one.key: _literal(one) for one in query},
            "required": [one.key for one in query if one.required],
        }
    if method in ("POST", "PUT", "PATCH"):
        schema["request_body_schema"] = _object(call.at("body"))
    return schema


def _object(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {one.key: _literal(one) for one in parameters},
        "required": [one.key for one in parameters if one.required],
    }


def _literal(parameter: Parameter) -> dict[str, str]:
    return {"type": "string", "description": parameter.text}
