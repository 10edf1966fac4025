"""The tools of an agent: all, one by one, and each operation of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sessions import access, editing, services, tool_editing, tool_pages, tool_queries
from sessions.access import Visitor
from sessions.database import in_database
from sessions.editing import Change
from sessions.errors import BadField, BadMessage
from sessions.tool_forms import AccessForm, OperationForm, ToolForm
from sessions.views.doors import door, see_other, shown

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@door
async def library(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """All tools; a POST adds one and goes to its page."""
    form = ToolForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        made = await in_database(tool_queries.named, interview_id, visitor, form.cleaned_data["name"])
        if made:
            form.add_error("name", "There is another tool called so.")
        elif await _saved(form, interview_id, visitor, lambda: editing.add_fact("tools", form.raw())):
            added = await in_database(tool_queries.named, interview_id, visitor, form.cleaned_data["name"])
            return see_other(reverse("tool", args=[interview_id, added]))
    return await shown(
        request,
        "sessions/tools.html",
        lambda: tool_pages.library(access.owned(interview_id, visitor), form),
        422 if form else 200,
    )


@either
@door
async def tool(request: HttpRequest, visitor: Visitor, interview_id: UUID, fact_id: UUID) -> HttpResponse:
    """One tool; a POST with `form` "about" or "access" saves that part."""
    forms: dict[str, Any] = {}
    if request.method == "POST":
        found = await in_database(tool_queries.owned_tool, interview_id, visitor, fact_id)
        part = request.POST.get("form")
        if part == "about":
            forms[part] = form = ToolForm(request.POST)
            ready = form.is_valid() and await _saved(
                form, interview_id, visitor, lambda: tool_editing.changed(fact_id, tool_editing.described(form.raw()))
            )
        elif part == "access":
            forms[part] = entry = AccessForm(request.POST, tool=found)
            ready = entry.is_valid() and await _saved(
                entry, interview_id, visitor, lambda: tool_editing.changed(fact_id, tool_editing.let_in(entry.access()))
            )
        else:
            raise Http404
        if ready:
            return see_other(f"{reverse('tool', args=[interview_id, fact_id])}#{part}")
    return await shown(
        request,
        "sessions/tool.html",
        lambda: tool_pages.tool(access.owned(interview_id, visitor), fact_id, **forms),
        422 if forms else 200,
    )


@either
@door
async def operation(
    request: HttpRequest, visitor: Visitor, interview_id: UUID, fact_id: UUID, number: int
) -> HttpResponse:
    """One operation. A POST saves it, or with `redraw` shows table and text in step without saving."""
    form, was, status = None, None, 200
    if request.method == "POST":
        was = request.POST.get("called", "")
        form = OperationForm(request.POST, counts=request.POST.get("redraw", ""))
        if "redraw" not in request.POST:
            status = 422
            if form.is_valid() and await _saved(
                form,
                interview_id,
                visitor,
                lambda: tool_editing.changed(fact_id, tool_editing.with_operation(number, was, form.operation())),
            ):
                return see_other(f"{reverse('operation', args=[interview_id, fact_id, number])}?saved")
    return await shown(
        request,
        "sessions/operation.html",
        lambda: tool_pages.operation(access.owned(interview_id, visitor), fact_id, number, form, was),
        status,
    )


@require_POST
@door
async def arrange(
    request: HttpRequest, visitor: Visitor, interview_id: UUID, fact_id: UUID, number: int
) -> HttpResponse:
    """`do` is "up", "down" or "remove", for the operation called `called`."""
    was = request.POST.get("called", "")
    match request.POST.get("do"):
        case "up" | "down" as way:
            change = tool_editing.moved(number, was, -1 if way == "up" else 1)
        case "remove":
            change = tool_editing.without_operation(number, was)
        case _:
            raise Http404
    await services.edit(interview_id=interview_id, by=visitor, change=tool_editing.changed(fact_id, change))
    return see_other(f"{reverse('tool', args=[interview_id, fact_id])}#operations")


async def _saved(form: Any, interview_id: UUID, visitor: Visitor, change: Any) -> bool:
    """Whether the change was saved; if not, the form says at which field it went wrong."""
    try:
        made: Change = change()
        await services.edit(interview_id=interview_id, by=visitor, change=made)
    except BadField as error:
        form.add_error(error.field, str(error))
        return False
    except BadMessage as error:
        form.add_error(None, str(error))
        return False
    return True
