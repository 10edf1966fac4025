"""Links to a version: handed out by its owner, followed by anybody, with or without a log-in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sessions import access, resulting, sharing, version_pages
from sessions.access import Visitor
from sessions.database import in_database
from sessions.errors import BadMessage
from sessions.views.doors import door, see_other, shown

# What leads to the page of a link must not be kept, found by search, nor told to other sites.
UNLISTED = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@require_POST
@door
async def share(request: HttpRequest, visitor: Visitor, interview_id: UUID, number: int) -> HttpResponse:
    """The versions' page with the new link on it: it is shown this once."""
    days = request.POST.get("days", "")
    if not (days.isdecimal() and len(days) < 5):
        raise BadMessage("Say for how many days the link is to last.")
    form: dict[str, Any] = {
        "with_transcript": "transcript" in request.POST,
        "form_id": request.POST.get("client_key", "")[:100],
    }

    def load() -> dict[str, Any]:
        made, token = sharing.share(interview_id=interview_id, by=visitor, number=number, days=int(days), **form)
        page = version_pages.library(access.owned(interview_id, visitor))
        return {**page, "made": made, "link": request.build_absolute_uri(reverse("shared", args=[token]))}

    answer = await shown(request, "sessions/versions.html", load)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@door
async def revoke(request: HttpRequest, visitor: Visitor, interview_id: UUID, share_id: UUID) -> HttpResponse:
    await in_database(sharing.revoke, interview_id=interview_id, by=visitor, share_id=share_id)
    return see_other(reverse("versions", args=[interview_id]))


@require_safe
@door
async def shared(request: HttpRequest, visitor: Visitor, token: str) -> HttpResponse:
    """The version behind a link, for whoever holds it."""
    answer = await shown(request, "sessions/shared.html", lambda: resulting.shared(token))
    for name, value in UNLISTED.items():
        answer[name] = value
    return answer
