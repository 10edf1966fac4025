"""The last seven days at a glance, for reviewers."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from runs import figures
from runs.models import Step
from runs.spending import GUIDE
from sessions.models import InterviewSession, Status, Turn, TurnStatus

DAYS = 7


@dataclass(frozen=True)
class Overview:
    """Numbers of the last DAYS days. `cost` in US dollars is what is known; `unpriced` are calls without a price."""

    begun: int
    completed: int
    answers: int
    failed_turns: int
    calls: int
    failed_calls: int
    unpriced: int
    cost: Decimal | None

    @property
    def money(self) -> str:
        """In words; unknown only if no call had a price."""
        return figures.UNKNOWN if self.cost is None and self.unpriced else figures.dollars(self.cost or Decimal(0))


def overview() -> Overview:
    """Three queries, however many interviews there are."""
    since = timezone.now() - timedelta(days=DAYS)
    interviews: dict[str, Any] = InterviewSession.objects.aggregate(
        begun=Count("pk", filter=Q(created_at__gte=since)),
        completed=Count("pk", filter=Q(completed_at__gte=since, status=Status.COMPLETED)),
    )
    turns: dict[str, Any] = Turn.objects.filter(created_at__gte=since).aggregate(
        answers=Count("pk"), failed_turns=Count("pk", filter=Q(status=TurnStatus.FAILED))
    )
    calls: dict[str, Any] = (
        Step.objects.filter(run__started_at__gte=since)
        .exclude(purpose=GUIDE)
        .aggregate(
            calls=Count("pk"),
            failed_calls=Count("pk", filter=Q(status="failed")),
            unpriced=Count("pk", filter=Q(cost=None)),
            cost=Sum("cost"),
        )
    )
    return Overview(**interviews, **turns, **calls)
