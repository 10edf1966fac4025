"""Edits of the draft in place. Each POST changes one line and answers with the draft as it is then."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from builder import queries as specs
from orchestrator.facts import Fact
from orchestrator.slots import BY_NAME
from sessions import access, editing, handwork, presenting, services
from sessions.access import Visitor
from sessions.database import in_database
from sessions.editing import Change
from sessions.errors import BadMessage, NotFound
from sessions.forms import FactForm
from sessions.presenting import Editing
from sessions.views.doors import door, is_part, see_other, shown

VERBS: dict[str, Callable[[UUID], Change]] = {
    "remove": editing.remove_fact,
    "unlock": editing.unlock,
    "lock": editing.lock,
    "confirm": editing.confirm,
    "take": editing.take_suggestion,
    "leave": editing.leave_suggestion,
}


@require_POST
@door
async def fact(request: HttpRequest, visitor: Visitor, interview_id: UUID, fact_id: UUID) -> HttpResponse:
    """Save another value, or one of VERBS."""
    verb = request.POST.get("do", "save")
    if verb in VERBS:
        await services.edit(interview_id=interview_id, by=visitor, change=VERBS[verb](fact_id))
        return await draft_now(request, visitor, interview_id)
    slot_name, old = await in_database(_find, interview_id, visitor, fact_id)
    form = FactForm(request.POST, fact=old, kind=BY_NAME[slot_name].kind)
    return await _save(
        request,
        visitor,
        interview_id,
        form,
        Editing(fact_id=fact_id, form=form),
        lambda: editing.set_fact(fact_id, form.raw()),
    )


@require_POST
@door
async def add(request: HttpRequest, visitor: Visitor, interview_id: UUID, slot: str) -> HttpResponse:
    """One more value in a slot, or the first."""
    if slot not in BY_NAME:
        raise Http404
    form = FactForm(request.POST, kind=BY_NAME[slot].kind)
    return await _save(
        request, visitor, interview_id, form, Editing(slot=slot, form=form), lambda: editing.add_fact(slot, form.raw())
    )


async def _save(
    request: HttpRequest,
    visitor: Visitor,
    interview_id: UUID,
    form: FactForm,
    opened: Editing,
    change: Callable[[], Change],
) -> HttpResponse:
    """Save, or show the form again with what is wrong at its field, or with what would change (`do` is "see")."""
    if form.is_valid():
        try:
            if request.POST.get("do") == "see":
                form.ripple = await in_database(handwork.foresee, interview_id, visitor, change())
                return await draft_now(request, visitor, interview_id, opened)
            await services.edit(interview_id=interview_id, by=visitor, change=change())
            return await draft_now(request, visitor, interview_id)
        except BadMessage as error:
            form.add_error(None, str(error))
    return await draft_now(request, visitor, interview_id, opened, status=422)


async def draft_now(
    request: HttpRequest, visitor: Visitor, interview_id: UUID, opened: Editing | None = None, status: int = 200
) -> HttpResponse:
    """The draft as it is now, as a part or a page; with a form that is still open, if one is."""
    if request.POST.get("from") == "review" and not opened:
        return see_other(reverse("review", args=[interview_id]))
    if is_part(request):
        return await shown(
            request,
            "components/_panel_news.html",
            lambda: {
                **presenting.panel_of(access.owned(interview_id, visitor), "draft", opened),
                **presenting.stages(access.owned(interview_id, visitor)),
                "oob": True,
            },
            status,
        )
    if opened:
        return await shown(
            request,
            "sessions/wizard.html",
            lambda: presenting.wizard(access.owned(interview_id, visitor), "draft", opened),
            status,
        )
    return see_other(f"{reverse('interview', args=[interview_id])}#draft")


def _find(interview_id: UUID, visitor: Visitor, fact_id: UUID) -> tuple[str, Fact]:
    draft = specs.draft(access.owned(interview_id, visitor).spec)
    found = next(((slot, f) for slot in BY_NAME for f in draft.get(slot, ()) if f.id == fact_id), None)
    if found is None:
        raise NotFound
    return found
