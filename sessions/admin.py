"""Interviews for reviewers: to look at, not to change."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from runs.readonly import ReadOnlyAdmin, ReadOnlyInline
from sessions.models import InterviewSession, Message, Turn


class MessageInline(ReadOnlyInline):
    model = Message
    fields = ("number", "role", "text", "told", "created_at")
    ordering = ("number",)


@admin.register(InterviewSession)
class InterviewAdmin(ReadOnlyAdmin):
    list_display = ("name", "status", "stage", "percent", "owner", "created_at", "updated_at")
    list_filter = ("status", "stage", "language", "archived_at")
    search_fields = ("title", "working_title", "id", "messages__text")
    date_hierarchy = "created_at"
    inlines = (MessageInline,)
    fields = (
        "name",
        "status",
        "stage",
        "percent",
        "language",
        "owner",
        "specification",
        "created_at",
        "updated_at",
        "expires_at",
        "completed_at",
        "archived_at",
    )

    @admin.display(description="progress")
    def percent(self, interview: InterviewSession) -> str:
        return f"{interview.progress:.0%}"

    @admin.display(description="specification")
    def specification(self, interview: InterviewSession) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:builder_agentspec_change", args=[interview.spec_id]), interview.spec
        )


@admin.register(Turn)
class TurnAdmin(ReadOnlyAdmin):
    list_display = ("interview", "number", "status", "route", "command", "attempts", "created_at", "ended_at")
    list_filter = ("status", "route", "command")
    fields = (
        "interview",
        "number",
        "status",
        "route",
        "command",
        "runner",
        "attempts",
        "heartbeat_at",
        "created_at",
        "ended_at",
        "undone_at",
        "answer",
        "made",
        "error",
    )
