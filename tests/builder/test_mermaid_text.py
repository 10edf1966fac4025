"""Mermaid text of a workflow, written and read back by our own grammar."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import mermaid
from builder.graph_parts import KIND_NAMES
from builder.mermaid_text import MermaidError, parse, render
from builder.workflow import drawn
from orchestrator.flow import Edge, Graph, Node
from tests.builder.definitions import EXAMPLES, SNIPPETS, nasty_texts
from tests.builder.graphs import graphs, some_labels
from tests.wild import comes_to_its_end

many = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def essence(graph):
    """What a text says without the workflow it was written from."""
    return [(node.id, node.kind, node.label) for node in graph.nodes], graph.edges


def node(node_id, kind="say", label="", **more):
    return Node(id=node_id, kind=kind, label=label, **more)


@many
@given(graphs())
def test_what_is_written_reads_back_as_it_was(graph):
    assert parse(render(graph), base=graph) == graph


@many
@given(graphs(some_labels))
def test_without_the_workflow_it_came_from_a_text_still_says_ids_kinds_labels_and_ways(graph):
    assert essence(parse(render(graph))) == essence(graph)


@many
@given(graphs())
def test_a_drawing_with_labels_cut_for_the_eye_reads_back_too(graph):
    assert parse(mermaid.draw(graph), base=graph) == graph


@pytest.mark.parametrize("definition", EXAMPLES.values(), ids=EXAMPLES)
def test_the_examples_read_back_from_text_and_from_drawing(definition):
    graph = drawn(definition)
    assert parse(render(graph), base=graph) == parse(mermaid.draw(graph), base=graph) == graph
    assert essence(parse(render(graph))) == essence(graph)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_an_empty_label_shows_the_kinds_name(kind):
    graph = Graph(nodes=(node("n1", kind),))
    assert f'"{KIND_NAMES[kind]}"' in render(graph)
    assert parse(render(graph), base=graph) == graph
    assert parse(render(graph)).nodes[0].label == KIND_NAMES[kind]


SHAPES = {
    "a[x]": "say",
    "a(x)": "say",
    "a>x]": "say",
    "a[/x/]": "ask",
    "a[\\x\\]": "ask",
    "a[[x]]": "tool",
    "a[(x)]": "tool",
    "a{x}": "decision",
    "a{{x}}": "decision",
    "a[/x\\]": "handoff",
    "a[\\x/]": "handoff",
    "a([x])": "start",
    "a((x))": "start",
    "a(((x)))": "start",
}


@pytest.mark.parametrize("written", SHAPES)
def test_each_shape_is_a_kind_quoted_or_not(written):
    for text in (written, written.replace("x", '"x"'), written.replace("x", '"`x`"')):
        assert [(n.kind, n.label) for n in parse(f"graph LR\n{text}").nodes] == [(SHAPES[written], "x")]


def test_a_round_node_that_something_leads_to_is_an_end():
    assert [n.kind for n in parse("flowchart TD\n a([x]) --> b((y))").nodes] == ["start", "end"]


@pytest.mark.parametrize(
    ("arrow", "label", "otherwise"),
    [
        ("-->", "", False),
        ("---->", "", False),
        ("---", "", False),
        ("==>", "", False),
        ("-.->", "", True),
        ("-..->", "", True),
        ("-->|no|", "no", False),
        ('-->| "a | b" |', "a | b", False),
        ("-- it is late -->", "it is late", False),
        ('-- "a --> b" -->', "a --> b", False),
        ("== yes ==>", "yes", False),
        ("-. no .->", "no", True),
        ("-->|otherwise|", "otherwise", True),
        ("-- Else -->", "Else", True),
        ('-->|"#111;therwise"|', "otherwise", False),
    ],
)
def test_each_arrow_leads_on_under_its_condition(arrow, label, otherwise):
    for space in (" ", ""):
        graph = parse(f"flowchart TD\na{{x}}{space}{arrow}{space}b")
        assert graph.edges == (Edge(source="n_a", target="n_b", label=label, otherwise=otherwise),)


def test_chains_and_lists_lead_from_each_to_each():
    graph = parse("flowchart TD\na & b --> c & d --> e; f --> a")
    assert [(e.source[2:], e.target[2:]) for e in graph.edges] == [
        ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "e"), ("d", "e"), ("f", "a")
    ]  # fmt: skip


def test_what_is_only_for_the_eye_is_passed_over():
    text = """---
title: x
---
%%{init: {"theme": "dark"}}%%
flowchart LR %% a remark
  subgraph one [A group]
    direction TB
    a[x]:::big --> b %% goes on
  end
  classDef big fill:#f00,stroke:#333;
  class a,b big
  style a fill:#bbf
  linkStyle 0 stroke:#ff3
  click a "https://x.example"
