"""How far a model's reading of a message is believed.

A reader that shows the words for what it found, and found what the readers of the guide are sure of, may know better
than they. Any other is heard only where they found nothing, and the question asked for it.
"""

from collections.abc import Iterable, Iterator, Sequence

from orchestrator.alike import in_words, is_coarse, is_of_words
from orchestrator.briefing import Briefing
from orchestrator.evidence import ALIKE, Evidence, only_asks, share, slots_of
from orchestrator.extraction import HALF_HEARD, MOST_LEFT_OPEN, all_values, removals, values_read
from orchestrator.facts import Proposal, said
from orchestrator.found import Found
from orchestrator.guide.reading import Reading
from orchestrator.routing import certain
from orchestrator.slots import BY_NAME
from orchestrator.values import key_of, text_of

PROVEN = 0.8  # the share of its finds that a model must show the words for
SENTENCE = 4  # words
LONGEST_PLAIN = 8  # words
# Slots that are read by lists of known words, by numbers, or by the words that forbid and hand over.
FIRM = {"channels", "languages", "platform", "tools", "guardrails", "metrics", "escalation"}
CONFIRMED = 0.7  # the share of the readers' sure finds that a model must have found, too


def is_believed(found: Found, briefing: Briefing, reading: Reading) -> bool:
    """Whether what a model found goes before what the readers found in the same message."""
    read = list(values_read(found, briefing))
    if not read and _says_why(found, briefing, reading):
        return True
    gone = [p.quote for p in removals(found, briefing)]
    left = [p for p in certain(reading) if not any(is_of_words(p, quote) for quote in gone)]
    return _proves(found, read, briefing, reading) and _confirms(read, left)


def modest(reading: Reading, extracted: Iterable[Proposal], briefing: Briefing) -> tuple[Proposal, ...]:
    """The readers' proposals, and of a model that is not believed what they did not find of what was asked: as only
    half heard, so that it is asked about once more."""
    if reading.command or reading.route not in ("answer", "correction"):
        return reading.proposals
    taken = {p.slot for p in reading.proposals} | {*reading.evaded}
    open_slots = {s for s in slots_of(briefing.asked) if s not in taken and not said(briefing.draft, s)}
    more = [
        p.model_copy(update={"confidence": HALF_HEARD})
        for p in extracted
        if p.slot in open_slots and p.op == "add" and p.source == "said" and p.quote and not _is_read(p, reading)
    ]
    return (*reading.proposals, *(p for p in _one_per_words(more) if BY_NAME[p.slot].many or _is_plain(p, more)))


def _is_plain(proposal: Proposal, others: Iterable[Proposal]) -> bool:
    """Whether what there is one of only was told shortly, and once."""
    alone = sum(p.slot == proposal.slot for p in others) == 1
    return alone and len(text_of(proposal.value).split()) <= LONGEST_PLAIN


def _proves(found: Found, read: Sequence[Proposal], briefing: Briefing, reading: Reading) -> bool:
    """Whether most of what a model gave has its words in the message: each once, and lists taken apart."""
    evidence = Evidence.of(briefing)
    given = sum(1 for _ in all_values(found, evidence)) + len(found.removed) + _sweeping(found, evidence)
    # What the readers know to leave a question open is no answer, to that question or another.
    says_nothing = bool(reading.evaded) if reading.proposals or reading.unread else bool(evidence.asked)
    proven = {
        (p.slot, key_of(p.value))
        for p in read
        if p.quote and share(in_words([p.value]), p.quote) > 0 and not is_coarse(p, reading.proposals)
        if not (says_nothing and share(briefing.text, in_words([p.value])) >= ALIKE)
    }
    gone = list(removals(found, briefing))
    return len(proven) + len(gone) >= PROVEN * given


def _sweeping(found: Found, evidence: Evidence) -> int:
    """How many slots nobody asked about are said to be left open or empty, where it is more than anybody would."""
    swept = {*found.left_open, *found.unanswered, *found.none} - evidence.asked
    return len(swept) if len(swept) > MOST_LEFT_OPEN else 0


def _says_why(found: Found, briefing: Briefing, reading: Reading) -> bool:
    """Whether a message is likely meant as a model means it that found nothing there: it only asks, or it is a sentence
    out of which the readers read no more than one thing, by no words of their own."""
    if found.route == "off_topic":
        read = {p.slot for p in certain(reading)}
        return len(certain(reading)) <= 1 and not read & FIRM and len(briefing.text.split()) >= SENTENCE
    return found.route == "question" and only_asks(briefing.text)


def _confirms(read: Sequence[Proposal], sure: Sequence[Proposal]) -> bool:
    return sum(_is_confirmed(p, read) for p in sure) >= CONFIRMED * len(sure)


def _is_confirmed(sure: Proposal, read: Iterable[Proposal]) -> bool:
    """Whether a model found the same for the same slot, in one piece or in several."""
    same = [p for p in read if p.slot == sure.slot]
    if share(text_of(sure.value), in_words(p.value for p in same)) >= ALIKE or any(_is_part(p, sure) for p in same):
        return True
    # What the readers put in other words than the person's is known by the words it was read from.
    reworded = share(text_of(sure.value), sure.quote) == 0
    return reworded and share(sure.quote, " ".join(p.quote for p in same)) >= ALIKE


def _is_read(proposal: Proposal, reading: Reading) -> bool:
    """Whether the readers put the words of a value elsewhere."""
    return any(
        share(text_of(proposal.value), in_words([p.value])) >= ALIKE for p in reading.proposals if p.value is not None
    )


def _one_per_words(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Without what is a part of another one of its slot."""
    for at, p in enumerate(proposals):
        others = [o for i, o in enumerate(proposals) if o.slot == p.slot and i != at]
        if not any(len(text_of(o.value)) > len(text_of(p.value)) and _is_part(p, o) for o in others):
            yield p


def _is_part(one: Proposal, other: Proposal) -> bool:
    return share(text_of(one.value), text_of(other.value)) == 1.0
