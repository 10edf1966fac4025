"""The workflow as a graph: typed nodes, conditional edges, and what makes one valid."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from orchestrator.flow import Edge, Graph, Node, NodeKind
from orchestrator.values import Tool

__all__ = ["Edge", "Graph", "Node", "NodeKind", "Problem", "validate"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Fix(_Frozen):
    """What would mend a problem: the words of its button, and one of builder.graph_edits.ACTIONS with its fields."""

    label: str
    action: str
    fields: dict[str, str] = {}


class Problem(_Frozen):
    """What is wrong with a graph: `code` is stable, `text` is for reading, `node` the id it is about, "" for none.

    An error keeps a conversation from being followed to its end; a warning is worth a second look.
    """

    code: Literal[
        "start", "twice", "loose_edge", "dead_end", "endless", "orphan", "one_way", "no_otherwise", "unknown_tool"
    ]
    text: str
    node: str = ""
    severity: Literal["error", "warning"] = "error"
    fix: Fix | None = None


def validate(graph: Graph, tools: Iterable[Tool]) -> tuple[Problem, ...]:
    """What is wrong with the graph; () when a conversation can follow it from start to end on every path."""
    loose = tuple(_loose(graph))
    if loose:
        return loose
    return (*_starts(graph), *_paths(graph), *_decisions(graph), *_tools(graph, tools))


def _loose(graph: Graph) -> Iterator[Problem]:
    counts = Counter(node.id for node in graph.nodes)
    for node_id, count in counts.items():
        if count > 1:
            yield Problem(code="twice", text="Two nodes carry the same id.", node=node_id)
    for edge in graph.edges:
        for end in {edge.source, edge.target} - counts.keys():
            yield Problem(code="loose_edge", text="An arrow begins or ends at a node that is not there.", node=end)


def _starts(graph: Graph) -> Iterator[Problem]:
    starts = [node for node in graph.nodes if node.kind == "start"]
    if not starts:
        yield Problem(code="start", text="There is no start.")
    for extra in starts[1:]:
        yield Problem(code="start", text="There is more than one start.", node=extra.id)


def _paths(graph: Graph) -> Iterator[Problem]:
    starts = [node.id for node in graph.nodes if node.kind == "start"]
    reached = _reach(starts, [(e.source, e.target) for e in graph.edges])
    ends = [node.id for node in graph.nodes if node.kind in ("end", "handoff")]
    ending = _reach(ends, [(e.target, e.source) for e in graph.edges])
    leaving = {edge.source for edge in graph.edges}
    for node in graph.nodes:
        if node.id not in reached:
            yield Problem(code="orphan", text=f"No path leads to “{node.label}”.", node=node.id)
        if node.kind not in ("end", "handoff") and node.id not in leaving:
            yield Problem(code="dead_end", text=f"Nothing follows “{node.label}”.", node=node.id)
        elif node.id not in ending:
            yield Problem(code="endless", text=f"From “{node.label}” the conversation never ends.", node=node.id)


def _reach(begin: Iterable[str], ways: Iterable[tuple[str, str]]) -> set[str]:
    nexts: dict[str, list[str]] = defaultdict(list)
    for source, target in ways:
        nexts[source].append(target)
    seen, todo = set(begin), list(begin)
    while todo:
        for target in nexts[todo.pop()]:
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen


def _decisions(graph: Graph) -> Iterator[Problem]:
    out = graph.ways_out()
    for node in graph.nodes:
        if node.kind != "decision":
            continue
        ways = out.get(node.id, ())
        if len(ways) < 2:
            yield Problem(code="one_way", text=f"“{node.label}” decides nothing: it needs two ways out.", node=node.id)
        if sum(edge.otherwise for edge in ways) != 1:
            yield Problem(code="no_otherwise", text=f"“{node.label}” needs one way for every other case.", node=node.id)


def _tools(graph: Graph, tools: Iterable[Tool]) -> Iterator[Problem]:
    names = {tool.name for tool in tools}
    for node in graph.nodes:
        if node.kind == "tool" and node.tool not in names:
            yield Problem(
                code="unknown_tool",
                text=f"“{node.label}” uses a tool that is not configured: {node.tool or 'none named'}.",
                node=node.id,
            )