"""
    graph = parse(text)
    assert [(n.label, n.kind) for n in graph.nodes] == [("x", "say"), ("b", "say")]
    assert len(graph.edges) == 1


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", (1, 1), "flowchart TD"),
        ("sequenceDiagram\n a->>b: x", (1, 1), "sequenceDiagram"),
        ("flowchart TD\n  a -->", (2, 8), "leads nowhere"),
        ("flowchart TD\n  a --> b[x", (2, 10), "not closed"),
        ('flowchart TD\n  a["x', (2, 5), "never closed"),
        ('flowchart TD\n  a["x" y]', (2, 9), "is expected"),
        ("flowchart TD\n  a b", (2, 5), "An arrow"),
        ("flowchart TD\n  a <--> b", (2, 5), "one way"),
        ("flowchart TD\n  a --x b", (2, 5), "one way"),
        ("flowchart TD\n  a ~~~ b", (2, 5), "invisible"),
        ("flowchart TD\n  a -- b", (2, 5), "no head"),
        ("flowchart TD\n  a@{ shape: rect }", (2, 4), "label in brackets"),
        ("flowchart TD\n\n  [x] --> b", (3, 3), "A node is expected"),
        ("flowchart TD\n  a & --> b", (2, 7), "another node"),
        ("flowchart TD\nsubgraph g\n  a\nend\nb --> g", (5, 7), "is a group"),
        ("flowchart TD\n  a -->|x b", (2, 8), "not closed"),
        ("flowchart TD\n  a[" + "x" * 2001 + "]", (2, 3), "2,000"),
    ],
)
def test_an_error_says_where_and_why(text, place, says):
    with pytest.raises(MermaidError) as told:
        parse(text)
    assert (told.value.line, told.value.column) == place
    assert says in told.value.text


def test_a_changed_label_changes_the_node_and_what_is_not_in_the_text_stays():
    graph = Graph(nodes=(node("n1", "tool", "look it up", tool="CRM", detail="by phone number"),))
    changed = parse(render(graph).replace("look it up", "find it"), base=graph)
    assert changed.nodes == (node("n1", "tool", "find it", tool="CRM", detail="by phone number"),)


def test_a_changed_shape_changes_the_kind_whatever_the_class_says():
    graph = Graph(nodes=(node("n1", "say", "really"),))
    assert parse(render(graph).replace('["really"]', '{"really"}'), base=graph).nodes[0].kind == "decision"


def test_names_of_others_become_ids_of_ours_and_stay_apart():
    graph = parse("flowchart TD\nA --> a --> n_a --> end1 --> Käse --> 中")
    assert [n.label for n in graph.nodes] == ["A", "a", "n_a", "end1", "Käse", "中"]
    assert len({n.id for n in graph.nodes}) == 6
    again = parse(render(graph), base=graph)
    assert again == graph


@many
@given(st.lists(st.one_of(st.sampled_from((*SNIPPETS, "-->", "-.->", "a", "[", "]", '"', "|", "\n")), nasty_texts)))
def test_any_text_is_read_or_refused_with_a_place_in_it(parts):
    text = "flowchart TD\n" + " ".join(parts)
    refused, graph = None, Graph()
    try:
        graph = parse(text)
    except MermaidError as error:
        refused = error
    assert {end for edge in graph.edges for end in (edge.source, edge.target)} <= graph.node.keys()
    assert refused is None or (refused.text and refused.column >= 1 <= refused.line <= len(text.splitlines()) + 1)


@pytest.mark.parametrize(
    "sign", ['"', "[", "-", "-->", "a --> ", "a & ", "%%", ";", "subgraph ", "a[", '"a', "#", "\n", "|", "-."]
)
def test_a_long_hostile_text_is_read_in_no_time(sign):
    text = "flowchart TD\na" + sign * (200_000 // len(sign))
    with suppress(MermaidError):
        parse(text)


@pytest.mark.parametrize(
    "statement",
    [
        "class" + " " * 100_000 + "!",
        "class a" + " " * 100_000 + "!",
        "class a" + " , a" * 50_000 + "!",
        "class " + "a-" * 50_000 + "!",
        "a -. x" + "." * 100_000,
        "a[/x/]" + "&a[/x/]" * 50_000,
    ],
)
def test_a_long_hostile_statement_is_read_to_its_end(statement):
    with comes_to_its_end(2), suppress(MermaidError):
        parse("flowchart TD\n" + statement)


def test_a_class_is_given_to_each_node_of_a_list():
    text = "flowchart TD\na([x]) --> b([y])\nclass a , b\tflow-start"
    assert [node.kind for node in parse(text).nodes] == ["start", "start"]


def test_a_node_may_be_called_class():
    assert [node.label for node in parse("flowchart TD\nclass --- b").nodes] == ["class", "b"]


def test_many_ways_between_two_nodes_are_found_again():
    ways = tuple(Edge(source="n1", target="n2", label=f"case {i} " + "of many " * 30) for i in range(600))
    graph = Graph(nodes=(node("n1", "decision", "which"), node("n2", "say", "this")), edges=ways)
    text = render(graph)
    with comes_to_its_end(4):
        assert parse(text, base=graph) == graph
        assert parse(text.replace("case", "time"), base=graph) != graph
