"""A chart as written, joined with the workflow it was written from: what its author left alone stays as it was."""

import re
from collections import defaultdict
from collections.abc import Iterator

from builder import mermaid
from builder.graph_parts import LONGEST_LABEL, MOST_NODES, shown
from builder.mermaid_chart import Box, Chart, decoded
from builder.wording import is_blank, one_line
from orchestrator.flow import Edge, Graph, Node, NodeKind

OWN_ID = re.compile(r"n[0-9a-z_]{1,19}")
_NO_ID = re.compile(r"[^0-9a-z_]+")
_Seen = tuple[str, str, bool, str]  # from where, to where, whether for every other case, a label as it may be drawn


def joined(chart: Chart, base: Graph) -> Graph:
    """The workflow that a chart says, in its order. Raises MermaidError for what no workflow holds."""
    if not chart.boxes:
        raise chart.fail(len(chart.text), 'A workflow has at least one node, such as a["Label"]; this text has none.')
    if len(chart.boxes) > MOST_NODES:
        raise chart.fail(0, f"A workflow has at most {MOST_NODES} nodes.")
    ids = _ids(chart)
    led_to = {arrow.target for arrow in chart.arrows}
    nodes = tuple(
        _node(chart, box, ids[box.name], base.node.get(ids[box.name]), box.name in led_to)
        for box in chart.boxes.values()
    )
    return Graph(nodes=nodes, edges=tuple(_edges(chart, ids, base)))


def _ids(chart: Chart) -> dict[str, str]:
    """Our ids by the names in the text: the same where they are ours, else made of the name."""
    ids = {name: name for name in chart.boxes if OWN_ID.fullmatch(name)}
    taken = set(ids)
    for name in chart.boxes:
        if name not in ids:
            stem = "n_" + _NO_ID.sub("", name.casefold())[:12]
            ids[name] = next(i for k in range(len(taken) + 1) if (i := f"{stem}_{k + 1}" if k else stem) not in taken)
            taken.add(ids[name])
    return ids


def _node(chart: Chart, box: Box, node_id: str, was: Node | None, is_led_to: bool) -> Node:
    kind = _kind(box, was, is_led_to)
    if was is None:
        return Node(id=node_id, kind=kind, label=_text(chart, box.at, box.name if box.label is None else box.label))
    label = was.label if box.label is None or _is_caption(box.label, was) else _text(chart, box.at, box.label)
    return was.model_copy(update={"kind": kind, "label": label, "tool": was.tool if kind == "tool" else ""})


def _kind(box: Box, was: Node | None, is_led_to: bool) -> NodeKind:
    """By its shape; the round one is a start or an end, by its class, by what it was, by where it stands."""
    if box.shape is None:
        return was.kind if was else "say"
    if box.shape != "terminal":
        return box.shape  # type: ignore[return-value]
    if "flow-start" in box.classes or "flow-end" in box.classes:
        return "start" if "flow-start" in box.classes else "end"
    return was.kind if was and was.kind in ("start", "end") else "end" if is_led_to else "start"


def _is_caption(text: str, node: Node) -> bool:
    """Whether a box of this node may say this while nobody changed it."""
    return text in (shown(node), node.label) or text in _shortened(mermaid.caption(node))


def _shortened(text: str) -> Iterator[str]:
    yield from (decoded(mermaid.label(text, width)[1:-1]) for width in mermaid.LABEL_WIDTHS)


def _edges(chart: Chart, ids: dict[str, str], base: Graph) -> Iterator[Edge]:
    known: dict[_Seen, list[int]] = defaultdict(list)
    for number, edge in enumerate(base.edges):
        for text in {edge.label, *_shortened(edge.label)}:
            known[edge.source, edge.target, edge.otherwise, text].append(number)
    taken: set[int] = set()
    for arrow in chart.arrows:
        source, target = ids[arrow.source], ids[arrow.target]
        alike = known[source, target, arrow.otherwise, arrow.label]
        found = next((number for number in alike if number not in taken), None)
        if found is None:
            label = _text(chart, chart.boxes[arrow.source].at, arrow.label)
            yield Edge(source=source, target=target, label=label, otherwise=arrow.otherwise)
        else:
            taken.add(found)
            yield base.edges[found]


def _text(chart: Chart, at: int, text: str) -> str:
    line = one_line(text)
    if len(line) > LONGEST_LABEL:
        raise chart.fail(at, f"A label has at most {LONGEST_LABEL:,} characters; this one has {len(line):,}.")
    return "" if is_blank(line) else line
