"""A walk through a workflow, as a caller would take it."""

from builder.graph import Edge, Graph, Node
from builder.walk import LONGEST, edge_keys, walk

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


def test_ways_between_the_same_two_nodes_have_keys_of_their_own():
    assert edge_keys(GRAPH) == ("a-b-0", "b-c-0", "b-c-1", "b-d-0", "d-b-0")


def test_a_walk_begins_at_the_start_and_may_go_where_ways_lead():
    begun = walk(GRAPH, ())
    assert (begun.here.id, begun.state, [way.key for way in begun.ways]) == ("a", "open", ["a-b-0"])
    further = walk(GRAPH, ("a-b-0", "b-c-1"))
    assert (further.here.id, further.state) == ("c", "ended")
    assert further.lit == ("a", "b", "c", "a-b-0", "b-c-1")


def test_a_dead_end_is_told_where_it_is():
    graph = GRAPH.model_copy(update={"edges": GRAPH.edges[:-1]})
    stuck = walk(graph, ("a-b-0", "b-d-0"))
    assert (stuck.here.id, stuck.state) == ("d", "dead_end")


def test_a_walk_stops_before_a_way_that_is_no_longer_there():
    strayed = walk(GRAPH, ("a-b-0", "b-z-0", "d-b-0"))
    assert (strayed.here.id, strayed.strayed, len(strayed.taken)) == ("b", True, 1)
    assert not walk(GRAPH, ("a-b-0",)).strayed


def test_without_a_start_there_is_nowhere_to_begin():
    assert walk(Graph(nodes=GRAPH.nodes[1:]), ("a-b-0",)).state == "nowhere"
    assert walk(Graph(), ()).state == "nowhere"


def test_a_walk_in_circles_ends_somewhere():
    round_and_round = ("a-b-0", *("b-d-0", "d-b-0") * LONGEST)
    assert walk(GRAPH, round_and_round).state == "too_long"
