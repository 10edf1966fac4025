"""Edits by hand survive what is told later, and what is told later shows in an edited workflow."""

from inspect import signature
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builder.graph import broken
from builder.graph_edits import ACTIONS, GraphError, edge_keys
from builder.graph_merge import merged
from builder.workflow import drawn, synthesise
from orchestrator.facts import Fact
from orchestrator.flow import Edge, Flow, Graph, Node
from tests.builder.definitions import EXAMPLES, RETURNS, agent, definitions, step
from tests.builder.graphs import graphs

many = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def path(*labels, mine=()):
    """A workflow that goes straight on; nodes in `mine` have ids as the hand gives them."""
    ids = [f"nh_{label}" if label in mine else f"n_{label}" for label in labels]
    kinds = ["start", *("say" for _ in labels[2:]), "end"]
    nodes = tuple(Node(id=i, kind=k, label=label) for i, k, label in zip(ids, kinds, labels, strict=True))
    return Graph(nodes=nodes, edges=tuple(Edge(source=a, target=b) for a, b in pairwise(ids)))


def told(graph):
    """The labels on the way from the start."""
    out, node, met = graph.ways_out(), graph.nodes[0].id, []
    while node and node not in met:
        met.append(node)
        node = next((edge.target for edge in out.get(node, ())), "")
    return [graph.node[i].label for i in met]


BOTH = [
    # drawn then, made of it, drawn now, together
    ("s a b e", "s a N b e", "s a b c e", "s a N b c e"),
    ("s a b e", "s a N b e", "s a S b e", "s a S N b e"),
    ("s a b e", "s a N b e", "s b e", "s N b e"),
    ("s a b e", "s N a b e", "s b e", "s N b e"),
    ("s a b e", "s a N b e", "s a e", "s a N e"),
    ("s a b e", "s b e", "s a S b e", "s S b e"),
    ("s a b e", "s b e", "s S a b e", "s S b e"),
    ("s a b e", "s N b e", "s a S b e", "s S N b e"),
    ("s a b c e", "s b a c e", "s a b c d e", "s b a c d e"),
    ("s a b c e", "s a N c e", "s c b a e", "s c a N e"),
    ("s a b e", "s a b N e", "s e", "s N e"),
    ("s e", "s N e", "s a b e", "s a b N e"),
    ("s a b e", "s a N M b e", "s a S T b e", "s a S T N M b e"),
]


@pytest.mark.parametrize(("base", "mine", "now", "both"), BOTH)
def test_both_sides_show(base, mine, now, both):
    flow = Flow(base=path(*base.split()), mine=path(*mine.split(), mine=("N", "M")))
    graph = merged(flow, path(*now.split()))
    assert " ".join(told(graph)) == both
    assert len(graph.nodes) == len(both.split())


def test_words_changed_by_hand_stay_and_those_changed_by_talking_show():
    base = path("s", "a", "b", "e")
    mine = ACTIONS["change"](base, "n_a", label="by hand", detail="in full")
    now = ACTIONS["change"](ACTIONS["change"](base, "n_b", label="told"), "n_a", label="overwritten", kind="ask")
    graph = merged(Flow(base=base, mine=mine), now)
    assert [(n.kind, n.label, n.detail) for n in graph.nodes[1:3]] == [
        ("ask", "by hand", "in full"),
        ("say", "told", ""),
    ]


def test_a_step_in_other_words_is_still_the_one_that_was_worked_on():
    def desk(second):
        return drawn(agent(workflow=[step("ask the number"), step(second), step("say goodbye")]))

    base = desk("give the price")
    about = next(n.id for n in base.nodes if n.label == "give the price")
    mine = ACTIONS["add"](base, after=about, label="wait")
    graph = merged(Flow(base=base, mine=mine), desk("give the price with taxes"))
    assert told(graph) == ["Start", "ask the number", "give the price with taxes", "wait", "say goodbye", "End"]


def test_a_case_told_later_joins_those_by_hand():
    def shop(*branches):
        return drawn(agent(workflow=[step("sort it", *branches), step("say goodbye")]))

    base = shop(("late", "say sorry"))
    decision = next(n for n in base.nodes if n.kind == "decision")
    end = next(n for n in base.nodes if n.kind == "end")
    mine = ACTIONS["connect"](base, source=decision.id, target=end.id, label="rude")
    graph = merged(Flow(base=base, mine=mine), shop(("late", "say sorry"), ("broken", "send a new one")))
    now = next(n for n in graph.nodes if n.kind == "decision")
    assert sorted(e.label for e in graph.edges if e.source == now.id) == ["broken", "late", "otherwise", "rude"]


