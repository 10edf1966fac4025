"""The two writes of a turn and every change of its status: sync, atomic, by condition (one row, or it is not mine)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from builder import queries as specs
from builder import services as builder
from orchestrator import guide, progress
from orchestrator.briefing import Briefing
from orchestrator.errors import OrchestratorError
from orchestrator.events import Call, Outcome
from orchestrator.facts import Draft, one
from orchestrator.undoing import Difference, as_changes
from runs import recorder
from sessions import access, queries
from sessions.access import Visitor
from sessions.answers import Answer, Usage
from sessions.errors import BadMessage
from sessions.models import InterviewSession, Message, Role, Status, Turn, TurnStatus
from sessions.runner import RUNNER

MAX_LENGTH = 20_000
MAX_ATTEMPTS = 5


class Lost(OrchestratorError):
    """Somebody else took this turn over or ended it; nothing was written."""


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
def accept(*, interview_id: UUID, by: Visitor, text: str, client_key: str = "") -> Accepted:
    """Hop 1: the message is saved before any model is called; its turn runs or queues. A repeat finds its turn."""
    masked = guide.mask(checked(text))
    access.owned_by(by).select_for_update().filter(pk=interview_id).first()
    interview = access.owned(interview_id, by)
    first = interview.turns.filter(client_key=client_key).first() if client_key else None
    if first:
        return Accepted(first.pk, runs=False, repeated=True)
    turn = _new_turn(interview, client_key)
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


SECRET_NOTICE = (
    "A secret in this message was removed before it was stored. Keep it out of the chat; the agent needs only its kind."  # noqa: S105
)


def _new_turn(interview: InterviewSession, client_key: str) -> Turn:
    number = (interview.turns.aggregate(last=Max("number"))["last"] or 0) + 1
    waits = interview.turns.filter(status__in=[TurnStatus.RUNNING, TurnStatus.QUEUED]).exists()
    state: dict[str, Any] = (
        {} if waits else {"status": TurnStatus.RUNNING, "runner": RUNNER, "attempts": 1, "heartbeat_at": timezone.now()}
    )
    return Turn.objects.create(interview=interview, number=number, client_key=client_key, **state)


def claim(turn_id: UUID) -> bool:
    """Start a queued turn if it is its interview's next and none runs. True: it is this process's to run."""
    turn = Turn.objects.get(pk=turn_id)
    ahead = Turn.objects.filter(
        interview=turn.interview_id, number__lt=turn.number, status__in=[TurnStatus.RUNNING, TurnStatus.QUEUED]
    )
    if turn.status != TurnStatus.QUEUED or ahead.exists():
        return False
    try:
        with transaction.atomic():
            mine = Turn.objects.filter(pk=turn_id, status=TurnStatus.QUEUED)
            return mine.update(status=TurnStatus.RUNNING, runner=RUNNER, attempts=1, heartbeat_at=timezone.now()) == 1
    except IntegrityError:
        return False


def take_over(turn: Turn) -> bool:
    """Take a stale turn from its dead process: True for exactly one. One that keeps killing processes fails."""
    seen = Turn.objects.filter(
        pk=turn.pk,
        status=TurnStatus.RUNNING,
        runner=turn.runner,
        attempts=turn.attempts,
        heartbeat_at=turn.heartbeat_at,
    )
    if turn.is_stale and turn.attempts >= MAX_ATTEMPTS:
        seen.update(
            status=TurnStatus.FAILED, ended_at=timezone.now(), error=f"Given up after {turn.attempts} attempts."
        )
        return False
    return turn.is_stale and seen.update(runner=RUNNER, attempts=F("attempts") + 1, heartbeat_at=timezone.now()) == 1


def beat(turn_id: UUID) -> bool:
    """Say that this process still runs the turn. Returns whether to stop it; raises Lost if it is not ours."""
    mine = Turn.objects.filter(pk=turn_id, status=TurnStatus.RUNNING, runner=RUNNER)
    if mine.update(heartbeat_at=timezone.now()) != 1:
        raise Lost("The turn was taken over.")
    return mine.filter(stop_requested=True).exists()


def release_all() -> int:
    """Mark every running turn as left behind: only when no other process can be running one (an embedded start)."""
    return Turn.objects.filter(status=TurnStatus.RUNNING).update(heartbeat_at=timezone.now() - timedelta(days=1))


def request_stop(turn_id: UUID) -> bool:
    """Ask for a turn to be stopped. A queued one ends at once."""
    return (
        Turn.objects.filter(pk=turn_id, status__in=[TurnStatus.RUNNING, TurnStatus.QUEUED]).update(stop_requested=True)
        == 1
    )


@transaction.atomic
def finish(
    *,
    turn_id: UUID,
    outcome: Outcome,
    briefing: Briefing,
    started_at: datetime,
    notices: tuple[str, ...] = (),
    stopped: bool = False,
) -> Answer:
    """Hop 2: everything the turn came to, saved at once. Raises Lost if the turn is not this process's any more."""
    status = TurnStatus.STOPPED if stopped else TurnStatus.DONE
    mine = Turn.objects.filter(pk=turn_id, status=TurnStatus.RUNNING, runner=RUNNER)
    if mine.update(status=status, ended_at=timezone.now()) != 1:
        raise Lost("The turn was taken over.")
    turn = queries.turn(turn_id)
    interview = turn.interview
    made, told = _effects(interview, turn, outcome)
    draft = specs.draft(interview.spec)
    _move(interview, outcome, draft, briefing)
    answer = _answer(interview, outcome, made, told, notices, str(status))
    Message.objects.create(
        interview=interview,
        turn=turn,
        number=2 * turn.number,
        role=Role.PARLEY,
        text=outcome.reply,
        told=told,
        asking=outcome.asked.model_dump(),
        suggestions=answer.suggestions,
        notices=list(notices),
        stopped=stopped,
    )
    mine_now = Turn.objects.filter(pk=turn_id)
    mine_now.update(
        answer=answer.model_dump(mode="json"),
        made=[m.model_dump(mode="json", by_alias=True) for m in made],
        route=outcome.route,
        command=outcome.command.name if outcome.command else "",
    )
    recorder.record(
        interview_id=interview.pk, turn_id=turn_id, status=str(status), started_at=started_at, calls=outcome.calls
    )
    return answer


