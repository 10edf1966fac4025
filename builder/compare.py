"""Two states of an agent side by side: facts, workflow as one coloured diagram, prompt and files as texts. Pure."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from pydantic import BaseModel, ConfigDict

from builder import mermaid
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import Made
from builder.exports.registry import made_of
from builder.graph import Graph, Node
from builder.graph_pairs import paired
from builder.ripple import FactRipple, Kind, NodeRipple, facts_between, nodes_between
from orchestrator.slots import KEPT

AROUND = 2  # unchanged lines shown before and after changed ones
WORDS: dict[Kind, str] = {"added": "Added", "removed": "Removed", "changed": "Changed"}
GONE, NEW = "-.->", "==>"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Line(_Frozen):
    kind: Literal["same", "added", "removed"]
    text: str


class Passage(_Frozen):
    """Changed lines with a few around them; `number` is the first one's in the later text, from 1."""

    number: int
    lines: tuple[Line, ...]


class FileChange(_Frozen):
    name: str
    kind: Kind


class ExportChange(_Frozen):
    """A target whose files differ."""

    name: str
    title: str
    files: tuple[FileChange, ...]


class Comparison(_Frozen):
    """What differs between two states. `workflow` is Mermaid text of both in one, "" where they are the same."""

    facts: tuple[FactRipple, ...] = ()
    nodes: tuple[NodeRipple, ...] = ()
    workflow: str = ""
    prompt: tuple[Passage, ...] = ()
    exports: tuple[ExportChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facts or self.workflow or self.prompt or self.exports)


def compare(before: Agent, after: Agent) -> Comparison:
    """What became of an agent between two states of it."""
    return Comparison(
        facts=tuple(sorted(_told_apart([*facts_between(before.definition, after.definition)]), key=_place)),
        nodes=tuple(nodes_between(before.graph, after.graph)),
        workflow="" if before.graph == after.graph else diagram(before.graph, after.graph),
        prompt=passages(before.prompt, after.prompt),
        exports=tuple(_exports(before, after)),
    )


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """The lines that came and went, in passages with what stands around them; () for the same text."""
    old, new = before.splitlines(), after.splitlines()
    groups = SequenceMatcher(None, old, new).get_grouped_opcodes(AROUND)
    return tuple(
        Passage(number=group[0][3] + 1, lines=tuple(line for code in group for line in _lines(old, new, code)))
        for group in groups
    )


def file_passages(before: Agent, after: Agent, name: str) -> tuple[Passage, ...] | None:
    """One file of both, as `passages`; None where neither has it. A file that is not there counts as empty."""
    was, now = (_texts(agent) for agent in (before, after))
    if name not in was and name not in now:
        return None
    return passages(was.get(name, ""), now.get(name, ""))


def diagram(before: Graph, after: Graph) -> str:
    """Both workflows in one: what is gone is still there, dotted; each change is named in its box and has a class
    (diff-added, diff-removed, diff-changed)."""
    kinds = {one.id: one.kind for one in nodes_between(before, after)}
    shown, renamed = _union(before, after)
    was = {e.model_copy(update={"source": renamed[e.source], "target": renamed[e.target]}) for e in before.edges}
    now = set(after.edges)
    gone = sorted(was - now, key=lambda edge: (edge.source, edge.target, edge.label))
    arrows = dict.fromkeys(gone, GONE) | {edge: NEW for edge in after.edges if edge not in was}
    nodes = tuple(_worded(node, kinds.get(node.id)) for node in shown)
    classes = {node_id: f"diff-{kind}" for node_id, kind in kinds.items()}
    return mermaid.draw(Graph(nodes=nodes, edges=(*after.edges, *gone)), mermaid.Marks(classes, arrows))


def _union(before: Graph, after: Graph) -> tuple[list[Node], dict[str, str]]:
    """(the nodes of both, the id in the union by the id before)"""
    removed = [old for old, new in paired(before, after) if old and not new]
    renamed = {old.id: (new or old).id for old, new in paired(before, after) if old}
    return [*after.nodes, *removed], renamed


def _worded(node: Node, kind: Kind | None) -> Node:
    return node.model_copy(update={"label": f"{WORDS[kind]}: {node.label}"}) if kind else node


def _place(fact: FactRipple) -> int:
    """Where the specification tells it."""
    return list(KEPT).index(fact.slot)


def _told_apart(facts: list[FactRipple]) -> Iterator[FactRipple]:
    """Without those that were only said anew, gone and come with the same words; and a single value that came in
    place of another one is that one, changed."""
    gone = {(one.slot, one.before): one for one in facts if one.kind == "removed"}
    come = {(one.slot, one.after): one for one in facts if one.kind == "added"}
    single = {slot: text for slot, text in gone if not KEPT[slot].many}
    for one in facts:
        if one.kind == "changed":
            yield one
        elif (one.slot, one.before or one.after) in gone.keys() & come.keys():
            continue
        elif one.slot not in single:
            yield one
        elif one.kind == "added":
            yield one.model_copy(update={"kind": "changed", "before": single[one.slot]})
        elif not any(slot == one.slot for slot, _ in come):
            yield one


def _lines(old: list[str], new: list[str], code: tuple[str, int, int, int, int]) -> Iterator[Line]:
    tag, i, j, k, m = code
    if tag == "equal":
        yield from (Line(kind="same", text=text) for text in new[k:m])
        return
    yield from (Line(kind="removed", text=text) for text in old[i:j])
    yield from (Line(kind="added", text=text) for text in new[k:m])


def _exports(before: Agent, after: Agent) -> Iterator[ExportChange]:
    for (export, was), (_, now) in zip(made_of(before), made_of(after), strict=True):
        files = tuple(_changed(_files(export, was), _files(export, now)))
        if files:
            yield ExportChange(name=export.name, title=export.title, files=files)


def _files(export: Export, made: Made) -> dict[str, str]:
    return {file.name: file.text for file in export.files(made)}


def _texts(agent: Agent) -> dict[str, str]:
    return {name: text for export, made in made_of(agent) for name, text in _files(export, made).items()}


def _changed(was: dict[str, str], now: dict[str, str]) -> Iterator[FileChange]:
    for name in dict.fromkeys((*was, *now)):
        if was.get(name) != now.get(name):
            kind: Kind = "added" if name not in was else "removed" if name not in now else "changed"
            yield FileChange(name=name, kind=kind)
