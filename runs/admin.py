"""What happened and what it cost, for reviewers."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from runs.models import Run, Step


class ReadOnly:
    """Nothing is added, changed or deleted here."""

    fields: Sequence[str] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        return self.fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class StepInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Step
    fields = ("purpose", "model", "status", "input_tokens", "output_tokens", "cost", "first_token_ms", "duration_ms", "error")


@admin.register(Run)
class RunAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("started_at", "status", "duration_ms", "input_tokens", "output_tokens", "cost", "interview_id")
    list_filter = ("status",)
    search_fields = ("interview_id", "turn_id")
    inlines = (StepInline,)
    fields = ("interview_id", "turn_id", "status", "started_at", "duration_ms", "input_tokens", "output_tokens", "cost")
