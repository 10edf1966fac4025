"""What a turn changed, fact by fact, and how to take it back without touching what was edited since. Pure."""

from collections.abc import Iterable
from typing import Literal

from orchestrator.facts import Change, Draft, Fact, Frozen, Proposal, apply
from orchestrator.slots import BY_NAME, KEPT
from orchestrator.values import key_of


class Difference(Frozen):
    """One fact before and after; `position` is its place in the slot before (or after, if it is new). The same before
    and after: only its place changed."""

    slot: str
    position: int
    before: Fact | None = None
    after: Fact | None = None

    def turned(self) -> "Difference":
        """The same the other way round: taken back, it makes what was taken back."""
        return self.model_copy(update={"before": self.after, "after": self.before})


def differences(before: Draft, after: Draft) -> tuple[Difference, ...]:
    """Every fact that is new, gone or different, and every fact of a slot whose order changed."""
    old = {fact.id: (slot, i, fact) for slot, facts in before.items() for i, fact in enumerate(facts)}
    new = {fact.id: (slot, i, fact) for slot, facts in after.items() for i, fact in enumerate(facts)}
    gone = [Difference(slot=s, position=i, before=f) for fid, (s, i, f) in old.items() if fid not in new]
    changed = [
        Difference(slot=old[fid][0], position=old[fid][1], before=old[fid][2], after=f)
        for fid, (_, _, f) in new.items()
        if fid in old and (old[fid][2] != f or old[fid][0] in _reordered(before, after))
    ]
    added = [Difference(slot=s, position=i, after=f) for fid, (s, i, f) in new.items() if fid not in old]
    return (*gone, *changed, *added)


def _reordered(before: Draft, after: Draft) -> set[str]:
    """The slots whose facts that stayed stand in another order."""
    orders = {slot: ([f.id for f in before[slot]], [f.id for f in after.get(slot, ())]) for slot in before}
    return {s for s, (old, new) in orders.items() if [i for i in old if i in new] != [i for i in new if i in old]}


def revert(draft: Draft, made: Iterable[Difference]) -> dict[str, tuple[Fact, ...]]:
    """The draft without these changes. A fact that was edited since stays as it is, and none comes back to where
    another stands in its place by now."""
    facts = {slot: list(items) for slot, items in draft.items()}
    made = sorted(made, key=lambda d: d.position)
    for difference in made:
        if difference.after is not None:
            _take_back(facts.setdefault(difference.slot, []), difference)
    for difference in made:
        if difference.before is not None:
            _once(facts.get(difference.slot, []), difference.before)
    for difference in made:
        if difference.after is None and difference.before is not None:
            items = facts.setdefault(difference.slot, [])
            if _has_room(difference.slot, items, difference.before):
                items.insert(min(difference.position, len(items)), difference.before)
    for slot in {difference.slot for difference in made if difference.before == difference.after}:
        _in_old_order(facts.get(slot, []), [d for d in made if d.slot == slot])
    return {slot: tuple(items) for slot, items in facts.items() if items}


def _has_room(slot: str, items: Iterable[Fact], fact: Fact) -> bool:
    """Whether a fact can come back: into an empty slot, or into one of many that neither says it nor is "nothing"."""
    stands = [other.value for other in items]
    if not stands or fact.value is None:
        return not stands
    return KEPT[slot].many and None not in stands and key_of(fact.value) not in {key_of(v) for v in stands}


def _in_old_order(items: list[Fact], made: Iterable[Difference]) -> None:
    """Facts that were there before stand as they stood, among themselves."""
    rank = {difference.before.id: difference.position for difference in made if difference.before}
    places = [index for index, fact in enumerate(items) if fact.id in rank]
    for place, fact in zip(places, sorted((items[i] for i in places), key=lambda f: rank[f.id]), strict=True):
        items[place] = fact


def _take_back(items: list[Fact], difference: Difference) -> None:
    for index, fact in enumerate(items):
        if fact == difference.after:
            items[index : index + 1] = [difference.before] if difference.before else []
            return


def _once(items: list[Fact], fact: Fact) -> None:
    """A value that came back to where it was changed goes again if it stands there twice, said anew since."""
    if fact in items and any(f.id != fact.id and key_of(f.value) == key_of(fact.value) for f in items):
        items.remove(fact)


def instead(draft: Draft, made: Iterable[Difference], proposals: Iterable[Proposal]) -> dict[str, tuple[Fact, ...]]:
    """The draft with these proposals in place of those differences. A value that comes back is the same fact in the
    same place, with the new evidence."""
    before = revert(draft, made)
    after = apply(before, proposals).draft
    return {slot: _placed(draft.get(slot, ()), before.get(slot, ()), facts) for slot, facts in after.items()}


def _placed(was: tuple[Fact, ...], kept: tuple[Fact, ...], now: tuple[Fact, ...]) -> tuple[Fact, ...]:
    staying = {fact.id for fact in kept}
    gone = [fact for fact in was if fact.id not in staying]
    if not gone:
        return now
    same = {key_of(fact.value): fact.id for fact in gone}
    fresh = [f.model_copy(update={"id": same.get(key_of(f.value), f.id)}) for f in now if f.id not in staying]
    rest = [fact for fact in now if fact.id in staying]
    at = sum(fact.id in {r.id for r in rest} for fact in was[: was.index(gone[0])])
    return (*rest[:at], *fresh, *rest[at:])


def as_changes(made: Iterable[Difference]) -> tuple[Change, ...]:
    """The differences as changes to tell; a noted "nothing", a moved lock and the workflow by hand are not."""
    return tuple(change for made_one in made if made_one.slot in BY_NAME and (change := _change(made_one)))


def _change(made: Difference) -> Change | None:
    before = made.before.value if made.before else None
    after = made.after.value if made.after else None
    if before == after:
        return None
    kind: Literal["added", "changed", "removed"] = "changed"
    if before is None or after is None:
        kind = "removed" if after is None else "added"
    source = made.after.source if made.after else "said"
    return Change(slot=made.slot, kind=kind, before=before, after=after, source=source)
