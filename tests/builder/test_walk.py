"""A walk through a workflow, as a caller would take it."""

from builder.walk import LONGEST, walk
from orchestrator.flow import Edge, Graph, Node

GRAPH = Graph(
    nodes=(
        Node(id="a", kind="start", label="Start"),
        Node(id="b", kind="decision", label="Old?"),
        Node(id="c", kind="handoff", label="Hand over"),
        Node(id="d", kind="say", label="Explain"),
    ),
    edges=(
        Edge(source="a", target="b"),
        Edge(source="b", target="c", label="yes"),
        Edge(source="b", target="c", label="very"),
        Edge(source="b", target="d", label="otherwise", otherwise=True),
        Edge(source="d", target="b"),
    ),
)


def test_a_walk_begins_at_the_start_and_may_go_where_ways_lead():
    begun = walk(GRAPH, ())
    assert (begun.here.id, begun.state, [way.key for way in begun.ways]) == ("a", "open", ["a-b-1"])
    further = walk(GRAPH, ("a-b-1", "b-c-2"))
    assert (further.here.id, further.state) == ("c", "ended")
    assert further.lit == ("a", "b", "c", "a-b-1", "b-c-2")


def test_a_dead_end_is_told_where_it_is():
    graph = GRAPH.model_copy(update={"edges": GRAPH.edges[:-1]})
    stuck = walk(graph, ("a-b-1", "b-d-1"))
    assert (stuck.here.id, stuck.state) == ("d", "dead_end")


def test_a_walk_stops_before_a_way_that_is_no_longer_there():
    strayed = walk(GRAPH, ("a-b-1", "b-z-1", "d-b-1"))
    assert (strayed.here.id, strayed.strayed, len(strayed.taken)) == ("b", True, 1)
    assert not walk(GRAPH, ("a-b-1",)).strayed


def test_without_a_start_there_is_nowhere_to_begin():
    assert walk(Graph(nodes=GRAPH.nodes[1:]), ("a-b-1",)).state == "nowhere"
    assert walk(Graph(), ()).state == "nowhere"


def test_a_walk_in_circles_ends_somewhere():
    round_and_round = ("a-b-1", *("b-d-1", "d-b-1") * LONGEST)
    assert walk(GRAPH, round_and_round).state == "too_long"
