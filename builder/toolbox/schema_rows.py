"""The properties of an object's JSON Schema as rows of a table, and back: what a table cannot say stays as it was."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

TYPES = ("string", "integer", "number", "boolean", "array", "object")
Column = Literal["name", "type", "example"]
# Of a property whose type was changed, all else may contradict it.
_OF_ANY_TYPE = ("title", "description", "deprecated", "readOnly", "writeOnly")


class RowError(ValueError):
    """A row cannot be meant: which one, in which column, and why."""

    def __init__(self, row: int, column: Column, text: str) -> None:
        super().__init__(text)
        self.row, self.column = row, column


@dataclass(frozen=True)
class Row:
    """One property. `type` is "" where the schema says more than a table can; `was` is the name it had before."""

    name: str
    type: str = "string"
    required: bool = False
    description: str = ""
    example: str = ""
    was: str = ""


def has_rows(schema: Mapping[str, Any]) -> bool:
    """Whether a table can show it: an object, or nothing yet."""
    return schema.get("type", "object") == "object" and isinstance(schema.get("properties", {}), dict)


def rows_of(schema: Mapping[str, Any], example: Mapping[str, Any] | None = None) -> tuple[Row, ...]:
    """A row for each property, in order; its example as it is typed."""
    if not has_rows(schema):
        return ()
    required = schema.get("required", [])
    return tuple(
        Row(
            name=name,
            type=_type_of(one),
            required=name in required,
            description=_description(one),
            example=_shown((example or {}).get(name), _type_of(one)),
            was=name,
        )
        for name, one in schema.get("properties", {}).items()
    )


def with_rows(schema: Mapping[str, Any], rows: Sequence[Row]) -> dict[str, Any]:
    """The schema with these properties; what else it says of them stays. Raises RowError for a name that is empty or
    stands there twice, and for an unknown type."""
    old = schema.get("properties", {})
    made: dict[str, Any] = {}
    for i, row in enumerate(rows):
        _check(i, row, made)
        made[row.name] = _property(old.get(row.was or row.name, {}), row)
    if not made and not schema:
        return {}
    kept = {key: value for key, value in schema.items() if key != "required"}
    needed = _required(schema, rows)
    also = {"required": needed} if needed or "required" in schema else {}
    start = {} if "type" in schema or schema.get("properties") is not None else {"type": "object"}
    return {**start, **kept, **({"properties": made} if made or "properties" in schema else {}), **also}


def examples_of(rows: Sequence[Row]) -> dict[str, Any]:
    """The example values that were typed, each of its row's type. Raises RowError."""
    return {row.name: _value(i, row) for i, row in enumerate(rows) if row.example.strip()}


def _check(i: int, row: Row, made: Mapping[str, Any]) -> None:
    if not row.name:
        raise RowError(i, "name", "This line has no name.")
    if row.name in made:
        raise RowError(i, "name", f"There are two called “{row.name[:60]}”.")
    if row.type and row.type not in TYPES:
        raise RowError(i, "type", "That is none of the types.")


def _property(old: Any, row: Row) -> Any:
    if row.type == _type_of(old) and row.description == _description(old) and (old or not row.type):
        return old
    made = dict(old) if isinstance(old, dict) else {}
    if row.type and row.type != _type_of(old):
        made = {"type": row.type} | {key: value for key, value in made.items() if key in _OF_ANY_TYPE}
    if row.description != _description(made):
        made.pop("description", None)
        made |= {"description": row.description} if row.description else {}
    return made


def _required(schema: Mapping[str, Any], rows: Sequence[Row]) -> list[str]:
    """In the order it has; names that no row ever had stay."""
    now = {row.was or row.name: row for row in rows}
    known = schema.get("properties", {})
    kept = [now[name].name if name in now else name for name in schema.get("required", []) if _stays(name, now, known)]
    return kept + [row.name for row in rows if row.required and row.name not in kept]


def _stays(name: str, now: Mapping[str, Row], known: Mapping[str, Any]) -> bool:
    return now[name].required if name in now else name not in known


def _type_of(one: Any) -> str:
    found = one.get("type") if isinstance(one, dict) else None
    return found if isinstance(found, str) and found in TYPES and "$ref" not in one else ""


def _description(one: Any) -> str:
    return " ".join(str(one.get("description", "")).split()) if isinstance(one, dict) else ""


def _shown(value: Any, kind: str) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) and kind in ("string", "") else json.dumps(value, ensure_ascii=False)


_FITS = {"integer": int, "number": int | float, "boolean": bool, "array": list, "object": dict}
_LIKE = {"integer": "42", "number": "4.5", "boolean": "true", "array": '["a", "b"]', "object": '{"a": 1}'}


def _value(i: int, row: Row) -> Any:
    if row.type in ("string", ""):
        return row.example
    try:
        value = json.loads(row.example)
    except (ValueError, RecursionError):
        value = None
    fits = isinstance(value, _FITS[row.type]) and (row.type == "boolean" or not isinstance(value, bool))
    if not fits:
        raise RowError(i, "example", f"An example of type {row.type} looks like {_LIKE[row.type]}.")
    return value
