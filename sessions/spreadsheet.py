"""Interviews as CSV for a spreadsheet, streamed, with no cell that a spreadsheet would calculate."""

import csv
from collections.abc import AsyncIterator, Iterable, Sequence
from io import StringIO
from typing import Any
from uuid import UUID

from django.db.models import Count

from runs import spending
from sessions.database import in_database
from sessions.models import InterviewSession

CHUNK = 200
BOM = "\ufeff"  # without it Excel takes UTF-8 for something else
COLUMNS = {
    "id": "pk",
    "name": "name",
    "status": "status",
    "stage": "stage",
    "progress": "progress",
    "language": "language",
    "person": "person",
    "begun": "created_at",
    "last used": "updated_at",
    "completed": "completed_at",
    "deleted by its owner": "archived_at",
    "answers": "answers",
    "cost in US dollars, as far as known": "known",
    "calls at an unknown price": "unpriced",
    "failed calls": "failed",
}
_CALCULATED = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell as a spreadsheet shows it and never calculates it."""
    return f"'{cell}" if cell.startswith(_CALCULATED) else cell


def line(cells: Iterable[Any]) -> str:
    """One line of CSV. Nothing becomes an empty cell, times become ISO 8601."""
    written = StringIO()
    csv.writer(written).writerow([harmless(_text(cell)) for cell in cells])
    return written.getvalue()


async def interviews(ids: Sequence[UUID]) -> AsyncIterator[str]:
    """The file, piece by piece: a header, then one line per interview in the order of `ids`."""
    yield BOM + line(COLUMNS)
    for start in range(0, len(ids), CHUNK):
        yield await in_database(_lines, ids[start : start + CHUNK])


def _lines(ids: Sequence[UUID]) -> str:
    rows = InterviewSession.objects.select_related("owner").annotate(
        answers=Count("turns"),
        known=spending.known_cost(),
        unpriced=spending.unpriced_calls(),
        failed=spending.failed_calls(),
    )
    found = rows.in_bulk(list(ids))
    return "".join(line(_cells(found[pk])) for pk in ids if pk in found)


def _cells(interview: InterviewSession) -> list[Any]:
    person = interview.owner.get_username() if interview.owner else ""
    return [person if name == "person" else getattr(interview, name) for name in COLUMNS.values()]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    return value.isoformat(timespec="seconds") if hasattr(value, "isoformat") else str(value)
