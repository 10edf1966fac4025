"""One simulated person interviewed over the road that every message takes: sessions.services.take_turn."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from builder import queries as specs
from evaluation.people import Persona
from evaluation.simulate import PersonaUser, heard
from sessions import access, services, versions
from sessions.access import Visitor
from sessions.answers import Answer, Ended, Failed
from sessions.models import InterviewSession


@dataclass(frozen=True)
class Exchange:
    """A message and its answer, after so many seconds."""

    message: str
    answer: Answer
    seconds: float


@dataclass
class Run:
    """An interview from its first message to the published specification."""

    persona: Persona
    hello: str
    exchanges: list[Exchange] = field(default_factory=list)
    spec: dict[str, Any] = field(default_factory=dict)
    prompt: str = ""
    log: list[dict[str, Any]] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        return [exchange.message for exchange in self.exchanges]

    @property
    def seconds(self) -> float:
        return sum(exchange.seconds for exchange in self.exchanges)

    @property
    def by_model(self) -> int:
        """How many turns the model answered."""
        return sum(exchange.answer.interviewer == "model" for exchange in self.exchanges)

    @property
    def cost(self) -> float | None:
        """In US dollars; None if it is unknown of any turn."""
        costs = [exchange.answer.usage.cost for exchange in self.exchanges]
        return None if None in costs else sum(cost or 0.0 for cost in costs)


def interview(persona: Persona, most_turns: int) -> Run:
    """The whole interview; raises RuntimeError if a turn fails on our side."""
    by = Visitor(token_hash=access.hash_of(access.new_token()))
    opened = services.open_interview(by=by)
    run = Run(persona, hello=opened.messages.get(number=0).text)
    asyncio.run(_talk(run, opened.pk, by, most_turns))
    run.prompt = versions.publish(interview_id=opened.pk, by=by).prompt
    run.spec = specs.definition(InterviewSession.objects.get(pk=opened.pk).spec).plain()
    return run


async def _talk(run: Run, interview_id: UUID, by: Visitor, most_turns: int) -> None:
    person = PersonaUser(run.persona)
    message = person.opening()
    while True:
        exchange = await _turn(interview_id, message, by)
        run.exchanges.append(exchange)
        if person.done or exchange.answer.status == "completed" or len(run.exchanges) >= most_turns:
            break
        message = person.reply(heard(person, exchange.answer.model_dump()))
    run.log = person.log


async def _turn(interview_id: UUID, message: str, by: Visitor) -> Exchange:
    started = time.perf_counter()
    async for event in services.take_turn(interview_id=interview_id, text=message, by=by):
        if isinstance(event, Failed):
            raise RuntimeError(event.detail)
        if isinstance(event, Ended):
            return Exchange(message, event.answer, time.perf_counter() - started)
    raise RuntimeError("A turn came to no end.")
