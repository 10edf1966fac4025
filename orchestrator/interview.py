"""One turn of the interview as a stream of events, held by the models or by the built-in guide."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Literal
from uuid import uuid4

from orchestrator import aside, conf, deadline, guide, heap, llm, routing, trust
from orchestrator.briefing import Briefing
from orchestrator.conf import Models
from orchestrator.deadline import Left
from orchestrator.errors import BadAnswer, OrchestratorError
from orchestrator.events import Begun, Call, Event, Interviewer, Notice, Outcome, Replaced, Route, Token
from orchestrator.exchange import Chunk, Prompt, Usage
from orchestrator.extracting import Extracted, extract
from orchestrator.extraction import assumptions, proposals_in, slots_read
from orchestrator.facts import Draft, Proposal, apply
from orchestrator.found import Found
from orchestrator.guide.reading import Question, Reading
from orchestrator.messages import Asked
from orchestrator.metering import Account, Meter
from orchestrator.noticing import notice
from orchestrator.prompting import for_extraction, for_reply
from orchestrator.slots import ASKED
from orchestrator.straying import asks, strays

REHEARSAL = (
    "A booking assistant called Ada. It takes reservations by phone. It must never give prices.",
    "First ask for the day, then look it up in Square, then book it.",
    "No, call her Eva instead of Ada.",
    "The second step should come first.",
    "Is that all?",
)
HEAD_START = 0.02  # seconds by which the reply's request leaves before the extraction's: they share one processor
LONGEST_REPLY = 4_000  # characters; a model that goes on has lost the thread
CUT = {
    "length": "the answer was cut off at its greatest length",
    "content_filter": "the provider's content rules stopped the answer",
}
LOADING = "Parley was only just started and is still loading what it asks models with"


@dataclass(frozen=True)
class Plan:
    """What the guide makes of a message, in some milliseconds and without a model: the ground of every turn.

    `draft` is what the readers make of it; `sure` holds of the message only what they read from fixed words.
    """

    briefing: Briefing
    reading: Reading
    draft: Draft
    sure: Draft
    question: Question
    reply: str
    call: Call


@dataclass
class SoFar:
    """What a turn has come to while it runs: what is kept of one that is stopped or breaks.

    `replied` names the interviewer once the whole reply was shown.
    """

    plan: Plan | None = None
    account: Account = field(default_factory=Account)
    replied: Interviewer | None = None

    def calls(self, otherwise: Literal["stopped", "failed"]) -> tuple[Call, ...]:
        """The calls that were made; those of models which did not end have this status."""
        return (*((self.plan.call,) if self.plan else ()), *self.account.calls(otherwise))


def warm_up() -> None:
    """Load in the background what a first turn would wait for: the guide's words and, with a model, its library."""
    if conf.models():
        llm.warm_up()
    aside.start("guide-rehearsal", _rehearse)


def _rehearse() -> Iterator[None]:
    """Hear all sorts of things at each question: patterns are made when a message first needs them, which takes up
    to half a second."""
    draft: Draft = {}
    for topics in ((), *((item.name,) for item in ASKED)):
        asked = Asked(topics=topics)
        for text in REHEARSAL:
            told = Briefing(message_id=uuid4(), text=text, draft=draft, asked=asked, questions=(asked, asked))
            draft = planned(told).draft
            yield
    heap.settle()


async def converse(
    briefing: Briefing, models: Models | None = None, so_far: SoFar | None = None
) -> AsyncGenerator[Event, None]:
    """One turn: Begun, tokens and notices as they come, and exactly one Outcome at the end. Nothing is saved here.

    `models` default to the settings'. Where they name none, the guide answers, as it does for commands, beyond the
    budget, and when a model fails: no failure of a model is raised. Cancelling the consumer closes what was opened;
    `so_far` then tells what the turn had come to.
    """
    so_far, began = so_far or SoFar(), llm.client.now()
    so_far.plan = plan = await asyncio.to_thread(planned, briefing)
    yield Begun()
    async with aclosing(await _interviewer(plan, models or conf.models(), so_far, began)) as events:
        async for event in events:
            yield event


