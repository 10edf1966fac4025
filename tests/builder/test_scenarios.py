"""Tests of the agent: each must, never and if of its specification."""

import json

import pytest
import yaml
from hypothesis import given, settings

from builder.exports.agent import agent_of
from builder.exports.registry import EXPORTS
from builder.graph import Graph
from builder.scenarios import scenarios_of
from builder.workflow import synthesise
from orchestrator.values import Clarification
from tests.builder.definitions import NOTHING, RETURNS, agent, definitions

BY_ID = {one.id: one for one in scenarios_of(RETURNS, synthesise(RETURNS))}


def test_every_goal_rule_handover_and_branch_becomes_a_scenario():
    assert list(BY_ID) == [
        "goal-1",
        "goal-2",
        "rule-1",
        "rule-2",
        "handover-1",
        "handover-2",
        "branch-1",
        "branch-2",
    ]


def test_a_goal_must_be_reached_with_the_tool_it_needs():
    goal = BY_ID["goal-2"]
    assert (goal.kind, goal.statement) == ("must", "create return labels")
    assert "create return labels" in goal.person
    assert BY_ID["goal-1"].calls in ("", "get_order")


def test_two_statements_that_only_seem_to_exclude_each_other_are_judged_by_how_both_hold():
    because = "prices of vans only by phone"
    known = agent(
        goals=["Quote the price for a van", "Tell the timetable"],
        guardrails=["Never quote prices"],
        clarifications=[Clarification(one="never quote prices", other="quote the price for a van", because=because)],
    )
    checks = {one.id: one.check for one in scenarios_of(known, synthesise(known))}
    assert all(because in checks[name] for name in ("goal-1", "rule-1"))
    assert because not in checks["goal-2"]


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("never promise a refund", "never"),
        ("no medical advice", "never"),
        ("Niemals eine Zahlung zusagen", "never"),
        ("nunca dar consejo médico", "never"),
        ("不能承诺疗效", "never"),
        ("لا تقدمي نصيحة طبية", "never"),
        ("always verify the identity first", "must"),
        ("know the number before the name", "must"),
    ],
)
def test_a_rule_says_whether_it_forbids_or_asks(rule, kind):
    [scenario] = scenarios_of(agent(guardrails=[rule]), Graph())
    assert scenario.kind == kind
    assert rule in scenario.person
    assert rule in scenario.check


def test_a_handover_is_checked_with_its_target():
    handover = BY_ID["handover-1"]
    assert handover.kind == "if"
    assert "orders older than 30 days" in handover.person
    assert "the returns desk" in handover.check
    assert "to a person" in BY_ID["handover-2"].check


def test_a_branch_is_tried_both_ways():
    holds, fails = BY_ID["branch-1"], BY_ID["branch-2"]
    assert "holds: “order is older than 30 days”" in holds.person
    assert "goes on with “escalate to a human”, and not with “create a return label”" in holds.check
    assert "does not hold: “order is older than 30 days”" in fails.person
    assert "goes on with “create a return label”, and not with “escalate to a human”" in fails.check


def test_they_are_told_which_language_is_spoken():
    assert all(one.person.endswith("They speak English.") for one in BY_ID.values())


def test_nothing_to_test_is_no_scenario():
    assert scenarios_of(NOTHING, Graph()) == ()


def test_every_target_that_runs_tests_gets_all_of_them():
    made = agent_of(RETURNS)
    files = {f.name: f.text for name in ("neutral", "elevenlabs", "vapi") for f in EXPORTS[name].make(made).files}
    assert len(json.loads(files["elevenlabs_tests.json"])) == len(BY_ID)
    assert len(json.loads(files["vapi_tests.json"])["tests"]) == len(BY_ID)
    told = yaml.safe_load(files["agent_tests.yaml"])
    assert [one["id"] for one in told["scenarios"]] == list(BY_ID)
    assert told["scenarios"][3] == {
        "id": "rule-2",
        "kind": "never",
        "from": "guardrails",
        "statement": "no advice on competitors",
        "person": BY_ID["rule-2"].person,
        "check": BY_ID["rule-2"].check,
    }


@settings(max_examples=25, deadline=None)
@given(definitions())
def test_any_definition_has_a_scenario_for_each_statement_and_they_are_read_back_as_written(definition):
    made = agent_of(definition)
    branches = [branch for step in definition.steps for branch in step.branches]
    said = len(definition.texts("goals")) + len(definition.texts("guardrails")) + len(definition.escalations)
    assert len(made.scenarios) == said + len(branches) + sum(bool(branch.else_) for branch in branches)
    assert len({one.id for one in made.scenarios}) == len(made.scenarios)
    text = next(f.text for f in EXPORTS["neutral"].make(made).files if f.name == "agent_tests.yaml")
    assert [one["statement"] for one in yaml.safe_load(text)["scenarios"]] == [one.statement for one in made.scenarios]
