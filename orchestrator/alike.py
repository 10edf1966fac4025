"""Whether values that two readers found in one message say the same."""

from collections.abc import Iterable

from orchestrator.evidence import ALIKE, forbids, share
from orchestrator.facts import Proposal
from orchestrator.guide.targets import texts
from orchestrator.values import AnyValue, Escalation, Tool, key_of, text_of

# What is told as one thing: a part of it is nothing else.
_WHOLE = {"escalation", "workflow", "greeting"}
# What is told in a word or two; what is longer holds talk besides.
NAMED_SLOTS = {"agent_name", "channels", "languages", "platform", "tools"}

# What has one name, whatever the language it is said in.
_CALLED = {"channels", "languages", "platform"}


def in_words(values: Iterable[AnyValue | None]) -> str:
    """All texts of some values."""
    return " ".join(text for value in values for text in texts(value))


def same(sure: Proposal, found: Proposal) -> bool:
    """Whether a model found what the readers found: `sure` is theirs."""
    if sure.slot != found.slot or (sure.value is None) != (found.value is None):
        return False
    if key_of(sure.value) == key_of(found.value):
        return True
    if share(text_of(sure.value), text_of(found.value)) >= ALIKE:
        return True
    return sure.slot != "tools" and min(share(sure.quote, found.quote), share(found.quote, sure.quote)) >= ALIKE


def in_the_readers_name(found: Proposal, readings: Iterable[Proposal]) -> Proposal:
    """The value as the readers call it, where both have it from the same words: "French" for "Français"."""
    if found.slot not in _CALLED:
        return found
    alike = [p for p in readings if p.slot == found.slot and isinstance(p.value, str) and _same_words(p, found)]
    return found.model_copy(update={"value": alike[0].value}) if len(alike) == 1 else found


def _same_words(one: Proposal, other: Proposal) -> bool:
    return bool(one.quote) and min(share(one.quote, other.quote), share(other.quote, one.quote)) == 1.0


def is_told(sure: Proposal, extracted: Iterable[Proposal]) -> bool:
    """Whether the model told the same in several finer pieces."""
    if sure.op != "add" or sure.slot == "tools":
        return False
    pieces = [found for found in extracted if found.slot == sure.slot and not lost_its_no(sure, found)]
    return share(text_of(sure.value), " ".join(f"{text_of(found.value)} {found.quote}" for found in pieces)) >= ALIKE


def lost_its_no(sure: Proposal, found: Proposal) -> bool:
    """Whether the model turned a rule round: "promise refunds" for "never promise refunds"."""
    return sure.slot == "guardrails" and forbids(text_of(sure.value)) and not forbids(text_of(found.value))


def is_coarse(found: Proposal, readings: Iterable[Proposal]) -> bool:
    """Whether a model made one value of two or more that the readers tell apart."""
    if found.op == "remove":
        return False
    within = [p for p in readings if p.slot == found.slot and p.source == "said" and p.value is not None]
    return sum(share(text_of(p.value), text_of(found.value)) >= ALIKE for p in within) > 1


def is_left_out(sure: Proposal, extracted: Iterable[Proposal]) -> bool:
    """Whether none of a model's values, in whatever slot, has the words of what the readers found."""
    return share(_gist(sure.value), in_words(found.value for found in extracted)) < ALIKE


def is_covered(slot: str, sure: Iterable[Proposal], extracted: Iterable[Proposal]) -> bool:
    """Whether a model's values of a slot have most of the words of the readers'."""
    theirs = in_words(p.value for p in sure if p.slot == slot)
    return share(theirs, in_words(p.value for p in extracted if p.slot == slot)) >= ALIKE


def is_of_words(sure: Proposal, quote: str) -> bool:
    """Whether what the readers took for a value was read from these words."""
    return sure.op == "add" and share(sure.quote, quote) >= ALIKE


def is_in_pieces(sure: Proposal, extracted: Iterable[Proposal]) -> bool:
    """Whether a model took apart what the readers left in one piece."""
    pieces = [p for p in extracted if p.slot == sure.slot and share(text_of(p.value), text_of(sure.value)) > 0]
    return len(pieces) > 1 and is_told(sure, pieces)


def is_put_elsewhere(found: Proposal, sure: Proposal) -> bool:
    """Whether a model put what the readers found into another slot: the same words, or a part of a handover, of a step
    or of the greeting."""
    if sure.slot == found.slot or (found.slot == "guardrails" and forbids(text_of(found.value))):
        return False
    value = _gist(found.value)
    if isinstance(found.value, Tool) or share(value, in_words([sure.value])) < 1.0:
        return False
    return sure.slot in _WHOLE or share(_gist(sure.value), value) >= ALIKE


def _gist(value: AnyValue | None) -> str:
    """What tells a value from others of its slot: many cases go to one person."""
    return value.when if isinstance(value, Escalation) else text_of(value)


def says_less(found: Proposal, sure: Proposal) -> bool:
    """Whether a model's text is a part of the readers': of a name, or without words that it quotes itself."""
    if not isinstance(sure.value, str) or key_of(sure.value) == key_of(found.value):
        return False
    part = share(text_of(found.value), sure.value) == 1.0 and share(sure.value, text_of(found.value)) < 1.0
    return part and (sure.slot in NAMED_SLOTS or share(sure.value, found.quote) == 1.0)


def says_besides(found: Proposal, sure: Proposal) -> bool:
    """Whether a model took talk along with a name: "Slack, where everyone is" for "Slack"."""
    name, longer = key_of(sure.value), key_of(found.value)
    return sure.slot in NAMED_SLOTS and f" {name} " in f" {longer} " and len(longer.split()) > len(name.split()) + 1
