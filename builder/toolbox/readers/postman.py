"""Postman collections, 2.0 and 2.1: folders, variables, and the way in that requests inherit."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from builder.toolbox.placing import is_header
from builder.toolbox.readers.described import Described, Notes, Refused, distinct, listed, mapping, worded
from builder.toolbox.readers.openapi import LONGEST_NAME, plain
from builder.toolbox.readers.openapi_access import IN_QUERY
from builder.toolbox.readers.requests import Request, operation_of, root_of, schema_of, title_of
from builder.toolbox.readers.secrets import is_secret_name
from builder.toolbox.readers.source import Source
from builder.wording import one_line, shortened
from orchestrator.values import Access, Operation

MOST_REQUESTS = 3_000
EMPTY = "The collection holds no requests."
MANY = f"It has more than {MOST_REQUESTS:,} requests. Take out what the agent does not need, and bring it again."
OLD = "It is a collection of Postman's first format. Export it again as Collection v2.1."
UNSET = "The value of {name} is not in the collection. It is set on the tool's page."
GRAPHQL = "GraphQL: the query itself has to be written into the body by hand: {where}."
FILE = "The body is a file, which is not sent along: {where}."
OTHER = "Its way in, {kind}, is not supported; set it on the tool's page as far as that goes."
_MOST_FIELDS = 100


@dataclass(frozen=True)
class _Place:
    """Where in the collection one is: the folder's name, and what is inherited from above."""

    group: str
    auth: dict[str, Any]
    variables: dict[str, str]


def fits(source: Source) -> bool:
    """Whether it has a collection's marks, also inside the wrapping of Postman's own API."""
    found = _collection(source)
    return (
        "getpostman.com" in worded(mapping(found.get("info")).get("schema"))
        or ("item" in found and "info" in found)
        or ("requests" in found and "order" in found)
    )


def _collection(source: Source) -> dict[str, Any]:
    found = mapping(source.data)
    return mapping(found.get("collection")) if set(found) == {"collection"} else found


def read(source: Source) -> Described:
    """Each request as an operation. Raises Refused."""
    collection, notes = _collection(source), Notes()
    if "requests" in collection and "item" not in collection:
        raise Refused(OLD)
    top = _Place("", mapping(collection.get("auth")), _variables(collection, {}))
    found: list[tuple[Operation, Access | None, str]] = []
    for item, place in _requests(collection, top):
        if len(found) >= MOST_REQUESTS:
            raise Refused(MANY)
        found.append(_operation(item, place, notes))
    if not found:
        raise Refused(EMPTY)
    info = mapping(collection.get("info"))
    address = root_of(found[0][0].url or "")
    names = distinct(operation.name for operation, _, _ in found)
    return Described(
        title=shortened(one_line(worded(info.get("name"))), LONGEST_NAME) or title_of(address),
        kind="postman",
        address=address,
        purpose=shortened(plain(_described(info.get("description")).partition("\n\n")[0]), 400) or None,
        operations=tuple(one.model_copy(update={"name": name}) for (one, _, _), name in zip(found, names, strict=True)),
        groups=tuple(group for _, _, group in found),
        access=next((way for _, way, _ in found if way), None),
        notes=notes.all(),
    )


def _requests(node: dict[str, Any], place: _Place) -> Iterator[tuple[dict[str, Any], _Place]]:
    for raw in listed(node.get("item")):
        item = mapping(raw)
        if "item" in item:
            name = shortened(one_line(worded(item.get("name"))), LONGEST_NAME)
            yield from _requests(
                item,
                _Place(name or place.group, mapping(item.get("auth")) or place.auth, _variables(item, place.variables)),
            )
        elif "request" in item:
            yield item, place


def _variables(node: dict[str, Any], above: dict[str, str]) -> dict[str, str]:
    """What is set here and above; never a secret."""
    found = dict(above)
    for raw in listed(node.get("variable")):
        one = mapping(raw)
        name, value = worded(one.get("key") or one.get("id")), one.get("value")
        if name and isinstance(value, str | int) and not is_secret_name(name) and one.get("type") != "secret":
            found[name] = str(value)
    return found


def _operation(item: dict[str, Any], place: _Place, notes: Notes) -> tuple[Operation, Access | None, str]:
    told = item["request"] if isinstance(item["request"], dict) else {"url": item["request"]}
    name = shortened(one_line(worded(item.get("name"))), LONGEST_NAME)
    request = Request(
        url=_filled(_url(told.get("url")), place.variables, notes),
        method=worded(told.get("method")),
        name=name,
        purpose=plain(_described(told.get("description")).partition("\n\n")[0]),
        headers=_headers(told.get("header"), place.variables),
    )
    _body(request, mapping(told.get("body")), name, notes)
    operation, way = operation_of(request, notes)
    auth = mapping(told.get("auth")) or place.auth
    return operation.model_copy(update={"outputs": _outputs(item)}), _access(auth, notes) or way, place.group


