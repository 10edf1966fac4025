"""Walking a workflow as a caller would: from the start, one chosen way at a time. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.graph_edits import edge_keys
from builder.graph_parts import words
from orchestrator.flow import Edge, Graph, Node

LONGEST = 400  # ways: whoever walks further goes round in circles
State = Literal["nowhere", "open", "ended", "dead_end", "too_long"]


@dataclass(frozen=True)
class Way:
    """A way out of where somebody stands: its key, and where it leads."""

    key: str
    edge: Edge
    to: Node

    @property
    def leads_to(self) -> str:
        """What stands there in words, never empty."""
        return words(self.to)


@dataclass(frozen=True)
class Walk:
    """Where a walk has led. `taken` are the ways behind it; `strayed` says that some could not be followed: they are
    no longer there."""

    here: Node | None = None
    came_from: tuple[Node, ...] = ()
    taken: tuple[Way, ...] = ()
    ways: tuple[Way, ...] = ()
    strayed: bool = False

    @property
    def state(self) -> State:
        """Whether it can go on, has come to an end, or stands where nothing follows."""
        if self.here is None:
            return "nowhere"
        if self.here.kind in ("end", "handoff"):
            return "ended"
        if len(self.taken) >= LONGEST:
            return "too_long"
        return "open" if self.ways else "dead_end"

    @property
    def lit(self) -> tuple[str, ...]:
        """Ids of the nodes and keys of the ways that were walked."""
        nodes = [*self.came_from, *([self.here] if self.here else [])]
        return (*dict.fromkeys(node.id for node in nodes), *dict.fromkeys(way.key for way in self.taken))


def walk(graph: Graph, keys: Sequence[str]) -> Walk:
    """The walk from the start along the ways with these keys; it stops before the first that is not there."""
    start = next((node for node in graph.nodes if node.kind == "start"), None)
    if start is None:
        return Walk(strayed=bool(keys))
    ways = _Ways(graph)
    here, came_from, taken = start, [], []
    for key in keys[:LONGEST]:
        way = next((way for way in ways.out_of(here) if way.key == key), None)
        if way is None:
            break
        came_from.append(here)
        taken.append(way)
        here = way.to
    strayed = len(taken) < len(keys)
    return Walk(here, tuple(came_from), tuple(taken), tuple(ways.out_of(here)), strayed)


class _Ways:
    """The ways out of each node, but no way out of an end."""

    def __init__(self, graph: Graph) -> None:
        self.node = graph.node
        self.keyed = tuple(edge_keys(graph).items())

    def out_of(self, node: Node) -> Iterator[Way]:
        for key, edge in self.keyed:
            if edge.source == node.id and edge.target in self.node:
                yield Way(key, edge, self.node[edge.target])
