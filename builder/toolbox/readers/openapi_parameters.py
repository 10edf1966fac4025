"""What an operation of OpenAPI takes and gives: its parameters and body as one object of inputs, and its answer."""

import re
from dataclasses import dataclass, field
from typing import Any

from builder.toolbox.placing import is_header
from builder.toolbox.readers.described import listed, mapping, worded
from builder.toolbox.readers.schemas import Schema, Schemas, flat, is_short
from builder.toolbox.readers.secrets import is_secret_name

COOKIE = "Cookies are not sent: {where}."
NO_OBJECT = "The body is no object; it stands as one input called body, which has to be set up by hand: {where}."
DROPPED_BODY = "A body beside {method} is not sent; its fields go into the address: {{where}}."
NO_HEADER = "The header {name} holds signs that cannot be sent in one; it was left out: {{where}}."
OTHER_BODY = "The body is {kind}, which is not written; it was left out: {{where}}."
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_SENT_OTHERWISE = frozenset(("accept", "content-type", "authorization"))
_SLOT = re.compile(r"\{([^{}/]{1,200})\}")
_HOST = re.compile(r"\A(?:https?://)?[^/]*")


def slots_of(url: str) -> list[str]:
    """The names of values to be given in an address; none in its host, which is nothing for an agent to choose."""
    return _SLOT.findall(_HOST.sub("", url, count=1))


@dataclass
class Taken:
    """What goes in, and where. `url` has a {name} for each value in it, `key` is the header that takes a secret."""

    url: str
    key: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    properties: dict[str, Schema] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    example: dict[str, Any] = field(default_factory=dict)

    @property
    def inputs(self) -> Schema:
        """The object of all inputs; {} where there are none."""
        if not self.properties:
            return {}
        required = {"required": list(dict.fromkeys(self.required))} if self.required else {}
        return {"type": "object", "properties": self.properties, **required}

    def take(self, name: str, schema: Schema, required: bool, example: Any) -> None:
        self.properties[name] = schema
        self.required += [name] if required else []
        if example is not None and is_short(example):
            self.example[name] = example


def taken(schemas: Schemas, where: str, method: str, url: str, item: dict[str, Any], told: dict[str, Any]) -> Taken:
    """All that an operation takes. The body's fields keep their names; a parameter called like one gets another."""
    found = Taken(url)
    _body(found, schemas, where, method, schemas.references.followed(told.get("requestBody"), where))
    for (name, place), one in _parameters(schemas, where, item, told).items():
        if place == "cookie":
            schemas.notes.add(COOKIE, where)
        elif place == "header" and not is_header(name, ""):
            schemas.notes.add(NO_HEADER.format(name=name[:80].replace("{", "").replace("}", "")), where)
        elif place != "path" and is_secret_name(name):
            found.key = name if place == "header" else found.key
        elif place != "header" or name.casefold() not in _SENT_OTHERWISE:
            _parameter(found, schemas, where, method, name, place, one)
    for slot in slots_of(found.url):
        if slot not in found.properties:
            found.take(slot, {"type": "string"}, True, None)
    return found


def _parameters(
    schemas: Schemas, where: str, item: dict[str, Any], told: dict[str, Any]
) -> dict[tuple[str, str], dict[str, Any]]:
    """The parameters by name and place; the operation's own over those of its path."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for raw in (*listed(item.get("parameters")), *listed(told.get("parameters"))):
        one = schemas.references.followed(raw, where)
        if worded(one.get("name")) and one.get("in") in ("path", "query", "header", "cookie"):
            found[one["name"].strip(), one["in"]] = one
    return found


def _parameter(
    found: Taken, schemas: Schemas, where: str, method: str, name: str, place: str, told: dict[str, Any]
) -> None:
    media: Any = next(iter(mapping(told.get("content")).values()), {})
    schema = schemas.turned(told.get("schema", mapping(media).get("schema", {})), where)
    said = worded(told.get("description"))
    if said and "description" not in schema:
        schema = schemas.turned({"description": said}, where) | schema
    key = name
    while key in found.properties:
        key = f"{key}_{place}"
    if place == "path":
        found.url = found.url.replace(f"{{{name}}}", f"{{{key}}}")
    elif place == "header":
        found.headers[name] = f"{{{key}}}"
    elif key != name or method not in ("GET", "HEAD", "DELETE"):
        found.query[name] = f"{{{key}}}"
    found.take(key, schema, place == "path" or told.get("required") is True, _example(told, schema))


def _example(told: dict[str, Any], schema: Schema) -> Any:
    """What it may look like: its own example, the first of several, its schema's, or its default."""
    if told.get("example") is not None:
        return told["example"]
    for one in mapping(told.get("examples")).values():
        if mapping(one).get("value") is not None:
            return one["value"]
    given = listed(schema.get("examples"))
    return given[0] if given else schema.get("default")


def _body(found: Taken, schemas: Schemas, where: str, method: str, told: dict[str, Any]) -> None:
    content = mapping(told.get("content"))
    kind, media = _media(content)
    if not kind:
        for other in list(content)[:1]:
            schemas.notes.add(OTHER_BODY.format(kind=other[:80].replace("{", "").replace("}", "")), where)
        return
    if kind in FORMS:
        found.headers["Content-Type"] = kind
    if method in ("GET", "HEAD", "DELETE"):
        schemas.notes.add(DROPPED_BODY.format(method=method), where)
    schema = schemas.turned(media.get("schema", {}), where)
    object_ = flat(schema)
    is_needed, example = told.get("required") is True, _example(media, schema)
    if not object_["properties"] and schema.get("type") not in ("object", None):
        schemas.notes.add(NO_OBJECT, where)
        found.take("body", schema, is_needed, example)
        return
    for name, inner in object_["properties"].items():
        given = mapping(example).get(name)
        shown = given if given is not None else _example({}, inner)
        found.take(name, inner, is_needed and name in object_["required"], shown)


def _media(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The first kind of body that can be written, JSON before forms; "" for none."""
    bare = {kind.partition(";")[0].strip().casefold(): mapping(media) for kind, media in content.items()}
    for kind in (*(k for k in bare if k.endswith(("/json", "+json"))), *FORMS, "*/*"):
        if kind in bare:
            return kind, bare[kind]
    return "", {}


def outputs(schemas: Schemas, where: str, told: dict[str, Any]) -> Schema:
    """The schema of the first answer that tells of success in JSON; {} for none."""
    answers = mapping(told.get("responses"))
    good = [code for code in ("200", "201", "202", "203", "2XX", "2xx", "206", "207", "default") if code in answers]
    for code in good:
        kind, media = _media(mapping(schemas.references.followed(answers[code], where).get("content")))
        if kind and "schema" in media:
            return schemas.turned(media["schema"], where, "writeOnly")
    return {}
