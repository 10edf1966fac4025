"""A request that somebody made, as the operation it is an example of. What is secret in it stays out."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from builder.toolbox.placing import is_header
from builder.toolbox.readers.described import Notes
from builder.toolbox.readers.openapi import LONGEST_NAME, risk_of
from builder.toolbox.readers.openapi_access import IN_QUERY
from builder.toolbox.readers.openapi_parameters import NO_HEADER, Taken, slots_of
from builder.toolbox.readers.schemas import Schema
from builder.toolbox.readers.secrets import is_secret_name, prefix_of, without_values
from builder.wording import one_line, shortened
from orchestrator.values import Access, Method, Operation

METHODS: dict[str, Method] = {name: name for name in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")}
DEEPEST, MOST_FIELDS = 6, 100
LEFT_OUT = "A secret stood in it and was not kept ({name}). Set it on the tool's page."
NUMBERED = "In the address {value} became a value to be given: {{where}}."
NO_METHOD = "{method} is no method that is sent; POST stands in its place: {{where}}."
TEXT_BODY = "The body is neither JSON nor a form; it stands as one input called body: {where}."
_UNSAID = frozenset(
    "accept accept-encoding accept-language cache-control connection content-length host origin pragma priority "
    "referer user-agent upgrade-insecure-requests te dnt postman-token".split()
)
_VARIABLE = re.compile(r"\{\{([\w.$ -]{1,80})\}\}|\$\{(\w{1,80})\}|\$(\w{1,80})|%(\w{1,80})%|<([\w -]{1,80})>")
_ID = re.compile(r"\A(?:\d{3,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{24})\Z")


@dataclass
class Request:
    """What was sent. `body` is data for JSON, fields for a form (`form` says its kind), else a text."""

    url: str
    method: str = ""
    name: str = ""
    purpose: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    query: list[tuple[str, str]] = field(default_factory=list)
    body: Any = None
    form: str = ""


def operation_of(request: Request, notes: Notes) -> tuple[Operation, Access | None]:
    """The operation, and the way in that its headers show."""
    address, pairs = _address(request.url)
    method = METHODS.get(request.method.upper() or ("POST" if request.body is not None else "GET"), "POST")
    where = shortened(one_line(request.name), LONGEST_NAME) or _named(method, _path(address, "", Notes()))
    if request.method and request.method.upper() not in METHODS:
        notes.add(NO_METHOD.format(method=one_line(request.method)[:20].replace("{", "").replace("}", "")), where)
    taken = Taken(_path(address, where, notes))
    _body(taken, request, where, notes)
    access = _headers(taken, request.headers, where, notes)
    for key, value in (*pairs, *request.query):
        access = _query(taken, method, key, value, notes) or access
    for slot in slots_of(taken.url):
        if slot not in taken.properties:
            taken.take(slot, {"type": "string"}, True, None)
    operation = Operation(
        name=where,
        purpose=shortened(one_line(request.purpose), 400) or None,
        risk=risk_of(method),
        method=method,
        url=taken.url,
        headers=taken.headers,
        query=taken.query,
        inputs=taken.inputs,
        example=without_values(taken.example),
    )
    return operation, access


def _address(url: str) -> tuple[SplitResult, list[tuple[str, str]]]:
    """The address with a scheme and without name, password and end; and the pairs behind its question mark."""
    bare = url.strip().partition("#")[0][:8_000]
    bare = _VARIABLE.sub(lambda hit: "{" + _slot(hit) + "}", bare)
    if not re.match(r"(?i)https?://", bare):
        bare = f"https://{bare.lstrip('/')}"
    start, _, end = bare.partition("?")
    try:
        parts = urlsplit(start)
    except ValueError:
        parts = SplitResult("https", "", re.sub(r"[\[\]]", "", start), "", "")
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host), parse_qsl(end, keep_blank_values=True, max_num_fields=None)[:MOST_FIELDS]


def _slot(hit: re.Match[str]) -> str:
    """The name of a variable of a shell, of Postman or of a manual, as it stands in an address."""
    return re.sub(r"[^\w.-]+", "_", next(filter(None, hit.groups()), "value")).strip("_") or "value"


def _path(address: SplitResult, where: str, notes: Notes) -> str:
    """The address as text, with a name for each part of its path that is an id or a variable."""
    parts: list[str] = []
    taken: set[str] = set()
    for part in address.path.split("/"):
        bare = unquote(part)
        slot = ""
        if part.startswith(":") and len(part) > 1:
            slot = re.sub(r"[^\w.-]+", "_", part[1:])
        elif _ID.match(bare):
            slot = re.sub(r"\W+", "_", parts[-1] if parts else "").strip("_").removesuffix("s") or "item"
            slot = f"{slot}_id"
            notes.add(NUMBERED.format(value=bare[:40]), where)
        while slot in taken:
            slot = f"{slot}_2"
        taken |= {slot} if slot else set()
        parts.append(f"{{{slot}}}" if slot else part)
    start = f"{address.scheme}://{address.netloc}" if address.netloc else ""
    return (start + "/".join(parts))[:2_000]


def _named(method: str, address: str) -> str:
    path = address.partition("://")[2].partition("/")[2]
    return shortened(one_line(f"{method} /{unquote(path)}"), LONGEST_NAME)


def _headers(taken: Taken, headers: list[tuple[str, str]], where: str, notes: Notes) -> Access | None:
    access: Access | None = None
    for raw, value in headers[:MOST_FIELDS]:
        name = one_line(raw)[:100]
        lower = name.casefold()
        is_secret = is_secret_name(name)
        if name and not is_header(name, "" if is_secret else one_line(value)):
            notes.add(NO_HEADER.format(name=name.replace("{", "").replace("}", "")), where)
        elif is_secret:
            access = access or _way_in(name, value)
            notes.add(LEFT_OUT.format(name=name))
        elif lower == "content-type" and taken.headers.get("Content-Type") is None and "json" not in value.casefold():
            taken.headers["Content-Type"] = one_line(value)[:200]
        elif name and lower not in _UNSAID and lower != "content-type" and not lower.startswith("sec-"):
            taken.headers[name] = one_line(value)[:1_000]
    return access


def _way_in(name: str, value: str) -> Access | None:
    prefix, lower = prefix_of(value), name.casefold()
    if "cookie" in lower:
        return None
    if lower == "authorization" and (prefix or "").casefold() == "basic":
        return Access(kind="basic", header=name, prefix="Basic")
    if lower == "authorization" and (prefix or "").casefold() == "bearer":
        return Access(kind="bearer", header=name, prefix="Bearer")
    return Access(kind="api_key", header=name, prefix=prefix)


def _query(taken: Taken, method: str, key: str, value: str, notes: Notes) -> Access | None:
    name = one_line(key)[:100]
    if is_secret_name(name):
        notes.add(LEFT_OUT.format(name=name))
        notes.add(IN_QUERY.format(name=name))
        return Access(kind="api_key")
    if not name:
        return None
    slot = name
    while slot in taken.properties:
        slot = f"{slot}_query"
    if slot != name or method not in ("GET", "HEAD", "DELETE"):
        taken.query[name] = f"{{{slot}}}"
    taken.take(slot, {"type": "string"}, False, value[:300] if value and not _VARIABLE.search(value) else None)
    return None


def _body(taken: Taken, request: Request, where: str, notes: Notes) -> None:
    body = request.body
    if body is None:
        return
    if request.form:
        taken.headers["Content-Type"] = request.form
    if isinstance(body, dict):
        schema = schema_of(body)
        for name, inner in schema.get("properties", {}).items():
            taken.take(name, inner, name in schema["required"], body[name])
        return
    notes.add(TEXT_BODY, where)
    taken.take("body", schema_of(body), True, body if isinstance(body, list) else None)


def schema_of(value: Any, depth: int = 0) -> Schema:
    """The schema of which a value is one example."""
    if isinstance(value, dict):
        if depth >= DEEPEST:
            return {"type": "object"}
        fields = dict(list(value.items())[:MOST_FIELDS])
        schema: Schema = {"type": "object", "properties": {k: schema_of(v, depth + 1) for k, v in fields.items()}}
        return {**schema, "required": [key for key, given in fields.items() if given is not None]}
    if isinstance(value, list):
        return {"type": "array", "items": schema_of(value[0], depth + 1) if value and depth < DEEPEST else {}}
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return {"type": kinds[type(value)]} if type(value) in kinds else {}


def title_of(address: str) -> str:
    """What to call what lives at an address: the name of its host."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    words = [word for word in host.split(".") if word not in ("api", "www", "com", "org", "net", "io")]
    name = words[0] if words and not re.fullmatch(r"[\d.]+", host) else host
    return shortened(name.replace("-", " ").title(), LONGEST_NAME) or "API"


def root_of(address: str) -> str:
    """Scheme and host of an address, "" for none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
