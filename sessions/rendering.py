"""Events as parts of the page: the same templates the page itself is made of, addressed by id (hx-swap-oob)."""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import format_html

from sessions import access, presenting, queries
from sessions.access import Visitor
from sessions.answers import Failed, Notice, Resumed, Text, TurnEvent
from sessions.database import in_database
from sessions.errors import ConversationError
from sessions.execution import RESUMED
from sessions.models import Turn

# Commands change more of the transcript than their own turn.
_REDRAWING = ("undo", "restart")


async def frame(event: TurnEvent, interview_id: UUID, visitor: Visitor) -> str:
    """What an open page is sent for an event. Text is cheap and made here; the rest is read from the database."""
    match event:
        case Text():
            return piece(event)
        case Notice() | Resumed():
            return await in_database(notice, event)
    return await in_database(turn, interview_id, visitor, event.turn_id, isinstance(event, Failed))


def piece(event: Text) -> str:
    """More of a reply, or all of it where something was missed or void."""
    way = "innerHTML" if event.replace else "beforeend"
    return format_html('<span id="text-{}" hx-swap-oob="{}">{}</span>', event.turn_id, way, event.text)


def notice(event: Notice | Resumed) -> str:
    text = event.text if isinstance(event, Notice) else RESUMED
    return render_to_string("components/_notice_news.html", {"turn_id": event.turn_id, "text": text})


def turn(interview_id: UUID, visitor: Visitor, turn_id: UUID, failed: bool = False) -> str:
    """A turn as it stands now, with all that changes beside it."""
    interview = access.owned(interview_id, visitor)
    taken = queries.turn(turn_id)
    whole = taken.command in _REDRAWING
    running = queries.running_turn(interview_id)
    context = {
        **presenting.composer(interview, running),
        **presenting.stages(interview),
        "oob": True,
        "exchange": None if whole else queries.exchange(taken),
        "exchanges": queries.transcript(interview) if whole else (),
    }
    return render_to_string("sessions/_turn_news.html", context)


def began(interview_id: UUID, visitor: Visitor, turn_id: UUID) -> str:
    """A new turn at the end of the transcript, thinking."""
    interview = access.owned(interview_id, visitor)
    context = {
        **presenting.composer(interview, queries.running_turn(interview_id)),
        "exchange": queries.exchange(queries.turn(turn_id)),
        "oob": True,
    }
    return render_to_string("sessions/_turn_began.html", context)


def everything(interview_id: UUID, visitor: Visitor) -> tuple[str, Turn | None]:
    """The whole conversation, for a page that was away for a while, and the turn that runs or waits first."""
    interview = access.owned(interview_id, visitor)
    running = queries.running_turn(interview_id)
    context = {
        **presenting.composer(interview, running),
        **presenting.stages(interview),
        "oob": True,
        "exchanges": queries.transcript(interview),
    }
    return render_to_string("sessions/_turn_news.html", context), running


def beside(interview_id: UUID, visitor: Visitor) -> str:
    """What stands beside the conversation, after an edit: the stages; the draft's panel asks for itself anew."""
    interview = access.owned(interview_id, visitor)
    return render_to_string("components/_stages.html", {**presenting.stages(interview), "oob": True})


def problem(error: ConversationError) -> str:
    return render_to_string("components/_problem.html", {"problem": error, "oob": True})
