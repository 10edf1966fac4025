"""An operation with values as the request that it is. Pure; what lets it in is added by who sends it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx2

from builder.toolbox.bodies import written
from builder.toolbox.placing import filled, method_of, names_in, places
from orchestrator.values import Operation

Pair = tuple[str, str | int | float | bool | None]  # of a query, as httpx2 has it


class CallError(ValueError):
    """The operation cannot be called so. `field` is the input it is about, "" for the operation itself."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True)
class Prepared:
    """A request: its headers without the one that lets it in."""

    method: str
    url: str
    headers: dict[str, str]
    content: bytes | None


def prepared(operation: Operation, values: Mapping[str, Any]) -> Prepared:
    """The request for these values of its inputs. Raises CallError for a value that is missing or does not fit."""
    if not operation.url:
        raise CallError("", "This operation has no URL yet.")
    try:
        return _made(operation, operation.url, values)
    except httpx2.InvalidURL as error:
        raise CallError("", "With these values the address is too long, or none at all.") from error
    except UnicodeEncodeError as error:
        raise CallError("", "A value holds half a character, which cannot be sent.") from error
    except RecursionError as error:
        raise CallError("", "A value is nested too deeply.") from error


def _made(operation: Operation, address: str, values: Mapping[str, Any]) -> Prepared:
    known = places(operation)
    _check_there(operation, values, known)
    method = method_of(operation)
    url = httpx2.URL(filled(address, _texts(values, known, "address")))
    query = [*_fixed(operation.query, values), *_loose(values, known, "query", operation)]
    body = dict(_own(values, known, "body"))
    headers = _headers(operation, _texts(values, known, "header"))
    content = None
    if body:
        content, headers = written(body, headers)
    return Prepared(
        method=method,
        url=str(url.copy_merge_params(query)) if query else str(url),
        headers={"Accept": "application/json"} | headers,
        content=content,
    )


def _headers(operation: Operation, texts: Mapping[str, str]) -> dict[str, str]:
    """The headers with their values; one that waits for a value nobody gave is not sent."""
    known = operation.headers.items()
    return {name: filled(text, texts) for name, text in known if all(one in texts for one in names_in(text))}


def _check_there(operation: Operation, values: Mapping[str, Any], known: Mapping[str, str]) -> None:
    needed = operation.inputs.get("required", [])
    for name, place in known.items():
        if name not in values and (name in needed or place == "address"):
            raise CallError(name, "A value is needed here.")
        text = _text(values.get(name))
        if place == "address" and text in ("", ".", ".."):
            raise CallError(name, "This cannot stand in an address.")
        if place == "header" and not (text.isascii() and text.isprintable()):
            raise CallError(name, "A header takes plain letters, digits and signs on one line.")


def _own(values: Mapping[str, Any], known: Mapping[str, str], place: str) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in values.items() if known.get(name) == place]


def _texts(values: Mapping[str, Any], known: Mapping[str, str], place: str) -> dict[str, str]:
    texts = {name: _text(value) for name, value in _own(values, known, place)}
    return {name: quote(text, safe="") for name, text in texts.items()} if place == "address" else texts


def _fixed(query: Mapping[str, str], values: Mapping[str, Any]) -> list[Pair]:
    """What the operation says of its query; a line whose input has no value is left out."""
    texts = {name: _text(value) for name, value in values.items()}
    made = [(name, filled(text, texts), text) for name, text in query.items()]
    return [(name, text) for name, text, said in made if text != said or "{" not in said]


def _loose(values: Mapping[str, Any], known: Mapping[str, str], place: str, operation: Operation) -> list[Pair]:
    """Inputs that go into the query under their own name; of a list each entry."""
    said = "".join(operation.query.values())
    return [
        (name, _text(one))
        for name, value in _own(values, known, place)
        if f"{{{name}}}" not in said
        for one in (value if isinstance(value, list) else [value])
    ]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)
