"""Choices between two sides of a contradiction, and edits taken back."""

from typing import get_args
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from orchestrator.contradictions import Choice
from sessions import editing, mending, services
from sessions.access import Visitor
from sessions.database import in_database
from sessions.errors import BadMessage
from sessions.views.doors import door, is_part, see_other
from sessions.views.drafting import draft_now


@require_POST
@door
async def settle(request: HttpRequest, visitor: Visitor, interview_id: UUID, key: str) -> HttpResponse:
    """`do` is "one", "other" or "both"; `because` says how both are right."""
    choice = next((choice for choice in get_args(Choice) if choice == request.POST.get("do")), None)
    if choice is None:
        raise BadMessage("Choose one of the two, or say that both are right.")
    change = editing.settled(key, choice, request.POST.get("because", ""))
    await services.edit(interview_id=interview_id, by=visitor, change=change)
    return see_other(reverse("review", args=[interview_id]))


@require_POST
@door
async def mend(request: HttpRequest, visitor: Visitor, interview_id: UUID, key: str) -> HttpResponse:
    """Carry out the fix of a finding. `platform` is whose finding it is, `from` the page that shows it."""
    platform = request.POST.get("platform", "")
    change = await in_database(mending.mended, interview_id=interview_id, by=visitor, key=key, platform=platform)
    await services.edit(interview_id=interview_id, by=visitor, change=change)
    page = "result" if request.POST.get("from") == "result" else "review"
    return see_other(f"{reverse(page, args=[interview_id])}#findings")


@require_POST
@door
async def undo(request: HttpRequest, visitor: Visitor, interview_id: UUID, edit_id: UUID) -> HttpResponse:
    """The draft without this edit; what was changed since stays."""
    await services.undo_edit(interview_id=interview_id, by=visitor, edit_id=edit_id)
    if request.POST.get("from") == "prompt":
        return see_other(reverse("prompt", args=[interview_id]))
    if is_part(request) or request.POST.get("from") == "review":
        return await draft_now(request, visitor, interview_id)
    if request.POST.get("from") == "tools":
        return see_other(reverse("tools", args=[interview_id]))
    return see_other(f"{reverse('interview', args=[interview_id])}#draft")
