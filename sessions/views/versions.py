"""Versions of an agent: looked at, described, compared, restored."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sessions import access, services, version_pages, versions
from sessions.access import Visitor
from sessions.database import in_database
from sessions.views.doors import door, see_other, shown


@require_safe
@door
async def library(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """All versions of an interview's agent."""
    return await shown(
        request, "sessions/versions.html", lambda: version_pages.library(access.owned(interview_id, visitor))
    )


@require_safe
@door
async def compare(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """Two versions side by side, or one and the draft: `before`, `after`, and a `file` to look into."""
    asked = {name: request.GET.get(name, "").replace("\0", "") for name in ("before", "after", "file")}
    return await shown(
        request,
        "sessions/comparison.html",
        lambda: version_pages.comparison(access.owned(interview_id, visitor), visitor, **asked),
    )


@require_POST
@door
async def change(request: HttpRequest, visitor: Visitor, interview_id: UUID, number: int) -> HttpResponse:
    """`do` is "restore", "live", "draft" or "note"."""
    where: dict[str, Any] = {"interview_id": interview_id, "by": visitor, "number": number}
    match request.POST.get("do"):
        case "restore":
            await in_database(versions.restore, **where)
            await services.announce(interview_id)
        case "live" | "draft" as label:
            await in_database(versions.describe, **where, label=label)
        case "note":
            note = request.POST.get("note", "").replace("\0", "")
            await in_database(versions.describe, **where, note=note)
        case _:
            raise Http404
    return see_other(reverse("versions", args=[interview_id]))
