"""Rows as the contract's JSON. Sync: called in a database thread."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from api.problems import NoVersion
from builder import queries as specs
from sessions import access, queries
from sessions.access import Visitor
from sessions.errors import NotFound
from sessions.models import Message, Role

T = TypeVar("T")


def of_version(make: Callable[..., T], session_id: UUID, visitor: Visitor, version: int | None, **more: Any) -> T:
    """What one of sessions.files makes of the draft, or of a version. Raises NoVersion if that is not there."""
    try:
        return make(interview_id=session_id, by=visitor, version=version, **more)
    except NotFound:
        latest = specs.latest_version(access.owned(session_id, visitor).spec_id)
        raise NoVersion(version or 0, latest.number if latest else 0) from None


def known_version(make: Callable[..., Any], session_id: UUID, visitor: Visitor, **which: Any) -> Any:
    """What one of sessions.versions does with the versions that `which` names. Raises NoVersion if one is not there."""
    interview = access.owned(session_id, visitor)
    for number in (which[name] for name in ("number", "before", "after") if which.get(name) is not None):
        if specs.version(interview.spec_id, number) is None:
            latest = specs.latest_version(interview.spec_id)
            raise NoVersion(number, latest.number if latest else 0)
    return make(interview_id=session_id, by=visitor, **which)


def status_of(session_id: UUID, visitor: Visitor) -> dict[str, Any]:
    interview = access.owned(session_id, visitor)
    standing = queries.standing(interview)
    turn = queries.running_turn(session_id)
    return {
        "session_id": interview.pk,
        "title": interview.name,
        "status": interview.status,
        "stage": interview.stage,
        "stages": [{"name": s.name, "complete": s.complete, "missing": list(s.missing)} for s in standing.stages],
        "progress": round(standing.fraction, 3),
        "asking": list(standing.asked.topics),
        "turn": {"status": turn.status, "age": round(turn.age, 3)} if turn else None,
        "created_at": interview.created_at,
        "updated_at": interview.updated_at,
        "expires_at": interview.expires_at,
    }


def resumed(session_id: UUID, visitor: Visitor) -> dict[str, Any]:
    """The status and Parley's last words."""
    interview = access.owned(session_id, visitor)
    last = queries.messages(interview).filter(role=Role.PARLEY).last()
    return {**status_of(session_id, visitor), "reply": last.text if last else ""}


def page_of(session_id: UUID, visitor: Visitor, after: int, limit: int) -> dict[str, Any]:
    interview = access.owned(session_id, visitor)
    rows = list(queries.messages(interview, after)[: limit + 1])
    shown = rows[:limit]
    return {"messages": [_message(row) for row in shown], "next": shown[-1].number if len(rows) > limit else None}


def _message(row: Message) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": row.number,
        "role": row.role,
        "text": row.text,
        "told": row.told or None,
        "asking": list(row.asked.topics),
        "suggestions": row.suggestions,
        "notices": row.notices,
        "stopped": row.stopped,
        "created_at": row.created_at,
    }
