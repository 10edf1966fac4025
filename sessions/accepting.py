"""Hop 1 of a turn: the message is saved before anything else happens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from orchestrator import guide
from orchestrator.guide.secrets import Masked
from sessions import access, queries
from sessions.access import Visitor
from sessions.errors import BadMessage, Conflict
from sessions.models import InterviewSession, Message, Role, Status, Turn, TurnStatus
from sessions.runner import RUNNER

MAX_LENGTH = 20_000


@dataclass(frozen=True)
class Accepted:
    """What became of a message at the door."""

    turn: Turn
    repeated: bool = False
    masked: tuple[str, ...] = ()

    @property
    def turn_id(self) -> UUID:
        return self.turn.pk

    @property
    def runs(self) -> bool:
        """Whether it is this process's to run now."""
        return not self.repeated and self.turn.status == TurnStatus.RUNNING


def checked(text: Any) -> str:
    """The text without blank ends; raises BadMessage if it is empty, too long or holds NUL bytes."""
    if not isinstance(text, str) or not text.strip():
        raise BadMessage("The message is empty. Write something, or choose one of the answers.")
    if len(text) > MAX_LENGTH:
        raise BadMessage(f"The message has {len(text):,} characters; at most {MAX_LENGTH:,} fit. Send it in parts.")
    return as_text(text, "The message").strip()


def as_text(text: str, what: str) -> str:
    """The text itself; raises BadMessage for what no database stores: NUL bytes and halves of characters."""
    if "\0" in text:
        raise BadMessage(f"{what} holds a NUL byte, which is not text. Remove it and send it again.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadMessage(f"{what} holds half a character (a lone surrogate). Send it as UTF-8 text.") from error
    return text


def without_secret(text: str, what: str) -> str:
    """The text itself; raises BadMessage if it holds a key, a token or a password, which has no place in an agent."""
    if guide.mask(as_text(text, what)).kinds:
        raise BadMessage(
            f"{what} looks like a secret, so nothing was saved. Name its kind only, as in “API key in a header”."
        )
    return text


def next_expiry() -> datetime:
    return timezone.now() + timedelta(hours=settings.PARLEY_INTERVIEW_TTL_HOURS)


def accept(
    *, interview_id: UUID, by: Visitor, text: str, client_key: str = "", supersedes: int | None = None
) -> Accepted:
    """Save a message; its turn runs, or queues behind another. A repeat finds its first turn.

    `supersedes` is the number of an earlier message that this one stands in for; raises Conflict if it cannot.
    """
    masked = guide.mask(checked(text))
    with transaction.atomic():
        interview = access.locked(interview_id, by)
        seen = _seen(interview, client_key)
        if seen.same:
            return Accepted(interview.turns.get(pk=seen.same), repeated=True)
        earlier = None if supersedes is None else superseded(interview, supersedes, masked.text)
        turn = _new_turn(interview, seen, client_key, earlier)
        _save(turn, masked)
    return Accepted(turn, masked=masked.kinds)


def _save(turn: Turn, masked: Masked) -> None:
    Message.objects.create(
        interview=turn.interview,
        turn=turn,
        number=2 * turn.number - 1,
        role=Role.PERSON,
        text=masked.text,
        notices=[turn.interview.words["secret_removed"]] if masked.kinds else [],
    )
    touched = InterviewSession.objects.filter(pk=turn.interview_id)
    touched.update(status=Status.ACTIVE, updated_at=timezone.now(), expires_at=next_expiry(), completed_at=None)


def settle_at_once(interview: InterviewSession, text: str) -> Turn:
    """A turn of this process with this message, to be finished in the same transaction. Raises Conflict while another
    one runs; `interview` is locked.
    """
    seen = _seen(interview)
    if seen.busy:
        raise Conflict("An answer is being written. Wait for it, or stop it, and try again: nothing was changed.")
    turn = _new_turn(interview, seen, "", None)
    _save(turn, Masked(text))
    return turn


def superseded(interview: InterviewSession, number: int, text: str) -> Turn:
    """The turn of an earlier answer that this text may stand in for; raises Conflict or BadMessage if it may not."""
    command = guide.ordered_somewhere(text)
    if command and command.name != "skip":
        raise BadMessage(f"“{text}” is an order, which cannot stand in for an answer. Write what it should be.")
    turn = queries.editable(interview).filter(number=(number + 1) // 2).first()
    if turn is None or number % 2 == 0:
        raise Conflict("This answer cannot be changed here: it was replaced, taken back, or is no answer.")
    return turn


@dataclass(frozen=True)
class _Seen:
    """Of the turns so far: the last number, whether one runs or waits, and the one that this message began before."""

    last: int
    busy: bool
    same: UUID | None


def _seen(interview: InterviewSession, client_key: str = "") -> _Seen:
    """In one query, whose rows are quicker read than counted."""
    rows = list(interview.turns.order_by("number").values_list("pk", "number", "status", "client_key"))
    return _Seen(
        last=rows[-1][1] if rows else 0,
        busy=any(status in (TurnStatus.RUNNING, TurnStatus.QUEUED) for _, _, status, _ in rows),
        same=next((pk for pk, _, _, key in rows if client_key and key == client_key), None),
    )


def _new_turn(interview: InterviewSession, seen: _Seen, client_key: str, earlier: Turn | None) -> Turn:
    runs = {"status": TurnStatus.RUNNING, "runner": RUNNER, "attempts": 1, "heartbeat_at": timezone.now()}
    state: dict[str, Any] = {} if seen.busy else runs
    return Turn.objects.create(
        interview=interview,
        number=seen.last + 1,
        client_key=client_key,
        supersedes=earlier,
        reopens=interview.is_completed,
        **state,
    )
