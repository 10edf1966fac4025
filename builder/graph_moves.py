"""Moving a node along its path."""

from builder.graph_parts import GraphError, named, node_at, onward
from orchestrator.flow import Edge, Graph, Node


def move(graph: Graph, node: str, by: object = -1) -> Graph:
    """A node one place earlier (-1) or later (1) on its path."""
    moved = node_at(graph, node, "node")
    if str(by) not in ("-1", "1"):
        raise GraphError("by", "A node moves by one place: -1 or 1.")
    if not _is_plain(graph, moved):
        raise GraphError("by", f"{named(moved)} stays in its place: only what is said, asked or looked up moves.")
    if str(by) == "-1":
        return _swapped(graph, _before(graph, moved), moved)
    return _swapped(graph, moved, _after(graph, moved))


def _before(graph: Graph, node: Node) -> Node:
    before = {edge.source for edge in graph.edges if edge.target == node.id}
    first = graph.node[before.pop()] if len(before) == 1 else None
    if first is None or not _is_plain(graph, first):
        raise GraphError("by", f"{named(node)} cannot go up further: what leads there is the start or a choice.")
    return first


def _after(graph: Graph, node: Node) -> Node:
    follows = graph.node.get(onward(graph, node.id))
    if follows is None or not _is_plain(graph, follows) or sum(e.target == follows.id for e in graph.edges) != 1:
        raise GraphError("by", f"{named(node)} cannot go down further: what follows is an end or a choice.")
    return follows


def _is_plain(graph: Graph, node: Node) -> bool:
    """Whether a node has its place on one path."""
    return node.kind in ("say", "ask", "tool") and sum(edge.source == node.id for edge in graph.edges) <= 1


def _swapped(graph: Graph, first: Node, second: Node) -> Graph:
    """Two neighbours on one path in the other order."""
    turned = {first.id: second.id, second.id: first.id}

    def led(edge: Edge) -> Edge:
        if edge.source == first.id:
            return edge.model_copy(update={"source": second.id, "target": first.id})
        if edge.source == second.id:
            return edge.model_copy(update={"source": first.id})
        return edge.model_copy(update={"target": second.id}) if edge.target == first.id else edge

    nodes = tuple(graph.node[turned.get(node.id, node.id)] for node in graph.nodes)
    return Graph(nodes=nodes, edges=tuple(led(edge) for edge in graph.edges))
