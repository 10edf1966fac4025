"""What is made of a workflow that was edited by hand: prompt, files and tests say what it says."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from builder import prompt_writer
from builder.exports.agent import agent_of
from builder.exports.registry import made_of
from builder.graph_checks import View
from builder.graph_edits import ACTIONS, edge_keys
from builder.graph_parts import named, words
from builder.graph_steps import told
from builder.lint import check
from builder.prompt_writer.markup import inline
from builder.ripple import ripple
from builder.workflow import drawn
from orchestrator.facts import Fact
from orchestrator.flow import Edge, Flow, Graph, Node
from tests.builder.definitions import CLINIC, RETURNS
from tests.builder.graphs import graphs


def by_hand(definition, mine):
    fact = Fact(value=Flow(base=drawn(definition), mine=mine), source="edited", locked=True)
    return definition.model_copy(update={"facts": definition.facts | {"flow": (fact,)}})


def at(graph, part):
    return next(node.id for node in graph.nodes if part in node.label)


@pytest.fixture
def verified():
    """Verify first; damaged parcels are no hand-over any more, but a question."""
    graph = drawn(RETURNS)
    graph = ACTIONS["add"](graph, after=at(graph, "order number?"), kind="ask", label="verify the customer")
    graph = ACTIONS["change"](graph, node=at(graph, "Hand over to a person"), kind="ask", label="ask for a photo")
    graph = ACTIONS["connect"](graph, source=at(graph, "ask for a photo"), target=at(graph, "send the label"))
    return by_hand(RETURNS, graph)


def test_the_prompt_tells_the_edited_workflow_and_where_each_step_leads(verified):
    section = prompt_writer.sections(verified)["Workflow"]
    assert section.splitlines()[3:] == [
        "1. Say this greeting word for word: “Hi! Sole here. What's your order number?”",
        "2. verify the customer",
        "3. ask the order number",
        "4. Needs a person?",
        "   - If damaged deliveries: go to step 5",
        "   - Otherwise: go to step 6",
        "5. ask for a photo",
        "   - Then go to step 10",
        "6. call get_order",
        "7. Does this apply?",
        "   - If order is older than 30 days: go to step 8",
        "   - Otherwise: go to step 9",
        "8. escalate to a human (the returns desk) (see Escalation)",
        "9. create a return label (use create_label)",
        "10. send the label link by mail",
        "",
        "The conversation is over when the request is settled or handed over. Close with one short sentence.",
    ]


def test_tools_and_examples_follow_it(verified):
    sections = prompt_writer.sections(verified)
    assert "- When: at step 6" in sections["Tools"]
    assert "verify the customer" in sections["Examples"]


def test_its_tests_ask_for_its_own_branches(verified):
    statements = [one.statement for one in agent_of(verified).scenarios if one.slot == "workflow"]
    assert statements == ["damaged deliveries: ask for a photo", "order is older than 30 days: escalate to a human"]


def test_every_file_with_a_workflow_in_it_tells_the_same(verified):
    files = {file.name: file.text for export, made in made_of(agent_of(verified)) for file in export.files(made)}
    playbook = json.loads(next(text for name, text in files.items() if "dialogflow" in name))["playbook"]
    assert [step["text"] for step in playbook["instruction"]["steps"]][1] == "2. verify the customer"
    without = [name for name, text in files.items() if "order number" in text and "verify the customer" not in text]
    assert not [name for name in without if "prompt" in name or "flow" in name]


def test_a_workflow_by_hand_takes_the_place_of_paths_per_goal():
    graph = drawn(CLINIC)
    mine = ACTIONS["change"](graph, node=at(graph, "Say goodbye"), label="wish them well")
    section = prompt_writer.sections(by_hand(CLINIC, mine))["Workflow"]
    assert "wish them well" in section
    assert "For this request" not in section


def test_an_edge_alone_shows_in_what_a_change_changes():
    graph = drawn(RETURNS)
    key = next(key for key, edge in edge_keys(graph).items() if edge.otherwise)
    change = ripple(RETURNS, by_hand(RETURNS, ACTIONS["disconnect"](graph, edge=key)))
    assert change.facts[0].after.startswith("arrow removed: ")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs())
def test_every_step_that_can_be_reached_is_told_and_so_is_every_condition(graph):
    definition = by_hand(RETURNS, graph)
    text = "\n".join(prompt_writer.sections(definition, graph).values())
    reached = View(graph, ()).reached
    for node in graph.nodes:
        if node.id in reached and node.kind not in ("start", "end"):
            assert inline(words(node)) in text
            for edge in graph.edges:
                assert edge.source != node.id or node.kind != "decision" or edge.otherwise or inline(edge.label) in text
    assert [step.number for step in told(graph)] == list(range(1, len(told(graph)) + 1))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs())
def test_every_target_takes_any_workflow_by_hand(graph):
    assert all(made.files for _, made in made_of(agent_of(by_hand(RETURNS, graph), graph)))


def test_a_step_taken_out_by_hand_is_told_and_one_in_other_words_is_not():
    graph = drawn(RETURNS)
    mine = ACTIONS["remove"](graph, node=at(graph, "send the label"))
    mine = ACTIONS["change"](mine, node=at(mine, "ask the order number"), label="get the number")
    agent = agent_of(by_hand(RETURNS, mine))
    found = [f.text for f in check(agent) if f.code == "left_out"]
    assert len(found) == 1
    assert "send the label link by mail" in found[0]


def test_an_empty_workflow_is_none():
    assert told(Graph()) == ()


def test_a_step_that_stands_in_the_workflow_word_for_word_is_not_left_out_whatever_its_id():
    graph = drawn(RETURNS)
    fresh = {node.id: f"own{number}" for number, node in enumerate(graph.nodes)}
    nodes = tuple(node.model_copy(update={"id": fresh[node.id]}) for node in graph.nodes)
    ways = tuple(
        way.model_copy(update={"source": fresh[way.source], "target": fresh[way.target]}) for way in graph.edges
    )
    renamed = Graph(nodes=nodes, edges=ways)
    assert [f.text for f in check(agent_of(by_hand(RETURNS, renamed))) if f.code == "left_out"] == []
    shorter = ACTIONS["remove"](renamed, node=at(renamed, "send the label"))
    found = [f.text for f in check(agent_of(by_hand(RETURNS, shorter))) if f.code == "left_out"]
    assert ["send the label" in text for text in found] == [True]


@pytest.mark.parametrize("kind", ["say", "ask"])
def test_a_step_without_words_is_no_step_of_the_prompt_and_is_called_by_its_kind_elsewhere(kind):
    graph = drawn(RETURNS)
    plain = [step.text for step in told(graph)]
    empty = ACTIONS["add"](graph, after=at(graph, "ask the order number"), kind=kind)
    assert [step.text for step in told(empty)] == plain
    assert [step.ways for step in told(empty)] == [step.ways for step in told(graph)]
    assert named(next(node for node in empty.nodes if not node.label)) == f"“{kind.capitalize()}”"


def test_a_step_without_words_that_a_way_would_be_lost_with_stays():
    nodes = [Node(id=name, kind=kind, label="") for name, kind in (("s", "start"), ("a", "ask"), ("e", "end"))]
    choice = Node(id="d", kind="decision", label="Again?")
    ways = [Edge(source=source, target=target) for source, target in (("s", "d"), ("a", "d"))]
    cases = [Edge(source="d", target="a", label="yes"), Edge(source="d", target="e", otherwise=True)]
    graph = Graph(nodes=(choice, *nodes), edges=(*ways, *cases))
    assert [step.text for step in told(graph)] == ["Again?", "Ask"]
