"""Schemas of a description as JSON Schema 2020-12: references written out, loops cut, nothing that is not valid."""

import re
from collections.abc import Callable
from typing import Any

from builder.toolbox.readers.described import Notes, mapping
from builder.toolbox.readers.references import References
from builder.wording import shortened

Schema = dict[str, Any]
AGAIN = 2  # how often a schema may stand inside itself
DEEPEST = 8
MOST_NODES = 300  # of one operation's inputs, or outputs: more than a model can heed
MOST_VALUES = 100  # of an enum
LONGEST_TEXT, LONGEST_PATTERN = 300, 200
MOST_EXAMPLE, LONGEST_EXAMPLE = 40, 1_000  # parts and characters of an example
RECURSIVE = f"A schema that holds itself is written out {AGAIN} times and ends there: {{where}}."
LARGE = f"Schemas of more than {MOST_NODES} parts are cut where they are deepest: {{where}}."
MANY_VALUES = f"Of long lists of values the first {MOST_VALUES} are kept: {{where}}."
TYPES = frozenset(("string", "number", "integer", "boolean", "object", "array", "null"))


class Schemas:
    """Turns the schemas of one document. `side` is what is left out: "readOnly" of inputs, "writeOnly" of outputs."""

    def __init__(self, references: References, notes: Notes) -> None:
        self.references, self.notes = references, notes

    def turned(self, schema: Any, where: str, side: str = "readOnly", most: int = MOST_NODES) -> Schema:
        """The schema on its own, valid and of at most `most` parts."""
        for deepest in (DEEPEST, 6, 5, 4, 3, 2, 1):
            turn = _Turn(self.references, side, deepest, most, where)
            found = turn.of(schema)
            if turn.parts <= most:
                break
        for note in turn.notes:
            self.notes.add(note, where)
        if deepest < DEEPEST:
            self.notes.add(LARGE, where)
        return found


class _Turn:
    """One schema down to one depth."""

    def __init__(self, references: References, side: str, deepest: int, most: int, where: str) -> None:
        self._references, self._side, self._deepest, self._most, self._where = references, side, deepest, most, where
        self._open: list[str] = []
        self._depth = 0
        self.parts = 0
        self.notes: list[str] = []

    def of(self, schema: Any) -> Schema:
        if schema is False:
            return {"not": {}}
        self.parts += 1
        if not isinstance(schema, dict) or self.parts > self._most:
            return {}
        refs = self._entered(schema)
        if refs is None:
            return {"description": "Holds itself again here."}
        try:
            return self._converted(self._references.followed(schema, self._where))
        finally:
            del self._open[len(self._open) - refs :]

    def _entered(self, schema: Schema) -> int | None:
        """How many references lead to what it stands for; None for one that is open often enough."""
        count, node = 0, schema
        while isinstance(ref := node.get("$ref"), str) and count < 20:
            if self._open.count(ref) >= AGAIN:
                self.notes.append(RECURSIVE)
                del self._open[len(self._open) - count :]
                return None
            self._open.append(ref)
            count, node = count + 1, mapping(self._references.at(ref, self._where))
        return count

    def _converted(self, schema: Schema) -> Schema:
        found: Schema = {}
        for key, value in schema.items():
            if key in _PLAIN and (kept := _PLAIN[key](value)) is not None:
                found[key] = kept
        found |= self._limits(schema)
        if self._depth < self._deepest:
            self._depth += 1
            found |= self._parts(schema)
            self._depth -= 1
        if schema.get("type") == "file":
            found |= {"type": "string", "format": "binary"}
        if "properties" in found and "required" in found:
            found["required"] = [name for name in found["required"] if name in found["properties"]]
        return _nullable(found) if schema.get("nullable") is True else found

    def _limits(self, schema: Schema) -> Schema:
        """Bounds, which 3.0 may tell as true beside another; values, where there are not too many."""
        found: Schema = {}
        for bound, excluded in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            limit, apart = _number(schema.get(bound)), schema.get(excluded)
            if apart is True and limit is not None:
                found[excluded] = limit
            else:
                found |= {bound: limit} if limit is not None else {}
                found |= {excluded: apart} if _number(apart) is not None else {}
        values = schema.get("enum")
        if isinstance(values, list) and values:
            found["enum"] = [_short(value) for value in values[:MOST_VALUES]]
            self.notes += [MANY_VALUES] if len(values) > MOST_VALUES else []
        if "example" in schema:
            found["examples"] = [_short(schema["example"])]
        elif isinstance(schema.get("examples"), list):
            found["examples"] = [_short(value) for value in schema["examples"][:3]]
        return found

    def _parts(self, schema: Schema) -> Schema:
        """The schemas inside it."""
        found: Schema = {}
        properties = {
            name: inner
            for name, inner in mapping(schema.get("properties")).items()
            if mapping(inner).get(self._side) is not True
        }
        if properties:
            found["properties"] = {name: self.of(inner) for name, inner in properties.items()}
        items = schema.get("items")
        if isinstance(items, dict | bool):
            found["items"] = self.of(items)
        prefix = schema.get("prefixItems", items)
        if isinstance(prefix, list) and prefix:
            found["prefixItems"] = [self.of(inner) for inner in prefix[:20]]
        if isinstance(more := schema.get("additionalProperties"), dict | bool):
            found["additionalProperties"] = more if isinstance(more, bool) else self.of(more)
        for key in ("allOf", "anyOf", "oneOf"):
            if isinstance(schema.get(key), list) and schema[key]:
                found[key] = [self.of(inner) for inner in schema[key]]
        if isinstance(schema.get("not"), dict):
            found["not"] = self.of(schema["not"])
        return found


