"""Writing down runs, and what an interview has cost so far."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from orchestrator.events import Call
from runs.models import Run, Step


def record(
    *,
    interview_id: UUID,
    turn_id: UUID | None = None,
    document_id: UUID | None = None,
    status: str,
    started_at: datetime,
    ended_at: datetime | None = None,
    calls: Sequence[Call],
) -> Run:
    """A Run of a turn or of a document with one Step per call, in two inserts. It ended now, or at `ended_at`."""
    run = Run.objects.create(
        interview_id=interview_id,
        turn_id=turn_id,
        document_id=document_id,
        status=status,
        started_at=started_at,
        duration_ms=((ended_at or timezone.now()) - started_at).total_seconds() * 1000,
        input_tokens=sum(c.input_tokens for c in calls),
        output_tokens=sum(c.output_tokens for c in calls),
        cost=total_cost(calls),
    )
    Step.objects.bulk_create(_step(run, position, call) for position, call in enumerate(calls))
    return run


def total_cost(calls: Sequence[Call]) -> Decimal | None:
    """The sum in US dollars; None as soon as one call's cost is unknown."""
    if any(call.cost is None for call in calls):
        return None
    return sum((_money(call.cost) or Decimal(0) for call in calls), Decimal(0))


def spent(interview_id: UUID) -> Decimal:
    """What an interview is known to have cost, in US dollars."""
    return Step.objects.filter(run__interview_id=interview_id).aggregate(sum=Sum("cost"))["sum"] or Decimal(0)


def _step(run: Run, position: int, call: Call) -> Step:
    return Step(
        run=run,
        position=position,
        purpose=call.purpose,
        model=call.model[:200],
        status=call.status,
        input_tokens=call.input_tokens,
        output_tokens=call.output_tokens,
        cost=_money(call.cost),
        first_token_ms=call.first_token_ms,
        duration_ms=call.duration_ms,
        error=call.error,
    )


def _money(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount)).quantize(Decimal("0.000001"))
