"""Two readings of one message become one: what the guide's readers found, and what a model extracted.

The readers' command wins, else the model names the route. The model's values stand, joined by what the readers are sure
of, and by what they read as the answer to a question for which the model found none. A model that found nothing at all
where something was said is not believed.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from orchestrator.alike import (
    in_the_readers_name,
    is_coarse,
    is_covered,
    is_in_pieces,
    is_left_out,
    is_of_words,
    is_put_elsewhere,
    is_told,
    lost_its_no,
    same,
    says_besides,
    says_less,
)
from orchestrator.briefing import Briefing
from orchestrator.events import Route
from orchestrator.evidence import QUESTION_MARKS, only_asks, slots_of
from orchestrator.facts import Proposal
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked
from orchestrator.slots import BY_NAME
from orchestrator.values import AnyValue, Step, Tool, key_of

CERTAIN = 0.9
STRUCTURED = {"workflow", "escalation", "tools"}
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
    unlikely = (
        (named == "question" and not asks(briefing.text))
        or (named == "question" and answers and not only_asks(briefing.text))
        or (named == "off_topic" and answers)
    )
    return "answer" if unlikely else named


def sure(reading: Reading, asked: Asked) -> tuple[Proposal, ...]:
    """What the readers read from fixed words, whatever a model will say."""
    whole = reading.command or _is_choice(reading, asked)
    return tuple(p for p in reading.proposals if whole or _is_sure(p, reading))


def _is_choice(reading: Reading, asked: Asked) -> bool:
    """Whether the answer chooses between texts, word for word: in a contradiction, or what a known API offers."""
    took = any(isinstance(p.value, Tool) and p.value.operations for p in reading.proposals)
    return took or "contradiction" in asked.topics


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
    chosen = _is_choice(reading, asked) and reading.proposals
    if chosen or reading.command or named is None or (named in SAYING and not extracted and not told):
        return reading.proposals
    extracted = [in_the_readers_name(p, reading.proposals) for p in extracted]
    reading = _taken_back(reading, extracted)
    coarse = {p.slot for p in extracted if is_coarse(p, reading.proposals)}
    extracted = _believed(reading, extracted)
    anew = _told_anew(reading, extracted)
    own = [p for p in reading.proposals if _is_sure(p, reading) and p.slot not in anew]
    # A whole list is only replaced where the model read something about it, too.
    own = [p for p in own if p.op != "set" or not (extracted or told) or p.slot in coarse]
    if named not in SAYING:
        return _beside(reading, named, extracted, own)
    extracted = [p.model_copy(update={"op": "set"}) if p.slot in anew and p.op == "add" else p for p in extracted]
    return _answers(reading, extracted, own, asked, left, set(told) - coarse)


def _answers(
    reading: Reading,
    extracted: Sequence[Proposal],
    own: list[Proposal],
    asked: Asked,
    left: Collection[str],
    told: Collection[str],
) -> tuple[Proposal, ...]:
    """The model's values, joined by `own`, what it left out, and what only the readers found of what was asked."""
    done = {p.slot for p in (*extracted, *own)} | {*left, *told}
    own += [p for p in reading.proposals if p.slot in slots_of(asked) and p.slot not in done]
    overlooked = [p for p in _overlooked(reading, extracted, done) if p not in own and p.slot not in left]
    extracted = [_no_less(found, reading) for found in extracted]
    both = _joined(own, [p for p in extracted if not _contradicted(p, own)])
    return _one_each(_put_back(overlooked, both, reading))


def _beside(
    reading: Reading, named: Route, extracted: Sequence[Proposal], own: Iterable[Proposal]
) -> tuple[Proposal, ...]:
    """What is said beside an order or a question: "Skip that one, please. And it never gives refunds"."""
    found = [p for p in extracted if p.quote or p.source == "assumed"] if named == "command" else []
    return _one_each(_joined(own, found) if reading.route in SAYING else found)


