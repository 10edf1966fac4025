"""Who runs a turn: every change of its status but the two hops. By condition: one row, or it is not mine."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from orchestrator import conf
from orchestrator.events import Call, Purpose
from runs import recorder
from sessions.models import Turn, TurnStatus
from sessions.runner import RUNNER

MAX_ATTEMPTS = 5
LOST = "an attempt was lost with its process; what it asked of the model and what that cost is unknown"


class Lost(Exception):
    """Somebody else took this turn over or ended it; nothing was written."""


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


@transaction.atomic
def take_over(turn: Turn) -> bool:
    """Take a stale turn from its dead process: True for exactly one. One that keeps killing processes fails.

    Either way the attempt that was lost is recorded.
    """
    if not turn.is_stale:
        return False
    seen = Turn.objects.filter(
        pk=turn.pk,
        status=TurnStatus.RUNNING,
        runner=turn.runner,
        attempts=turn.attempts,
        heartbeat_at=turn.heartbeat_at,
    )
    now, gives_up = timezone.now(), turn.attempts >= MAX_ATTEMPTS
    if gives_up:
        error = f"Given up after {turn.attempts} attempts."
        taken = seen.update(status=TurnStatus.FAILED, ended_at=now, error=error)
    else:
        taken = seen.update(runner=RUNNER, attempts=F("attempts") + 1, heartbeat_at=now)
    if taken:
        _record_lost(turn)
    return taken == 1 and not gives_up


def _record_lost(turn: Turn) -> None:
    """The attempt as far as anybody knows it: when its process was last heard of, and which models it had to ask."""
    models, last_seen = conf.models(), turn.heartbeat_at or turn.created_at
    asked: tuple[tuple[Purpose, str], ...] = (("reply", models.reply), ("extraction", models.fast)) if models else ()
    recorder.record(
        interview_id=turn.interview_id,
        turn_id=turn.pk,
        status=str(TurnStatus.FAILED),
        started_at=last_seen,
        ended_at=last_seen,
        calls=[Call(purpose=purpose, model=model, status="failed", error=LOST) for purpose, model in asked],
    )


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
    """Ask whoever runs a turn to stop it. False if it does not run."""
    return Turn.objects.filter(pk=turn_id, status=TurnStatus.RUNNING).update(stop_requested=True) == 1


def fail(turn_id: UUID, error: str) -> bool:
    """End a turn that broke on our side; its message stays, and its question stays open. False if it is not ours."""
    mine = Turn.objects.filter(pk=turn_id, status=TurnStatus.RUNNING, runner=RUNNER)
    return mine.update(status=TurnStatus.FAILED, ended_at=timezone.now(), error=error[:2000]) == 1
