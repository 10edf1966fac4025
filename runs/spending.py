"""What many interviews cost, as parts of a query: runs know them by plain ids."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from runs.models import Run, Step

GUIDE = "guide"


def known_cost(interview: str = "pk") -> Subquery:
    """US dollars of the calls with a price; null if there are none."""
    return Subquery(_of_runs(interview, Sum("steps__cost", filter=~Q(steps__purpose=GUIDE))))


def unpriced_calls(interview: str = "pk") -> Subquery:
    """How many calls of models nobody knows the price of."""
    return Subquery(_of_runs(interview, Count("steps", filter=Q(steps__cost=None) & ~Q(steps__purpose=GUIDE))))


def failed_calls(interview: str = "pk") -> Subquery:
    """How many calls of models failed."""
    return Subquery(_of_runs(interview, Count("steps", filter=Q(steps__status="failed"))))


def asked_a_model(interview: str = "pk") -> Exists:
    """Whether any model was asked."""
    return Exists(Step.objects.filter(run__interview_id=OuterRef(interview)).exclude(purpose=GUIDE))


def _of_runs(interview: str, total: Sum | Count) -> QuerySet[Run, object]:
    runs = Run.objects.filter(interview_id=OuterRef(interview)).order_by()
    return runs.values("interview_id").annotate(total=total).values("total")
