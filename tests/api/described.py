"""Holds answers against the description of the API: what it does not promise must not come."""

import json
import re
from functools import cache
from typing import Any

from django.http import HttpResponse
from jsonschema import Draft202012Validator

from api.urls import api


@cache
def description() -> dict[str, Any]:
    return json.loads(json.dumps(api.get_openapi_schema()))  # as a program reads it


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    """Every operation by its method and its path below /api/v1/sessions."""
    return {
        (method.upper(), path.removeprefix("/api/v1/sessions")): operation
        for path, item in description()["paths"].items()
        for method, operation in item.items()
    }


def check(method: str, path: str, answer: HttpResponse) -> None:
    """Status, type of content, promised headers and body are as described, if the operation is described at all."""
    operation = _operation(method, path.partition("?")[0])
    if operation is None:
        return
    promised = operation["responses"].get(str(answer.status_code))
    assert promised, f"{method} {path} answers {answer.status_code}, which is not described"
    assert set(promised.get("headers", ())) <= set(answer.headers)
    media_type = answer.headers.get("Content-Type", "").partition(";")[0]
    if "content" not in promised:
        assert answer.content == b""
        return
    assert media_type in promised["content"], f"{method} {path} is {media_type}"
    if media_type.endswith("json"):
        validate(answer.json(), promised["content"][media_type]["schema"])


def validate(value: Any, schema: dict[str, Any]) -> None:
    """Raises if the value does not fit a schema of the description."""
    whole = {**schema, "components": description()["components"]}
    Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)


def _operation(method: str, path: str) -> dict[str, Any] | None:
    for (verb, template), operation in operations().items():
        # Of an address only its ids vary.
        if verb == method and re.fullmatch("[0-9a-f-]{36}".join(map(re.escape, re.split(r"\{\w+\}", template))), path):
            return operation
    return None
