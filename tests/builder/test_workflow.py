"""What a definition's workflow looks like as a graph."""

import time

import pytest
from hypothesis import HealthCheck, given, settings

from builder import mermaid
from builder.graph import broken, validate
from builder.mermaid_text import render
from builder.workflow import MOST_EDGES, synthesise
from orchestrator.values import Escalation, Operation, Tool
from tests.bench.flow import edited
from tests.builder.definitions import (
    CLINIC,
    CREATE_LABEL,
    EXAMPLES,
    NOTHING,
    OUTAGES,
    RETURNS,
    agent,
    definitions,
    step,
)


def labels(graph, kind):
    return [node.label for node in graph.nodes if node.kind == kind]


def ways(graph, label):
    """What follows a node: label of the way, and of the node it leads to."""
    source = next(node.id for node in graph.nodes if node.label == label)
    return [
        ("otherwise" if e.otherwise else e.label, graph.node[e.target].label) for e in graph.edges if e.source == source
    ]


def follow(graph, *choices):
    """The labels met from the start, taking the chosen ways at decisions."""
    met, node, left = [], graph.nodes[0], list(choices)
    while True:
        met.append(node.label)
        out = [e for e in graph.edges if e.source == node.id]
        if not out:
            return met
        edge = out[0] if len(out) == 1 else next(e for e in out if e.label == left[0])
        left = left[1:] if len(out) > 1 else left
        node = graph.node[edge.target]


def test_a_conversation_goes_through_the_steps_in_order():
    met = follow(synthesise(RETURNS), "otherwise", "otherwise")
    assert met == [
        "Start",
        "Hi! Sole here. What's your order number?",
        "ask the order number",
        "Needs a person?",
        "call get_order",
        "Does this apply?",
        "create a return label",
        "send the label link by mail",
        "End",
    ]


def test_a_step_uses_the_tool_that_it_names_or_whose_purpose_it_says():
    graph = synthesise(RETURNS)
    assert {node.label: node.tool for node in graph.nodes if node.kind == "tool"} == {
        "call get_order": "get_order",
        "create a return label": "create_label",
    }


def test_a_step_that_looks_up_what_a_tools_address_is_about_uses_it():
    assert labels(synthesise(OUTAGES), "tool") == ["look up the area"]


@pytest.mark.parametrize("text", ["give the order confirmation with a smile", "send them a card", "talk about labels"])
def test_a_step_that_merely_shares_a_word_with_a_tool_uses_none(text):
    assert labels(synthesise(agent(tools=list(RETURNS.tools), workflow=[step(text)])), "tool") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ask for the date", "ask"),
        ("find out what they need", "ask"),
        ("pide el número", "ask"),
        ("demander la date", "ask"),
        ("frage nach dem Datum", "ask"),
        ("问订单号", "ask"),
        ("اسأل عن الرقم", "ask"),
        ("the visitor says the number", "ask"),
        ("What is your name?", "ask"),
        ("tell the story", "say"),
        ("transfer money to the account", "say"),
        ("call 911", "say"),
        ("escalate to a human", "handoff"),
        ("transfer the caller to the front desk", "handoff"),
        ("转人工", "handoff"),
        ("hand over to Hanneke", "handoff"),
    ],
)
def test_a_steps_own_words_say_what_kind_it_is(text, kind):
    graph = synthesise(agent(workflow=[step(text)], escalation=[Escalation(when="refunds", to="Hanneke")]))
    assert next(node.kind for node in graph.nodes if node.label == text) == kind


def test_a_branch_has_one_way_per_condition_and_one_for_every_other_case():
    assert ways(synthesise(OUTAGES), "Which case applies?") == [
        ("known outage", "give the eta"),
        ("unknown outage", "open a report"),
        ("otherwise", "End"),
    ]


def test_the_last_else_speaks_for_all_and_an_earlier_one_only_for_its_own_condition():
    shop = agent(
        workflow=[
            step("sort it", ("late", "send a voucher", "say sorry"), ("broken", "send a new one", "send a photo"))
        ]
    )
    assert ways(synthesise(shop), "Which case applies?") == [
        ("late", "send a voucher"),
        ("not: late", "say sorry"),
        ("broken", "send a new one"),
        ("otherwise", "send a photo"),
    ]


def test_the_same_else_after_every_branch_is_drawn_once():
    shop = agent(workflow=[step("sort it", ("late", "pay", "say sorry"), ("broken", "replace", "say sorry"))])
    assert [label for label, _ in ways(synthesise(shop), "Which case applies?")] == ["late", "broken", "otherwise"]


def test_an_escalation_hands_over_unless_a_branch_does_so_already():
    graph = synthesise(RETURNS)
    assert ways(graph, "Needs a person?") == [
        ("damaged deliveries", "Hand over to a person"),
        ("otherwise", "call get_order"),
    ]
    assert labels(graph, "handoff") == ["Hand over to a person", "escalate to a human"]


def test_a_hand_over_says_to_whom_where_its_words_do_not():
    graph = synthesise(RETURNS)
    assert next(node.detail for node in graph.nodes if node.label == "escalate to a human") == "the returns desk"


