"""What an answer to a contradiction makes of the draft: one side goes, or both stay and it is noted why."""

from collections.abc import Iterable, Iterator
from typing import Literal

from orchestrator.contradictions.finding import Contradiction, Loss, Side
from orchestrator.contradictions.rules import find
from orchestrator.facts import Draft, Proposal, said
from orchestrator.values import Clarification, key_of

Choice = Literal["one", "other", "both"]
SLOT = "clarifications"


def still_open(draft: Draft) -> tuple[Contradiction, ...]:
    """The contradictions of a draft that nobody has settled, in the order of the rules."""
    return tuple(found for found in find(draft) if not settled_by(draft, found) and not _is_parked(draft, found))


def settled_by(draft: Draft, found: Contradiction) -> Clarification | None:
    """The word of the person that lets both sides stand, None if there is none."""
    for fact in said(draft, SLOT):
        if isinstance(fact.value, Clarification) and key_of(fact.value) == found.pair:
            return fact.value
    return None


def settle(found: Contradiction, choice: Choice, because: str = "", **evidence: object) -> tuple[Proposal, ...]:
    """The proposals of a choice. `because` says how both are right, or, where a side cannot be taken out by itself,
    that the other goes first; `evidence` is put on each (quote, message_id, source)."""
    loser = {"one": found.other, "other": found.one}.get(choice)
    if loser and loser.losses:
        return tuple(_lost(loss, evidence) for loss in loser.losses)
    value = Clarification(one=found.one.text, other=found.other.text, because=because.strip() or None)
    return (Proposal(slot=SLOT, value=value, **evidence),)


def upheld(before: Draft, after: Draft) -> Draft:
    """The changed draft without the clarifications whose contradiction went away with the change."""
    kept = {found.pair for found in find(after)} if before.get(SLOT) else set()
    gone = {found.pair for found in find(before)} - kept if before.get(SLOT) else set()
    facts = tuple(fact for fact in after.get(SLOT, ()) if key_of(fact.value) not in gone)
    if len(facts) == len(after.get(SLOT, ())):
        return after
    return {slot: items for slot, items in (dict(after) | {SLOT: facts}).items() if items}


def _lost(loss: Loss, evidence: dict[str, object]) -> Proposal:
    op = "remove" if loss.value is None else "replace"
    return Proposal(slot=loss.slot, op=op, target=loss.target, value=loss.value, **evidence)


def _is_parked(draft: Draft, found: Contradiction) -> bool:
    """Whether the answer stands beside a locked value as a suggestion: it is the person's to take, not to be"
    " asked."""
    return any(side.losses and all(_waits(draft, loss) for loss in side.losses) for side in (found.one, found.other))


def _waits(draft: Draft, loss: Loss) -> bool:
    facts = (fact for fact in draft.get(loss.slot, ()) if key_of(fact.value) == loss.target)
    return any(fact.suggestion is not None and fact.suggestion.value == loss.value for fact in facts)


def sides_in(slot: str, text: str, open_ones: Iterable[Contradiction]) -> Iterator[Side]:
    """What a value of the draft stands against."""
    for found in open_ones:
        for mine, against in ((found.one, found.other), (found.other, found.one)):
            if mine.slot == slot and _is_about(mine, text):
                yield against


def _is_about(side: Side, text: str) -> bool:
    return key_of(text) in {key_of(side.text), *(loss.target for loss in side.losses)}