def _effects(interview: InterviewSession, turn: Turn, outcome: Outcome) -> tuple[tuple[Difference, ...], str]:
    """Apply what the turn changes. Returns the differences, and the line that tells what was saved."""
    spec_id, name = interview.spec_id, outcome.command.name if outcome.command else ""
    if name == "undo":
        made = _undo(interview, turn)
    elif name == "restart":
        made = builder.clear(spec_id=spec_id, turn_id=turn.pk)
    else:
        changes, made = builder.apply_proposals(spec_id=spec_id, proposals=outcome.proposals, turn_id=turn.pk)
        told = guide.tell(changes)
        return made, f"{told} {_publish(interview)}".strip() if name == "generate" else told
    return made, guide.tell(as_changes(made))


def _undo(interview: InterviewSession, turn: Turn) -> tuple[Difference, ...]:
    last = queries.undoable(interview, turn.number)
    if last is None:
        return ()
    Turn.objects.filter(pk=last.pk).update(undone_at=timezone.now())
    return builder.take_back(spec_id=interview.spec_id, made=queries.made_by([last]), turn_id=turn.pk)


def _publish(interview: InterviewSession) -> str:
    version = builder.publish_version(spec_id=interview.spec_id, title=interview.name)
    complete(interview)
    return f"Version {version.number} is ready."


def complete(interview: InterviewSession) -> None:
    interview.status, interview.completed_at = Status.COMPLETED, timezone.now()
    interview.save(update_fields=["status", "completed_at"])


def _move(interview: InterviewSession, outcome: Outcome, draft: Draft, briefing: Briefing) -> None:
    """The interview's place, progress and name after the turn."""
    interview.stage = outcome.stage
    asked = queries.questions(interview)
    interview.progress = progress.fraction(draft, (*asked, outcome.asked), completed=interview.is_completed)
    interview.working_title = working_title(draft)
    interview.updated_at, interview.expires_at = timezone.now(), next_expiry()
    interview.save(update_fields=["stage", "progress", "working_title", "updated_at", "expires_at"])


def count_progress(interview: InterviewSession) -> None:
    """Bring progress and working title in step with the draft after an edit."""
    draft = specs.draft(interview.spec)
    interview.progress = progress.fraction(draft, queries.questions(interview), completed=interview.is_completed)
    interview.working_title = working_title(draft)
    interview.updated_at = timezone.now()
    interview.save(update_fields=["progress", "working_title", "updated_at"])


def working_title(draft: Draft) -> str:
    """Name and role, as far as they are known."""
    return ", ".join(part for part in (one(draft, "agent_name"), one(draft, "agent_role")) if part)[:200]


def _answer(
    interview: InterviewSession,
    outcome: Outcome,
    made: tuple[Difference, ...],
    told: str,
    notices: tuple[str, ...],
    turn: str,
) -> Answer:
    return Answer(
        reply=outcome.reply,
        told=told or None,
        stage=interview.stage,
        asking=list(outcome.asked.topics),
        progress=round(interview.progress, 3),
        changed=list(dict.fromkeys(m.slot for m in made)),
        suggestions=list(outcome.suggestions),
        route=outcome.route,
        status=interview.status,
        interviewer=outcome.interviewer,
        usage=_usage(outcome.calls),
        turn=turn,
        notices=list(notices),
    )


def _usage(calls: tuple[Call, ...]) -> Usage:
    cost = recorder.total_cost(calls)
    return Usage(
        input_tokens=sum(c.input_tokens for c in calls),
        output_tokens=sum(c.output_tokens for c in calls),
        cost=None if cost is None else float(cost),
    )


@transaction.atomic
def fail(turn_id: UUID, error: str) -> None:
    """End a turn that broke on our side; its message stays, and its question stays open."""
    Turn.objects.filter(pk=turn_id, status=TurnStatus.RUNNING, runner=RUNNER).update(
        status=TurnStatus.FAILED, ended_at=timezone.now(), error=error[:2000]
    )
