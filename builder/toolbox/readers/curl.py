"""curl commands as people paste them: of a manual, of a browser's tools, for bash, cmd or PowerShell."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from builder.toolbox.readers.curl_words import Words, commands
from builder.toolbox.readers.described import Described, Notes, Refused, distinct
from builder.toolbox.readers.requests import LEFT_OUT, MOST_FIELDS, Request, operation_of, root_of, title_of
from builder.toolbox.readers.source import Source
from orchestrator.values import Access

MOST_COMMANDS = 200
LONGEST = 1_000_000
_FIRST = re.compile(r"(?m)^[ \t]*(?:[$>#%] ?|PS [^>\n]{0,200}> ?)?curl(?:\.exe)?(?=[ \t^`\\]|$)")
FILE = "What is in the file {name} was not sent along; its fields have to be added by hand: {{where}}."
NO_URL = "One of the curl commands names no address. Paste them whole, with the address."
LONG = "More curl commands than are read at once: at most 200, of a million characters. Send them in parts."
ELSEWHERE = "Not all commands go to the same address; the first is told as the tool's: {address}."
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"


def begins(text: str) -> bool:
    """Whether a command is the first thing in it, but for remarks."""
    lines = (line.strip() for line in text[:20_000].splitlines())
    first = next(
        (line for line in lines if (line and not line.startswith(("#", "//", "::"))) or _FIRST.match(line)), ""
    )
    return bool(_FIRST.match(first))


def fits(source: Source) -> bool:
    """Whether a line of it begins with curl."""
    return isinstance(source.data, str) and bool(_FIRST.search(source.text[:200_000]))


def read(source: Source) -> Described:
    """Each command as an operation. Raises Refused."""
    if len(source.text) > LONGEST:
        raise Refused(LONG)
    notes = Notes()
    called = [_called(words, notes) for words in commands(source.text)]
    if len(called) > MOST_COMMANDS:
        raise Refused(LONG)
    if not called or any(not one.request.url.strip() for one in called):
        raise Refused(NO_URL)
    found = [operation_of(one.request, notes) for one in called]
    address = root_of(found[0][0].url or "")
    if any(root_of(operation.url or "") != address for operation, _ in found):
        notes.add(ELSEWHERE.format(address=address[:200]))
    ways = [one.access or way for one, (_, way) in zip(called, found, strict=True)]
    names = distinct(operation.name for operation, _ in found)
    return Described(
        title=title_of(address),
        kind="curl",
        address=address,
        operations=tuple(one.model_copy(update={"name": name}) for (one, _), name in zip(found, names, strict=True)),
        groups=("",) * len(found),
        access=next((way for way in ways if way), None),
        notes=notes.all(),
    )


@dataclass
class _Called:
    """One command on its way to a request."""

    request: Request = field(default_factory=lambda: Request(""))
    data: list[str] = field(default_factory=list)
    form: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    in_query: bool = False
    access: Access | None = None


def _called(words: Words, notes: Notes) -> _Called:
    one = _Called()
    for option, value in words:
        _option(one, option, value, notes)
    _finish(one, notes)
    return one


def _option(one: _Called, option: str, value: str, notes: Notes) -> None:
    request = one.request
    match option:
        case "request":
            request.method = value
        case "url":
            request.url = request.url or value
        case "header":
            name, _, said = value.partition(":")
            request.headers.append((name.strip(), said.strip()))
        case "data" | "data-ascii" | "data-binary" | "data-raw" | "json" | "data-urlencode":
            _data(one, option, value)
        case "form" | "form-string":
            name, _, said = value.partition("=")
            is_file = option == "form" and said[:1] in ("@", "<")
            one.form[name] = said.partition(";type=")[0] if not is_file else None
            one.files += [said[1:]] if is_file else []
        case "get":
            one.in_query = True
        case "head":
            request.method = request.method or "HEAD"
        case "upload-file":
            request.method, one.files = request.method or "PUT", [*one.files, value]
        case _:
            _way_in(one, option, notes)


def _way_in(one: _Called, option: str, notes: Notes) -> None:
    match option:
        case "user":
            one.access = Access(kind="basic", header="Authorization", prefix="Basic")
            notes.add(LEFT_OUT.format(name="-u"))
        case "oauth2-bearer":
            one.access = Access(kind="bearer", header="Authorization", prefix="Bearer")
            notes.add(LEFT_OUT.format(name="--oauth2-bearer"))
        case "cookie":
            notes.add(LEFT_OUT.format(name="-b, a cookie"))


def _data(one: _Called, option: str, value: str) -> None:
    if value.startswith("@") and option != "data-raw":
        one.files.append(value[1:])
        one.request.method = one.request.method or "POST"
        return
    one.data.append(value)
    if option == "json":
        one.request.headers.append(("Content-Type", "application/json"))


def _finish(one: _Called, notes: Notes) -> None:
    """The body from its parts, or the query where -G asks for that."""
    request, text = one.request, "&".join(one.data)
    for name in one.files:
        notes.add(FILE.format(name=name[:80].replace("{", "").replace("}", "") or "it read"), _told(request))
    if one.in_query:
        request.query += parse_qsl(text, keep_blank_values=True)[:MOST_FIELDS]
        request.method = request.method or "GET"
    elif one.form:
        request.body, request.form = one.form, PARTS
    elif one.data:
        request.body, request.form = _body(text)


def _told(request: Request) -> str:
    try:
        path = urlsplit(request.url).path
    except ValueError:
        path = ""
    return f"{request.method or 'POST'} {path or '/'}"[:80]


def _body(text: str) -> tuple[Any, str]:
    """(the body as data, the kind of form it is, "" for none)."""
    try:
        return json.loads(text, parse_constant=lambda name: None), ""
    except (ValueError, RecursionError):
        pairs = (
            parse_qsl(text, keep_blank_values=True)[:MOST_FIELDS] if "=" in text and text.lstrip()[:1] != "<" else []
        )
        return (dict(pairs), FORM) if pairs else (text, "")
