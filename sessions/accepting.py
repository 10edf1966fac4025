"""Hop 1 of a turn: the message is saved before anything else happens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from orchestrator import guide
from sessions import access, queries
from sessions.access import Visitor
from sessions.errors import BadMessage, Conflict
from sessions.models import InterviewSession, Message, Role, Status, Turn, TurnStatus
from sessions.runner import RUNNER

MAX_LENGTH = 20_000
SECRET_NOTICE = (
    "A secret in this message was removed before it was stored. Keep it out of the chat; the agent needs only its kind."  # noqa: S105
)


@dataclass(frozen=True)
class Accepted:
    """What became of a message at the door."""

    turn_id: UUID
    runs: bool
    repeated: bool = False
    masked: tuple[str, ...] = ()


def checked(text: Any) -> str:
    """The text without blank ends; raises BadMessage if it is empty, too long or holds NUL bytes."""
    if not isinstance(text, str) or not text.strip():
        raise BadMessage("The message is empty. Write something, or choose one of the answers.")
    if "\0" in text:
        raise BadMessage("The message holds a NUL byte, which is not text. Remove it and send it again.")
    if len(text) > MAX_LENGTH:
        raise BadMessage(f"The message has {len(text):,} characters; at most {MAX_LENGTH:,} fit. Send it in parts.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadMessage("The message holds half a character (a lone surrogate). Send it as UTF-8 text.") from error
    return text.strip()


def next_expiry() -> datetime:
    return timezone.now() + timedelta(hours=settings.PARLEY_INTERVIEW_TTL_HOURS)


@transaction.atomic
def accept(
    *, interview_id: UUID, by: Visitor, text: str, client_key: str = "", supersedes: int | None = None
) -> Accepted:
    """Save a message; its turn runs, or queues behind another. A repeat finds its first turn.

    `supersedes` is the number of an earlier message that this one stands in for; raises Conflict if it cannot.
    """
    masked = guide.mask(checked(text))
    access.owned_by(by).select_for_update().filter(pk=interview_id).first()
    interview = access.owned(interview_id, by)
    first = interview.turns.filter(client_key=client_key).first() if client_key else None
    if first:
        return Accepted(first.pk, runs=False, repeated=True)
    earlier = None if supersedes is None else superseded(interview, supersedes, masked.text)
    turn = _new_turn(interview, client_key, earlier)
    Message.objects.create(
        interview=interview,
        turn=turn,
        number=2 * turn.number - 1,
        role=Role.PERSON,
        text=masked.text,
        notices=[SECRET_NOTICE] if masked.kinds else [],
    )
    touched = InterviewSession.objects.filter(pk=interview.pk)
    touched.update(status=Status.ACTIVE, updated_at=timezone.now(), expires_at=next_expiry(), completed_at=None)
    return Accepted(turn.pk, runs=turn.status == TurnStatus.RUNNING, masked=masked.kinds)


def superseded(interview: InterviewSession, number: int, text: str) -> Turn:
    """The turn of an earlier answer that this text may stand in for; raises Conflict or BadMessage if it may not."""
    command = guide.commanded(text)
    if command and command.name != "skip":
        raise BadMessage(f"“{text}” is an order, which cannot stand in for an answer. Write what it should be.")
    turn = queries.editable(interview).filter(number=(number + 1) // 2).first()
    if turn is None or number % 2 == 0:
        raise Conflict("This answer cannot be changed here: it was replaced, taken back, or is no answer.")
    return turn


def _new_turn(interview: InterviewSession, client_key: str, earlier: Turn | None) -> Turn:
    number = (interview.turns.aggregate(last=Max("number"))["last"] or 0) + 1
    waits = interview.turns.filter(status__in=[TurnStatus.RUNNING, TurnStatus.QUEUED]).exists()
    state: dict[str, Any] = (
        {} if waits else {"status": TurnStatus.RUNNING, "runner": RUNNER, "attempts": 1, "heartbeat_at": timezone.now()}
    )
    return Turn.objects.create(interview=interview, number=number, client_key=client_key, supersedes=earlier, **state)
