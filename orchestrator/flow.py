"""A workflow as plain data: typed nodes, conditional edges, and what a person made of a drawn one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

NodeKind = Literal["start", "say", "ask", "tool", "decision", "handoff", "end"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Node(Frozen):
    """One point of the conversation. `tool` names a configured tool; `detail` says what the label leaves out."""

    id: str
    kind: NodeKind
    label: str
    detail: str = ""
    tool: str = ""


class Edge(Frozen):
    """A way from one node to the next: always, under the condition in `label`, or `otherwise`."""

    source: str
    target: str
    label: str = ""
    otherwise: bool = False


class Graph(Frozen):
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    @property
    def node(self) -> Mapping[str, Node]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    def ways_out(self) -> Mapping[str, Sequence[Edge]]:
        """The edges by the node they leave."""
        out: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            out[edge.source].append(edge)
        return out


class Flow(Frozen):
    """A workflow edited by hand: `base` is what was drawn when that was done last, `mine` what came of it."""

    base: Graph
    mine: Graph
