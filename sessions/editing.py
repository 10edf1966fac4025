"""Edits by hand, as pure changes of a draft. What a person wrote is locked: the interviewer only suggests beside it."""

import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from pydantic import BaseModel, TypeAdapter, ValidationError

from builder.toolbox import schemas
from builder.toolbox.placing import is_header
from orchestrator.contradictions import Choice, settle, still_open
from orchestrator.facts import Draft, Fact, apply
from orchestrator.guide.choosing import because
from orchestrator.guide.language import language
from orchestrator.slots import BY_NAME, KEPT, KIND_TYPES, Slot
from orchestrator.values import AnyValue, Tool, key_of
from sessions.accepting import without_secret
from sessions.errors import BadMessage, Conflict, NotFound

MAX_VALUE = 5_000
MAX_ENTRIES = 200  # of one kind: more than anybody tells, and than a diagram or a prompt can hold
MAX_DEPTH = 60
Change = Callable[[Draft], Draft]


def value_for(slot_name: str, raw: Any, was: Iterable[Fact] = ()) -> AnyValue:
    """`raw` (a text, or an object in the shape of the contract) as a value of the slot; raises BadMessage. Schemas that
    stand in `was` already are not checked again."""
    slot = BY_NAME.get(slot_name)
    if slot is None:
        raise BadMessage(f"There is no field called {slot_name[:60]!r}.")
    _check_texts(raw, slot)
    if slot.kind != "text" and isinstance(raw, str):
        raw = {_MAIN[slot.kind]: raw}
    if slot.kind == "text" and isinstance(raw, dict):
        raw = raw.get("text")
    try:
        value: AnyValue = TypeAdapter(KIND_TYPES[slot.kind]).validate_python(_without_evidence(raw))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadMessage(f"{slot.label}: {where + ': ' if where else ''}{first['msg']}.") from error
    if isinstance(value, str) and not value.strip():
        raise BadMessage(f"{slot.label}: the text is empty.")
    if isinstance(value, Tool):
        _check_operations(value, slot, was)
        _check_headers(value, slot)
    return value.strip() if isinstance(value, str) else value


def _check_operations(tool: Tool, slot: Slot, was: Iterable[Fact]) -> None:
    """Names that are told apart, and schemas that are some: a tenth of a second for a large one, so each only once."""
    known = {
        _canonical(schema)
        for fact in was
        if isinstance(fact.value, Tool)
        for operation in fact.value.operations
        for schema in (operation.inputs, operation.outputs)
    }
    keys = [key_of(operation.name) for operation in tool.operations]
    for i, operation in enumerate(tool.operations):
        if keys[i] in keys[:i]:
            raise BadMessage(
                f"{slot.label}: operations.{i}.name: there is another operation called “{operation.name}”."
            )
        for part in ("inputs", "outputs"):
            schema = getattr(operation, part)
            try:
                if _canonical(schema) not in known:
                    schemas.check(schema)
            except schemas.SchemaError as error:
                raise BadMessage(f"{slot.label}: operations.{i}.{part}: {error}") from error


def _check_headers(tool: Tool, slot: Slot) -> None:
    """Headers that can be sent, of the operations and of the way in."""
    given = [
        (f"operations.{i}.headers", *pair) for i, one in enumerate(tool.operations) for pair in one.headers.items()
    ]
    if tool.access:
        given.append(("access", tool.access.header or "Authorization", tool.access.prefix or ""))
    for where, name, value in given:
        if not is_header(name, value):
            raise BadMessage(
                f"{slot.label}: {where}: “{name[:60]}” is no header that can be sent: its name has letters, digits "
                "and hyphens, its value plain letters, digits and signs on one line."
            )


def _canonical(schema: dict[str, Any]) -> str:
    """As text, since 1 equals true in Python, and does not in a schema."""
    return json.dumps(schema, sort_keys=True)


_MAIN = {"tool": "name", "step": "step", "escalation": "when", "clarification": "one"}
_EVIDENCE = {"source", "quote", "message_id", "confidence", "locked", "document"}


def _without_evidence(raw: Any) -> Any:
    return {k: v for k, v in raw.items() if k not in _EVIDENCE} if isinstance(raw, dict) else raw


def _check_texts(raw: Any, slot: Slot, depth: int = 0) -> None:
    if depth > MAX_DEPTH:
        raise BadMessage(f"{slot.label}: it is nested too deeply.")
    if isinstance(raw, dict):
        for value in raw.values():
            _check_texts(value, slot, depth + 1)
    elif isinstance(raw, list):
        if len(raw) > MAX_ENTRIES:
            raise BadMessage(f"{slot.label}: {len(raw):,} entries are too many; {MAX_ENTRIES} fit.")
        for value in raw:
            _check_texts(value, slot, depth + 1)
    elif isinstance(raw, str):
        if len(raw) > MAX_VALUE:
            raise BadMessage(f"{slot.label}: a text has at most {MAX_VALUE:,} characters.")
        without_secret(raw, slot.label)


def by_hand(value: AnyValue, was: Fact | None = None) -> Fact:
    """A fact written by hand, in place of `was` if given."""
    fact = Fact(value=value, source="edited", locked=True)
    if was is None:
        return fact
    kept = ("id", "message_id", "quote", "place")
    return fact.model_copy(update={name: getattr(was, name) for name in kept})


def set_fact(fact_id: UUID, raw: Any) -> Change:
    """Write another value over a fact."""
    return on_fact(fact_id, lambda slot, fact: by_hand(_kept_fields(fact.value, value_for(slot, raw, (fact,))), fact))


def _kept_fields(old: AnyValue | None, new: AnyValue) -> AnyValue:
    """A form that sets only some fields of an object leaves the others as they were."""
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        return old.model_copy(update={name: getattr(new, name) for name in new.model_fields_set})
    return new