@many
@given(graphs(), graphs())
def test_without_an_edit_it_is_what_is_drawn_and_with_the_same_drawing_what_was_made(base, other):
    assert merged(Flow(base=base, mine=base), other) == other
    assert merged(Flow(base=base, mine=other), base) == other


@many
@given(graphs(), graphs(), graphs())
def test_whatever_meets_nothing_dangles_and_no_id_is_there_twice(base, mine, now):
    graph = merged(Flow(base=base, mine=mine), now)
    ids = [node.id for node in graph.nodes]
    assert len(set(ids)) == len(ids)
    assert {end for edge in graph.edges for end in (edge.source, edge.target)} <= set(ids)


@st.composite
def edited(draw, graph):
    """A graph after some edits by hand, as buttons would make them."""
    for _ in range(draw(st.integers(1, 6))):
        names = [node.id for node in graph.nodes]
        fields = {
            "node": draw(st.sampled_from(names)),
            "after": draw(st.sampled_from(names)),
            "source": draw(st.sampled_from(names)),
            "target": draw(st.sampled_from(names)),
            "edge": draw(st.sampled_from([*edge_keys(graph), ""])),
            "label": f"by hand {draw(st.integers(0, 99))}",
            "kind": draw(st.sampled_from(("say", "ask", "decision", "handoff"))),
            "by": draw(st.sampled_from((-1, 1))),
            "otherwise": draw(st.booleans()),
        }
        act = ACTIONS[draw(st.sampled_from(sorted(ACTIONS)))]
        takes = {name: value for name, value in fields.items() if name in signature(act).parameters}
        try:
            graph = act(graph, **takes)
        except GraphError:
            continue
    return graph


@many
@given(st.data(), st.sampled_from(sorted(EXAMPLES)))
def test_an_edit_survives_what_has_nothing_to_do_with_it(data, name):
    definition = EXAMPLES[name]
    base = drawn(definition)
    mine = data.draw(edited(base))
    assume(mine != base)
    later = definition.model_copy(update={"facts": definition.facts | {"tone": (Fact(value="other"),)}})
    edits = {"flow": (Fact(value=Flow(base=base, mine=mine)),)}
    assert synthesise(later.model_copy(update={"facts": later.facts | edits})) == mine


@many
@given(st.data(), st.sampled_from(sorted(EXAMPLES)), definitions())
def test_what_was_put_in_by_hand_is_there_whatever_is_told(data, name, later):
    base = drawn(EXAMPLES[name])
    mine = data.draw(edited(base))
    graph = merged(Flow(base=base, mine=mine), drawn(later))
    ids = {node.id for node in base.nodes}
    own = {(n.id, n.kind, n.label) for n in mine.nodes if n.id not in ids}
    assert own <= {(n.id, n.kind, n.label) for n in graph.nodes}


@many
@given(st.data())
def test_one_more_step_told_shows_beside_every_edit(data):
    base = drawn(RETURNS)
    mine = data.draw(edited(base))
    facts = RETURNS.facts | {"workflow": (*RETURNS.facts["workflow"], Fact(value=step("wish them a good day")))}
    graph = merged(Flow(base=base, mine=mine), drawn(RETURNS.model_copy(update={"facts": facts})))
    assert "wish them a good day" in [node.label for node in graph.nodes]
    assert {node.label for node in mine.nodes} <= {node.label for node in graph.nodes}


@st.composite
def put_in(draw, graph):
    """A graph with nodes put in by hand, on any way."""
    for number in range(draw(st.integers(1, 4))):
        key = draw(st.sampled_from(sorted(edge_keys(graph))))
        graph = ACTIONS["insert"](
            graph, edge=key, label=f"by hand {number}", kind=draw(st.sampled_from(("say", "ask")))
        )
    return graph


STEPS = tuple(Fact(value=step(f"do thing {i}")) for i in range(3))


@many
@given(st.data(), st.lists(st.integers(0, 3), min_size=3, max_size=3), st.sampled_from((None, 0, 2)))
def test_wherever_steps_are_told_and_dropped_a_workflow_with_nodes_put_in_can_still_be_followed(data, places, dropped):
    base = drawn(RETURNS)
    mine = data.draw(put_in(base))
    told = [fact for at, fact in enumerate(RETURNS.facts["workflow"]) if at != dropped]
    for place, fact in zip(places, STEPS, strict=True):
        told.insert(place, fact)
    now = drawn(RETURNS.model_copy(update={"facts": RETURNS.facts | {"workflow": tuple(told)}}))
    graph = merged(Flow(base=base, mine=mine), now)
    assert {node.label for node in now.nodes} <= {node.label for node in graph.nodes}
    assert {node.label for node in mine.nodes if node.id.startswith("nh")} <= {node.label for node in graph.nodes}
    assert broken(graph, RETURNS.tools) == ()
