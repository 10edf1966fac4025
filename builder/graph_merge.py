"""What a person made of a drawn workflow, carried over to the one that is drawn now. Pure, and never fails.

Three graphs are laid on each other: `base` (drawn then), `mine` (what the person made of it) and `drawn` (drawn now).
Nodes that either side took out are first taken out of all three, what led to them leading on; so the ways of the nodes
that stay can be compared one by one. Where both sides changed the same, the hand wins, and where both put something
into the same way, it leads through both.
"""

from collections.abc import Collection, Iterable, Iterator

from builder.graph_pairs import paired
from builder.graph_parts import without
from builder.graph_ways import Crossing, ways_of
from orchestrator.flow import Edge, Flow, Graph, Node


def merged(flow: Flow, drawn: Graph) -> Graph:
    """`drawn` with all that was changed by hand between `flow.base` and `flow.mine`: the same as `drawn` where nothing
    was, the same as `flow.mine` where the drawing is still the same."""
    if flow.mine == flow.base:
        return drawn
    if flow.base == drawn:
        return flow.mine
    base, mine = _under_new_ids(flow, drawn)
    nodes = tuple(_nodes(base, mine, drawn))
    ids = {node.id for node in nodes}
    bare = [_only(graph, ids) for graph in (base, mine, drawn)]
    edges = tuple(edge for edge in _edges(nodes, *bare) if {edge.source, edge.target} <= ids)
    return Graph(nodes=nodes, edges=tuple(_in_order(edges, mine.edges)))


def _under_new_ids(flow: Flow, drawn: Graph) -> tuple[Graph, Graph]:
    """Base and mine, with the ids of now for nodes that are drawn in other words: what they were is what they are."""
    mine = flow.mine.node
    new = {old.id: now.id for old, now in paired(flow.base, drawn) if old and now and old.id in mine}
    taken = set(mine) - set(new)
    new = {old: now for old, now in new.items() if now != old and now not in taken}
    return _renamed(flow.base, new), _renamed(flow.mine, new)


def _renamed(graph: Graph, new: dict[str, str]) -> Graph:
    nodes = tuple(n.model_copy(update={"id": new[n.id]}) if n.id in new else n for n in graph.nodes)
    return Graph(nodes=nodes, edges=tuple(_led(edge, new) for edge in graph.edges))


def _led(edge: Edge, new: dict[str, str]) -> Edge:
    if edge.source not in new and edge.target not in new:
        return edge
    source, target = new.get(edge.source, edge.source), new.get(edge.target, edge.target)
    return edge.model_copy(update={"source": source, "target": target})


def _nodes(base: Graph, mine: Graph, drawn: Graph) -> Iterator[Node]:
    """The nodes that stay, each with the words of the side that changed them, in the order of the side that moved."""
    was, hand, now = base.node, mine.node, drawn.node
    kept = {i for i in hand if i in now or i not in was or hand[i] != was[i]} | {i for i in now if i not in was}
    common = {i: None for i in was if i in hand and i in now}
    is_moved = [i for i in hand if i in common] != list(common)
    first, second = (hand, now) if is_moved else (now, hand)
    for node_id in _woven([i for i in first if i in kept], [i for i in second if i in kept]):
        node = hand.get(node_id) or now[node_id]
        yield _joined(was[node_id], node, now[node_id]) if node_id in common else node


def _joined(was: Node, hand: Node, now: Node) -> Node:
    if hand == was:
        return now
    return now.model_copy(update={name: value for name, value in hand if value != getattr(was, name)})


def _woven(order: list[str], others: Collection[str]) -> list[str]:
    """All of `order`, each of the others behind the one that it stands behind among its own."""
    known, woven, last = set(order), list(order), ""
    for name in others:
        if name not in known:
            woven.insert(woven.index(last) + 1 if last else 0, name)
        last = name
    return woven


def _only(graph: Graph, ids: Collection[str]) -> Graph:
    """The graph without nodes that do not stay; what led to them leads on."""
    for node in graph.nodes:
        if node.id not in ids:
            graph = without(graph, node.id)
    return graph


def _edges(nodes: Iterable[Node], base: Graph, mine: Graph, drawn: Graph) -> Iterator[Edge]:
    crossing = Crossing(base, mine, drawn)
    ways = [edge for node in nodes for edge in ways_of(node, crossing)]
    for edge in ways:
        target = crossing.led_on.get((edge.source, edge.target))
        yield edge.model_copy(update={"target": target}) if target else edge


def _in_order(edges: Iterable[Edge], before: Collection[Edge]) -> list[Edge]:
    """The edges in the order they had, new ones behind the last of the same node."""
    places = {edge: place for place, edge in enumerate(before)}
    ordered = sorted((edge for edge in edges if edge in places), key=lambda edge: places[edge])
    for edge in edges:
        if edge not in places:
            behind = [at for at, other in enumerate(ordered) if other.source == edge.source]
            ordered.insert(behind[-1] + 1 if behind else len(ordered), edge)
    return ordered
