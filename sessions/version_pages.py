"""The pages of an agent's versions: all of them, and two side by side."""

from typing import Any
from uuid import uuid4

from builder import queries as specs
from sessions import versions
from sessions.access import Visitor
from sessions.errors import BadMessage
from sessions.models import InterviewSession, Share


def library(interview: InterviewSession) -> dict[str, Any]:
    """All versions, each with the number of the one before it, and whether the draft is a new one."""
    rows = list(interview.spec.versions.all())
    latest = rows[0] if rows else None
    return {
        "interview": interview,
        "versions": rows,
        "latest": latest,
        "is_new": latest is None or latest.revision != interview.spec.revision,
        "next_number": latest.number + 1 if latest else 1,
        "has_draft": bool(specs.draft(interview.spec)),
        "shares": list(Share.open_ones().filter(interview=interview)),
        "client_key": uuid4().hex,
    }


def comparison(interview: InterviewSession, visitor: Visitor, before: str, after: str, file: str) -> dict[str, Any]:
    """Two states side by side; `before` and `after` are numbers, or "draft" for the second. By default the last
    version and what became of it."""
    page = library(interview)
    numbers = [version.number for version in page["versions"]]
    if not numbers:
        raise BadMessage("There is no version to compare yet. Publish one first.")
    second = None if after == "draft" else _number(after, None if page["is_new"] else numbers[0])
    first = _number(before, next((n for n in numbers if n != second), numbers[-1]))
    assert first is not None
    two: dict[str, Any] = {"interview_id": interview.pk, "by": visitor, "before": first, "after": second}
    told = versions.compared(**two)
    return {
        **page,
        "before": first,
        "after": second,
        "comparison": told,
        "file": file,
        "file_passages": versions.compared_file(**two, name=file) if file else (),
        "changed_files": sum(len(export.files) for export in told.exports),
    }


def _number(text: str, otherwise: int | None) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise
