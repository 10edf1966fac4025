"""Rows as the contract's JSON. Sync: called in a database thread."""

from typing import Any
from uuid import UUID

from sessions import access, queries
from sessions.access import Visitor
from sessions.models import Message, Role


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
