"""How far an interview is: computed from what is settled, never from a clock or a count of messages. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator.facts import Draft, Fact, said
from orchestrator.messages import Asked
from orchestrator.slots import ASKED, Slot, Topic
from orchestrator.stages import STAGES
from orchestrator.values import Tool

# A volunteered value below this confidence is kept; its slot is asked about once more, a small one only in passing.
SETTLED_FROM = 0.6


@dataclass(frozen=True)
class StageProgress:
    """One stage: `missing` names its required slots and topics that are still open, in the order they are asked."""

    name: str
    title: str
    complete: bool
    missing: tuple[str, ...]
    done: int
    total: int


REQUIRED: tuple[Slot | Topic, ...] = tuple(item for item in ASKED if item.required)


def settled(draft: Draft, questions: Sequence[Asked], *, completed: bool = False) -> frozenset[str]:
    """The names of the required slots and topics that need no more asking; the last question may still be open."""
    names = {item.name for item in REQUIRED if isinstance(item, Slot) and is_settled(item, draft, questions[:-1])}
    if "tools" in names and not open_tools(draft, questions):
        names.add("tool_details")
    return frozenset(names | {"confirm"} if completed else names)


def is_sure(facts: Sequence[Fact]) -> bool:
    """Said, edited, assumed or "nothing here", but not half-heard."""
    return any(f.value is None or f.source != "said" or f.locked or f.confidence >= SETTLED_FROM for f in facts)


def is_settled(slot: Slot, draft: Draft, answered: Sequence[Asked]) -> bool:
    """Sure; or half-heard, where that is enough: the slot is small, or it was asked about and no more came."""
    facts = draft.get(slot.name, ())
    return is_sure(facts) or (bool(facts) and (slot.small or any(slot.name in q.topics for q in answered)))


def open_tools(draft: Draft, questions: Sequence[Asked]) -> tuple[str, ...]:
    """The names of tools nobody was asked about yet and whose details are not known. Asked about all of them together,
    a person who tells of some is asked once more for those nothing at all is known of."""
    about = {q.about for q in questions if "tool_details" in q.topics}
    tools = [f.value for f in said(draft, "tools") if isinstance(f.value, Tool) and f.source != "assumed"]
    if "" in about:
        told = any(_is_detailed(tool) for tool in tools) and len(about) == 1
        return tuple(t.name for t in tools if t == Tool(name=t.name)) if told else ()
    return tuple(t.name for t in tools if t.name not in about and not _is_detailed(t))


def _is_detailed(tool: Tool) -> bool:
    return bool((tool.purpose and tool.inputs) or tool.outputs or tool.url or tool.operations)


def stages(draft: Draft, questions: Sequence[Asked], *, completed: bool = False) -> tuple[StageProgress, ...]:
    """Every stage with what it still misses."""
    done = settled(draft, questions, completed=completed)
    return tuple(_stage(stage.name, stage.title, done) for stage in STAGES)


def _stage(name: str, title: str, done: frozenset[str]) -> StageProgress:
    required = [item.name for item in REQUIRED if item.stage == name]
    missing = tuple(item for item in required if item not in done)
    return StageProgress(name, title, not missing, missing, len(required) - len(missing), len(required))


def fraction(draft: Draft, questions: Sequence[Asked], *, completed: bool = False) -> float:
    """How much is settled, from 0 to 1."""
    return len(settled(draft, questions, completed=completed)) / len(REQUIRED)
