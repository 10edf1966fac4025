"""What all edits of a workflow by hand rest on: their limits, their error, and finding one's way in a graph."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import get_args

from builder.wording import is_blank, one_line, shortened
from orchestrator.flow import Edge, Graph, Node, NodeKind

LONGEST_LABEL = 2_000
MOST_NODES, MOST_EDGES = 600, 1_000
OTHERWISE = "otherwise"
KIND_NAMES: dict[NodeKind, str] = {
    "start": "Start",
    "say": "Say",
    "ask": "Ask",
    "tool": "Use a tool",
    "decision": "Decide",
    "handoff": "Hand over",
    "end": "End",
}
LAST: tuple[NodeKind, ...] = ("end", "handoff")  # where a conversation is over


class GraphError(Exception):
    """An edit that cannot be made: `field` names the input it is about, the text is for the person."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field, self.text = field, text


def edge_keys(graph: Graph) -> dict[str, Edge]:
    """The edges by key: source, target, and which one between these two it is, from 1. In the graph's order."""
    counts: Counter[tuple[str, str]] = Counter()
    keyed = {}
    for edge in graph.edges:
        counts[edge.source, edge.target] += 1
        keyed[f"{edge.source}-{edge.target}-{counts[edge.source, edge.target]}"] = edge
    return keyed


def reached(begin: Iterable[str], ways: Iterable[tuple[str, str]]) -> set[str]:
    """All that (from where, to where) lead to, from these on, themselves among them."""
    nexts: dict[str, list[str]] = defaultdict(list)
    for source, target in ways:
        nexts[source].append(target)
    seen = set(begin)
    todo = list(seen)
    while todo:
        fresh = set(nexts[todo.pop()]) - seen
        seen |= fresh
        todo += fresh
    return seen


def from_start(graph: Graph) -> set[str]:
    """The nodes that some path from a start leads to."""
    starts = (node.id for node in graph.nodes if node.kind == "start")
    return reached(starts, ((edge.source, edge.target) for edge in graph.edges))


def onward(graph: Graph, node_id: str) -> str:
    """Where a node leads to when nothing special applies, "" for nowhere."""
    ways = [way for way in graph.edges if way.source == node_id and way.target != node_id]
    plain = [way for way in ways if way.otherwise or not way.label]
    return (plain or ways)[0].target if ways else ""


def without(graph: Graph, node_id: str) -> Graph:
    """The graph without a node, whatever its kind; what led to it leads to where it went on."""
    follows = onward(graph, node_id)
    kept = [way for way in graph.edges if node_id not in (way.source, way.target)]
    known = {(way.source, way.target, way.label) for way in kept}

    def bridged(way: Edge) -> Edge | None:
        is_new = (way.source, follows, way.label) not in known and way.source not in (node_id, follows)
        return way.model_copy(update={"target": follows}) if follows and is_new else None

    ways = (bridged(way) if way.target == node_id else way for way in graph.edges if way.source != node_id)
    return Graph(nodes=tuple(n for n in graph.nodes if n.id != node_id), edges=tuple(way for way in ways if way))


def named(node: Node) -> str:
    """A node as messages name it: by its words, by its kind where it has none."""
    return f"“{shortened(words(node), 60)}”"


def shown(node: Node) -> str:
    """What a node says, the name of its kind where it says nothing."""
    return KIND_NAMES[node.kind] if is_blank(node.label) else node.label


def words(node: Node) -> str:
    """The same on one line."""
    return one_line(shown(node))


def checked(text: str, field: str) -> str:
    """A text as it is kept: on one line, at most LONGEST_LABEL characters."""
    line = one_line(text)
    if len(line) > LONGEST_LABEL:
        raise GraphError(field, f"At most {LONGEST_LABEL:,} characters fit; these are {len(line):,}.")
    return "" if is_blank(line) else line


def fresh_id(taken: Iterable[str]) -> str:
    """An id for a node made by hand. Drawn ones are hexadecimal, which has no h."""
    used = set(taken)
    return next(name for number in range(1, len(used) + 2) if (name := f"nh{number}") not in used)


def node_at(graph: Graph, node_id: str, field: str) -> Node:
    found = graph.node.get(node_id)
    if found is None:
        raise GraphError(field, "This node is not there any more. Look at the workflow as it is now.")
    return found


def edge_at(graph: Graph, key: str) -> Edge:
    found = edge_keys(graph).get(key)
    if found is None:
        raise GraphError("edge", "This arrow is not there any more. Look at the workflow as it is now.")
    return found


def kind_named(kind: str) -> NodeKind:
    for known in get_args(NodeKind):
        if kind == known:
            return known  # type: ignore[no-any-return]
    raise GraphError("kind", f"There is no kind {kind[:40]!r}: choose {', '.join(get_args(NodeKind))}.")


def within_limits(graph: Graph) -> Graph:
    if len(graph.nodes) > MOST_NODES or len(graph.edges) > MOST_EDGES:
        raise GraphError("", f"A workflow has at most {MOST_NODES} nodes and {MOST_EDGES:,} arrows.")
    return graph
