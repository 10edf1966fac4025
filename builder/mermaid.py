"""Mermaid text of a graph. Ids are the graph's own, labels are data: what a person typed is shown as they typed it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builder.graph import Edge, Graph, Node, NodeKind
from builder.graph_parts import shown
from builder.wording import is_blank, one_line, shortened

# Mermaid refuses more than maxTextSize characters; labels are shortened until the text fits.
MOST_CHARACTERS = 50_000
OTHERWISE_WORDS = frozenset({"otherwise", "else"})
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
# It marks entities with these two pairs inside, so typed ones are parted by a sign that nobody sees.
OWN_MARKS = re.compile("(?:(?<=ﬂ)(?=°)|(?<=¶)(?=ß))")
PARTING = "\u2060"
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
    return f'"{signs(line)}"'


def signs(text: str) -> str:
    """The text as it may stand in quotes: what any Mermaid could take for its own, or nobody sees, as an entity."""
    return OWN_MARKS.sub(PARTING, _DIRECTION.sub(r"\1#32;", "".join(_signs(text))))


def _signs(text: str) -> Iterator[str]:
    for at, sign in enumerate(text):
        if sign.isascii():
            plain = sign.isalpha() or (at and _is_plain(sign, text[at + 1 : at + 2]))
        else:
            plain = sign.isprintable()
        yield sign if plain else f"#{ord(sign)};"


def _is_plain(sign: str, following: str) -> bool:
    """Whether an ASCII sign inside a label means nothing to any Mermaid, nor to the Markdown that older ones read.

    Not as the first one, which could begin a list; and a dot inside a word could make it a web address.
    """
    return sign.isdigit() or sign in " ,?!'()/-" or (sign == "." and following in ("", " "))


def _lines(graph: Graph, marks: Marks, width: int) -> Iterator[str]:
    yield from (f"  {node.id}{_shape(node, width)}" for node in graph.nodes)
    for edge in graph.edges:
        arrow = marks.arrows.get(edge, arrow_of(edge))
        yield f"  {edge.source} {arrow}{_condition(edge, width)} {edge.target}"
    yield from classes(graph.nodes)
    yield from (f"  class {node_id} {name}" for node_id, name in marks.classes.items())


def _shape(node: Node, width: int) -> str:
    before, after = SHAPES[node.kind]
    return before + label(caption(node), width) + after


def caption(node: Node) -> str:
    """What a box says: its label or kind, and the tool or receiver that the label does not name."""
    beside = node.detail or (
        node.tool if node.kind == "tool" and node.tool.casefold() not in node.label.casefold() else ""
    )
    return f"{shown(node)} ({beside})" if beside else shown(node)


def arrow_of(edge: Edge) -> str:
    """The arrow of an edge: dotted for every other case, where the label does not say so itself."""
    return "-.->" if edge.otherwise and not says_otherwise(edge.label) else "-->"


def says_otherwise(written: str) -> bool:
    """Whether a label, as it is written, stands for every other case."""
    return written.casefold() in OTHERWISE_WORDS


def _condition(edge: Edge, width: int) -> str:
    return f"|{told_apart(edge, label(edge.label, width))}|" if edge.label else ""


def told_apart(edge: Edge, written: str) -> str:
    """The quoted label of an edge; of a case that is merely called “otherwise”, the first letter is an entity."""
    if edge.otherwise or not says_otherwise(written[1:-1]):
        return written
    return f'"#{ord(written[1])};{written[2:]}'


def classes(nodes: Iterable[Node]) -> Iterator[str]:
    """The lines that give each node its class: flow-say, flow-tool..."""
    by_kind: dict[NodeKind, list[str]] = defaultdict(list)
    for node in nodes:
        by_kind[node.kind].append(node.id)
    yield from (f"  class {','.join(ids)} flow-{kind}" for kind, ids in by_kind.items())
