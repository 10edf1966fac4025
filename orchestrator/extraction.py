"""What a model read out of a message, as proposals: each value checked against the message and the draft."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from orchestrator.alike import NAMED_SLOTS
from orchestrator.briefing import Briefing
from orchestrator.evidence import Evidence, forbids, share
from orchestrator.facts import Op, Proposal, one, said
from orchestrator.found import ALL_SLOTS, BranchFound, Found, Quoted, ToolFound
from orchestrator.guide.assumptions import assumed
from orchestrator.guide.credentials import without_credentials
from orchestrator.guide.heard import Found as Finding
from orchestrator.guide.heard import Heard
from orchestrator.guide.language import language
from orchestrator.guide.restating import settle
from orchestrator.guide.secrets import PLACEHOLDER, mask
from orchestrator.guide.text import plain
from orchestrator.slots import BY_NAME
from orchestrator.values import AnyValue, Branch, Escalation, Method, Step, Tool, key_of, text_of

MOST_LEFT_OPEN = 3
MOST_PROVEN = 2  # slots that one quote may fill beyond what was asked
LONGEST_NAME = 6  # words
_SENTENCE = re.compile(r"[。，！？；\n]|[.!?;،؛][ \n]")
# What agents are called, and no tool is.
_AGENTS = {"agent", "ai agent", "assistant", "bot", "chatbot", "chat bot", "voice agent", "voicebot", "helper", "model"}
HALF_HEARD = 0.5  # below orchestrator.progress.SETTLED_FROM
_ABOUT = {"tools": "tool_details"}
# What models write where they were to leave something empty.
_EMPTY = {"", "null", "none", "n a", "na", "unknown", "not specified", "not stated", "unspecified", "undefined"}


def proposals_in(found: Found, briefing: Briefing) -> tuple[Proposal, ...]:
    """What was found as proposals, each checked against the message: what it does not say is dropped.

    A quote that stands in the message gives confidence 0.9; without one the value must share words with the message,
    and is only assumed, with 0.6, where nothing else is known. Names and URLs must stand there letter by letter. What
    is let fall about a list nobody asked about yet gets 0.5: the slot is still to be asked about.
    """
    read = list(values_read(found, briefing))
    made = [*_against_draft(read, briefing), *removals(found, briefing)]
    made += _left_out(found.complete, read, briefing)
    taken = {proposal.slot for proposal in made}
    nothing = (
        Proposal(slot=slot, message_id=briefing.message_id, confidence=0.9)
        for slot in dict.fromkeys(found.none)
        if slot in ALL_SLOTS and slot not in taken and (slot in briefing.asked.topics or _is_refused(slot, briefing))
    )
    return tuple(proposal for proposal in (*made, *nothing) if not _tells_only_a_login(proposal.quote, briefing.text))


def _tells_only_a_login(quote: str, text: str) -> bool:
    """Whether the words of a value are what is left of a user and a password: nothing about the agent."""
    start = text.find(quote) if quote and PLACEHOLDER in text else -1
    left = without_credentials(plain(text))[start : start + len(quote)] if start >= 0 else quote
    return start >= 0 and not re.search(r"\w", left)


def _is_refused(slot: str, briefing: Briefing) -> bool:
    """Whether a message that did not answer about a slot names it and has a word that says no."""
    labels = language(briefing.language).labels
    return forbids(briefing.text) and any(labels.get(word) == slot for word in key_of(briefing.text).split())


def slots_read(found: Found, briefing: Briefing) -> frozenset[str]:
    """The slots of which a model read something in the message, new or not."""
    return frozenset(proposal.slot for proposal in values_read(found, briefing))


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
    evidence = Evidence.of(briefing)
    for slot in dict.fromkeys(complete):
        stay = [p for p in read if p.slot == slot and p.source == "said" and evidence.is_whole(p.quote)]
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


def values_read(found: Found, briefing: Briefing) -> Iterator[Proposal]:
    """What a model read in the message that the message speaks for, new or not."""
    evidence = Evidence.of(briefing)
    for slot, item, value in _found_values(found, evidence):
        target = _target(briefing, slot, item.replaces)
        target = target if target and evidence.changes(slot, target) else None
        proven = evidence.of_value(item.quote, value)
        if proven is None or not _may_stand(slot, value, evidence, briefing):
            continue
        guessed = not proven.quote
        if guessed and said(briefing.draft, slot):
            continue
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


def _may_stand(slot: str, value: AnyValue, evidence: Evidence, briefing: Briefing) -> bool:
    """Whether a value can be what its slot holds: a name is given as one, the agent is none of its own tools, and of
    what one can have only one the message must mean to change it."""
    if slot == "agent_name" and not evidence.names(text_of(value)):
        return False
    if _is_no_name(slot, value, briefing):
        return False
    # A case or a step that nobody asked about is told in the person's words.
    if isinstance(value, Escalation | Step) and slot not in evidence.asked and not evidence.mostly_says(key_of(value)):
        return False
    known = [fact for fact in said(briefing.draft, slot) if fact.source != "assumed" and fact.confidence > HALF_HEARD]
    return BY_NAME[slot].many or not known or evidence.changes(slot, known[0].text)


def _is_no_name(slot: str, value: AnyValue, briefing: Briefing) -> bool:
    """Whether a sentence stands where names belong, or the agent itself where its tools do."""
    if slot not in NAMED_SLOTS:
        return False
    name = text_of(value)
    itself = key_of(name) in {*_AGENTS, key_of(one(briefing.draft, "agent_name"))}
    return bool(_SENTENCE.search(name)) or len(name.split()) > LONGEST_NAME or (slot == "tools" and itself)


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
    values = list(all_values(found, evidence))
    proven = Counter(key_of(quote) for quote, _ in {(item.quote, slot) for slot, item, _ in values})
    for slot, item, value in values:
        overworked = proven[key_of(item.quote)] > MOST_PROVEN and slot not in evidence.asked
        if agent.get(key_of(value), slot) == slot and not overworked:
            yield slot, item, value


def all_values(found: Found, evidence: Evidence) -> Iterator[tuple[str, Quoted, AnyValue]]:
    """Everything a model gave as found, without what it left empty."""
    for fact in found.facts:
        if fact.slot in ALL_SLOTS and not _is_empty(fact.value):
            yield fact.slot, fact, _of_kind(fact.slot, fact.value)
    for tool in found.tools:
        if not _is_empty(tool.name):
            yield "tools", tool, _tool(tool, evidence)
    for handover in found.escalation:
        if not _is_empty(handover.when):
            yield "escalation", handover, Escalation(when=handover.when, to=_or_none(evidence.if_said(handover.to)))
    for step in found.workflow:
        if not _is_empty(step.step):
            yield "workflow", step, Step(step=step.step, branches=tuple(_branches(step.branches, evidence)))


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
        inputs=_texts(_fields(found.inputs, found, evidence)),
        outputs=_texts(_fields(found.outputs, found, evidence)),
        method=_method(found.method),
        url=found.url if evidence.holds(found.url) else None,
        auth=_or_none(evidence.if_said(mask(found.auth or "").text.replace(PLACEHOLDER, ""))),
    )


def _fields(names: Iterable[str], found: ToolFound, evidence: Evidence) -> Iterator[str]:
    """Those the message speaks of, that are words, and not the tool's own name."""
    for name in names:
        if re.search(r"[^\W\d_]", name) and evidence.speaks_of(name) and share(name, found.name) < 1.0:
            yield name


def _method(text: str | None) -> Method | None:
    return next((method for method in get_args(Method) if text and text.strip().upper() == method), None)


def _branches(found: Iterable[BranchFound], evidence: Evidence) -> Iterator[Branch]:
    for branch in found:
        if evidence.mostly_says(branch.condition) and evidence.mostly_says(branch.then):
            otherwise = evidence.if_said(branch.otherwise)
            yield Branch(if_=branch.condition, then=branch.then, else_=_or_none(otherwise))


def removals(found: Found, briefing: Briefing) -> Iterator[Proposal]:
    """What a model found to be taken out of the draft that the message has words for."""
    evidence = Evidence.of(briefing)
    for item in found.removed:
        target = _target(briefing, item.slot, item.value)
        proven = evidence.of_value(item.quote, item.value)
        if target and proven and evidence.takes_out(item.slot, target):
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
