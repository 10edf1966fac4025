"""What follows from a change: which facts, workflow nodes and prompt sections differ, before and after. Pure."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from builder import graph_diff, mermaid
from builder.definition import AgentDefinition
from builder.graph import Graph, Node
from builder.graph_pairs import paired
from builder.prompt_writer import sections
from builder.tool_words import access_told, operation_told
from builder.workflow import synthesise
from orchestrator.facts import Fact
from orchestrator.flow import Flow
from orchestrator.slots import KEPT
from orchestrator.undoing import differences
from orchestrator.values import PromptSection, Tool

Kind = Literal["added", "removed", "changed"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class FactRipple(_Frozen):
    """A fact before and after, as a person would say it; "" where it is not there."""

    slot: str
    label: str
    kind: Kind
    before: str = ""
    after: str = ""


class NodeRipple(_Frozen):
    """A node of the workflow. `id` is its id in the diagram after the change, or before it where it is gone."""

    id: str
    kind: Kind
    before: str = ""
    after: str = ""


class SectionRipple(_Frozen):
    """A section of the prompt: the lines that are gone, and those that came."""

    title: str
    kind: Kind
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Ripple(_Frozen):
    """All that one change changes."""

    facts: tuple[FactRipple, ...] = ()
    nodes: tuple[NodeRipple, ...] = ()
    sections: tuple[SectionRipple, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facts or self.nodes or self.sections)


def ripple(before: AgentDefinition, after: AgentDefinition) -> Ripple:
    """What differs between two states of an agent."""
    drawn, redrawn = synthesise(before), synthesise(after)
    return Ripple(
        facts=tuple(facts_between(before, after)),
        nodes=tuple(nodes_between(drawn, redrawn) if before.facts and after.facts else ()),
        sections=tuple(_sections(sections(before, drawn), sections(after, redrawn))),
    )


def facts_between(before: AgentDefinition, after: AgentDefinition) -> Iterator[FactRipple]:
    """The facts that say something else, each with what it said and what it says."""
    for made in differences(before.facts, after.facts):
        was, now = _told(made.before), _told(made.after)
        if was == now and _is_configured_anew(made.before, made.after):
            now = f"{now}; something else in its schemas"
        if was != now:
            yield FactRipple(slot=made.slot, label=KEPT[made.slot].label, kind=_kind(was, now), before=was, after=now)


def _is_configured_anew(before: Fact | None, after: Fact | None) -> bool:
    """Whether a tool's operations differ in what their words leave out."""
    was, now = (fact.value if fact else None for fact in (before, after))
    return isinstance(was, Tool) and isinstance(now, Tool) and was.operations != now.operations


def _told(fact: Fact | None) -> str:
    """All a fact says, so that a tool's new address shows, too."""
    if fact is None or fact.value is None:
        return ""
    if isinstance(fact.value, str):
        return fact.value
    if isinstance(fact.value, Flow):
        return graph_diff.told(fact.value.base, fact.value.mine)
    if isinstance(fact.value, PromptSection):
        return f"{fact.value.title}: {fact.value.text}"
    fields = fact.value.model_dump(by_alias=True, exclude_none=True, exclude={"operations", "access"})
    parts = [_field(name, value) for name, value in fields.items() if value]
    if isinstance(fact.value, Tool):
        parts += [operation_told(one) for one in fact.value.operations]
        parts += [access_told(fact.value.access)] if fact.value.access else []
    return "; ".join(parts)


def _field(name: str, value: object) -> str:
    if not isinstance(value, list | tuple):
        return str(value) if name in ("name", "step", "when", "one") else f"{name}: {value}"
    parts = (
        ", ".join(f"{k} {v}" for k, v in item.items() if v) if isinstance(item, dict) else str(item) for item in value
    )
    return f"{name}: {'; '.join(parts)}"


def _kind(before: object, after: object) -> Kind:
    return "added" if not before else "removed" if not after else "changed"


def nodes_between(before: Graph, after: Graph) -> Iterator[NodeRipple]:
    """The nodes that say something else, or lead on under other conditions."""
    was, now = _ways(before), _ways(after)
    for old, new in paired(before, after):
        text, next_text = _caption(old, was), _caption(new, now)
        if text != next_text:
            shown = new or old
            assert shown is not None
            yield NodeRipple(id=shown.id, kind=_kind(old, new), before=text, after=next_text)


def _ways(graph: Graph) -> dict[str, tuple[str, ...]]:
    return {source: tuple(e.label for e in edges if e.label) for source, edges in graph.ways_out().items()}


def _caption(node: Node | None, ways: dict[str, tuple[str, ...]]) -> str:
    """What a node says, and a decision's conditions."""
    if node is None:
        return ""
    conditions = "; ".join(ways.get(node.id, ()))
    return mermaid.caption(node) + (f": {conditions}" if conditions else "")


def _sections(before: dict[str, str], after: dict[str, str]) -> Iterator[SectionRipple]:
    for title in dict.fromkeys((*before, *after)):
        old, new = before.get(title, ""), after.get(title, "")
        if old != new:
            gone, come = _lines(old, new)
            yield SectionRipple(title=title, kind=_kind(old, new), before=gone, after=come)


def _lines(old: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(lines that are gone, lines that came), without blank ones; a line that only moved counts as neither."""
    was, now = (Counter(line.strip() for line in text.splitlines() if line.strip()) for text in (old, new))
    return tuple((was - now).elements()), tuple((now - was).elements())
