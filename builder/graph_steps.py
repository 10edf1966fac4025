"""A workflow as numbered steps that say where they lead: how a graph is told in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.graph_checks import View
from builder.graph_parts import onward, without, words
from builder.wording import is_blank, one_line
from orchestrator.flow import Edge, Graph, Node

OVER = 0  # where a way leads that ends the conversation


@dataclass(frozen=True)
class Way:
    """Where a step leads: `when` is "" for every other case, `to` the number of a step, OVER for the end."""

    when: str
    to: int
    node: Node


@dataclass(frozen=True)
class Told:
    """A node as a step. `ways` are a decision's, in order; `then` is where any other leads, None for the next step."""

    number: int
    node: Node
    ways: tuple[Way, ...] = ()
    then: Way | None = None

    @property
    def text(self) -> str:
        """What its node says, never empty."""
        return words(self.node)


def told(graph: Graph) -> tuple[Told, ...]:
    """The steps of a workflow from 1, in its order: all that can be reached but start and ends, and but what says
    nothing where the way simply leads on."""
    graph = _telling(graph)
    seen = View(graph, ())
    nodes = [node for node in graph.nodes if node.id in seen.reached and node.kind not in ("start", "end")]
    numbers = {node.id: number for number, node in enumerate(nodes, 1)}
    return tuple(_step(seen, numbers, node) for node in nodes)


def _telling(graph: Graph) -> Graph:
    """The graph without things to say or ask that have no words; one that a way would be lost with stays."""
    for node in graph.nodes:
        if node.kind in ("say", "ask") and is_blank(node.label) and is_blank(node.detail):
            before = {way.source for way in graph.edges if way.target == node.id}
            follows = onward(graph, node.id)
            graph = without(graph, node.id) if follows and follows not in before else graph
    return graph


def _step(seen: View, numbers: dict[str, int], node: Node) -> Told:
    number, out = numbers[node.id], seen.out[node.id]
    ways = tuple(Way(_when(edge), numbers.get(edge.target, OVER), seen.node[edge.target]) for edge in _in_turn(out))
    if node.kind == "decision" or len(ways) > 1:
        return Told(number, node, ways)
    is_plain = not ways or ways[0].to == number + 1 or (ways[0].to == OVER and number == len(numbers))
    return Told(number, node, then=None if is_plain else ways[0])


def _in_turn(edges: list[Edge]) -> list[Edge]:
    return sorted(edges, key=lambda edge: edge.otherwise)


def _when(edge: Edge) -> str:
    return "" if edge.otherwise else one_line(edge.label)


def usual(graph: Graph) -> Iterator[Node]:
    """The nodes on the way that is taken when nothing special applies."""
    seen = View(_telling(graph), ())
    node, met = next(iter(seen.starts), None), set[str]()
    while node and node.id not in met:
        met.add(node.id)
        yield node
        ways = sorted(seen.out[node.id], key=lambda edge: not (edge.otherwise or not edge.label))
        node = seen.node[ways[0].target] if ways else None
