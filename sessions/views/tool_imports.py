"""Tools from their description: brought here, looked at, chosen from, and taken over."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from builder.toolbox.joining import MOST_OPERATIONS
from builder.toolbox.readers.loading import MOST_BYTES
from sessions import access, description_pages, descriptions, limits
from sessions.access import Visitor
from sessions.database import in_database
from sessions.description_pages import Asked
from sessions.descriptions import Choice
from sessions.errors import BadDescription, BadMessage
from sessions.views.doors import door, see_other, shown

AROUND = 1_000_000  # bytes of a form beside its file
LARGE = "What was sent is larger than 16 MB. Take out what the agent does not need."
MOST_PLACES = 5_000


@require_http_methods(["GET", "POST"])
@door
async def bring(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """The form for a description: pasted, as a file, or by its address."""
    interview = await in_database(access.owned, interview_id, visitor)
    problem: BadDescription | None = None
    address = request.POST.get("address", "").strip()[:2_000] if request.method == "POST" else ""
    if request.method == "POST":
        try:
            return await _brought(request, visitor, interview_id, address)
        except BadDescription as error:
            problem = error
    page = {
        "interview": interview,
        "problem": problem,
        "address": address,
        "text": request.POST.get("text", "")[:20_000],
    }
    return await shown(request, "sessions/tool_import.html", lambda: page, problem.status if problem else 200)


async def _brought(request: HttpRequest, visitor: Visitor, interview_id: UUID, address: str) -> HttpResponse:
    content = await in_database(_sent, request)
    await limits.check(visitor, limits.address_of(request), "document")
    where: dict[str, Any] = {"interview_id": interview_id, "by": visitor}
    description = await descriptions.bring(**where, content=content, address=address)
    return see_other(reverse("tool_choice", args=[interview_id, description.pk]))


def _sent(request: HttpRequest) -> bytes:
    """A file, else what was pasted; empty where only an address was given."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > MOST_BYTES + AROUND:
        raise BadDescription(LARGE)
    file = request.FILES.get("file")
    if file is not None and file.size:
        return b"".join(file.chunks())
    return request.POST.get("text", "").encode("utf-8", "replace")


@require_http_methods(["GET", "POST"])
@door
async def choose(request: HttpRequest, visitor: Visitor, interview_id: UUID, description_id: UUID) -> HttpResponse:
    """What was read, to choose from. `do` is "apply", "all" or "none" of what is shown, "forget", or anything else to
    look again."""
    choice = _choice(request) if request.method == "POST" else None
    asked = Asked(request.POST.get("words", "")[:200], request.POST.get("group", "")[:200])
    do = request.POST.get("do", "")
    problem: BadDescription | None = None
    if do == "forget":
        await descriptions.forget(interview_id=interview_id, by=visitor, description_id=description_id)
        return see_other(reverse("tool_import", args=[interview_id]))
    try:
        if choice and do in ("all", "none"):
            choice = await in_database(_all_or_none, interview_id, visitor, description_id, choice, asked, do == "all")
        if choice and do == "apply":
            return await _applied(request, visitor, interview_id, description_id, choice)
    except (BadDescription, BadMessage) as error:
        problem = BadDescription(str(error))
    return await shown(
        request,
        _PARTS.get(request.headers.get("HX-Target", ""), "sessions/tool_choice.html"),
        lambda: description_pages.page(interview_id, visitor, description_id, choice, asked, problem),
        problem.status if problem else 200,
    )


_PARTS = {"changes": "components/_tool_changes.html", "operations": "components/_operations_offered.html"}


async def _applied(
    request: HttpRequest, visitor: Visitor, interview_id: UUID, description_id: UUID, choice: Choice
) -> HttpResponse:
    """Take it over, if that is what the page showed."""
    _, found = await in_database(descriptions.owned, interview_id, visitor, description_id)
    where: dict[str, Any] = {"interview_id": interview_id, "by": visitor}
    seal = request.POST.get("seal", "")
    foreseen = await descriptions.take_over(**where, found=found, choice=choice, seal=seal)
    await descriptions.forget(**where, description_id=description_id)
    fact_id = await in_database(descriptions.place_of, interview_id, visitor, foreseen.tool)
    return see_other(reverse("tool", args=[interview_id, fact_id]))


def _choice(request: HttpRequest) -> Choice:
    places = (int(one) for one in request.POST.getlist("op")[:MOST_PLACES] if one.isdecimal() and len(one) < 6)
    try:
        tool = UUID(request.POST.get("tool", ""))
    except ValueError:
        tool = None
    name = " ".join(request.POST.get("name", "").split())[:200]
    return Choice(frozenset(places), tool, name, bool(request.POST.get("access")))


def _all_or_none(
    interview_id: UUID, visitor: Visitor, description_id: UUID, choice: Choice, asked: Asked, is_all: bool
) -> Choice:
    _, found = descriptions.owned(interview_id, visitor, description_id)
    places = description_pages.shown(found, asked)
    operations = choice.operations | places if is_all else choice.operations - places
    if is_all and len(operations) > MOST_OPERATIONS:
        raise BadDescription(descriptions.TOO_MANY.format(number=len(operations)))
    return replace(choice, operations=operations)
