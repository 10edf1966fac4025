"""A workflow for the style guide: half mended, with a node and a way chosen, and a walk that ends nowhere."""

from typing import Any

from builder import mermaid_text
from builder.graph import validate
from builder.graph_diff import diff
from builder.walk import walk
from orchestrator.flow import Edge, Graph, Node
from orchestrator.values import Tool
from sessions.flow_forms import ActionForm
from sessions.flow_pages import Place, changes_of, choices_of, outline_of, steps_of
from sessions.flow_panels import panel_of

_TOOLS = (Tool(name="Shopify", purpose="look up orders"),)
_GRAPH = Graph(
    nodes=(
        Node(id="a", kind="start", label="Start"),
        Node(id="b", kind="tool", label="Look up the order", tool="Shopify"),
        Node(id="c", kind="decision", label="Older than 30 days?"),
        Node(id="d", kind="say", label="Explain the policy"),
        Node(id="e", kind="handoff", label="Hand over", detail="our support team"),
    ),
    edges=(
        Edge(source="a", target="b"),
        Edge(source="b", target="c"),
        Edge(source="c", target="d", label="it is older"),
        Edge(source="c", target="e", label="the customer is angry"),
    ),
)
_BROKEN = "flowchart TD\n  a([Start]) --> b[unfinished"


def everything() -> dict[str, Any]:
    """By component, as sessions.specimens.everything."""
    problems = validate(_GRAPH, _TOOLS)
    refused = ActionForm("add", _GRAPH, ["Shopify"], {"after": "d", "kind": "say", "label": "Tell them more"})
    refused.refuse("label", "At most 2,000 characters fit; these are 2,004.")
    return {
        "problems": problems,
        "outline": outline_of(_GRAPH, problems),
        "node": panel_of(_GRAPH, ["Shopify"], "d", refused),
        "place": Place(_GRAPH.node["d"]),
        "way": panel_of(_GRAPH, ["Shopify"], "c-d-1"),
        "walks": [_walked(("a-b-1", "b-c-1")), _walked(("a-b-1", "b-c-1", "c-d-1"))],
        "text_error": _unread(),
        "broken": _BROKEN,
        "changes": changes_of(diff(Graph(), _GRAPH), Graph(), _GRAPH),
    }


def _walked(keys: tuple[str, ...]) -> dict[str, Any]:
    way = walk(_GRAPH, keys)
    place = Place(way.here) if way.here else None
    return {"walk": way, "here": place, "choices": choices_of(way), "steps": steps_of(way)}


def _unread() -> mermaid_text.MermaidError | None:
    try:
        mermaid_text.parse(_BROKEN)
    except mermaid_text.MermaidError as error:
        return error
    return None
