"""What happened and what it cost, for reviewers."""

from django.contrib import admin

from runs.models import Run, Step
from runs.readonly import ReadOnlyAdmin, ReadOnlyInline


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
    list_display = ("started_at", "status", "duration_ms", "input_tokens", "output_tokens", "cost", "interview_id")
    list_filter = ("status",)
    search_fields = ("interview_id", "turn_id")
    inlines = (StepInline,)
    fields = ("interview_id", "turn_id", "status", "started_at", "duration_ms", "input_tokens", "output_tokens", "cost")
