"""The workflow on a page of its own: looked at, and walked through as a caller would."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sessions import access, flow_pages
from sessions.access import Visitor
from sessions.views.doors import door, is_part, shown


@require_safe
@door
async def workflow(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """The workflow as diagram and outline."""
    return await shown(
        request,
        "components/_workflow.html" if is_part(request) else "sessions/workflow.html",
        lambda: flow_pages.editor(access.owned(interview_id, visitor)),
    )


@require_safe
@door
async def walk(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """Step through it: `way` in the address names each way that was taken."""
    ways = [key.replace("\0", "") for key in request.GET.getlist("way")]
    return await shown(
        request,
        "components/_walk.html" if is_part(request) else "sessions/walk.html",
        lambda: flow_pages.walked(access.owned(interview_id, visitor), ways),
    )
