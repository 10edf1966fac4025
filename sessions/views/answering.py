"""An earlier answer changed: what would follow from it is shown first, then it is taken as a turn in its place."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sessions import limits, presenting, services
from sessions.access import Visitor
from sessions.errors import BadMessage
from sessions.forms import AnswerForm, key_of
from sessions.views.doors import door, is_part, see_other, shown


@require_http_methods(["GET", "POST"])
@door
async def answer(request: HttpRequest, visitor: Visitor, interview_id: UUID, number: int) -> HttpResponse:
    """The form for one message; `do` is "see" to be shown what would change, or "replace"."""
    form = AnswerForm(request.POST or None)
    if form.is_valid() and form.cleaned_data["do"] == "replace":
        return await _replace(request, visitor, interview_id, number, form)
    if "leave" in request.GET:
        return await _message(request, visitor, interview_id, number)
    template = "components/_answer.html" if is_part(request) else "sessions/answer.html"
    return await shown(request, template, lambda: _loaded(visitor, interview_id, number, form))


async def _replace(
    request: HttpRequest, visitor: Visitor, interview_id: UUID, number: int, form: AnswerForm
) -> HttpResponse:
    """The turn runs and the open page hears it; without one, its answer is waited for."""
    await limits.check(visitor, limits.address_of(request), "message")
    turn = services.take_turn(
        interview_id=interview_id,
        text=form.cleaned_data["text"],
        by=visitor,
        client_key=key_of(form.cleaned_data["client_key"], form.cleaned_data["text"]),
        supersedes=number,
    )
    async for _ in turn:
        if is_part(request):
            return await _message(request, visitor, interview_id, number)
    return see_other(f"{reverse('interview', args=[interview_id])}#latest")


async def _message(request: HttpRequest, visitor: Visitor, interview_id: UUID, number: int) -> HttpResponse:
    return await shown(
        request, "components/_message.html", lambda: presenting.message_of(interview_id, visitor, number)
    )


def _loaded(visitor: Visitor, interview_id: UUID, number: int, form: AnswerForm) -> dict[str, Any]:
    """The form, with what would change where a text was sent."""
    opened = presenting.answer_of(interview_id, visitor, number)
    if not form.is_bound:
        return opened
    text = form.said
    try:
        ripple = services.foresee(interview_id=interview_id, by=visitor, text=text, supersedes=number)
    except BadMessage as problem:
        return {**opened, "text": text, "problem": problem}
    return {**opened, "text": text, "was_seen": True, "ripple": ripple}