def test_nothing_follows_a_hand_over():
    graph = synthesise(OUTAGES)
    assert ways(graph, "Hand over to dispatch center") == []


def test_steps_after_two_hand_overs_can_still_be_reached():
    desk = agent(
        workflow=[step("sort it", ("late", "escalate to a human", "transfer to the team")), step("say goodbye")]
    )
    assert follow(synthesise(desk), "late")[-2:] == ["say goodbye", "End"]


def test_without_steps_there_is_a_path_per_goal_and_round_again():
    graph = synthesise(CLINIC)
    assert ways(graph, "What is it about?") == [
        ("book appointments", "Ask for name, date"),
        ("move appointments", "Ask for name, date"),
        ("say when we are open", "Help with it, from what is known"),
        ("text messages", "Twilio: text messages"),
        ("otherwise", "Say what can be done here"),
    ]
    assert ways(graph, "Anything else?") == [("yes", "Find out what the person needs"), ("otherwise", "Say goodbye")]


def test_steps_that_parley_assumed_give_way_to_a_path_per_goal():
    assumed = agent(assumed=("workflow",), goals=["book tables"], workflow=[step("Help with it")])
    assert "Help with it" not in [node.label for node in synthesise(assumed).nodes]


def test_the_greeting_is_said_in_the_step_that_greets():
    graph = synthesise(agent(greeting="Hi!", workflow=[step("welcome the guest"), step("ask the name")]))
    assert [(node.label, node.detail) for node in graph.nodes[:3]] == [
        ("Start", ""),
        ("welcome the guest", "Hi!"),
        ("ask the name", ""),
    ]


@pytest.mark.parametrize("definition", EXAMPLES.values(), ids=EXAMPLES)
def test_the_examples_can_be_followed(definition):
    assert broken(synthesise(definition), definition.tools) == ()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(definitions())
def test_whatever_is_said_the_workflow_can_be_followed_and_drawn(definition):
    graph = synthesise(definition)
    assert broken(graph, definition.tools) == ()
    assert len(graph.edges) <= MOST_EDGES
    assert all(node.label.strip() for node in graph.nodes)


@pytest.mark.parametrize(("steps", "branches"), [(60, 4), (60, 1), (400, 0), (1000, 6)])
def test_a_flow_of_any_length_stays_within_what_mermaid_draws(steps, branches):
    cases = [(f'case "{b}" ' + "&;#" * 60, f"do <{b}> " * 30, "else " * 20) for b in range(branches)]
    escalations = [Escalation(when=f"reason {i}", to=f"desk {i}") for i in range(60)]
    long = agent(workflow=[step(f"step {i} " + "{long}" * 40, *cases) for i in range(steps)], escalation=escalations)
    graph = synthesise(long)
    assert broken(graph, ()) == ()
    assert len(graph.edges) <= MOST_EDGES
    assert len(mermaid.draw(graph)) <= mermaid.MOST_CHARACTERS


def test_many_goals_and_tools_stay_within_what_mermaid_draws():
    tools = [Tool(name=f"tool {i}", purpose=f"purpose {i}", inputs=("a",)) for i in range(300)]
    graph = synthesise(agent(goals=[f"goal {i}" for i in range(300)], tools=tools))
    assert broken(graph, tools) == ()
    assert len(graph.edges) <= MOST_EDGES


def test_a_long_flow_keeps_its_conditions_before_it_gives_up_its_details():
    cases = [(f"case {b}", f"do {b}", f"else {b}") for b in range(4)]
    long = agent(workflow=[step(f"step {i}", *cases) for i in range(60)])
    told = [edge.label for edge in synthesise(long).edges if edge.label]
    assert told[:5] == [
        "case 0: do 0; if not: else 0",
        "case 1: do 1; if not: else 1",
        "case 2: do 2; if not: else 2",
        "case 3: do 3",
        "otherwise: else 3",
    ]
    assert len(told) == 300


def test_nothing_known_is_still_a_conversation():
    assert follow(synthesise(NOTHING), "otherwise")[0] == "Start"
    assert follow(synthesise(NOTHING), "otherwise")[-1] == "End"


def test_a_tool_with_operations_is_read_like_any_other():
    call = Operation(name="find", inputs={"type": "object", "properties": {"id": {"type": "string"}}})
    tools = [CREATE_LABEL, Tool(name="CRM", purpose="look people up", operations=(call,))]
    graph = synthesise(agent(tools=tools, workflow=[step("tell a joke"), step("find them in the CRM")]))
    assert [(node.label, node.tool) for node in graph.nodes[1:-1]] == [
        ("tell a joke", ""),
        ("find them in the CRM", "CRM"),
    ]


def test_150_nodes_edited_by_hand_are_joined_checked_and_written_in_50_ms():
    spent = []
    for number in range(6):
        definition = edited(number)
        began = time.process_time()
        graph = synthesise(definition)
        validate(graph, definition.tools)
        render(graph)
        spent.append(time.process_time() - began)
        assert len(graph.nodes) >= 150
    assert min(spent) < 0.05
