"""Pages that are looked at: the first one, the list, the wizard, the result."""

from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_POST, require_safe

from orchestrator import guide
from orchestrator.languages import base, spoken
from orchestrator.stages import STAGES
from sessions import access, limits, presenting, queries, resulting, reviewing, services
from sessions.accepting import checked
from sessions.access import Visitor
from sessions.database import in_database
from sessions.examples import EXAMPLES
from sessions.forms import BeginForm, key_of
from sessions.models import InterviewSession
from sessions.presenting import Editing
from sessions.views.doors import door, log_in_first, see_other, shown, version_of

RECENT = 6
PER_PAGE = 50


@require_safe
@door
async def landing(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    def load() -> dict[str, Any]:
        mine = queries.interviews_of(visitor)
        return {
            "examples": EXAMPLES,
            "stages": STAGES,
            "interviews": mine[:RECENT],
            "count": mine.count(),
            "may_begin": visitor.may_begin,
            "client_key": uuid4().hex,
        }

    return await shown(request, "sessions/landing.html", load)


@require_POST
@door
async def begin(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Open an interview, take its first message if there is one, and go there while the answer is being written."""
    form = BeginForm(request.POST)
    opening = form.cleaned_data["opening"] if form.is_valid() else checked(request.POST.get("opening", ""))
    if not visitor.may_begin:
        return log_in_first(request)
    await limits.check(visitor, limits.address_of(request), "begin")
    if opening:
        checked(opening)
    form_id = request.POST.get("client_key", "")[:100]
    token = access.token_of_form(form_id) if visitor.is_nobody else ""
    visitor = Visitor(token_hash=access.hash_of(token)) if token else visitor
    key = access.hash_of(key_of(form_id, opening))
    language = _language_of(request, opening)
    interview = await in_database(services.open_interview, by=visitor, client_key=key, language=language)
    if opening:
        await _first_message(interview, visitor, opening)
    response = see_other(reverse("interview", args=[interview.pk]))
    if token:
        access.remember(response, request, token)
    return response


def _language_of(request: HttpRequest, opening: str) -> str:
    """The language of the first words, else the one the browser asks for, as far as Parley speaks it."""
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return guide.heard(opening) or next((base(code) for code, _ in wanted if base(code) in spoken()), "en")


async def _first_message(interview: InterviewSession, visitor: Visitor, text: str) -> None:
    async for _ in services.take_turn(interview_id=interview.pk, text=text, by=visitor, client_key="opening"):
        return  # saved and running: the page follows it


@require_safe
@door
async def interviews(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """All of the visitor's, some to a page; the address names one that was just deleted, to be brought back."""

    def load() -> dict[str, Any]:
        page = Paginator(queries.interviews_of(visitor), PER_PAGE).get_page(request.GET.get("page"))
        return {"page": page, "interviews": list(page), "deleted": _deleted(request, visitor)}

    return await shown(request, "sessions/interviews.html", load)


def _deleted(request: HttpRequest, visitor: Visitor) -> InterviewSession | None:
    try:
        named = UUID(request.GET.get("deleted", ""))
    except ValueError:
        return None
    return access.archived_by(visitor).filter(pk=named).first()


@require_safe
@door
async def wizard(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    await in_database(access.owned, interview_id, visitor)
    await services.revive(interview_id)
    return await shown(
        request,
        "sessions/wizard.html",
        lambda: presenting.wizard(
            access.owned(interview_id, visitor), request.GET.get("panel", "draft"), editing_of(request)
        ),
    )


@require_safe
@door
async def panel(request: HttpRequest, visitor: Visitor, interview_id: UUID, name: str) -> HttpResponse:
    """One panel beside the conversation, for a page that is open."""
    return await shown(
        request,
        "components/_panel.html",
        lambda: presenting.panel_of(access.owned(interview_id, visitor), name, editing_of(request)),
    )


def editing_of(request: HttpRequest) -> Editing:
    """Which line of the draft the address asks to edit."""
    try:
        return (
            Editing(fact_id=UUID(request.GET["edit"]))
            if "edit" in request.GET
            else Editing(slot=request.GET.get("add", ""))
        )
    except ValueError:
        return Editing()


@require_safe
@door
async def result(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    return await shown(
        request,
        "sessions/result.html",
        lambda: resulting.result(access.owned(interview_id, visitor), visitor, version_of(request)),
    )


@require_safe
@door
async def review(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """The agent in plain order, to be looked over before it is published."""
    return await shown(request, "sessions/review.html", lambda: reviewing.review(access.owned(interview_id, visitor)))
