"""What a model reads out of a message: the shape it is asked to fill, and the proposals made of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from pydantic import Field, field_validator

from orchestrator.briefing import Briefing
from orchestrator.events import Route
from orchestrator.evidence import Evidence, forbids, is_whole
from orchestrator.facts import Op, Proposal, one, said
from orchestrator.guide.assumptions import assumed
from orchestrator.guide.heard import Found as Finding
from orchestrator.guide.heard import Heard
from orchestrator.guide.language import language
from orchestrator.guide.restating import settle
from orchestrator.guide.secrets import PLACEHOLDER, mask
from orchestrator.shapes import Shape
from orchestrator.slots import BY_NAME, SLOTS
from orchestrator.values import AnyValue, Branch, Escalation, Method, Step, Tool, key_of

TEXT_SLOTS = tuple(slot.name for slot in SLOTS if slot.kind == "text")
ALL_SLOTS = tuple(slot.name for slot in SLOTS if slot.ask)
MOST_LEFT_OPEN = 3
MOST_PROVEN = 2  # slots that one quote may fill beyond what was asked
HALF_HEARD = 0.5  # below orchestrator.progress.SETTLED_FROM
_ABOUT = {"tools": "tool_details"}
# What models write where they were to leave something empty.
_EMPTY = {"", "null", "none", "n a", "na", "unknown", "not specified", "not stated", "unspecified", "undefined"}


def _one_of(names: tuple[str, ...]) -> dict[str, Any]:
    return {"enum": list(names)}


class Quoted(Shape):
    """Something found and the words that say it; `replaces` is the text of the old value it takes the place of."""

    quote: str = ""
    replaces: str | None = None


class FactFound(Quoted):
    slot: str = Field(default="", json_schema_extra=_one_of(TEXT_SLOTS))
    value: str = ""


class ToolFound(Quoted):
    name: str = ""
    purpose: str | None = None
    inputs: list[str] = []
    outputs: list[str] = []
    method: str | None = None
    url: str | None = None
    auth: str | None = None


class EscalationFound(Quoted):
    when: str = ""
    to: str | None = None


class BranchFound(Shape):
    condition: str = ""
    then: str = ""
    otherwise: str | None = None


class StepFound(Quoted):
    step: str = ""
    branches: list[BranchFound] = []


class Removed(Shape):
    slot: str = Field(default="", json_schema_extra=_one_of(ALL_SLOTS))
    value: str = ""
    quote: str = ""


class Found(Shape):
    """Everything a message says, and how it is meant."""

    route: Route
    facts: list[FactFound] = []
    tools: list[ToolFound] = []
    escalation: list[EscalationFound] = []
    workflow: list[StepFound] = []
    removed: list[Removed] = []
    none: list[str] = Field(default=[], json_schema_extra={"items": {"type": "string", **_one_of(ALL_SLOTS)}})
    left_open: list[str] = Field(default=[], json_schema_extra={"items": {"type": "string", **_one_of(ALL_SLOTS)}})
    unanswered: list[str] = Field(default=[], json_schema_extra={"items": {"type": "string", **_one_of(ALL_SLOTS)}})
    complete: list[str] = Field(default=[], json_schema_extra={"items": {"type": "string", **_one_of(ALL_SLOTS)}})

    @field_validator("route", mode="before")
    @classmethod
    def spelled_as_ours(cls, route: object) -> object:
        return re.sub(r"\W+", "_", route.strip().lower()) if isinstance(route, str) else route


def proposals_in(found: Found, briefing: Briefing) -> tuple[Proposal, ...]:
    """What was found as proposals, each checked against the message: what it does not say is dropped.

    A quote that stands in the message gives confidence 0.9; without one the value must share words with the message,
    and is only assumed, with 0.6, where nothing else is known. Names and URLs must stand there letter by letter. What
    is let fall about a list nobody asked about yet gets 0.5: the slot is still to be asked about.
    """
    evidence = Evidence.of(briefing)
    read = list(_values(found, evidence, briefing))
    made = [*_against_draft(read, briefing), *_removals(found, evidence, briefing)]
    made += _left_out(found.complete, read, briefing)
    taken = {proposal.slot for proposal in made}
    nothing = (
        Proposal(slot=slot, message_id=briefing.message_id, confidence=0.9)
        for slot in dict.fromkeys(found.none)
        if slot in ALL_SLOTS and slot not in taken and (slot in briefing.asked.topics or forbids(briefing.text))
    )
    return (*made, *nothing)


def slots_read(found: Found, briefing: Briefing) -> frozenset[str]:
    """The slots of which a model read something in the message, new or not."""
    return frozenset(proposal.slot for proposal in _values(found, Evidence.of(briefing), briefing))


def _against_draft(proposals: Iterable[Proposal], briefing: Briefing) -> Iterator[Proposal]:
    """The proposals as the readers would settle them: nothing known again, a half-heard value made precise."""
    heard = Heard(briefing.text, briefing.asked, briefing.draft, language(briefing.language))
    names = ("slot", "value", "quote", "op", "target", "confidence", "source")
    for proposal in proposals:
        # One by one: a model that tells two values apart is believed that they are two.
        for settled in settle([Finding(**{name: getattr(proposal, name) for name in names})], heard):
            made = Proposal(message_id=briefing.message_id, **{name: getattr(settled, name) for name in names})
            # One value is no list told anew: what else is known stays, unless `complete` says otherwise.
            yield made.model_copy(update={"op": "add"}) if made.op == "set" else made


def assumptions(found: Found, briefing: Briefing) -> tuple[Proposal, ...]:
    """What Parley takes for the slots the person leaves to it, as far as nothing is known or was found of them."""
    filled = {fact.slot for fact in found.facts}
    names = [slot for slot in dict.fromkeys(found.left_open) if slot in ALL_SLOTS and slot not in filled]
    if len(names) > MOST_LEFT_OPEN:  # nobody leaves everything open in one breath but to the question asked
        names = [slot for slot in names if slot in briefing.asked.topics]
    left = [slot for slot in names if not said(briefing.draft, slot)]
    words = {"quote": briefing.text.strip()[:200], "message_id": briefing.message_id}
    spoken = language(briefing.language)
    found_none = ((slot, item.value) for slot in left for item in assumed(slot, briefing.draft, spoken))
    return tuple(Proposal(slot=slot, value=value, source="assumed", **words) for slot, value in found_none)


def _left_out(complete: Iterable[str], read: Sequence[Proposal], briefing: Briefing) -> Iterator[Proposal]:
    """What a list loses that the message tells in full: "only the phone" takes out all but the phone."""
    if not is_whole(briefing.text):
        return
    for slot in dict.fromkeys(complete):
        stay = [p for p in read if p.slot == slot and p.source == "said"]
        for fact in said(briefing.draft, slot) if stay and BY_NAME[slot].many else ():
            if not any(key_of(fact.value) in (key_of(p.value), key_of(p.target)) for p in stay):
                yield Proposal(
                    slot=slot,
                    op="remove",
                    target=fact.text,
                    quote=stay[0].quote,
                    confidence=stay[0].confidence,
                    message_id=briefing.message_id,
                )


def _values(found: Found, evidence: Evidence, briefing: Briefing) -> Iterator[Proposal]:
    for slot, item, value in _found_values(found, evidence):
        proven = evidence.of_value(item.quote, value, literally=slot == "agent_name")
        itself = slot == "tools" and key_of(value) == key_of(one(briefing.draft, "agent_name"))
        if proven is None or itself:
            continue
        guessed = not proven.quote
        if guessed and said(briefing.draft, slot):
            continue
        target = _target(briefing, slot, item.replaces)
        op: Op = "replace" if target else "add"
        most = HALF_HEARD if op == "add" and _is_let_fall(slot, briefing) else 1.0
        yield Proposal(
            slot=slot,
            value=value,
            op=op,
            target=target,
            quote=proven.quote,
            source="assumed" if guessed else "said",
            confidence=min(proven.confidence, most),
            message_id=briefing.message_id,
        )


def _is_let_fall(slot: str, briefing: Briefing) -> bool:
    """Whether a list was spoken of before anybody asked about it: there may be more to it."""
    asked = {topic for question in (*briefing.questions, briefing.asked) for topic in question.topics}
    return BY_NAME[slot].many and not asked & {slot, _ABOUT.get(slot, slot), "anything_else"}


def _found_values(found: Found, evidence: Evidence) -> Iterator[tuple[str, Quoted, AnyValue]]:
    """Every value with its slot, without what weak models make up: that the agent is one of its own tools, and more to
    the one quote that they give for all."""
    agent = {
        key_of(fact.value): fact.slot for fact in reversed(found.facts) if fact.slot in ("agent_role", "agent_name")
    }
    values = list(_all_values(found, evidence))
    proven = Counter(key_of(quote) for quote, _ in {(item.quote, slot) for slot, item, _ in values})
    for slot, item, value in values:
        overworked = proven[key_of(item.quote)] > MOST_PROVEN and slot not in evidence.asked
        if agent.get(key_of(value), slot) == slot and not overworked:
            yield slot, item, value


def _all_values(found: Found, evidence: Evidence) -> Iterator[tuple[str, Quoted, AnyValue]]:
    for fact in found.facts:
        if fact.slot in ALL_SLOTS and not _is_empty(fact.value):
            yield fact.slot, fact, _of_kind(fact.slot, fact.value)
    for tool in found.tools:
        if not _is_empty(tool.name):
            yield "tools", tool, _tool(tool, evidence)
    for handover in found.escalation:
        if not _is_empty(handover.when):
            yield "escalation", handover, Escalation(when=handover.when, to=_or_none(handover.to))
    for step in found.workflow:
        if not _is_empty(step.step):
            yield "workflow", step, Step(step=step.step, branches=tuple(_branches(step.branches)))


def _of_kind(slot: str, text: str) -> AnyValue:
    """A text put where another kind of value belongs, by a model that mixed them up."""
    match BY_NAME[slot].kind:
        case "tool":
            return Tool(name=text)
        case "escalation":
            return Escalation(when=text)
        case "step":
            return Step(step=text)
        case _:
            return text.strip()


def _tool(found: ToolFound, evidence: Evidence) -> Tool:
    return Tool(
        name=found.name,
        purpose=_or_none(evidence.if_said(found.purpose)),
        inputs=_texts(filter(evidence.speaks_of, found.inputs)),
        outputs=_texts(filter(evidence.speaks_of, found.outputs)),
        method=_method(found.method),
        url=found.url if evidence.holds(found.url) else None,
        auth=_or_none(evidence.if_said(mask(found.auth or "").text.replace(PLACEHOLDER, ""))),
    )


def _method(text: str | None) -> Method | None:
    return next((method for method in get_args(Method) if text and text.strip().upper() == method), None)


def _branches(found: Iterable[BranchFound]) -> Iterator[Branch]:
    for branch in found:
        if not _is_empty(branch.condition) and not _is_empty(branch.then):
            yield Branch(if_=branch.condition, then=branch.then, else_=_or_none(branch.otherwise))


def _removals(found: Found, evidence: Evidence, briefing: Briefing) -> Iterator[Proposal]:
    for item in found.removed:
        target = _target(briefing, item.slot, item.value)
        proven = evidence.of_value(item.quote, item.value)
        if target and proven:
            yield Proposal(
                slot=item.slot,
                op="remove",
                target=target,
                quote=proven.quote,
                confidence=proven.confidence,
                message_id=briefing.message_id,
            )


def _target(briefing: Briefing, slot: str, text: str | None) -> str | None:
    """The text of the draft's value that is meant, None if there is none."""
    return next((fact.text for fact in said(briefing.draft, slot) if text and key_of(fact.value) == key_of(text)), None)


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if not _is_empty(text))


def _or_none(text: str | None) -> str | None:
    return None if text is None or _is_empty(text) else text.strip()


def _is_empty(text: str) -> bool:
    return key_of(text) in _EMPTY
