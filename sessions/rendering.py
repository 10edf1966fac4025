"""Events as parts of the page: the same templates the page itself is made of, addressed by id (hx-swap-oob)."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import format_html

from sessions import access, limits, presenting, queries, services
from sessions.access import Visitor, visitor_of
from sessions.answers import Ended, Notice, Resumed, Started, Text, TurnEvent
from sessions.database import surely
from sessions.errors import ConversationError
from sessions.forms import SocketForm
from sessions.models import InterviewSession, Turn

HERE = "<!-- here -->"  # a sign of life, drawn nowhere
# Commands change more of the transcript than their own turn.
_REDRAWING = ("undo", "restart")


@dataclass(frozen=True)
class OpenPage:
    """A wizard page somewhere, and what it is sent. Raises NotFound once the interview is gone for its visitor."""

    interview_id: UUID
    visitor: Visitor
    address: str = ""
    is_beside: bool = False  # it shows no conversation, and is sent none of it

    @classmethod
    def of(cls, scope: Mapping[str, Any]) -> "OpenPage":
        """The page at the other end of a socket."""
        visitor, address = visitor_of(scope["user"], scope["cookies"]), (scope.get("client") or ("",))[0]
        is_beside = b"beside" in scope.get("query_string", b"")
        return cls(scope["url_route"]["kwargs"]["interview_id"], visitor, str(address), is_beside)

    async def say(self, form: SocketForm) -> AsyncIterator[TurnEvent]:
        """Take what was typed. An error names the form, so that its page can give the text back."""
        try:
            await limits.check(self.visitor, self.address, "message")
            turn = services.take_turn(
                interview_id=self.interview_id, by=self.visitor, text=form.said, client_key=form.key
            )
            async for event in turn:
                yield event
        except ConversationError as error:
            error.form_id = form.client_key
            raise

    async def stop(self) -> bool:
        return await services.stop_turn(interview_id=self.interview_id, by=self.visitor)

    async def frame(self, event: TurnEvent) -> str:
        """The parts that change with an event. Text is cheap and made here; the rest is read from the database."""
        if self.is_beside:
            return await surely(self.beside) if isinstance(event, Ended) else HERE
        match event:
            case Text():
                return piece(event)
            case Notice() | Resumed():
                return await surely(notice, event)
            case Started():
                return await surely(self.began, event.turn_id)
        return await surely(self.ended, event.turn_id)

    def began(self, turn_id: UUID) -> str:
        """A new turn at the end of the transcript, thinking: what it has said by now comes next, and once."""
        interview, turn = self._interview(), queries.turn(turn_id)
        shown = presenting.composer(interview, turn)
        exchange = replace(queries.exchange(turn), answer=None)
        return render_to_string("sessions/_turn_began.html", {**shown, "exchange": exchange, "oob": True})

    def ended(self, turn_id: UUID) -> str:
        """A turn as it stands now, with all that changes beside it."""
        turn = queries.turn(turn_id)
        whole = turn.command in _REDRAWING or turn.supersedes is not None
        interview = self._interview()
        exchanges = queries.transcript(interview) if whole else ()
        return self._news(interview, exchange=None if whole else queries.exchange(turn), exchanges=exchanges)

    def everything(self) -> tuple[str, Turn | None]:
        """The whole conversation, for a page that was away for a while, and the turn that runs or waits first."""
        if self.is_beside:
            return self.beside(), queries.running_turn(self.interview_id)
        interview = self._interview()
        exchanges = queries.transcript(interview)
        # Of those that are shown: one that came meanwhile is not drawn, and is told when it begins.
        return self._news(interview, exchanges=exchanges), queries.first_at_work(e.turn for e in exchanges if e.turn)

    def beside(self) -> str:
        """What stands beside the conversation, after an edit: the stages; the panel asks for itself anew."""
        return render_to_string("components/_stages.html", {**presenting.stages(self._interview()), "oob": True})

    def _news(self, interview: InterviewSession, **context: object) -> str:
        standing, running = queries.standing(interview), queries.running_turn(interview.pk)
        beside = presenting.composer(interview, running, standing) | presenting.stages(interview, standing)
        return render_to_string("sessions/_turn_news.html", {**beside, "oob": True, **context})

    def _interview(self) -> InterviewSession:
        return access.owned(self.interview_id, self.visitor)


def piece(event: Text) -> str:
    """More of a reply, or all of it where something was missed or void."""
    way = "innerHTML" if event.replace else "beforeend"
    return format_html('<span id="text-{}" hx-swap-oob="{}">{}</span>', event.turn_id, way, event.text)


def notice(event: Notice | Resumed) -> str:
    """A notice beside the others of its turn. That it was resumed has a place of its own and stands there once."""
    news = {"turn_id": event.turn_id, "text": event.text, "is_resumed": isinstance(event, Resumed)}
    return render_to_string("components/_notice_news.html", news)


def problem(error: ConversationError) -> str:
    return render_to_string("components/_problem.html", {"problem": error, "oob": True})
