"""Mermaid text of a graph. Ids are the graph's own, labels are data: what a person typed is shown as they typed it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builder.graph import Edge, Graph, Node, NodeKind
from builder.wording import is_blank, one_line, shortened

# Mermaid refuses more than maxTextSize characters; labels are shortened until the text fits.
MOST_CHARACTERS = 50_000
LABEL_WIDTHS = (200, 100, 50, 25, 12, 6, 3)
SHAPES: dict[NodeKind, tuple[str, str]] = {
    "start": ("([", "])"),
    "say": ("[", "]"),
    "ask": ("[/", "/]"),
    "tool": ("[[", "]]"),
    "decision": ("{{", "}}"),
    "handoff": ("[/", "\\]"),
    "end": ("([", "])"),
}
# Mermaid marks entities with these two pairs inside, so typed ones are parted by a word joiner, which nobody sees.
_OWN_MARKS = (("ﬂ°", "ﬂ\u2060°"), ("¶ß", "¶\u2060ß"))
# The one word its grammar looks for inside quotes too: "direction LR" anywhere in a line turns the diagram.
_DIRECTION = re.compile(r"(direction) (?=TB|BT|RL|LR|TD)", re.IGNORECASE)


@dataclass(frozen=True)
class Marks:
    """What is marked in a drawing: further classes by node id, and arrows that are not plain ones."""

    classes: Mapping[str, str] = field(default_factory=dict)
    arrows: Mapping[Edge, str] = field(default_factory=dict)


PLAIN = Marks()


def draw(graph: Graph, marks: Marks = PLAIN) -> str:
    """Flowchart text of a graph: shapes and classes (flow-say, flow-tool...) per kind. "" for an empty graph."""
    if not graph.nodes:
        return ""
    for width in LABEL_WIDTHS:
        text = "\n".join(("flowchart TD", *_lines(graph, marks, width))) + "\n"
        if len(text) <= MOST_CHARACTERS:
            break
    return text


def label(text: str, width: int = LABEL_WIDTHS[0]) -> str:
    """The text as a quoted Mermaid label, never empty."""
    line = shortened(one_line(text), width)
    if is_blank(line):
        line = "…"
    for mark, parted in _OWN_MARKS:
        line = line.replace(mark, parted)
    return '"' + _DIRECTION.sub(r"\1#32;", "".join(_signs(line))) + '"'


def _signs(line: str) -> Iterator[str]:
    for at, sign in enumerate(line):
        plain = not sign.isascii() or sign.isalpha() or (at and _is_plain(sign, line[at + 1 : at + 2]))
        yield sign if plain else f"#{ord(sign)};"


def _is_plain(sign: str, following: str) -> bool:
    """Whether an ASCII sign inside a label means nothing to any Mermaid, nor to the Markdown that older ones read.

    Not as the first one, which could begin a list; and a dot inside a word could make it a web address.
    """
    return sign.isdigit() or sign in " ,?!'()/-" or (sign == "." and following in ("", " "))


def _lines(graph: Graph, marks: Marks, width: int) -> Iterator[str]:
    yield from (f"  {node.id}{_shape(node, width)}" for node in graph.nodes)
    for edge in graph.edges:
        arrow = marks.arrows.get(edge, "-->")
        yield f"  {edge.source} {arrow}{_condition(edge, width)} {edge.target}"
    yield from _classes(graph.nodes)
    yield from (f"  class {node_id} {name}" for node_id, name in marks.classes.items())


def _shape(node: Node, width: int) -> str:
    before, after = SHAPES[node.kind]
    return before + label(caption(node), width) + after


def caption(node: Node) -> str:
    """What a box says: its label, and the tool or receiver that the label does not name."""
    beside = node.detail or (
        node.tool if node.kind == "tool" and node.tool.casefold() not in node.label.casefold() else ""
    )
    return f"{node.label} ({beside})" if beside else node.label


def _condition(edge: Edge, width: int) -> str:
    return f"|{label(edge.label, width)}|" if edge.label else ""


def _classes(nodes: Iterable[Node]) -> Iterator[str]:
    by_kind: dict[NodeKind, list[str]] = defaultdict(list)
    for node in nodes:
        by_kind[node.kind].append(node.id)
    yield from (f"  class {','.join(ids)} flow-{kind}" for kind, ids in by_kind.items())
