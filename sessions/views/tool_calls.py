"""What lets a tool in, and a call tried out. Secrets come in here and never go out."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from builder.toolbox import credentials, schemas
from sessions import access, limits, services, tool_editing, tool_pages, tool_queries, tool_secrets, tool_trial
from sessions.access import Visitor
from sessions.database import in_database
from sessions.errors import BadMessage
from sessions.tool_forms import SecretForm
from sessions.tool_values import ValueForm
from sessions.views.doors import door, see_other, shown


@require_POST
@sensitive_post_parameters(*credentials.ALL)
@door
async def secret(request: HttpRequest, visitor: Visitor, interview_id: UUID, fact_id: UUID) -> HttpResponse:
    """Set, replace or (`do` is "remove") forget what lets a tool in."""
    if request.POST.get("do") == "remove":
        await in_database(tool_secrets.forget, interview_id, visitor, fact_id)
        return see_other(f"{reverse('tool', args=[interview_id, fact_id])}#secret")
    found = await in_database(tool_queries.owned_tool, interview_id, visitor, fact_id)
    form = SecretForm(request.POST, access=found.access)
    if form.is_valid():
        await in_database(tool_secrets.keep, interview_id, visitor, fact_id, form.given())
        return see_other(f"{reverse('tool', args=[interview_id, fact_id])}#secret")
    return await shown(
        request,
        "sessions/tool.html",
        lambda: tool_pages.tool(access.owned(interview_id, visitor), fact_id, secret=form),
        422,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@door
async def attempt(
    request: HttpRequest, visitor: Visitor, interview_id: UUID, fact_id: UUID, number: int
) -> HttpResponse:
    """Call the operation once with the values typed, and show what came. Merely opened, its page calls nothing."""
    if request.method != "POST":
        return see_other(reverse("operation", args=[interview_id, fact_id, number]))
    found = await in_database(tool_queries.owned_tool, interview_id, visitor, fact_id)
    form = ValueForm(request.POST, operation=tool_queries.known_operation(found, number))
    trial = None
    if form.is_valid():
        trial = await tool_trial.tried(
            interview_id=interview_id,
            by=visitor,
            address=limits.address_of(request),
            fact_id=fact_id,
            number=number,
            values=form.values(),
            may=bool(request.POST.get("may")),
        )
        form.refused(trial)
    return await shown(
        request,
        "sessions/operation.html",
        lambda: tool_pages.operation(access.owned(interview_id, visitor), fact_id, number, values=form, trial=trial),
        200 if trial and not trial.refusal else 422,
    )


@require_POST
@door
async def accept(
    request: HttpRequest, visitor: Visitor, interview_id: UUID, fact_id: UUID, number: int
) -> HttpResponse:
    """Take over the schema that an answer suggested as the operation's outputs."""
    try:
        schema = schemas.read(request.POST.get("schema", ""))
    except schemas.SchemaError as error:
        raise BadMessage(str(error)) from error
    if not schema:
        raise Http404
    change = tool_editing.with_outputs(number, request.POST.get("called", ""), schema)
    await services.edit(interview_id=interview_id, by=visitor, change=tool_editing.changed(fact_id, change))
    return see_other(f"{reverse('operation', args=[interview_id, fact_id, number])}#outputs")
