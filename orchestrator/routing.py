"""Two readings of one message become one: what the guide's readers found, and what a model extracted.

The readers' command wins, else the model names the route. The model's values stand, joined by what the readers are sure
of, and by what they read as the answer to a question for which the model found none. A model that found nothing at all
where something was said is not believed.
"""

from collections.abc import Collection, Iterable, Sequence

from orchestrator.briefing import Briefing
from orchestrator.events import Route
from orchestrator.evidence import forbids, share, slots_of
from orchestrator.facts import Proposal
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked
from orchestrator.values import Tool, key_of, text_of

ALIKE = 0.6  # the share of words from which two values of a slot say the same
QUESTION_MARKS = "?？؟\u037e"
SAYING: tuple[Route, ...] = ("answer", "correction")


def route(reading: Reading, named: Route | None, *, found: bool) -> Route:
    """How the message is meant. `named` is the model's word, None without one; `found`: it held values that stand."""
    if reading.command or named is None:
        return reading.route
    if named in SAYING:
        return named
    if found:
        return reading.route if reading.route in SAYING else "answer"
    # A command that the readers do not know cannot be carried out; it changes nothing, as a question does.
    return "question" if named == "command" else named


def asks(text: str) -> bool:
    return any(mark in text for mark in QUESTION_MARKS)


def meant(named: Route, briefing: Briefing, proposals: Sequence[Proposal]) -> Route:
    """The route a model names, unless what it found in the message speaks against it."""
    if not any(p.quote for p in proposals):
        return named
    answers = any(p.slot in briefing.asked.topics for p in proposals if p.quote)
    unlikely = (named == "question" and not asks(briefing.text)) or (named == "off_topic" and answers)
    return "answer" if unlikely else named


def sure(reading: Reading, asked: Asked) -> tuple[Proposal, ...]:
    """What the readers read from fixed words, whatever a model will say."""
    whole = reading.command or "contradiction" in asked.topics
    return tuple(p for p in reading.proposals if whole or _is_sure(p, reading))


def merge(
    reading: Reading,
    named: Route | None,
    extracted: Sequence[Proposal],
    asked: Asked,
    left: Collection[str] = (),
    told: Collection[str] = (),
) -> tuple[Proposal, ...]:
    """The proposals of both, one per slot and key. What only asks or strays keeps what the readers are sure of.

    `left` names the slots that the model says were not answered, where the readers' guesses are not taken; `told` those
    it read something of, be it only what is known.
    """
    # A choice that was asked back was between two texts, word for word.
    chosen = "contradiction" in asked.topics and reading.proposals
    if chosen or reading.command or named is None or (named in SAYING and not extracted and not told):
        return reading.proposals
    coarse = {p.slot for p in extracted if _is_coarse(p, reading.proposals)}
    extracted = _believed(reading, extracted)
    anew = _told_anew(reading, extracted)
    own = [p for p in reading.proposals if _is_sure(p, reading) and p.slot not in anew]
    # A whole list is only replaced where the model read something about it, too.
    own = [p for p in own if p.op != "set" or not (extracted or told) or p.slot in coarse]
    if named not in SAYING:
        return _beside(reading, named, extracted, own)
    extracted = [p.model_copy(update={"op": "set"}) if p.slot in anew and p.op == "add" else p for p in extracted]
    done = {p.slot for p in (*extracted, *own)} | {*left, *(set(told) - coarse)}
    own += [p for p in reading.proposals if p.slot in slots_of(asked) and p.slot not in done]
    return _one_each(_joined(own, [p for p in extracted if not _contradicted(p, own)]))


def _beside(
    reading: Reading, named: Route, extracted: Sequence[Proposal], own: Iterable[Proposal]
) -> tuple[Proposal, ...]:
    """What is said beside an order or a question: "Skip that one, please. And it never gives refunds"."""
    found = [p for p in extracted if p.quote or p.source == "assumed"] if named == "command" else []
    return _one_each(_joined(own, found) if reading.route in SAYING else found)


def _believed(reading: Reading, extracted: Sequence[Proposal]) -> list[Proposal]:
    """Without what a model assumes where anybody read something, and without lists that it did not take apart."""
    quoted = {p.slot for p in extracted if p.source == "said" and p.quote}
    read = quoted | {p.slot for p in reading.proposals if p.source == "said"}
    return [p for p in extracted if (p.source == "said" or p.slot not in read) and not _is_coarse(p, reading.proposals)]


