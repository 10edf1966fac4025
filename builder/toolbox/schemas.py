"""JSON Schemas as text: read strictly, judged by the rules of 2020-12, written for people."""

import json
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError as Broken

LONGEST = 100_000  # characters
DEEPEST = 40
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCES = ("$ref", "$dynamicRef")
_MAPS = ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas")
_DATA = ("const", "enum", "default", "examples", "example")


class SchemaError(ValueError):
    """A text is no JSON Schema. The message says where, for the person who wrote it."""


def read(text: str) -> dict[str, Any]:
    """The schema that a text holds; {} for an empty one. Raises SchemaError."""
    if not text.strip():
        return {}
    if len(text) > LONGEST:
        raise SchemaError(f"{len(text):,} characters are too many; {LONGEST:,} fit.")
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise SchemaError(f"Line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise SchemaError("It is nested too deeply.") from error
    check(found)
    schema: dict[str, Any] = found
    return schema


def written(schema: dict[str, Any]) -> str:
    """The schema as text; "" for {}."""
    return json.dumps(schema, indent=2, ensure_ascii=False) if schema else ""


def check(schema: Any) -> None:
    """Raises SchemaError unless this is a JSON Schema (2020-12), all of whose references lead to itself."""
    if not isinstance(schema, dict):
        raise SchemaError("A schema is an object: it begins with { and ends with }.")
    _check_text(schema)
    if schema.get("$schema", DIALECT).rstrip("#") != DIALECT:
        raise SchemaError(f"$schema names another dialect; leave it out, or write {DIALECT}.")
    try:
        Draft202012Validator.check_schema(schema)
    except Broken as error:
        where = ".".join(map(str, error.absolute_path))
        raise SchemaError(f"{f'At {where}: ' if where else ''}{error.message[:300]}.") from error
    for reference in _references(schema):
        _resolve(schema, reference)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise SchemaError(f"“{twice[:60]}” stands there twice in one object.")
    return found


def _no_number(name: str) -> Any:
    raise SchemaError(f"{name} is no number in JSON.")


def _check_text(schema: dict[str, Any]) -> None:
    level: list[Any] = [schema]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inner(outer)]
    if level:
        raise SchemaError("It is nested too deeply.")
    try:
        text = json.dumps(schema, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (ValueError, TypeError) as error:
        raise SchemaError("It holds something that is no text.") from error
    if "\\u0000" in text or len(text) > LONGEST:
        raise SchemaError("It is too long, or holds a character that cannot be kept.")


def _inner(value: Any) -> Iterator[Any]:
    found = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (one for one in found if isinstance(one, dict | list))


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _references(one)
    elif isinstance(node, dict):
        for key, one in node.items():
            if key in _REFERENCES and isinstance(one, str):
                yield one
            elif key in _MAPS and isinstance(one, dict):
                for schema in one.values():  # whose names are anybody's, $ref too
                    yield from _references(schema)
            elif key not in _DATA:
                yield from _references(one)


def _resolve(schema: dict[str, Any], reference: str) -> None:
    if not reference.startswith("#"):
        raise SchemaError(
            f"$ref “{reference[:80]}” leads outside; only references within the schema (#/...) are followed."
        )
    if reference != "#" and not reference.startswith("#/"):
        return  # an anchor
    place: Any = schema
    for part in reference[2:].split("/") if reference != "#" else []:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(place, list) and key.isdecimal() and int(key) < len(place):
            place = place[int(key)]
        elif isinstance(place, dict) and key in place:
            place = place[key]
        else:
            raise SchemaError(f"$ref “{reference[:80]}” leads nowhere.")
