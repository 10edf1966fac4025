"""Mermaid text of a workflow to be edited, and read back: the flowchart subset, by a grammar of our own. Pure.

What is written here says all that is drawn, labels in full; `builder.mermaid.draw` shortens them for the eye. A dotted
arrow, or one labelled “otherwise”, is the way for every other case.
"""

from collections.abc import Iterator

from builder.graph_parts import shown
from builder.mermaid import SHAPES, arrow_of, classes, signs, told_apart
from builder.mermaid_chart import MermaidError
from builder.mermaid_joining import joined
from builder.mermaid_reading import read
from orchestrator.flow import Edge, Graph

__all__ = ["MermaidError", "parse", "render"]


def parse(text: str, base: Graph | None = None) -> Graph:
    """The workflow of a flowchart. What `base` knows beyond the text (tools, details, labels cut for the eye) is kept
    for nodes of the same id. Raises MermaidError with the place and the reason."""
    return joined(read(text), base or Graph())


def render(graph: Graph) -> str:
    """The whole workflow as text: `parse(render(graph), base=graph) == graph`."""
    return "\n".join(("flowchart TD", *_lines(graph))) + "\n"


def _lines(graph: Graph) -> Iterator[str]:
    for node in graph.nodes:
        before, after = SHAPES[node.kind]
        yield f"  {node.id}{before}{quoted(shown(node))}{after}"
    yield from (f"  {edge.source} {_way(edge)} {edge.target}" for edge in graph.edges)
    yield from classes(graph.nodes)


def quoted(text: str) -> str:
    """The text in quotes, every sign kept."""
    return f'"{signs(text)}"'


def _way(edge: Edge) -> str:
    return arrow_of(edge) + (f"|{told_apart(edge, quoted(edge.label))}|" if edge.label else "")