def _is_coarse(found: Proposal, readings: Sequence[Proposal]) -> bool:
    """Whether a model made one value of two or more that the readers tell apart."""
    if found.op == "remove":
        return False
    within = [p for p in readings if p.slot == found.slot and p.source == "said" and p.value is not None]
    return sum(share(text_of(p.value), text_of(found.value)) >= ALIKE for p in within) > 1


def _told_anew(reading: Reading, extracted: Iterable[Proposal]) -> set[str]:
    """Lists that the readers found to be told anew, and the model read: its values take the place of the old list."""
    return {p.slot for p in reading.proposals if p.op == "set"} & {p.slot for p in extracted if p.value is not None}


def _is_sure(proposal: Proposal, reading: Reading) -> bool:
    """Corrections, rules of what never to do, and tools by their address are read from fixed words, not guessed."""
    value = proposal.value
    if proposal.op != "add":
        # Beside an answer a replacement is no correction: the readers only found other words for a value.
        return proposal.op != "replace" or reading.route == "correction"
    by_address = isinstance(value, Tool) and bool(value.url or value.method)
    return by_address or (proposal.slot == "guardrails" and proposal.source == "said" and value is not None)


def _contradicted(proposal: Proposal, own: Iterable[Proposal]) -> bool:
    """Whether the readers found something about the same value that goes against the model's."""
    for sure in own:
        targets = {key_of(proposal.target), key_of(proposal.value)} - {""}
        if sure.slot == proposal.slot and sure.op in ("replace", "remove") and key_of(sure.target) in targets:
            return True
    return False


def _joined(own: Iterable[Proposal], extracted: Sequence[Proposal]) -> list[Proposal]:
    """The readers' finds first, so that a correction comes before what it makes room for; then the model's."""
    kept, models = [], list(extracted)
    for sure in own:
        at = next((i for i, found in enumerate(models) if _same(sure, found)), None)
        if at is None:
            kept += [] if _is_told(sure, extracted) else [sure]
        elif sure.op != "add" or _lost_its_no(sure, models[at]):
            kept.append(sure)
            del models[at]
        else:
            models[at] = _completed(models[at], sure)
    return kept + models


def _same(sure: Proposal, found: Proposal) -> bool:
    if sure.slot != found.slot or (sure.value is None) != (found.value is None):
        return False
    if key_of(sure.value) == key_of(found.value):
        return True
    if share(text_of(sure.value), text_of(found.value)) >= ALIKE:
        return True
    return sure.slot != "tools" and min(share(sure.quote, found.quote), share(found.quote, sure.quote)) >= ALIKE


def _is_told(sure: Proposal, extracted: Iterable[Proposal]) -> bool:
    """Whether the model told the same in several finer pieces."""
    if sure.op != "add" or sure.slot == "tools":
        return False
    pieces = [found for found in extracted if found.slot == sure.slot and not _lost_its_no(sure, found)]
    return share(text_of(sure.value), " ".join(f"{text_of(found.value)} {found.quote}" for found in pieces)) >= ALIKE


def _lost_its_no(sure: Proposal, found: Proposal) -> bool:
    """Whether the model turned a rule round: "promise refunds" for "never promise refunds"."""
    return sure.slot == "guardrails" and forbids(text_of(sure.value)) and not forbids(text_of(found.value))


def _completed(found: Proposal, sure: Proposal) -> Proposal:
    """The model's value with what the readers read letter by letter."""
    one, other = found.value, sure.value
    confidence = max(found.confidence, sure.confidence)
    if isinstance(one, Tool) and isinstance(other, Tool):
        one = one.model_copy(
            update={
                "url": other.url or one.url,
                "method": other.method or one.method,
                "auth": one.auth or other.auth,
                "inputs": one.inputs or other.inputs,
                "outputs": one.outputs or other.outputs,
            }
        )
    return found.model_copy(update={"value": one, "confidence": confidence, "quote": found.quote or sure.quote})


def _one_each(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """One proposal per slot, key and, where something goes, target."""
    unique: dict[tuple[str, str, str], Proposal] = {}
    for proposal in proposals:
        unique.setdefault(
            (proposal.slot, key_of(proposal.value), key_of(proposal.target) if proposal.value is None else ""), proposal
        )
    return tuple(unique.values())
