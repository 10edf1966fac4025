"""A JSON Schema in a form, twice: as a table and as text. Whichever was changed, the other follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from builder.toolbox import schemas
from builder.toolbox.schema_rows import TYPES, Row, RowError, examples_of, has_rows, rows_of, with_rows
from builder.toolbox.schemas import SchemaError

MOST_ROWS = 200
BLANK = 2
BOTH = "The table and the text were both changed. Say which one counts: the other follows it."


@dataclass
class RowFields:
    """One line of the table: what stands in it, where the value goes, and what is wrong with it."""

    row: Row
    place: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@dataclass
class SchemaFields:
    """`prefix` is "inputs" or "outputs". `was` is the text the form was made with: it tells what was changed since."""

    prefix: str
    text: str
    was: str
    lines: list[RowFields]
    schema: dict[str, Any]
    example: dict[str, Any]
    error: str = ""
    types: tuple[str, ...] = TYPES

    @classmethod
    def of(cls, prefix: str, schema: dict[str, Any], example: Mapping[str, Any] | None = None) -> "SchemaFields":
        text = schemas.written(schema)
        lines = [RowFields(row) for row in rows_of(schema, example)]
        return cls(prefix, text, text, lines + _blank(), schema, dict(example or {}))

    @classmethod
    def read(cls, prefix: str, data: Mapping[str, str], counts: str = "") -> "SchemaFields":
        """What was sent, taken as it was meant; nothing of it is lost where it cannot be. `counts` is "table" or "text"
        where both may have been changed."""
        text, was = (_plain(data.get(f"{prefix}-{name}", "")) for name in ("text", "was"))
        lines = [RowFields(row) for row in _rows(prefix, data)]
        found = cls(prefix, text, was, lines + _blank(), {}, {})
        found._settle(counts)
        return found

    @property
    def has_rows(self) -> bool:
        return has_rows(self.schema)

    @property
    def is_valid(self) -> bool:
        return not self.error and not any(line.errors for line in self.lines)

    def placed(self, places: Mapping[str, str]) -> "SchemaFields":
        for line in self.lines:
            line.place = places.get(line.row.name, "")
        return self

    def _settle(self, counts: str) -> None:
        old = _read_or_nothing(self.was)
        rows = [line.row for line in self.lines[:-BLANK]]
        table_changed = has_rows(old) and list(map(_said, rows)) != list(map(_said, rows_of(old)))
        text_changed = self.text.strip() != self.was.strip()
        if counts == "table" or (table_changed and not text_changed):
            self._follow_table(old, rows)
        elif table_changed and text_changed and not counts:
            self.error, self.schema = BOTH, old
        else:
            self._follow_text(old, rows)

    def _follow_table(self, old: dict[str, Any], rows: list[Row]) -> None:
        try:
            self.schema = with_rows(old, rows)
            self.example = examples_of(rows)
        except RowError as error:
            self.lines = [RowFields(row) for row in rows] + _blank()
            self.lines[error.row].errors[error.column] = str(error)
            return
        self._draw(rows)

    def _follow_text(self, old: dict[str, Any], rows: list[Row]) -> None:
        try:
            self.schema = schemas.read(self.text)
        except SchemaError as error:
            self.error, self.schema = str(error), old
            return
        typed = {row.was or row.name: row.example for row in rows}
        rows = [replace(row, example=typed.get(row.name, "")) for row in rows_of(self.schema)]
        try:
            self.example = examples_of(rows)
        except RowError as error:
            self.lines = [RowFields(row) for row in rows] + _blank()
            self.lines[error.row].errors[error.column] = str(error)
            return
        self._draw(rows)

    def _draw(self, rows: list[Row]) -> None:
        """Both as the schema says, with the examples as they were typed."""
        typed = {row.name: row.example for row in rows}
        self.text = self.was = schemas.written(self.schema)
        fresh = [replace(row, example=typed.get(row.name, "")) for row in rows_of(self.schema)]
        self.lines = [RowFields(row) for row in fresh] + _blank()


def _rows(prefix: str, data: Mapping[str, str]) -> list[Row]:
    found = []
    for i in range(MOST_ROWS):
        if f"{prefix}-{i}-name" not in data:
            break
        cell = {
            name: " ".join(data.get(f"{prefix}-{i}-{name}", "").split()) for name in ("name", "type", "description")
        }
        row = Row(
            name=cell["name"],
            type=cell["type"],
            required=bool(data.get(f"{prefix}-{i}-required")),
            description=cell["description"],
            example=data.get(f"{prefix}-{i}-example", "").strip(),
            was=data.get(f"{prefix}-{i}-was", ""),
        )
        # A line that lost its name is taken out; one that never had any is empty, or a slip.
        if row.name or (not row.was and (row.description or row.example)):
            found.append(row)
    return found


def _said(row: Row) -> Row:
    """The row as far as the schema knows it: without its example, and where it came from."""
    return replace(row, example="", was="")


def _blank() -> list[RowFields]:
    return [RowFields(Row("")) for _ in range(BLANK)]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _read_or_nothing(text: str) -> dict[str, Any]:
    try:
        return schemas.read(text)
    except SchemaError:
        return {}