def _believed(reading: Reading, extracted: Sequence[Proposal]) -> list[Proposal]:
    """Without what a model assumes where anybody read something, and without lists that it did not take apart."""
    quoted = {p.slot for p in extracted if p.source == "said" and p.quote}
    read = {p.slot for p in reading.proposals if p.source == "said"}
    believed, thinner = [], _thinner(reading, extracted)
    for p in extracted:
        guessed, emptied = p.source == "assumed", p.value is None and p.op == "add"
        unheard = (guessed and p.slot in quoted | read) or (emptied and p.slot in read)
        worse = p.slot in thinner or is_coarse(p, reading.proposals)
        if not (unheard or worse or _is_elsewhere(p, reading)):
            believed.append(p)
    return believed


def _is_elsewhere(found: Proposal, reading: Reading) -> bool:
    """Whether the readers have the words of a model's value in another slot, and not in this one."""
    here = any(same(p, found) for p in reading.proposals)
    return not here and any(is_put_elsewhere(found, sure) for sure in certain(reading))


def _put_back(overlooked: Iterable[Proposal], both: list[Proposal], reading: Reading) -> list[Proposal]:
    """Each behind what the readers found before it."""
    for proposal in overlooked:
        before = [p for p in reading.proposals[: reading.proposals.index(proposal)] if p.slot == proposal.slot]
        behind = [at for at, p in enumerate(both) if any(same(earlier, p) for earlier in before)]
        first = next((at for at, p in enumerate(both) if p.slot == proposal.slot), len(both))
        both.insert(behind[-1] + 1 if behind else first, proposal)
    return both


def _taken_back(reading: Reading, extracted: Iterable[Proposal]) -> Reading:
    """Without what the readers took for values in words by which, as the model read, something goes."""
    gone = [p.quote for p in extracted if p.op == "remove"]
    kept = tuple(p for p in reading.proposals if not any(is_of_words(p, quote) for quote in gone))
    return replace(reading, proposals=kept)


def _thinner(reading: Reading, extracted: Sequence[Proposal]) -> set[str]:
    """Slots of structured values of which the model told less than the readers: steps, cases, tools hang together."""
    slots = {p.slot for p in certain(reading)} & STRUCTURED
    return {slot for slot in slots if not is_covered(slot, certain(reading), extracted)}


def _overlooked(reading: Reading, extracted: Sequence[Proposal], done: Collection[str]) -> list[Proposal]:
    """What the readers are certain of and the model says nowhere: a model that forgets shortens no list."""
    sure = [p for p in certain(reading) if p.op == "add" and not is_in_pieces(p, extracted)]
    return [p for p in sure if is_left_out(p, extracted) and _has_room(p.slot, done)]


def _has_room(slot: str, done: Collection[str]) -> bool:
    return BY_NAME[slot].many or slot not in done


def certain(reading: Reading) -> list[Proposal]:
    """The values that the readers have no doubt about."""
    return [p for p in reading.proposals if p.source == "said" and p.value is not None and p.confidence >= CERTAIN]


def _no_less(found: Proposal, reading: Reading) -> Proposal:
    """The model's value, or the readers' where the model's is a part of it, or a name with talk around it."""
    for sure in certain(reading):
        if sure.slot == found.slot and (says_less(found, sure) or says_besides(found, sure)):
            return found.model_copy(update={"value": _named_as(found.value, sure.value)})
    return found


def _named_as(value: AnyValue | None, sure: AnyValue | None) -> AnyValue | None:
    return value.model_copy(update={"name": sure.name}) if isinstance(value, Tool) and isinstance(sure, Tool) else sure


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
        at = next((i for i, found in enumerate(models) if same(sure, found)), None)
        if at is None:
            kept += [] if is_told(sure, extracted) else [sure]
        elif sure.op != "add" or lost_its_no(sure, models[at]):
            kept.append(sure)
            del models[at]
        else:
            models[at] = _completed(models[at], sure)
    return kept + models


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
                "inputs": other.inputs or one.inputs,
                "outputs": other.outputs or one.outputs,
            }
        )
    if isinstance(one, Step) and isinstance(other, Step):
        one = one.model_copy(update={"branches": one.branches or other.branches})
    return found.model_copy(update={"value": one, "confidence": confidence, "quote": found.quote or sure.quote})


def _one_each(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """One proposal per slot, key and, where something goes, target."""
    unique: dict[tuple[str, str, str], Proposal] = {}
    for proposal in proposals:
        unique.setdefault(
            (proposal.slot, key_of(proposal.value), key_of(proposal.target) if proposal.value is None else ""), proposal
        )
    return tuple(unique.values())