async def _interviewer(plan: Plan, models: Models | None, so_far: SoFar, began: float) -> AsyncGenerator[Event, None]:
    """Who holds this turn: the models if there are any, if they are of use, and if they can be asked in time."""
    if models is None or plan.reading.command:
        return _by_guide(plan)
    if _is_spent(plan.briefing):
        return _by_guide(plan, notice("budget", plan.briefing.language))
    left = await deadline.left(models, began)
    if left is None:
        return _by_guide(plan, notice("guide_took_over", plan.briefing.language, LOADING))
    return _with_models(plan, models, so_far, left)


def stopped(briefing: Briefing, text_so_far: str, so_far: SoFar | None = None) -> Outcome:
    """What a cancelled turn came to: the text that was shown, and what the readers find. A command is not carried out.
    Where the reply was shown to its end, its question stands; where none was begun, the guide asks it; else the one
    before it stays open."""
    so_far = so_far or SoFar()
    plan = so_far.plan or planned(briefing)
    reading, calls = plan.reading, so_far.calls("stopped")
    if not text_so_far and not reading.command:
        return _outcome(plan, plan.question.text, reading.route, reading.proposals, calls, "guide")
    by: Interviewer = so_far.replied or ("model" if any(call.purpose != "guide" for call in calls) else "guide")
    proposals = () if reading.command else reading.proposals
    outcome = _outcome(plan, text_so_far, "question" if reading.command else reading.route, proposals, calls, by)
    if so_far.replied:
        return outcome
    open_still = {"stage": briefing.stage, "asked": briefing.asked, "suggestions": (), "language": ""}
    return outcome.model_copy(update={**open_still, "command": None, "cut": True})


def planned(briefing: Briefing) -> Plan:
    """What the guide makes of a message. Pure, apart from the time it takes."""
    meter = Meter("guide", "guide")
    briefing = guide.in_its_language(briefing)
    reading = guide.read(briefing)
    draft = _after(briefing, reading)
    question = guide.ask(briefing, reading, draft)
    reply = guide.reply(briefing, reading, draft, question)
    sure = apply(briefing.draft, routing.sure(reading, briefing.asked)).draft
    return Plan(briefing, reading, draft, sure, question, reply, meter.call(Usage(cost=0.0)))


def _after(briefing: Briefing, reading: Reading) -> Draft:
    """The draft the next question is asked of, as the message leaves it."""
    name = reading.command.name if reading.command else ""
    if name == "restart":
        return {}
    return briefing.past.draft if name == "undo" and briefing.past else apply(briefing.draft, reading.proposals).draft


def _is_spent(briefing: Briefing) -> bool:
    return briefing.budget_usd is not None and briefing.spent_usd >= briefing.budget_usd


def _outcome(
    plan: Plan, reply: str, route: Route, proposals: tuple[Proposal, ...], calls: tuple[Call, ...], by: Interviewer
) -> Outcome:
    return Outcome(
        reply=reply,
        route=route,
        command=plan.reading.command,
        proposals=proposals,
        stage=plan.question.stage,
        asked=plan.question.asked,
        suggestions=plan.question.suggestions,
        language=plan.briefing.language,
        interviewer=by,
        calls=calls,
    )


async def _by_guide(plan: Plan, beside: Notice | None = None) -> AsyncGenerator[Event, None]:
    if beside:
        yield beside
    yield Token(text=plan.reply)
    yield _outcome(plan, plan.reply, plan.reading.route, plan.reading.proposals, (plan.call,), "guide")