def _nullable(schema: Schema) -> Schema:
    """3.0's way to say that it may be nothing, in 2020-12's."""
    kind = schema.get("type")
    if isinstance(kind, str):
        schema = {**schema, "type": [kind, "null"]}
    elif any(key in schema for key in ("allOf", "anyOf", "oneOf")):
        said: Schema = {key: schema.pop(key) for key in ("title", "description", "default") if key in schema}
        return {**said, "anyOf": [schema, {"type": "null"}]}
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]
    return schema


def _number(value: Any) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else None


def _step(value: Any) -> int | float | None:
    return number if (number := _number(value)) is not None and number > 0 else None


def _kind(value: Any) -> str | list[str] | None:
    if isinstance(value, list):
        kinds = list(dict.fromkeys(one for one in value if isinstance(one, str) and one in TYPES))
        return kinds or None
    return value if isinstance(value, str) and value in TYPES else None


def _names(value: Any) -> list[str] | None:
    names = list(dict.fromkeys(one for one in value if isinstance(one, str))) if isinstance(value, list) else []
    return names or None


def _pattern(value: Any) -> str | None:
    """One that can be read here too; what only JavaScript reads is left out."""
    if not isinstance(value, str) or len(value) > LONGEST_PATTERN:
        return None
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError):
        return None
    return value


def _said(value: Any) -> str | None:
    return shortened(" ".join(value.split()), LONGEST_TEXT) if isinstance(value, str) and value.strip() else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _short(value: Any) -> Any:
    """An example or a value as it is, unless it is long."""
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    return value if is_short(value) else None


def is_short(value: Any) -> bool:
    """Whether an example has few parts and little text, as one to be looked at has."""
    stack, parts, signs = [value], 0, 0
    while stack:
        node = stack.pop()
        inner = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else ()
        parts, signs = parts + 1 + len(inner), signs + (len(node) if isinstance(node, str) else 0)
        if parts > MOST_EXAMPLE or signs > LONGEST_EXAMPLE:
            return False
        stack.extend(inner)
    return True


def flat(schema: Schema) -> Schema:
    """An object's schema with the properties of all it is made of at the top; of variants, what all require."""
    properties, required = dict(schema.get("properties", {})), list(schema.get("required", ()))
    for inner in map(flat, schema.get("allOf", ())):
        properties |= {name: one for name, one in inner["properties"].items() if name not in properties}
        required += inner["required"]
    for key in ("oneOf", "anyOf"):
        variants = [flat(inner) for inner in schema.get(key, ()) if inner.get("type") != "null"]
        for inner in variants:
            properties |= {name: one for name, one in inner["properties"].items() if name not in properties}
        required += [name for name in properties if variants and all(name in one["required"] for one in variants)]
    return {"properties": properties, "required": [name for name in dict.fromkeys(required) if name in properties]}


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "type": _kind,
    "title": _said,
    "description": _said,
    "format": _said,
    "pattern": _pattern,
    "default": _short,
    "const": _short,
    "required": _names,
    "multipleOf": _step,
    "deprecated": _flag,
    "uniqueItems": _flag,
    **dict.fromkeys(
        ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
        _count,
    ),
}
