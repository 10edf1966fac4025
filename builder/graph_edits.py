"""Edits of a workflow by hand, as pure functions of a graph. ACTIONS is all of them, by the name a form sends."""

from collections.abc import Callable, Mapping

from builder.graph_mending import decide, finish, join, provide
from builder.graph_moves import move
from builder.graph_parts import (
    LAST,
    OTHERWISE,
    GraphError,
    checked,
    edge_at,
    edge_keys,
    fresh_id,
    kind_named,
    named,
    node_at,
    within_limits,
    without,
)
from orchestrator.flow import Edge, Graph, Node

__all__ = ["ACTIONS", "GraphError", "edge_keys"]


def add(graph: Graph, after: str = "", kind: str = "say", label: str = "", tool: str = "", detail: str = "") -> Graph:
    """A new node that takes over where `after` leads to; a decision gets one more way, named like the node."""
    node = _new(graph, kind, label, tool, detail)
    if node.kind == "start":
        first = next((other.id for other in graph.nodes if other.kind != "start"), "")
        begin = (Edge(source=node.id, target=first),) if first else ()
        return within_limits(Graph(nodes=(node, *graph.nodes), edges=(*begin, *graph.edges)))
    if not after:
        return within_limits(graph.model_copy(update={"nodes": (*graph.nodes, node)}))
    source = node_at(graph, after, "after")
    if source.kind == "end":
        raise GraphError("after", "Nothing follows an end. Choose another place.")
    if source.kind == "decision":
        way = Edge(source=source.id, target=node.id, label=node.label or node.kind)
        return within_limits(Graph(nodes=_placed(graph, node, source), edges=(*graph.edges, way)))
    ways: tuple[Edge, ...] = tuple(edge for edge in graph.edges if edge.source == source.id)
    return _between(graph, node, source, ways or (Edge(source=source.id, target=""),))


def insert(graph: Graph, edge: str, kind: str = "say", label: str = "", tool: str = "", detail: str = "") -> Graph:
    """A new node on an edge: the way leads to it, and on from it to where it led before."""
    way = edge_at(graph, edge)
    node = _new(graph, kind, label, tool, detail)
    if node.kind == "start":
        raise GraphError("kind", "Nothing leads to a start. Choose another kind.")
    return _between(graph, node, graph.node[way.source], (way,))


def connect(graph: Graph, source: str, target: str, label: str = "", otherwise: object = False) -> Graph:
    """One more way out of a decision; any other node leads to one place, so its way moves there."""
    begin, end = node_at(graph, source, "source"), node_at(graph, target, "target")
    if begin.kind == "end":
        raise GraphError("source", "Nothing follows an end. Change its kind first.")
    if end.kind == "start":
        raise GraphError("target", "Nothing leads back to the start. Choose the node after it.")
    if begin == end:
        raise GraphError("target", f"{named(begin)} cannot lead to itself.")
    if begin.kind != "decision":
        kept = tuple(edge for edge in graph.edges if edge.source != begin.id)
        return within_limits(graph.model_copy(update={"edges": (*kept, Edge(source=begin.id, target=end.id))}))
    way = _way(begin.id, end.id, label, otherwise)
    if way in graph.edges:
        raise GraphError("target", f"{named(begin)} leads to {named(end)} like this already.")
    return within_limits(_only_otherwise(graph.model_copy(update={"edges": (*graph.edges, way)}), way))


def disconnect(graph: Graph, edge: str) -> Graph:
    """The graph without an edge."""
    gone = edge_at(graph, edge)
    return graph.model_copy(update={"edges": tuple(way for way in graph.edges if way is not gone)})


def change(
    graph: Graph,
    node: str,
    kind: str | None = None,
    label: str | None = None,
    detail: str | None = None,
    tool: str | None = None,
) -> Graph:
    """Another kind, label, detail or tool of a node; what is None stays."""
    old = node_at(graph, node, "node")
    new = Node(
        id=old.id,
        kind=old.kind if kind is None else kind_named(kind),
        label=old.label if label is None else checked(label, "label"),
        detail=old.detail if detail is None else checked(detail, "detail"),
        tool=old.tool if tool is None else checked(tool, "tool"),
    )
    if new.kind != "tool":
        new = new.model_copy(update={"tool": ""})
    nodes = tuple(new if other is old else other for other in graph.nodes)
    return _fitting_ways(graph.model_copy(update={"nodes": nodes}), old, new)


