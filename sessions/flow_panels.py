"""What stands beside the diagram when a node or a way is chosen: it in words, and its forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from builder.graph_edits import edge_keys
from builder.walk import Way
from orchestrator.flow import Edge, Graph, Node
from sessions.flow_forms import ActionForm


@dataclass(frozen=True)
class NodePanel:
    """A node: the ways out of it and to it, and the forms to change it, add after it and connect it."""

    node: Node
    ways: tuple[Way, ...]
    sources: tuple[Node, ...]
    forms: dict[str, ActionForm]
    template: str = "components/_node_panel.html"


@dataclass(frozen=True)
class WayPanel:
    """A way from one node to the next, and the forms to say when it is taken and to put a step on it."""

    key: str
    edge: Edge
    source: Node
    to: Node
    forms: dict[str, ActionForm]
    template: str = "components/_way_panel.html"


def panel_of(
    graph: Graph, tools: Iterable[str], at: str, refused: ActionForm | None = None
) -> NodePanel | WayPanel | None:
    """What is chosen under this id or key, None where nothing is; a form that was refused stands as it was sent."""
    made = _node_panel(graph, tuple(tools), at) or _way_panel(graph, tuple(tools), at)
    if made and refused and refused.action in made.forms:
        made.forms[refused.action] = refused
    return made


def _node_panel(graph: Graph, tools: tuple[str, ...], at: str) -> NodePanel | None:
    node = graph.node.get(at)
    if node is None:
        return None

    def form(action: str, **initial: Any) -> ActionForm:
        return ActionForm(action, graph, tools, **initial)

    forms = {"change": form("change", node=at, kind=node.kind, label=node.label, tool=node.tool, detail=node.detail)}
    if node.kind != "end":
        forms["add"] = form("add", after=at)
        forms["connect"] = form("connect", source=at)
    keyed = edge_keys(graph).items()
    ways = tuple(Way(key, e, graph.node[e.target]) for key, e in keyed if e.source == at and e.target in graph.node)
    sources = dict.fromkeys(graph.node[e.source] for e in graph.edges if e.target == at and e.source in graph.node)
    return NodePanel(node, ways, tuple(sources), forms)


def _way_panel(graph: Graph, tools: tuple[str, ...], at: str) -> WayPanel | None:
    edge = edge_keys(graph).get(at)
    if edge is None or not {edge.source, edge.target} <= graph.node.keys():
        return None
    source, forms = graph.node[edge.source], {"insert": ActionForm("insert", graph, tools, edge=at)}
    if source.kind == "decision" or edge.label or edge.otherwise:
        said: dict[str, Any] = {"edge": at, "label": edge.label, "otherwise": edge.otherwise}
        forms["relabel"] = ActionForm("relabel", graph, tools, **said)
    return WayPanel(at, edge, source, graph.node[edge.target], forms)
