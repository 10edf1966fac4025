"""The draft's prompt, section by section: edited, reset, kept as a template."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sessions import limits, polishing, prompt_editing, prompt_pages, services
from sessions.access import Visitor
from sessions.database import in_database
from sessions.errors import BadMessage
from sessions.views.doors import door, see_other, shown

VERBS: dict[str, Callable[..., object]] = {
    "reset": prompt_editing.reset,
    "take": prompt_editing.reset,
    "leave": prompt_editing.leave,
    "keep": prompt_editing.keep,
    "use": prompt_editing.use,
    "forget": prompt_editing.forget,
    "polish": polishing.begin,
    "take_polish": polishing.take,
    "leave_polish": polishing.leave,
}

# What was typed in the same form is saved first.
SAVING = ("keep", "polish")


@require_safe
@door
async def prompt(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    return await shown(request, "sessions/prompt.html", lambda: prompt_pages.prompt(interview_id, visitor))


@require_POST
@door
async def section(request: HttpRequest, visitor: Visitor, interview_id: UUID, key: str) -> HttpResponse:
    """Save a section's text, or one of VERBS."""
    where: dict[str, Any] = {"interview_id": interview_id, "by": visitor, "key": key}
    verb, text = request.POST.get("do", "save"), request.POST.get("text", "")
    try:
        if verb != "save" and verb not in VERBS:
            raise Http404
        if verb == "polish":
            await limits.check(visitor, limits.address_of(request), "polish")
        if verb == "save" or (verb in SAVING and text.strip()):
            await in_database(prompt_editing.write, **where, text=text)
        if verb in VERBS:
            await in_database(VERBS[verb], **where)
    except BadMessage as error:
        wrong = {key: (text, str(error))}
        return await shown(
            request, "sessions/prompt.html", lambda: prompt_pages.prompt(interview_id, visitor, wrong), 422
        )
    await services.announce(interview_id)
    return see_other(f"{reverse('prompt', args=[interview_id])}#{key}")


@require_POST
@door
async def polish(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """Have a model polish all sections."""
    await limits.check(visitor, limits.address_of(request), "polish")
    await in_database(polishing.begin, interview_id=interview_id, by=visitor)
    return see_other(reverse("prompt", args=[interview_id]))


@require_safe
@door
async def progress(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """How far polishing is, for a page that is open; when it is over, the page is shown anew."""
    response = await shown(request, "components/_polish.html", lambda: prompt_pages.polish(interview_id, visitor))
    if b"data-polishing" not in response.content:
        response["HX-Refresh"] = "true"
    return response
