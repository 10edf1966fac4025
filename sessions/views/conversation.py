"""What the person does in an interview without a socket: plain forms, answered by the page itself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from sessions import limits, services, versions
from sessions.access import Visitor
from sessions.database import in_database
from sessions.errors import BadMessage
from sessions.forms import MessageForm, TitleForm
from sessions.views.doors import door, is_part, see_other


@require_POST
@door
async def say(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """Take a message and wait for its answer: for pages without JavaScript or without a socket."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        raise BadMessage("The message could not be read. Send it again.")
    if form.said.strip().casefold() == "/document":  # no answer, but the way to a page
        return see_other(reverse("documents", args=[interview_id]))
    await limits.check(visitor, limits.address_of(request), "message")
    turn = services.take_turn(interview_id=interview_id, text=form.said, by=visitor, client_key=form.key)
    async for _ in turn:
        pass
    return see_other(f"{reverse('interview', args=[interview_id])}#latest")


@require_POST
@door
async def stop(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    await services.stop_turn(interview_id=interview_id, by=visitor)
    return (
        HttpResponse(status=204)
        if is_part(request)
        else see_other(f"{reverse('interview', args=[interview_id])}#latest")
    )


@require_POST
@door
async def rename(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    form = TitleForm(request.POST)
    if not form.is_valid():
        raise BadMessage("A title has at most 200 characters.")
    await in_database(services.rename, interview_id=interview_id, by=visitor, title=form.cleaned_data["title"])
    await services.announce(interview_id)
    return see_other(_back(request, reverse("interview", args=[interview_id])))


@require_POST
@door
async def copy(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    twin = await in_database(services.copy, interview_id=interview_id, by=visitor)
    return see_other(reverse("interview", args=[twin.pk]))


@require_POST
@door
async def delete(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    await in_database(services.archive, interview_id=interview_id, by=visitor)
    await services.announce(interview_id)
    return see_other(f"{reverse('interviews')}?deleted={interview_id}")


@require_POST
@door
async def undelete(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    await in_database(services.unarchive, interview_id=interview_id, by=visitor)
    return see_other(reverse("interviews"))


@require_POST
@door
async def complete(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """Publish the draft, with a note on what is new in it."""
    note = request.POST.get("note", "").replace("\0", "")
    await in_database(versions.publish, interview_id=interview_id, by=visitor, note=note)
    await services.announce(interview_id)
    return see_other(reverse("result", args=[interview_id]))


def _back(request: HttpRequest, otherwise: str) -> str:
    """Where the form says it came from, if that is one of our lists."""
    return reverse("interviews") if request.POST.get("from") == "list" else otherwise
