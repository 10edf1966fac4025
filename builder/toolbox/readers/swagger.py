"""Swagger 2.0 as OpenAPI 3.0: bodies, forms and answers where 3.0 has them. References stay as they are."""

from typing import Any

from builder.toolbox.readers.described import Notes, listed, mapping, worded
from builder.toolbox.readers.references import References

_METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
_SCHEMA = (
    "type format enum items default minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength pattern "
    "minItems maxItems uniqueItems multipleOf description example"
).split()
_FLOWS = {"application": "clientCredentials", "accessCode": "authorizationCode"}


def upgraded(document: dict[str, Any], notes: Notes) -> dict[str, Any]:
    """The same description in the shape of 3.0. Raises Refused for references to elsewhere."""
    references = References(document, notes)
    paths = {
        path: _item(references.followed(item), document, references)
        for path, item in mapping(document.get("paths")).items()
    }
    schemes = {name: _scheme(mapping(raw)) for name, raw in mapping(document.get("securityDefinitions")).items()}
    kept = {key: value for key, value in document.items() if key not in ("swagger", "paths")}
    return {
        **kept,
        "openapi": "3.0.3",
        "servers": _servers(document),
        "paths": paths,
        "components": {"securitySchemes": schemes},
    }


def _servers(document: dict[str, Any]) -> list[dict[str, str]]:
    host, base = worded(document.get("host")), worded(document.get("basePath"))
    schemes = [scheme for scheme in listed(document.get("schemes")) if isinstance(scheme, str)]
    scheme = "http" if "http" in schemes and "https" not in schemes else "https"
    if host:
        return [{"url": f"{scheme}://{host}{base}"}]
    return [{"url": base}] if base else []


def _item(item: dict[str, Any], document: dict[str, Any], references: References) -> dict[str, Any]:
    found = {method: _operation(item[method], item, document, references) for method in _METHODS if method in item}
    return {method: told for method, told in found.items() if told}


def _operation(raw: Any, item: dict[str, Any], document: dict[str, Any], references: References) -> dict[str, Any]:
    told = mapping(raw)
    given = [references.followed(one) for one in (*listed(item.get("parameters")), *listed(told.get("parameters")))]
    kinds = [kind for kind in listed(told.get("consumes") or document.get("consumes")) if isinstance(kind, str)]
    others = [_parameter(one) for one in given if one.get("in") not in ("body", "formData")]
    body = _body([one for one in given if one.get("in") in ("body", "formData")], kinds)
    answers = {code: _answer(references.followed(one)) for code, one in mapping(told.get("responses")).items()}
    return {**told, "parameters": others, "responses": answers, **({"requestBody": body} if body else {})}


def _parameter(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "schema": {key: told[key] for key in _SCHEMA if key in told}}


def _body(given: list[dict[str, Any]], kinds: list[str]) -> dict[str, Any]:
    whole = next((one for one in given if one.get("in") == "body"), None)
    if whole is not None:
        json = next((kind for kind in kinds if "json" in kind), "application/json")
        return {"required": whole.get("required"), "content": {json: {"schema": whole.get("schema", {})}}}
    fields = {one["name"]: _parameter(one)["schema"] for one in given if worded(one.get("name"))}
    if not fields:
        return {}
    has_file = any(one.get("type") == "file" for one in given) or "multipart/form-data" in kinds
    kind = "multipart/form-data" if has_file else "application/x-www-form-urlencoded"
    required = [one["name"] for one in given if one.get("required") is True and one.get("name") in fields]
    schema = {"type": "object", "properties": fields, "required": required}
    return {"required": bool(required), "content": {kind: {"schema": schema}}}


def _answer(told: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": told["schema"]}}} if "schema" in told else {}


def _scheme(told: dict[str, Any]) -> dict[str, Any]:
    if told.get("type") == "basic":
        return {"type": "http", "scheme": "basic"}
    if told.get("type") == "oauth2":
        flow = {"tokenUrl": told.get("tokenUrl"), "scopes": told.get("scopes")}
        return {"type": "oauth2", "flows": {_FLOWS.get(str(told.get("flow")), "implicit"): flow}}
    return told
