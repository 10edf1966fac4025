"""What happened and what it cost, for reviewers."""

from django.apps import apps
from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from unfold.decorators import display

from runs import figures
from runs.models import Run, Status, Step
from runs.readonly import ReadOnlyAdmin, ReadOnlyInline, moment

COLOURS = {"done": "default", "failed": "danger", "stopped": "warning"}


class StepInline(ReadOnlyInline):
    model = Step
    fields = (
        "purpose",
        "model",
        "status",
        "input_tokens",
        "output_tokens",
        "cost",
        "first_token_ms",
        "duration_ms",
        "error",
    )


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = (
        moment("started_at", "begun"),
        "state",
        "took",
        "input_tokens",
        "output_tokens",
        "money",
        "interview",
    )
    list_filter = ("status", "started_at")
    search_fields = ("interview_id", "turn_id", "document_id")
    inlines = (StepInline,)
    fields = (
        "interview",
        "turn_id",
        "document_id",
        "status",
        "started_at",
        "took",
        "input_tokens",
        "output_tokens",
        "money",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Run]:
        """With the calls that failed, and the name of the interview: known here by name alone, for it lives above."""
        interviews = apps.get_model("interviews", "InterviewSession").objects.filter(pk=OuterRef("interview_id"))
        name = Coalesce(NullIf("title", Value("")), NullIf("working_title", Value("")), Value("Untitled agent"))
        rows: QuerySet[Run] = super().get_queryset(request)
        return rows.annotate(
            failed=Count("steps", filter=Q(steps__status=Status.FAILED)),
            agent=Subquery(interviews.values_list(name)[:1]),
        )

    @display(description="status", ordering="status", label=COLOURS)
    def state(self, run: Run) -> str | tuple[str, str]:
        failed = run.failed  # type: ignore[attr-defined]
        if run.status != Status.DONE or not failed:
            return run.status
        return Status.STOPPED, f"done, {failed} {'call' if failed == 1 else 'calls'} failed"

    @admin.display(description="took", ordering="duration_ms")
    def took(self, run: Run) -> str:
        return figures.seconds(run.duration_ms)

    @admin.display(description="cost", ordering="cost")
    def money(self, run: Run) -> str:
        return figures.dollars(run.cost)

    @admin.display(description="interview")
    def interview(self, run: Run) -> str:
        url = reverse("admin:interviews_interviewsession_change", args=[run.interview_id])
        name = run.agent  # type: ignore[attr-defined]
        return format_html('<a href="{}" dir="auto">{}</a>', url, name) if name else "deleted"
