"""Interviews for reviewers: to look at, not to change."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.html import format_html
from unfold.decorators import display

from builder import queries as specs
from orchestrator.slots import SLOTS
from runs import figures, spending
from runs.readonly import ReadOnlyAdmin, moment
from sessions import spreadsheet
from sessions.admin_filters import CostFilter, InterviewerFilter, KeptFilter, TroubleFilter
from sessions.models import InterviewSession, Turn
from sessions.record import record

COLOURS = {"active": "default", "completed": "success", "abandoned": "warning"}
TURN_COLOURS = {"done": "default", "failed": "danger", "stopped": "warning", "running": "default", "queued": "default"}
USED = moment("updated_at", "last used")


@admin.register(InterviewSession)
class InterviewAdmin(ReadOnlyAdmin):
    list_display = ("name", "role", "state", "stage", "percent", "answers", "person", "money", USED, "live")
    list_filter = (
        "status",
        "stage",
        InterviewerFilter,
        CostFilter,
        TroubleFilter,
        KeptFilter,
        "created_at",
    )
    list_select_related = ("owner",)
    list_per_page = 50
    search_fields = ("title", "working_title", "working_role", "owner__username", "messages__text")
    search_help_text = "Name, person, words of the conversation, or the id of an interview"
    actions = ("as_csv",)
    compressed_fields = False
    change_form_outer_after_template = "admin/interviews/interview.html"
    fields = (
        ("name", "role"),
        ("status", "stage", "percent"),
        ("person", "language", "money", "live"),
        (moment("created_at", "begun"), USED, moment("completed_at", "completed"), moment("archived_at", "deleted")),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[InterviewSession]:
        rows: QuerySet[InterviewSession] = super().get_queryset(request)
        return rows.annotate(
            answered=Count("turns", distinct=True),
            known=spending.known_cost(),
            unpriced=spending.unpriced_calls(),
            failed=spending.failed_calls(),
            by_model=spending.asked_a_model(),
            is_mine=ExpressionWrapper(Q(owner_id=request.user.pk), output_field=BooleanField()),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[Any]:
        return [name for row in self.fields for name in row]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[InterviewSession], search_term: str
    ) -> tuple[QuerySet[InterviewSession], bool]:
        """An id finds its interview however the database stores it."""
        try:
            return queryset.filter(pk=UUID(search_term.strip())), False
        except ValueError:
            found: tuple[QuerySet[InterviewSession], bool] = super().get_search_results(request, queryset, search_term)
            return found

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The interview's own fields, and below them all that belongs to it."""
        found = self.get_object(request, object_id)
        more = _everything(found) if found and self.has_view_permission(request, found) else {}
        answer: HttpResponse = super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})
        return answer

    @display(description="status", ordering="status", label=COLOURS)
    def state(self, interview: InterviewSession) -> str:
        return interview.status

    @admin.display(description="progress", ordering="progress")
    def percent(self, interview: InterviewSession) -> str:
        return f"{interview.progress:.0%}"

    @admin.display(description="answers", ordering="answered")
    def answers(self, interview: Any) -> int:
        return int(interview.answered)

    @admin.display(description="person", ordering="owner__username")
    def person(self, interview: InterviewSession) -> str:
        return interview.owner.get_username() if interview.owner else "not logged in"

    @admin.display(description="cost", ordering="known")
    def money(self, interview: Any) -> str:
        """What is known, with a plus where some is not."""
        if not interview.by_model:
            return figures.NOTHING
        told = figures.dollars(interview.known)
        return f"{told} + unknown" if interview.unpriced and interview.known is not None else told

    @admin.display(description="live page")
    def live(self, interview: Any) -> str:
        """Only for whoever owns the interview: a person's pages are open to nobody else."""
        if not interview.is_mine or interview.archived_at:
            return figures.NOTHING
        return format_html('<a href="{}">Open</a>', reverse("interview", args=[interview.pk]))

    @admin.action(description="Download as CSV")
    def as_csv(self, request: HttpRequest, queryset: QuerySet[InterviewSession]) -> StreamingHttpResponse:
        ids = list(queryset.values_list("pk", flat=True))
        return StreamingHttpResponse(
            spreadsheet.interviews(ids),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="parley-interviews.csv"'},
        )


def _everything(interview: InterviewSession) -> dict[str, Any]:
    """Transcript, facts with their evidence, versions, and the record of what it took."""
    messages = list(interview.messages.select_related("turn"))
    numbers: dict[UUID | None, int] = {message.pk: message.number for message in messages}
    draft = specs.draft(interview.spec)
    facts = [(slot, fact, numbers.get(fact.message_id)) for slot in SLOTS for fact in draft.get(slot.name, ())]
    return {
        "transcript": messages,
        "facts": facts,
        "versions": interview.spec.versions.select_related("created_by"),
        "record": record(interview),
    }


@admin.register(Turn)
class TurnAdmin(ReadOnlyAdmin):
    list_display = (
        "interview",
        "number",
        "state",
        "route",
        "command",
        "attempts",
        moment("created_at", "begun"),
        moment("ended_at", "ended"),
    )
    list_filter = ("status", "route", "command", "created_at")
    list_select_related = ("interview",)
    search_fields = ("interview__title", "interview__working_title", "interview__working_role", "messages__text")
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

    @display(description="status", ordering="status", label=TURN_COLOURS)
    def state(self, turn: Turn) -> str:
        return turn.status
