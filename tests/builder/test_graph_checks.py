"""What is wrong with a workflow, and that the offered fix mends it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.graph import broken, validate
from builder.graph_edits import ACTIONS
from builder.workflow import drawn
from orchestrator.flow import Edge, Graph, Node
from orchestrator.values import Escalation, Operation, Tool
from tests.builder.definitions import EXAMPLES, RETURNS
from tests.builder.graphs import graphs


def node(node_id, kind="say", **more):
    return Node(id=node_id, kind=kind, **{"label": node_id, **more})


def edge(source, target, **more):
    return Edge(source=source, target=target, **more)


def graph(*nodes, ways=()):
    return Graph(nodes=nodes, edges=tuple(edge(*way) if isinstance(way, tuple) else way for way in ways))


S, E = node("s", "start"), node("e", "end")
CRM = Tool(name="CRM", purpose="look people up")
LAST = edge("d", "e", otherwise=True)
PROBLEMS = {
    "start": graph(E),
    "twice": graph(S, E, E, ways=[("s", "e")]),
    "loose_edge": graph(S, E, ways=[("s", "e"), ("s", "x")]),
    "dead_end": graph(S, node("a"), ways=[("s", "a")]),
    "endless": graph(S, node("a"), node("b"), ways=[("s", "a"), ("a", "b"), ("b", "a")]),
    "orphan": graph(S, E, node("a"), ways=[("s", "e"), ("a", "e")]),
    "one_way": graph(S, node("d", "decision"), E, ways=[("s", "d"), LAST]),
    "forks": graph(S, node("a"), E, ways=[("s", "a"), ("s", "e"), ("a", "e")]),
    "no_otherwise": graph(
        S, node("d", "decision"), E, ways=[("s", "d"), edge("d", "e", label="a"), edge("d", "e", label="b")]
    ),
    "no_condition": graph(S, node("d", "decision"), E, ways=[("s", "d"), ("d", "e"), LAST]),
    "unknown_tool": graph(S, node("t", "tool", tool="gone"), E, ways=[("s", "t"), ("t", "e")]),
    "unused_tool": graph(S, node("a"), E, ways=[("s", "a"), ("a", "e")]),
    "no_failure_path": graph(S, node("t", "tool", tool="CRM"), E, ways=[("s", "t"), ("t", "e")]),
    "no_target": graph(S, node("h", "handoff", label="Hand over to a person"), ways=[("s", "h")]),
}
WARNINGS = {"no_condition", "unused_tool", "no_failure_path", "no_target"}


@pytest.mark.parametrize("code", PROBLEMS)
def test_each_problem_is_told_and_weighed(code):
    found = [problem for problem in validate(PROBLEMS[code], [CRM]) if problem.code == code]
    assert [problem.severity for problem in found] == ["warning" if code in WARNINGS else "error"]
    assert bool(broken(PROBLEMS[code], [CRM])) == (code not in WARNINGS)


@pytest.mark.parametrize("code", sorted(PROBLEMS.keys() - {"twice", "no_target"}))
def test_each_problem_has_a_fix_that_mends_it_and_breaks_nothing(code):
    problem = next(problem for problem in validate(PROBLEMS[code], [CRM]) if problem.code == code)
    mended = ACTIONS[problem.fix.action](PROBLEMS[code], **problem.fix.fields)
    left = {found.code for found in validate(mended, [CRM]) if found.severity == "error"}
    assert code not in {found.code for found in validate(mended, [CRM])}
    assert left <= {found.code for found in broken(PROBLEMS[code], [CRM])}


def test_two_starts_are_one_too_many():
    two = graph(S, node("s2", "start"), E, ways=[("s", "e"), ("s2", "e")])
    assert [(problem.code, problem.node) for problem in validate(two, ())] == [("start", "s2")]


def test_a_round_is_told_once_and_so_is_all_that_hangs_on_an_orphan():
    ways = [("s", "a"), ("a", "b"), ("b", "c"), ("c", "a")]
    assert [p.code for p in validate(graph(S, *map(node, "abc"), ways=ways), ())] == ["endless"]
    apart = graph(S, E, *map(node, "abc"), ways=[("s", "e"), ("a", "b"), ("b", "c"), ("c", "e")])
    assert [(p.code, p.node) for p in validate(apart, ())] == [("orphan", "a")]


@pytest.mark.parametrize(
    ("label", "detail", "is_told"),
    [
        ("Hand over to a person", "", True),
        ("escalate to a human", "", True),
        ("transfer the caller", "", True),
        ("", "", True),
        ("Hand over to a person", "the front desk", False),
        ("Hand over to dispatch", "", False),
        ("connect to Dr Novak", "", False),
        ("转人工", "", False),
    ],
)
def test_a_hand_over_has_to_say_to_whom(label, detail, is_told):
    desk = graph(S, node("h", "handoff", label=label, detail=detail), ways=[("s", "h")])
    assert bool([p for p in validate(desk, ()) if p.code == "no_target"]) == is_told


def test_a_tool_that_says_itself_what_to_do_on_failure_is_provided_for():
    told = Tool(name="CRM", operations=(Operation(name="find", on_failure="apologise"),))
    assert validate(PROBLEMS["no_failure_path"], [told]) == ()


@pytest.mark.parametrize(
    ("targets", "label"),
    [
        (["Front desk", "Front desk"], "Hand over to Front desk"),
        ([None, "Night team", "Front desk"], "Hand over to Night team"),
        ([None], "Hand over to a person"),
    ],
)
def test_who_takes_over_after_a_failure_is_who_the_escalations_name(targets, label):
    escalations = [Escalation(when=f"case {number}", to=to) for number, to in enumerate(targets)]
    flow = PROBLEMS["no_failure_path"]
    problem = next(p for p in validate(flow, [CRM], escalations) if p.code == "no_failure_path")
    mended = ACTIONS[problem.fix.action](flow, **problem.fix.fields)
    assert [n.label for n in mended.nodes if n.kind == "handoff"] == [label]
    assert ("no_target" in {p.code for p in validate(mended, [CRM])}) == (label == "Hand over to a person")


def test_the_tool_that_a_node_speaks_of_is_offered():
    speaking = graph(S, node("t", "tool", label="find them in the CRM"), E, ways=[("s", "t"), ("t", "e")])
    problem = next(p for p in validate(speaking, [Tool(name="Shop"), CRM]) if p.code == "unknown_tool")
    assert (problem.fix.label, problem.fix.fields["tool"]) == ("Use CRM", "CRM")


@pytest.mark.parametrize("definition", EXAMPLES.values(), ids=EXAMPLES)
def test_what_is_drawn_has_no_errors_and_its_fixes_leave_none(definition):
    flow = drawn(definition)
    for problem in validate(flow, definition.tools):
        assert problem.severity == "warning"
        if problem.fix:
            assert broken(ACTIONS[problem.fix.action](flow, **problem.fix.fields), definition.tools) == ()


def same(problems, problem):
    return sum((p.code, p.node, p.text) == (problem.code, problem.node, problem.text) for p in problems)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs(), st.lists(st.sampled_from([CRM, *RETURNS.tools]), unique=True, max_size=2))
def test_after_a_fix_its_problem_is_gone(flow, tools):
    for problem in validate(flow, tools):
        if problem.fix:
            mended = ACTIONS[problem.fix.action](flow, **problem.fix.fields)
            assert same(validate(mended, tools), problem) < same(validate(flow, tools), problem), problem


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs())
def test_fix_by_fix_any_workflow_becomes_one_that_can_be_followed(flow):
    for _ in range(60):
        problem = next((problem for problem in broken(flow, [CRM]) if problem.fix), None)
        if problem is None:
            break
        flow = ACTIONS[problem.fix.action](flow, **problem.fix.fields)
    assert broken(flow, [CRM]) == ()
