"""The body of a request, in the form its Content-Type names."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def media_type(headers: Mapping[str, str]) -> str:
    """What an operation's headers say of its body: JSON unless they say otherwise."""
    said = next((text for name, text in headers.items() if name.casefold() == "content-type"), JSON)
    return said.partition(";")[0].strip().casefold()


def written(body: Mapping[str, Any], headers: Mapping[str, str]) -> bytes:
    """The body as bytes; of a form, what lies deeper has its place in brackets: lines[0][price]=..."""
    if media_type(headers) == FORM:
        return urlencode(list(_fields(body))).encode()
    return json.dumps(body, ensure_ascii=False).encode()


def _fields(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case Mapping():
            for key, inner in value.items():
                yield from _fields(inner, f"{name}[{key}]" if name else str(key))
        case list() | tuple():
            for place, inner in enumerate(value):
                yield from _fields(inner, f"{name}[{place}]")
        case bool():
            yield name, "true" if value else "false"
        case None:
            yield name, ""
        case _:
            yield name, str(value)