def remove_fact(fact_id: UUID) -> Change:
    return on_fact(fact_id, lambda slot, fact: None)


def unlock(fact_id: UUID) -> Change:
    """The interviewer may change it again."""
    return on_fact(fact_id, lambda slot, fact: fact.model_copy(update={"locked": False}))


def lock(fact_id: UUID) -> Change:
    return on_fact(fact_id, lambda slot, fact: fact.model_copy(update={"locked": True}))


def confirm(fact_id: UUID) -> Change:
    """The person stands by an assumption."""
    return on_fact(fact_id, lambda slot, fact: fact.model_copy(update={"source": "confirmed"}))


def take_suggestion(fact_id: UUID) -> Change:
    """Put the parked value in the locked one's place; it stays locked."""

    def taken(slot: str, fact: Fact) -> Fact | None:
        parked = fact.suggestion
        if parked is None:
            return fact
        if parked.value is None:
            return None
        return fact.model_copy(
            update={
                "value": parked.value,
                "source": "confirmed",
                "quote": parked.quote,
                "message_id": parked.message_id,
                "place": parked.place,
                "suggestion": None,
            }
        )

    return on_fact(fact_id, taken)


def leave_suggestion(fact_id: UUID) -> Change:
    return on_fact(fact_id, lambda slot, fact: fact.model_copy(update={"suggestion": None}))


def add_fact(slot_name: str, raw: Any) -> Change:
    """One more value; a single-valued slot is written over."""
    fact = by_hand(value_for(slot_name, raw))

    def added(draft: Draft) -> Draft:
        kept = [f for f in draft.get(slot_name, ()) if f.value is not None and key_of(f.value) != key_of(fact.value)]
        return {**draft, slot_name: (*(kept if BY_NAME[slot_name].many else ()), fact)}

    return added


def settled(key: str, choice: Choice, why: str = "") -> Change:
    """The person's choice between the two sides of a contradiction. Raises Conflict if it is settled already."""
    if why.strip():
        _check_texts(why, BY_NAME["clarifications"])

    def changed(draft: Draft) -> Draft:
        found = next((found for found in still_open(draft) if found.key == key), None)
        if found is None:
            raise Conflict("This contradiction is settled already: one of its sides changed, or somebody chose.")
        reason = why.strip() if choice == "both" else because(found, choice, language())
        proposals = settle(found, choice, reason, source="edited")
        touched = {(p.slot, p.target) for p in proposals}
        opened = {s: tuple(_opened(s, f, touched) for f in facts) for s, facts in draft.items()}
        return _locked(draft, apply(opened, proposals).draft)

    return changed


def _opened(slot: str, fact: Fact, touched: set[tuple[str, str | None]]) -> Fact:
    """What is locked gives way to the hand that locked it."""
    return fact.model_copy(update={"locked": False}) if (slot, key_of(fact.value)) in touched else fact


def _locked(before: Draft, after: Draft) -> Draft:
    known = {fact.id: fact.value for facts in before.values() for fact in facts}
    return {
        slot: tuple(f if known.get(f.id) == f.value else f.model_copy(update={"locked": True}) for f in facts)
        for slot, facts in after.items()
    }


def on_fact(fact_id: UUID, change: Callable[[str, Fact], Fact | None]) -> Change:
    """Apply `change` to one fact; raises NotFound if it is gone."""

    def changed(draft: Draft) -> Draft:
        slot = next((name for name, facts in draft.items() if any(f.id == fact_id for f in facts)), None)
        if slot is None:
            raise NotFound
        facts = [change(slot, f) if f.id == fact_id else f for f in draft[slot]]
        return {**draft, slot: tuple(f for f in facts if f is not None)}

    return changed


def merged(draft: Draft, merge: dict[str, Any]) -> Draft:
    """RFC 7396 on the plain specification: null removes, lists are replaced whole, kept items keep their evidence."""
    if not isinstance(merge, dict):
        raise BadMessage("Send a JSON object with the fields to change.")
    changed = dict(draft)
    for name, raw in merge.items():
        if name not in BY_NAME:
            raise BadMessage(f"There is no field called {name[:60]!r}.")
        changed[name] = () if raw is None else _merged_slot(BY_NAME[name], draft.get(name, ()), raw)
    return {name: facts for name, facts in changed.items() if facts}


def _merged_slot(slot: Slot, facts: tuple[Fact, ...], raw: Any) -> tuple[Fact, ...]:
    if slot.many != isinstance(raw, list):
        raise BadMessage(f"{slot.label}: send {'a list' if slot.many else 'one value, not a list'}.")
    known = {key_of(f.value): f for f in facts if f.value is not None}
    wanted: dict[str, Fact] = {}
    for item in raw if slot.many else [raw]:
        value = value_for(slot.name, item, facts)
        was = known.get(key_of(value))
        wanted.setdefault(key_of(value), _kept(was, value))
    return tuple(wanted.values())


def _kept(was: Fact | None, value: AnyValue) -> Fact:
    """An item that the patch repeats keeps its evidence; all a patch sets is locked, and an assumption no more."""
    if was is None or was.value != value or was.source == "assumed":
        return by_hand(value, was)
    return was.model_copy(update={"locked": True})


def within_limits(change: Change) -> Change:
    """The change, refused with BadMessage where it would leave more in a slot than fits."""

    def limited(draft: Draft) -> Draft:
        after = change(draft)
        for slot, facts in after.items():
            if len(facts) > max(MAX_ENTRIES, len(draft.get(slot, ()))):
                raise BadMessage(f"{KEPT[slot].label}: {len(facts):,} entries are too many; {MAX_ENTRIES} fit.")
        return after

    return limited
