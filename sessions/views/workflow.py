"""The workflow on a page of its own: looked at, edited in forms and as text, walked through as a caller would."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from builder.graph_edits import GraphError
from builder.mermaid_text import MermaidError
from sessions import access, flow_editing, flow_pages, services
from sessions.access import Visitor
from sessions.database import in_database
from sessions.errors import BadMessage
from sessions.flow_editing import Late
from sessions.flow_forms import is_action
from sessions.flow_pages import Written
from sessions.views.doors import door, is_part, see_other, shown


@require_http_methods(["GET", "HEAD", "POST"])
@door
async def workflow(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """The workflow with what `at` names chosen in it. A POST's `action` is "undo" or "redo" with the edit's id
    under the same name, "redraw", "check" or "apply" for Mermaid text, or one of builder.graph_edits.ACTIONS; the rest
    of it are the fields of that."""
    if request.method != "POST":
        return await _page(request, visitor, interview_id, at=request.GET.get("at", ""))
    action = request.POST.get("action", "")
    match action:
        case "undo":
            await services.undo_edit(interview_id=interview_id, by=visitor, edit_id=_edit_id(request, "undo"))
        case "redo":
            await services.redo_edit(interview_id=interview_id, by=visitor, edit_id=_edit_id(request, "redo"))
        case "redraw":
            await services.edit(interview_id=interview_id, by=visitor, change=flow_editing.redrawn())
        case "check" | "apply":
            return await _write(request, visitor, interview_id)
        case _ if is_action(action):
            return await _act(request, visitor, interview_id, action)
        case _:
            raise Http404
    return await _now(request, visitor, interview_id, request.POST.get("at", ""))


def _edit_id(request: HttpRequest, name: str) -> UUID:
    """Which edit a button spoke of; raises Http404 for none."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as error:
        raise Http404 from error


async def _act(request: HttpRequest, visitor: Visitor, interview_id: UUID, action: str) -> HttpResponse:
    """Carry out an action, or show its form again with what is wrong."""
    at = request.POST.get("at", "")
    form, before = await in_database(flow_pages.asked, interview_id, visitor, action, request.POST.dict())
    if form.is_valid():
        try:
            change = flow_editing.acted(action, form.given)
            await services.edit(interview_id=interview_id, by=visitor, change=change)
            return await _now(request, visitor, interview_id, at, before)
        except GraphError as error:
            form.refuse(error.field, error.text)
        except BadMessage as error:
            form.refuse("", str(error))
    return await _page(request, visitor, interview_id, at=at or form.place, refused=form, status=422)


async def _write(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """Show what Mermaid text would change, or make it so if that is what was shown."""
    written = Written(request.POST.get("text", ""))
    if request.POST.get("action") == "apply":
        revision = partial(flow_pages.revision_of, interview_id, visitor)
        try:
            change = flow_editing.written(written.text)
            change = flow_editing.unless_late(request.POST.get("revision", ""), revision, change)
            await services.edit(interview_id=interview_id, by=visitor, change=change)
            return await _now(request, visitor, interview_id)
        except Late:
            written = Written(written.text, is_late=True)
        except MermaidError:
            pass  # the page says so at its place
        except (GraphError, BadMessage) as error:
            written = Written(written.text, refused=str(error))
    return await _page(request, visitor, interview_id, written=written, status=200)


async def _now(
    request: HttpRequest, visitor: Visitor, interview_id: UUID, at: str = "", before: frozenset[str] | None = None
) -> HttpResponse:
    """The workflow after an edit, with what came new chosen in it."""
    at = await in_database(flow_pages.newest, interview_id, visitor, at, before)
    if is_part(request):
        return await _page(request, visitor, interview_id, at=at)
    query = f"?{urlencode({'at': at})}#chosen" if at else ""
    return see_other(reverse("workflow", args=[interview_id]) + query)


async def _page(
    request: HttpRequest, visitor: Visitor, interview_id: UUID, status: int = 200, **context: Any
) -> HttpResponse:
    """The page, or the part of it that htmx asked for."""
    return await shown(
        request,
        _PARTS.get(request.headers.get("HX-Target", ""), "components/_workflow.html")
        if is_part(request)
        else "sessions/workflow.html",
        lambda: flow_pages.editor(access.owned(interview_id, visitor), **context),
        status,
    )


_PARTS = {"chosen": "components/_chosen.html", "flow-text": "components/_flow_text.html"}


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
