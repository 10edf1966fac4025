"""A graph while it is being drawn: nodes are put one after the other, and what is still open leads to the next."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from builder.graph import Edge, Graph, Node, NodeKind
from builder.wording import is_blank, one_line


@dataclass(frozen=True)
class Way:
    """A way out of a node that leads nowhere yet."""

    source: str
    label: str = ""
    otherwise: bool = False


class Sketch:
    def __init__(self) -> None:
        self.open: list[Way] = []
        self._nodes: list[Node] = []
        self._edges: list[Edge] = []
        self._named: Counter[str] = Counter()

    def put(self, kind: NodeKind, label: str, *, detail: str = "", tool: str = "") -> Node:
        """A new node that every open way leads to; the one open way is then its own."""
        seen = _seen(label)
        node = Node(id=self._name(kind, seen, tool), kind=kind, label=seen, detail=one_line(detail), tool=tool)
        self._nodes.append(node)
        self.lead_to(node)
        self.open = [Way(node.id)]
        return node

    def _name(self, kind: NodeKind, label: str, tool: str) -> str:
        """An id made of what the node says: it stays the same whatever is drawn before and after it."""
        name = "n" + hashlib.blake2s(f"{kind}|{tool}|{label}".encode(), digest_size=4).hexdigest()
        self._named[name] += 1
        return name if self._named[name] == 1 else f"{name}_{self._named[name]}"

    def lead_to(self, node: Node) -> None:
        self._edges += [
            Edge(source=w.source, target=node.id, label=_seen(w.label) if w.label else "", otherwise=w.otherwise)
            for w in self.open
        ]
        self.open = []

    def close_handoffs(self) -> None:
        """After a hand-over nothing follows."""
        handoffs = {node.id for node in self._nodes if node.kind == "handoff"}
        self.open = [way for way in self.open if way.source not in handoffs]

    def graph(self) -> Graph:
        return Graph(nodes=tuple(self._nodes), edges=tuple(self._edges))


def _seen(text: str) -> str:
    line = one_line(text)
    return "…" if is_blank(line) else line
