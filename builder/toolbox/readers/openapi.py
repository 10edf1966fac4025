"""OpenAPI 3.0 and 3.1, and Swagger 2.0 by way of 3.0: paths and methods as operations."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from builder.toolbox.readers import openapi_access, openapi_parameters, swagger
from builder.toolbox.readers.described import Described, Notes, Refused, distinct, listed, mapping, worded
from builder.toolbox.readers.references import References
from builder.toolbox.readers.schemas import Schemas
from builder.toolbox.readers.source import Source
from builder.wording import one_line, shortened
from orchestrator.values import Method, Operation, Risk

METHODS: dict[str, Method] = {
    "get": "GET",
    "post": "POST",
    "put": "PUT",
    "patch": "PATCH",
    "delete": "DELETE",
    "head": "HEAD",
}
MOST_OPERATIONS, LONGEST_NAME, LONGEST_PURPOSE = 3_000, 80, 400
EMPTY = "The description has no operations: there are no methods under its paths."
MANY = "It has more than {most:,} operations. Take out what the agent does not need, and bring it again."
VERSION = "It says it is {said}. OpenAPI 3.0 and 3.1 are read, and Swagger 2.0."
OTHERS = "OPTIONS and TRACE are no work for an agent and were left out: {where}."
NOWHERE = "The description does not say where the API lives. Its host is set on the tool's page."
CHOSEN = "Several addresses are given; the first is taken: {address}."
FILLED = "In the address {name} stands for a value to choose; it is set to {value}."
UNFILLED = "The description does not say what {name} in the address is. It is set on the tool's page."
WEBHOOKS = "Webhooks, by which the other side calls, were left out."


def fits(source: Source) -> bool:
    """Whether it says so itself."""
    found = mapping(source.data)
    return "openapi" in found or "swagger" in found


def read(source: Source) -> Described:
    """The description as a tool. Raises Refused."""
    notes = Notes()
    document = _of_three(mapping(source.data), notes)
    info, references = mapping(document.get("info")), References(document, notes)
    reading = _Reading(document, Schemas(references, notes), source.address)
    found = list(reading.operations())
    if not found:
        raise Refused(EMPTY)
    names = distinct(operation.name for operation, _ in found)
    named = [one.model_copy(update={"name": name}) for (one, _), name in zip(found, names, strict=True)]
    if document.get("webhooks"):
        notes.add(WEBHOOKS)
    return Described(
        title=shortened(one_line(worded(info.get("title"))), LONGEST_NAME) or "API",
        kind="openapi",
        address=reading.address,
        purpose=_purpose(worded(info.get("summary")), worded(info.get("description"))),
        operations=tuple(named),
        groups=tuple(group for _, group in found),
        access=openapi_access.access_of(document, references, notes, reading.address, reading.key),
        notes=notes.all(),
    )


def _of_three(document: dict[str, Any], notes: Notes) -> dict[str, Any]:
    said = str(document.get("openapi") or document.get("swagger") or "")
    if said.startswith("3."):
        return document
    if said.startswith("2."):
        return swagger.upgraded(document, notes)
    raise Refused(VERSION.format(said=shortened(one_line(said), 40) or "of no version"))


class _Reading:
    """One document on its way to operations."""

    def __init__(self, document: dict[str, Any], schemas: Schemas, came_from: str) -> None:
        self._document, self._schemas = document, schemas
        self._references, self._notes = schemas.references, schemas.notes
        self._came_from = came_from
        self.key = ""  # a header that takes a secret, found among the parameters
        self.address = self._server(document.get("servers"), aloud=True) or ""

    def operations(self) -> Iterator[tuple[Operation, str]]:
        """Each operation with its tag. Raises Refused for too many."""
        count = 0
        for path, item in mapping(self._document.get("paths")).items():
            found = self._references.followed(item)
            for key in ("options", "trace"):
                if key in found:
                    self._notes.add(OTHERS, path)
            for key, method in METHODS.items():
                if isinstance(found.get(key), dict):
                    count += 1
                    if count > MOST_OPERATIONS:
                        raise Refused(MANY.format(most=MOST_OPERATIONS))
                    yield self._operation(path, method, found, found[key])

    def _operation(
        self, path: str, method: Method, item: dict[str, Any], told: dict[str, Any]
    ) -> tuple[Operation, str]:
        name = _name(told, method, path)
        address = self._server(told.get("servers") or item.get("servers")) or self.address
        url = f"{address.rstrip('/')}/{path.lstrip('/')}"
        taken = openapi_parameters.taken(self._schemas, name, method, url, item, told)
        self.key = self.key or taken.key
        tags = [one_line(tag) for tag in listed(told.get("tags")) if isinstance(tag, str) and tag.strip()]
        return (
            Operation(
                name=name,
                purpose=_purpose(worded(told.get("summary")), worded(told.get("description"))),
                risk=risk_of(method),
                method=method,
                url=taken.url,
                headers=taken.headers,
                query=taken.query,
                inputs=taken.inputs,
                outputs=openapi_parameters.outputs(self._schemas, name, told),
                example=taken.example,
            ),
            shortened(tags[0], LONGEST_NAME) if tags else "",
        )

    def _server(self, servers: Any, *, aloud: bool = False) -> str | None:
        """The first address, whole where that is known; None where nothing is told."""
        found = [server for server in listed(servers) if worded(mapping(server).get("url"))]
        if not found:
            return self._whole("/", aloud) if aloud else None
        variables = mapping(mapping(found[0]).get("variables"))
        address = re.sub(r"\{([^{}]{1,80})\}", lambda hit: self._filled(hit, variables), worded(found[0]["url"]))
        if aloud and len(found) > 1:
            self._notes.add(CHOSEN.format(address=shortened(address, 200)))
        return self._whole(address, aloud)

    def _filled(self, hit: re.Match[str], variables: dict[str, Any]) -> str:
        value = mapping(variables.get(hit[1])).get("default")
        if not isinstance(value, str | int) or not str(value):
            self._notes.add(UNFILLED.format(name=hit[1]))
            return hit[0]
        self._notes.add(FILLED.format(name=hit[1], value=shortened(one_line(str(value)), 80)))
        return one_line(str(value))

    def _whole(self, address: str, aloud: bool) -> str:
        try:
            whole = urljoin(self._came_from, address) if self._came_from else address
            if urlsplit(whole).scheme in ("http", "https"):
                return whole[:2_000]
        except ValueError:
            pass
        if aloud:
            self._notes.add(NOWHERE)
        if address.startswith("//"):
            return f"https:{address}"[:2_000]
        end = "" if ":" in address else address.strip("/")
        return f"https://{{host}}/{end}".rstrip("/")[:2_000]


def risk_of(method: str) -> Risk:
    """What a method can do at worst, as far as it tells."""
    return "read" if method in ("GET", "HEAD") else "destructive" if method == "DELETE" else "write"


def _name(told: dict[str, Any], method: str, path: str) -> str:
    """Its id, else its summary, else method and path."""
    for said in (told.get("operationId"), told.get("summary"), f"{method} {path}"):
        name = one_line(worded(said))
        if name:
            return shortened(name, LONGEST_NAME)
    return method


def _purpose(summary: str, description: str) -> str | None:
    """The summary, with the first paragraph of the description where that says more."""
    first = plain(description.partition("\n\n")[0])
    summary = plain(summary)
    if first.casefold().startswith(summary.casefold()):
        summary = ""
    parts = [
        f"{part.rstrip('.')}." if not part.endswith(("?", "!", "…")) else part for part in (summary, first) if part
    ]
    return shortened(" ".join(parts), LONGEST_PURPOSE) or None


def plain(text: str) -> str:
    """Markdown and HTML as the words in it, on one line; at most a few thousand characters are looked at."""
    text = re.sub(r"<[^<>]{1,300}>", " ", text[:3_000])
    text = re.sub(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)", r"\1", text)
    return one_line(re.sub(r"\*\*|`|(?m:^#{1,6} )", "", text))
