"""How talks are written down in these tests, and what holds for every message of every talk."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, apply
from orchestrator.guide import Reading, mask, read
from orchestrator.messages import Asked
from orchestrator.slots import BY_NAME
from orchestrator.values import AnyValue, Escalation, Step, Tool, key_of

Known = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """What was asked ("" for nothing yet), what the person wrote, and what the slots hold afterwards.

    A slot that `known` does not name must be as it was before. None stands for "nothing here", "?" for an assumption.
    """

    asked: str
    text: str
    known: Known = field(default_factory=dict)
    route: str = ""
    language: str = "en"


def questions_of(turn: Turn) -> Asked:
    topics, _, about = turn.asked.partition(":")
    return Asked(topics=tuple(topics.split()), about=about)


def briefing_of(turn: Turn, draft: Draft, message_id: UUID | None = None) -> Briefing:
    asked = questions_of(turn)
    return Briefing(
        message_id=message_id or uuid4(),
        text=mask(turn.text).text,
        draft=draft,
        language=turn.language,
        asked=asked,
        questions=(asked,) if asked.topics else (),
    )


def plain(value: AnyValue | str | None) -> Any:
    """A value without case, accents and punctuation, so that expectations can be written as people write."""
    match value:
        case Tool():
            return {
                k: plain_list(v) if isinstance(v, tuple) else v.rstrip("/") if k == "url" else plain(v)
                for k, v in value.model_dump().items()
                if v
            }
        case Step():
            branches = tuple((key_of(b.if_), key_of(b.then), key_of(b.else_)) for b in value.branches)
            return (key_of(value.step), *branches)
        case Escalation():
            return (key_of(value.when), key_of(value.to))
        case None:
            return None
    return key_of(value)


def plain_list(values: Any) -> tuple[Any, ...]:
    return tuple(plain(v) for v in values)


def expected(item: Any) -> Any:
    """The same for what a talk expects: a text, a tool as a dict, a step as (text, branch...), (when, to)."""
    match item:
        case None | "?":
            return item
        case str():
            return key_of(item)
        case dict():
            return {
                k: tuple(key_of(x) for x in v) if isinstance(v, (list, tuple)) else v if k == "url" else key_of(v)
                for k, v in item.items()
            }
        case tuple() | list():
            return tuple(expected(x) if isinstance(x, (tuple, list)) else key_of(x) for x in item)
    return item


def held(draft: Draft, slot: str) -> list[Any]:
    return ["?" if f.source == "assumed" and f.value else plain(f.value) for f in draft.get(slot, ())]


def wanted(slot: str, known: Any) -> list[Any]:
    many = isinstance(known, list)
    items = [expected(k) for k in (known if many else [known])]
    if slot == "workflow":
        items = [(i,) if isinstance(i, str) and i != "?" else i for i in items]
    if slot == "tools":
        items = [{"name": i} if isinstance(i, str) and i != "?" else i for i in items]
    if slot == "escalation":
        items = [(i, "") if isinstance(i, str) and i != "?" else i for i in items]
    return items


def take(turn: Turn, draft: Draft) -> tuple[Reading, Draft]:
    briefing = briefing_of(turn, draft)
    reading = read(briefing)
    for proposal in reading.proposals:
        assert proposal.quote in briefing.text
        assert proposal.message_id == briefing.message_id
        assert proposal.source == "assumed" or proposal.quote or proposal.value is None
    return reading, apply(draft, reading.proposals).draft


def hold(talk: list[Turn], draft: Draft | None = None) -> Draft:
    """Take the turns one after the other; each must leave exactly what it says."""
    draft = draft or {}
    wrong: list[str] = []
    for turn in talk:
        before = draft
        reading, draft = take(turn, draft)
        if turn.route and reading.route != turn.route:
            wrong.append(f"{turn.text!r}\n    route {reading.route}, not {turn.route}")
        for slot in BY_NAME:
            have = held(draft, slot)
            want = wanted(slot, turn.known[slot]) if slot in turn.known else held(before, slot)
            if have != want:
                wrong.append(f"{turn.text!r}\n    {slot}: {have}\n    wanted {want}")
    assert not wrong, "\n" + "\n".join(wrong)
    return draft


@pytest.mark.parametrize(
    "text", ["", " ", "?", "...", "👍👍👍", "\n\n\n", "-", "* * *", "((((", "x" * 300, "1", "if", "->"]
)
def test_odd_little_messages_make_no_facts_but_what_they_are(text: str) -> None:
    for slot in BY_NAME:
        reading, _ = take(Turn(slot, text), {})
        assert all(p.value is None or p.quote for p in reading.proposals)