async def _with_models(plan: Plan, models: Models, so_far: SoFar, left: Left) -> AsyncGenerator[Event, None]:
    """Reply and extraction side by side. The reply is shown as it comes; what the extraction finds never changes it."""
    extraction = asyncio.create_task(_extracted(plan, models, so_far.account, left))
    reply = _Reply(plan, models, so_far.account, left)
    try:
        async with aclosing(reply.events()) as events:
            async for event in events:
                yield event
        by = so_far.replied = "guide" if reply.error or reply.strayed else "model"
        extracted = await extraction
    finally:
        await _end(extraction)
    if extracted.error and not reply.error:
        yield notice("readers_only", plan.briefing.language, extracted.error)
    route, proposals = _merged(plan, extracted.found)
    yield _outcome(plan, reply.text.strip(), route, proposals, (plan.call, reply.call, extracted.call), by)


class _Reply:
    """The model's reply: its text so far, and at its end the account of it and what went wrong, if anything did.

    One that asks something else than it was given to ask is replaced by the guide's: its answer would be misread."""

    def __init__(self, plan: Plan, models: Models, account: Account, left: Left) -> None:
        self._plan, self._models, self._account, self._left = plan, models, account, left
        self.text = ""
        self.error = ""
        self.strayed = False
        self.call = plan.call

    async def events(self) -> AsyncGenerator[Event, None]:
        """Tokens as they come; if the model fails, a notice and the guide's reply in the place of what was shown."""
        messages = for_reply(self._plan.briefing, self._plan.sure, self._plan.question)
        meter, usage = self._account.meter("reply", self._models.reply, messages), Usage()
        try:
            async with aclosing(self._chunks(messages)) as chunks:
                async for chunk in chunks:
                    meter.token(chunk.text)
                    usage = chunk.usage
                    if chunk.text:
                        self.text += chunk.text
                        yield Token(text=chunk.text)
        except OrchestratorError as error:
            self.error = str(error)
            self.call = meter.failed(error, self.error)
        else:
            self.call = meter.call(usage)
        for event in self._set_right():
            yield event

    def _set_right(self) -> Iterator[Event]:
        """What is told after a reply that failed, that asks for something else, or for nothing."""
        if self.error:
            self.text = self._plan.reply
            yield notice("guide_took_over", self._plan.briefing.language, self.error)
            yield Replaced(text=self.text)
            return
        said = self.text, self._plan.question, self._plan.briefing
        if strays(*said, self._plan.draft):
            self.strayed, self.text = True, self._plan.reply
            yield notice("strayed", self._plan.briefing.language)
            yield Replaced(text=self.text)
        elif not asks(*said):  # the interview would stand still
            missing = f" {self._plan.question.text}"
            self.text += missing
            yield Token(text=missing)

    async def _chunks(self, messages: Sequence[Prompt]) -> AsyncGenerator[Chunk, None]:
        length = 0
        async with aclosing(
            llm.stream(self._models.reply, messages, within=self._left.first, limit=self._left.whole)
        ) as chunks:
            async for chunk in chunks:
                length += len(chunk.text)
                if chunk.finish in CUT or length > LONGEST_REPLY:
                    raise BadAnswer(CUT.get(chunk.finish, "the answer did not come to an end"), chunk.usage)
                yield chunk


async def _extracted(plan: Plan, models: Models, account: Account, left: Left) -> Extracted:
    await asyncio.sleep(HEAD_START)
    return await extract(for_extraction(plan.briefing), models, within=left.first, account=account)


def _merged(plan: Plan, found: Found | None) -> tuple[Route, tuple[Proposal, ...]]:
    extracted = (*proposals_in(found, plan.briefing), *assumptions(found, plan.briefing)) if found else ()
    named = routing.meant(found.route, plan.briefing, extracted) if found else None
    left = (*found.left_open, *found.unanswered) if found else ()
    told = slots_read(found, plan.briefing) if found else ()
    if found and not trust.is_believed(found, plan.briefing, plan.reading):
        return plan.reading.route, trust.modest(plan.reading, extracted, plan.briefing)
    proposals = routing.merge(plan.reading, named, extracted, plan.briefing.asked, left, told)
    return routing.route(plan.reading, named, found=bool(proposals)), proposals


async def _end(task: asyncio.Task[Extracted]) -> None:
    """Nothing is left running behind a turn, however it ended."""
    task.cancel()
    await asyncio.wait([task])
