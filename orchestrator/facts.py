"""Facts with their evidence, and what proposals make of them. Pure: the same function predicts a draft and saves it."""

from collections.abc import Iterable, Mapping
from typing import Literal, Self
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field, model_validator

from orchestrator.merging import merged, renamed
from orchestrator.slots import BY_NAME, KIND_TYPES
from orchestrator.values import AnyValue, key_of, text_of

Source = Literal["said", "assumed", "edited", "confirmed"]
MOST = 200  # facts in one slot: more than anybody tells
Op = Literal["add", "set", "replace", "remove", "move"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Place(Frozen):
    """Where in a document a quote stands: `paragraph` counts from 1, `page` is None where there are no pages."""

    document_id: UUID
    name: str
    paragraph: int
    page: int | None = None


class Suggestion(Frozen):
    """What the interviewer would write over a locked fact; `value` None would take it out."""

    value: AnyValue | None
    quote: str = ""
    message_id: UUID | None = None
    place: Place | None = None
    confidence: float = 1.0


class Fact(Frozen):
    """One stored value of a slot and its evidence. `value` None says: the person wants nothing here."""

    id: UUID = Field(default_factory=uuid4)
    value: AnyValue | None
    source: Source = "said"
    quote: str = ""
    message_id: UUID | None = None
    place: Place | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    locked: bool = False
    suggestion: Suggestion | None = None

    @property
    def text(self) -> str:
        return text_of(self.value)


Draft = Mapping[str, tuple[Fact, ...]]


class Proposal(Frozen):
    """A value found in what the person wrote, and what to do with it.

    add: one more value (a single-valued slot takes the new one); set: all `set` proposals of a slot together become its
    content; replace: `target` becomes `value`; remove: `target` goes; move: `target` gets another place. `target` is
    matched by its text, without case. `before` names what a new or moved value stands before; "" is the list's end.
    Of an added step, `target` is what it stands behind, where that was put into the workflow by hand.
    """

    slot: str
    value: AnyValue | None = None
    op: Op = "add"
    target: str | None = None
    before: str = ""
    quote: str = ""
    message_id: UUID | None = None
    place: Place | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    source: Source = "said"

    @model_validator(mode="after")
    def fits_its_slot(self) -> Self:
        slot = BY_NAME.get(self.slot)
        if slot is None:
            raise ValueError(f"unknown slot {self.slot!r}")
        if self.value is not None and not isinstance(self.value, KIND_TYPES[slot.kind]):
            raise ValueError(f"{self.slot} holds {slot.kind} values")
        return self


class Change(Frozen):
    """What one proposal did. `parked` means: a suggestion was put beside a locked fact, which stayed as it was."""

    slot: str
    kind: Literal["added", "changed", "removed", "parked", "moved"]
    before: AnyValue | None = None
    after: AnyValue | None = None
    source: Source = "said"


class Applied(Frozen):
    draft: dict[str, tuple[Fact, ...]]
    changes: tuple[Change, ...]


def said(draft: Draft, slot: str) -> tuple[Fact, ...]:
    """The facts of a slot that hold a value."""
    return tuple(fact for fact in draft.get(slot, ()) if fact.value is not None)


def one(draft: Draft, slot: str) -> str:
    """The text of a single-valued slot, "" if unknown."""
    return next((fact.text for fact in said(draft, slot)), "")


def holds(draft: Draft, proposal: Proposal) -> bool:
    """Whether a proposed value is known, or parked beside what is known."""
    known = draft.get(proposal.slot, ())
    values = (*(fact.value for fact in known), *(fact.suggestion.value for fact in known if fact.suggestion))
    return key_of(proposal.value) in map(key_of, values)


def apply(draft: Draft, proposals: Iterable[Proposal]) -> Applied:
    """The draft after the proposals, and what changed. Locked facts stay; what would change them is parked beside."""
    facts = {slot: list(items) for slot, items in draft.items()}
    changes: list[Change] = []
    proposals = list(proposals)
    fresh: set[str] = set()
    for proposal in proposals:
        if proposal.op == "set" and proposal.slot not in fresh:
            fresh.add(proposal.slot)
            wanted = [p for p in proposals if p.slot == proposal.slot and p.op == "set"]
            changes += _clear_for(facts.setdefault(proposal.slot, []), wanted)
        changes += _OPS[proposal.op](facts.setdefault(proposal.slot, []), proposal)
    return Applied(draft={s: tuple(items) for s, items in facts.items() if items}, changes=tuple(_joined(changes)))


def _clear_for(items: list[Fact], wanted: list[Proposal]) -> list[Change]:
    """Take out what a `set` does not keep; a locked fact stays and is told what would happen to it."""
    kept_keys = {key_of(p.value) for p in wanted if p.value is not None}
    single = not BY_NAME[wanted[0].slot].many
    changes = []
    for index, fact in reversed(list(enumerate(items))):
        if key_of(fact.value) in kept_keys and fact.value is not None:
            continue
        if fact.locked:
            if not single:
                items[index] = _parked(fact, None, wanted[0])
                changes.append(Change(slot=wanted[0].slot, kind="parked", before=fact.value))
        else:
            del items[index]
            if fact.value is not None and fact.source != "assumed":
                changes.append(Change(slot=wanted[0].slot, kind="removed", before=fact.value))
    return changes[::-1]


def _add(items: list[Fact], proposal: Proposal) -> list[Change]:
    if proposal.value is None:
        return _nothing(items, proposal)
    if len(items) >= MOST:
        return []
    items[:] = [f for f in items if f.locked or not (f.value is None or _replaceable(f, proposal))]
    key = key_of(proposal.value)
    at = next((i for i, f in enumerate(items) if f.value is not None and key_of(f.value) == key), None)
    if at is not None:
        return _overwrite(items, at, merged(items[at].value, proposal.value), proposal)
    if items and not BY_NAME[proposal.slot].many:
        return _overwrite(items, 0, proposal.value, proposal)
    items.insert(_place(items, proposal), _fact(proposal))
    return [Change(slot=proposal.slot, kind="added", after=proposal.value, source=proposal.source)]


def _replaceable(fact: Fact, proposal: Proposal) -> bool:
    """An assumption gives way to what the person says, unless they say the same."""
    told = fact.source == "assumed" and proposal.source != "assumed"
    return told and key_of(fact.value) != key_of(proposal.value)


def _nothing(items: list[Fact], proposal: Proposal) -> list[Change]:
    """Note that the person wants nothing here; what they said or locked before stands."""
    if any(f.value is not None and f.source != "assumed" for f in items):
        return []
    if locked := [at for at, fact in enumerate(items) if fact.locked]:
        return [change for at in locked for change in _park(items, at, None, proposal)]
    items[:] = [_fact(proposal)]
    return []


def _replace(items: list[Fact], proposal: Proposal) -> list[Change]:
    at = _find(items, proposal.target)
    if at is None or proposal.value is None:
        return _add(items, proposal)
    twin = _find(items, proposal.value)
    if twin is not None and twin != at and not items[at].locked:
        before = items.pop(at).value
        return [Change(slot=proposal.slot, kind="removed", before=before)]
    return _overwrite(items, at, renamed(items[at].value, proposal.value), proposal)


def _remove(items: list[Fact], proposal: Proposal) -> list[Change]:
    at = _find(items, proposal.target)
    if at is None:
        return []
    if items[at].locked:
        return _park(items, at, None, proposal)
    return [Change(slot=proposal.slot, kind="removed", before=items.pop(at).value)]


def _move(items: list[Fact], proposal: Proposal) -> list[Change]:
    at = _find(items, proposal.target)
    if at is None:
        return []
    fact = items.pop(at)
    items.insert(_place(items, proposal), fact)
    same = items.index(fact) == at
    return [] if same else [Change(slot=proposal.slot, kind="moved", before=fact.value, after=fact.value)]


def _place(items: list[Fact], proposal: Proposal) -> int:
    at = _find(items, proposal.before)
    return len(items) if at is None else at


_OPS = {"add": _add, "set": _add, "replace": _replace, "remove": _remove, "move": _move}


def _find(items: list[Fact], target: AnyValue | str | None) -> int | None:
    key = key_of(target)
    return next((i for i, f in enumerate(items) if key and key_of(f.value) == key), None)


def _overwrite(items: list[Fact], at: int, value: AnyValue, proposal: Proposal) -> list[Change]:
    fact = items[at]
    if fact.locked:
        return _park(items, at, value, proposal) if value != fact.value else []
    if value == fact.value and (fact.source != "assumed" or proposal.source == "assumed"):
        items[at] = fact.model_copy(update={"confidence": max(fact.confidence, proposal.confidence)})
        return []
    same = value == fact.value
    items[at] = _fact(proposal, value=value, id=fact.id)
    kind: Literal["added", "changed"] = "added" if same else "changed"
    return [
        Change(slot=proposal.slot, kind=kind, before=None if same else fact.value, after=value, source=proposal.source)
    ]


def _park(items: list[Fact], at: int, value: AnyValue | None, proposal: Proposal) -> list[Change]:
    before = items[at].value
    items[at] = _parked(items[at], value, proposal)
    return [Change(slot=proposal.slot, kind="parked", before=before, after=value)]


def _parked(fact: Fact, value: AnyValue | None, proposal: Proposal) -> Fact:
    suggestion = Suggestion(
        value=value,
        quote=proposal.quote,
        message_id=proposal.message_id,
        place=proposal.place,
        confidence=proposal.confidence,
    )
    return fact.model_copy(update={"suggestion": suggestion})


def _fact(proposal: Proposal, **changed: object) -> Fact:
    return Fact(
        **{
            "value": proposal.value,
            "source": proposal.source,
            "quote": proposal.quote,
            "message_id": proposal.message_id,
            "place": proposal.place,
            "confidence": proposal.confidence,
            **changed,
        }
    )


def _joined(changes: list[Change]) -> list[Change]:
    """A single value taken out and another put in its place, in one batch, is one change."""
    out: list[Change] = []
    for change in changes:
        earlier = next((c for c in out if c.slot == change.slot and c.kind == "removed"), None)
        if change.kind == "added" and earlier and not BY_NAME[change.slot].many:
            out[out.index(earlier)] = Change(
                slot=change.slot, kind="changed", before=earlier.before, after=change.after, source=change.source
            )
        else:
            out.append(change)
    return out
