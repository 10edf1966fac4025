"""Edits that mend what a check found, where one of the plain ones does not."""

from builder.graph_parts import (
    LAST,
    OTHERWISE,
    GraphError,
    checked,
    fresh_id,
    from_start,
    named,
    node_at,
    within_limits,
)
from orchestrator.flow import Edge, Graph, Node, NodeKind

DONE, FAILED = "the person is done", "it failed"


def finish(graph: Graph, node: str) -> Graph:
    """The node leads to an end: a decision in every other case; where it leads on already, when the person is done."""
    begin = node_at(graph, node, "node")
    if begin.kind in LAST:
        raise GraphError("node", f"{named(begin)} ends the conversation already.")
    if begin.kind != "decision" and any(edge.source == begin.id for edge in graph.edges):
        graph, begin = _decided(graph, begin, "Is there anything else?")
    graph, end = _the(graph, "end", "End")
    ways = [edge for edge in graph.edges if edge.source == begin.id]
    is_last = begin.kind == "decision" and not any(edge.otherwise for edge in ways)
    label = OTHERWISE if is_last else DONE if ways else ""
    way = Edge(source=begin.id, target=end.id, label=label, otherwise=is_last)
    return within_limits(graph.model_copy(update={"edges": (*graph.edges, way)}))


def decide(graph: Graph, node: str) -> Graph:
    """A decision between a node and the places it leads to: the last one in every other case."""
    begin = node_at(graph, node, "node")
    if begin.kind in ("decision", "end"):
        raise GraphError("node", f"{named(begin)} needs no decision after it.")
    return within_limits(_decided(graph, begin, "Which case applies?")[0])


def provide(graph: Graph, node: str, detail: str = "") -> Graph:
    """A decision behind a tool: when it failed, somebody takes over (`detail`, where no hand-over is there yet); in
    every other case it goes on."""
    begin = node_at(graph, node, "node")
    if begin.kind != "tool":
        raise GraphError("node", f"{named(begin)} uses no tool that could fail.")
    graph, choice = _decided(graph, begin, "Did it work?")
    graph, desk = _the(graph, "handoff", f"Hand over to {checked(detail, 'detail') or 'a person'}")
    way = Edge(source=choice.id, target=desk.id, label=FAILED)
    graph = graph.model_copy(update={"edges": (*graph.edges, way)})
    return within_limits(graph) if _has_other(graph, choice) else finish(graph, choice.id)


def join(graph: Graph, node: str) -> Graph:
    """A path leads to the node: from the one before it that can be reached, as one more case where that leads on."""
    target = node_at(graph, node, "node")
    before = _before(graph, target)
    if before.kind != "decision" and any(edge.source == before.id for edge in graph.edges):
        graph, before = _decided(graph, before, "Which case applies?")
    case = (target.label or target.kind) if before.kind == "decision" else ""
    way = Edge(source=before.id, target=target.id, label=case)
    return within_limits(graph.model_copy(update={"edges": (*graph.edges, way)}))


def _before(graph: Graph, target: Node) -> Node:
    reached = from_start(graph)
    if target.id in reached:
        raise GraphError("node", f"A path leads to {named(target)} already.")
    found = None
    for node in graph.nodes:
        if node == target and found:
            break
        if node.id in reached and node.kind not in LAST:
            found = node
    if found is None:
        raise GraphError("node", "There is no start to come from. Add one first.")
    return found


def _decided(graph: Graph, begin: Node, label: str) -> tuple[Graph, Node]:
    """The graph with a decision behind a node, which takes over its ways; and the decision."""
    choice = Node(id=fresh_id(node.id for node in graph.nodes), kind="decision", label=label)
    at = [node.id for node in graph.nodes].index(begin.id) + 1
    ways = [edge for edge in graph.edges if edge.source == begin.id]
    led = {id(edge): _case(graph, edge, choice, is_last=edge is ways[-1]) for edge in ways}
    edges = tuple(led.get(id(edge), edge) for edge in graph.edges)
    nodes = (*graph.nodes[:at], choice, *graph.nodes[at:])
    return Graph(nodes=nodes, edges=(*edges, Edge(source=begin.id, target=choice.id))), choice


def _case(graph: Graph, edge: Edge, choice: Node, *, is_last: bool) -> Edge:
    target = graph.node[edge.target]
    label = OTHERWISE if is_last else (edge.label or target.label or target.kind)
    return Edge(source=choice.id, target=edge.target, label=label, otherwise=is_last)


def _the(graph: Graph, kind: NodeKind, label: str) -> tuple[Graph, Node]:
    """The first node of a kind, put at the end of the graph where there is none."""
    found = next((node for node in graph.nodes if node.kind == kind), None)
    if found:
        return graph, found
    node = Node(id=fresh_id(other.id for other in graph.nodes), kind=kind, label=label)
    return graph.model_copy(update={"nodes": (*graph.nodes, node)}), node


def _has_other(graph: Graph, choice: Node) -> bool:
    return any(edge.source == choice.id and edge.otherwise for edge in graph.edges)
