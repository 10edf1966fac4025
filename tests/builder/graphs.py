"""Strategies for workflows, drawn or made by hand, valid or not."""

from hypothesis import strategies as st

from builder.graph_parts import LONGEST_LABEL, checked
from orchestrator.flow import Edge, Graph, Node
from tests.builder.definitions import nasty_texts

KINDS = ("start", "say", "ask", "tool", "decision", "handoff", "end")
ids = st.from_regex(r"n[0-9a-z_]{1,10}", fullmatch=True)
long_texts = st.lists(nasty_texts, min_size=1, max_size=3).map(lambda parts: (" ".join(parts) * 150)[:LONGEST_LABEL])
labels = st.one_of(nasty_texts, nasty_texts, long_texts).map(lambda text: checked(text, "label"))
some_labels = labels.filter(bool)


@st.composite
def graphs(draw: st.DrawFn, node_labels: st.SearchStrategy[str] = labels) -> Graph:
    """Any nodes of any kind, each in its own words, and any arrows between them."""
    names = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    nodes = tuple(
        Node(id=name, kind=draw(st.sampled_from(KINDS)), label=draw(node_labels), detail=draw(labels), tool="")
        for name in names
    )
    nodes = tuple(n.model_copy(update={"tool": draw(labels)}) if n.kind == "tool" else n for n in nodes)
    conditions = st.one_of(labels, st.sampled_from(("", "otherwise", "Else", "otherwise: ask")))
    edges = st.builds(
        Edge,
        source=st.sampled_from(names),
        target=st.sampled_from(names),
        label=conditions,
        otherwise=st.booleans(),
    )
    return Graph(nodes=nodes, edges=tuple(draw(st.lists(edges, max_size=6))))
