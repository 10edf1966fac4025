"""What happened and what it cost, for reviewers."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from unfold.decorators import display

from runs import figures
from runs.models import Run, Step
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

    @display(description="status", ordering="status", label=COLOURS)
    def state(self, run: Run) -> str:
        return run.status

    @admin.display(description="took", ordering="duration_ms")
    def took(self, run: Run) -> str:
        return figures.seconds(run.duration_ms)

    @admin.display(description="cost", ordering="cost")
    def money(self, run: Run) -> str:
        return figures.dollars(run.cost)

    @admin.display(description="interview")
    def interview(self, run: Run) -> str:
        url = reverse("admin:interviews_interviewsession_change", args=[run.interview_id])
        return format_html('<a href="{}">{}</a>', url, str(run.interview_id)[:8])
