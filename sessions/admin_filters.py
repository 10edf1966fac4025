"""Filters of the list of interviews, for reviewers."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from sessions.models import InterviewSession, Turn, TurnStatus

Rows = QuerySet[InterviewSession]


class _Choice(SimpleListFilter):
    """One of `choices`: its word in the address, its title, its condition on the annotated rows."""

    choices_: tuple[tuple[str, str, Q | Exists], ...]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(word, title) for word, title, _ in self.choices_]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        condition = next((condition for word, _, condition in self.choices_ if word == self.value()), None)
        return queryset if condition is None else queryset.filter(condition)


class InterviewerFilter(_Choice):
    title = "interviewer"
    parameter_name = "interviewer"
    choices_ = (
        ("model", "A model", Q(by_model=True)),
        ("guide", "Only the guide", Q(by_model=False)),
    )


class CostFilter(_Choice):
    title = "cost"
    parameter_name = "cost"
    choices_ = (
        ("known", "Has a cost", Q(known__gt=0)),
        ("unknown", "Partly or wholly unknown", Q(unpriced__gt=0)),
        ("none", "Costs nothing", Q(by_model=False)),
    )


class TroubleFilter(_Choice):
    title = "trouble"
    parameter_name = "trouble"
    choices_ = (
        ("turn", "A turn failed", Exists(Turn.objects.filter(interview=OuterRef("pk"), status=TurnStatus.FAILED))),
        ("call", "A model failed", Q(failed__gt=0)),
    )


class KeptFilter(_Choice):
    title = "kept"
    parameter_name = "kept"
    choices_ = (
        ("yes", "Kept by its owner", Q(archived_at=None)),
        ("no", "Deleted by its owner", Q(archived_at__isnull=False)),
    )
