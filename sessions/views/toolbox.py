"""The library of known tools: to look through, and to take from."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sessions import access, services, tool_editing, tool_pages, toolbox_pages
from sessions.access import Visitor
from sessions.errors import BadField
from sessions.models import InterviewSession
from sessions.views.doors import door, see_other, shown

LONGEST = 200  # letters of a search


@require_safe
@door
async def library(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """All tools, or those of a category or a search; `for` names an interview they are looked through for."""
    words, category = (request.GET.get(name, "")[:LONGEST].strip() for name in ("q", "category"))
    return await shown(
        request,
        "sessions/toolbox.html",
        lambda: {**toolbox_pages.library(words, category), "interview": _named(request, visitor)},
    )


@require_safe
@door
async def known(request: HttpRequest, visitor: Visitor, tool_id: str) -> HttpResponse:
    """One tool with what its public API offers."""
    found = toolbox_pages.one(tool_id)
    if found is None:
        raise Http404
    return await shown(request, "sessions/known_tool.html", lambda: {**found, "interview": _named(request, visitor)})


def _named(request: HttpRequest, visitor: Visitor) -> InterviewSession | None:
    """The interview that the address names. Raises NotFound if it is not the visitor's."""
    try:
        named = UUID(request.GET["for"])
    except (KeyError, ValueError):
        return None
    return access.owned(named, visitor)


@require_POST
@door
async def take(request: HttpRequest, visitor: Visitor, interview_id: UUID, fact_id: UUID) -> HttpResponse:
    """A tool of the draft gets the operations that were ticked."""
    chosen = request.POST.getlist("operation")
    if chosen:
        change = tool_editing.changed(fact_id, toolbox_pages.taking(chosen))
        await services.edit(interview_id=interview_id, by=visitor, change=change)
        return see_other(f"{reverse('tool', args=[interview_id, fact_id])}#operations")
    return await shown(
        request,
        "sessions/tool.html",
        lambda: {**tool_pages.tool(access.owned(interview_id, visitor), fact_id), "none_ticked": True},
        422,
    )


@require_POST
@door
async def own(request: HttpRequest, visitor: Visitor, interview_id: UUID, fact_id: UUID) -> HttpResponse:
    """What of a tool's addresses is the customer's own, such as the name of a shop."""
    problem: BadField
    try:
        change = tool_editing.changed(fact_id, toolbox_pages.setting(request.POST.dict()))
        await services.edit(interview_id=interview_id, by=visitor, change=change)
        return see_other(f"{reverse('tool', args=[interview_id, fact_id])}#operations")
    except BadField as error:
        problem = error
    return await shown(
        request,
        "sessions/tool.html",
        lambda: {
            **tool_pages.tool(access.owned(interview_id, visitor), fact_id),
            "wrong": problem,
            "typed": request.POST,
        },
        422,
    )
