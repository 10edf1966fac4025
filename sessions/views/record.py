"""The record of an interview, for its owner."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sessions import access
from sessions.access import Visitor
from sessions.record import record as record_of
from sessions.views.doors import door, shown


@require_safe
@door
async def record(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """What each turn took: time, tokens, money."""

    def load() -> dict[str, object]:
        interview = access.owned(interview_id, visitor)
        return {"interview": interview, "record": record_of(interview), "budget": settings.PARLEY_BUDGET_USD}

    return await shown(request, "sessions/record.html", load)