def relabel(graph: Graph, edge: str, label: str = "", otherwise: object = False) -> Graph:
    """Another condition of a way; a decision has one way for every other case, so the earlier one gives way."""
    old = edge_at(graph, edge)
    new = _way(old.source, old.target, label, otherwise)
    edges = tuple(new if way is old else way for way in graph.edges)
    return _only_otherwise(graph.model_copy(update={"edges": edges}), new)


def remove(graph: Graph, node: str) -> Graph:
    """The graph without a node: what led to it leads to where it went on."""
    gone = node_at(graph, node, "node")
    if gone.kind == "start":
        raise GraphError("node", "A workflow needs its start.")
    return without(graph, gone.id)


ACTIONS: Mapping[str, Callable[..., Graph]] = {
    "add": add,
    "insert": insert,
    "connect": connect,
    "disconnect": disconnect,
    "change": change,
    "relabel": relabel,
    "remove": remove,
    "move": move,
    "finish": finish,
    "decide": decide,
    "provide": provide,
    "join": join,
}


def _new(graph: Graph, kind: str, label: str, tool: str, detail: str) -> Node:
    return Node(
        id=fresh_id(node.id for node in graph.nodes),
        kind=kind_named(kind),
        label=checked(label, "label"),
        detail=checked(detail, "detail"),
        tool=checked(tool, "tool") if kind == "tool" else "",
    )


def _way(source: str, target: str, label: str, otherwise: object) -> Edge:
    is_last = otherwise in (True, "on", "true", "1", "yes")
    text = checked(label, "label")
    return Edge(source=source, target=target, label=text or (OTHERWISE if is_last else ""), otherwise=is_last)


def _between(graph: Graph, node: Node, source: Node, ways: tuple[Edge, ...]) -> Graph:
    """`node` where these ways of one source led: the first leads to it, and it leads on as they did."""
    to = ways[0].model_copy(update={"target": node.id})
    on: tuple[Edge, ...] = ()
    if node.kind not in LAST and ways[0].target:
        is_choice = node.kind == "decision"
        last = Edge(source=node.id, target=ways[0].target, label=OTHERWISE if is_choice else "", otherwise=is_choice)
        on = (last,)
    at = next((i for i, edge in enumerate(graph.edges) if edge is ways[0]), len(graph.edges))
    rest = tuple(edge for edge in graph.edges[at:] if edge is not ways[0])
    return within_limits(Graph(nodes=_placed(graph, node, source), edges=(*graph.edges[:at], to, *on, *rest)))


def _placed(graph: Graph, node: Node, source: Node) -> tuple[Node, ...]:
    at = [other.id for other in graph.nodes].index(source.id) + 1
    return (*graph.nodes[:at], node, *graph.nodes[at:])


def _only_otherwise(graph: Graph, way: Edge) -> Graph:
    """One way for every other case per node: another one becomes a case named like what it leads to."""
    if not way.otherwise:
        return graph

    def fitting(edge: Edge) -> Edge:
        if edge is way or edge.source != way.source or not edge.otherwise:
            return edge
        label = graph.node[edge.target].label if edge.label == OTHERWISE else edge.label
        return edge.model_copy(update={"otherwise": False, "label": label})

    return graph.model_copy(update={"edges": tuple(fitting(edge) for edge in graph.edges)})


def _fitting_ways(graph: Graph, old: Node, new: Node) -> Graph:
    """A node that decides no more needs no condition; one that begins to needs a way for every other case."""
    ways = [edge for edge in graph.edges if edge.source == new.id]
    if (old.kind == "decision") == (new.kind == "decision") or len(ways) != 1:
        return graph
    decides = new.kind == "decision"
    way = ways[0].model_copy(update={"label": OTHERWISE if decides else "", "otherwise": decides})
    return graph.model_copy(update={"edges": tuple(way if edge is ways[0] else edge for edge in graph.edges)})
