"""The body of a request, in the form its Content-Type names."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx2

JSON, FORM, PARTS = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"


def media_type(headers: Mapping[str, str]) -> str:
    """What an operation's headers say of its body: JSON unless they say otherwise."""
    said = next((text for name, text in headers.items() if name.casefold() == "content-type"), JSON)
    return said.partition(";")[0].strip().casefold()


def written(body: Mapping[str, Any], headers: Mapping[str, str]) -> tuple[bytes, dict[str, str]]:
    """The body as bytes, and the headers with what these say of it. Of a form, what lies deeper has its place in
    brackets: lines[0][price]=..."""
    kind = media_type(headers)
    if kind == FORM:
        return urlencode(list(_fields(body))).encode(), dict(headers)
    if kind == PARTS:
        parts = [(name, (None, text)) for name, text in _fields(body)]
        request = httpx2.Request("POST", "http://form", files=parts)
        others = {name: text for name, text in headers.items() if name.casefold() != "content-type"}
        return request.read(), {**others, "Content-Type": request.headers["content-type"]}
    said = any(name.casefold() == "content-type" for name in headers)
    return json.dumps(body, ensure_ascii=False).encode(), {**({} if said else {"Content-Type": JSON}), **headers}


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