def _described(found: Any) -> str:
    return worded(found) or worded(mapping(found).get("content"))


def _url(found: Any) -> str:
    """The address as one text; of its parts where only these are told."""
    if isinstance(found, str):
        return found
    url = mapping(found)
    if worded(url.get("raw")):
        return worded(url["raw"])
    host, path = (
        separator.join(str(part) for part in one) if isinstance(one := url.get(key), list) else worded(one)
        for key, separator in (("host", "."), ("path", "/"))
    )
    pairs = [mapping(one) for one in listed(url.get("query"))]
    query = "&".join(f"{one.get('key')}={one.get('value') or ''}" for one in pairs if worded(one.get("key")))
    return f"{url.get('protocol') or 'https'}://{host}/{path.lstrip('/')}" + (f"?{query}" if query else "")


def _filled(url: str, variables: dict[str, str], notes: Notes) -> str:
    """The address with the collection's own values; what is unknown there stays a value to be given."""
    for _ in range(3):  # values may name others
        url = re.sub(r"\{\{([^{}]{1,80})\}\}", lambda hit: variables.get(hit[1].strip(), hit[0])[:2_000], url[:8_000])
    start = re.match(r"\{\{([^{}]{1,80})\}\}", url)
    if start:
        notes.add(UNSET.format(name=start[1].strip()))
    return url


def _headers(found: Any, variables: dict[str, str]) -> list[tuple[str, str]]:
    if isinstance(found, str):
        pairs = [line.partition(":")[::2] for line in found.splitlines()[:_MOST_FIELDS]]
        return [(name.strip(), value.strip()) for name, value in pairs if name.strip()]
    given = [mapping(one) for one in listed(found)[:_MOST_FIELDS]]
    silent = Notes()
    return [
        (worded(one.get("key")), _filled(worded(one.get("value")), variables, silent))
        for one in given
        if worded(one.get("key")) and one.get("disabled") is not True
    ]


def _body(request: Request, body: dict[str, Any], where: str, notes: Notes) -> None:
    match body.get("mode"):
        case "raw" if worded(body.get("raw")):
            request.body = _raw(worded(body["raw"]))
        case "urlencoded":
            request.body, request.form = _fields(body["urlencoded"]), "application/x-www-form-urlencoded"
        case "formdata":
            request.body, request.form = _fields(body.get("formdata")), "multipart/form-data"
        case "graphql":
            notes.add(GRAPHQL, where)
            variables = _raw(worded(mapping(body.get("graphql")).get("variables")) or "{}")
            request.body = {"query": "", "variables": variables if isinstance(variables, dict) else {}}
        case "file":
            notes.add(FILE, where)


def _raw(text: str) -> Any:
    """JSON as data, also where variables stand in it without quotes; anything else as text."""
    for attempt in (text, re.sub(r'(?<!")\{\{[^{}]{1,80}\}\}(?!")', "null", text)):
        try:
            return json.loads(attempt, parse_constant=lambda name: None)
        except (ValueError, RecursionError):
            continue
    return text


def _fields(found: Any) -> dict[str, Any]:
    given = [mapping(one) for one in listed(found)[:_MOST_FIELDS]]
    return {
        worded(one.get("key")): worded(one.get("value"))
        for one in given
        if worded(one.get("key")) and one.get("disabled") is not True
    }


def _outputs(item: dict[str, Any]) -> dict[str, Any]:
    """The schema of the first saved answer that tells of success in JSON."""
    for raw in listed(item.get("response"))[:20]:
        answer = mapping(raw)
        body = _raw(worded(answer.get("body"))[:200_000])
        if str(answer.get("code", 200)).startswith("2") and isinstance(body, dict | list) and body:
            return schema_of(body)
    return {}


def _access(auth: dict[str, Any], notes: Notes) -> Access | None:
    kind = worded(auth.get("type"))
    raw = auth.get(kind)
    values = {worded(mapping(one).get("key")): mapping(one).get("value") for one in listed(raw)} or mapping(raw)
    match kind:
        case "bearer":
            return Access(kind="bearer", header="Authorization", prefix="Bearer")
        case "basic":
            return Access(kind="basic", header="Authorization", prefix="Basic")
        case "apikey" if values.get("in") == "query":
            notes.add(IN_QUERY.format(name=worded(values.get("key"))[:100]))
            return Access(kind="api_key")
        case "apikey":
            name = worded(values.get("key"))[:100]
            return Access(kind="api_key", header=name if is_header(name, "") else None)
        case "oauth2" if worded(values.get("grant_type")) == "client_credentials":
            token_url = worded(values.get("accessTokenUrl"))[:2_000]
            return Access(kind="oauth2", token_url=token_url or None, scope=worded(values.get("scope"))[:1_000] or None)
        case "oauth2":
            return Access(kind="bearer", header="Authorization", prefix="Bearer")
        case "noauth" | "":
            return None
    notes.add(OTHER.format(kind=kind[:40]))
    return None
