"""What is worth a second look: each rule speaks up when it should, and is silent otherwise."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from builder import lint
from builder.definition import AgentDefinition
from builder.exports.agent import Agent
from builder.graph import Graph, Node
from builder.prompt_writer import write
from builder.workflow import synthesise
from orchestrator.facts import Fact
from orchestrator.slots import BY_NAME
from orchestrator.values import Escalation, Tool
from tests.builder.definitions import NOTHING, OUTAGES, RETURNS, agent, definitions, step
from tests.builder.test_prompt_writer import PERSONAS, defined_by


def findings(definition, prompt=None, graph=None, platform=""):
    graph = graph or synthesise(definition)
    return lint.check(Agent(definition, graph, write(definition, graph) if prompt is None else prompt), platform)


# That a tool may fail is said of every tool nobody provided for.
EVERYWHERE = "flow_no_failure_path"


def codes(definition, **more):
    return [finding.code for finding in findings(definition, **more)]


def weighty(definition):
    return [code for code in codes(definition) if code != EVERYWHERE]


@pytest.mark.parametrize(
    "rule", ["never give refunds", "no refunds", "do not give a refund", "The agent must not give refunds"]
)
def test_a_goal_that_a_guardrail_forbids_is_a_clash(rule):
    assert "clash" in codes(agent(goals=["give refunds quickly"], guardrails=[rule]))


@pytest.mark.parametrize(
    "rule",
    [
        "never promise a refund amount",
        "no refunds over 50 euros",
        "always give refunds",
        "never give refunds without a receipt",
    ],
)
def test_a_guardrail_that_only_bounds_a_goal_is_no_clash(rule):
    assert "clash" not in codes(agent(goals=["give refunds quickly"], guardrails=[rule]))


def test_a_goal_that_says_the_same_as_a_guardrail_is_no_clash():
    assert "clash" not in codes(agent(goals=["never give refunds quickly"], guardrails=["never give refunds"]))


def test_an_agent_that_nobody_takes_over_from_is_warned_of():
    assert [f.severity for f in findings(agent(agent_role="guide")) if f.code == "no_escalation"] == ["warn"]


def test_somebody_who_wants_no_escalation_is_only_reminded():
    alone = AgentDefinition(facts={"escalation": (Fact(value=None),)})
    assert [f.severity for f in findings(alone) if f.code == "no_escalation"] == ["info"]


def test_a_branch_that_hands_over_is_a_way_out():
    assert "no_escalation" not in codes(agent(workflow=[step("sort it", ("angry", "escalate to a human"))]))


@pytest.mark.parametrize(
    "text", ["look up the order in Zendesk", "call get_stock", "check the date via Google Calendar", "call listOrders"]
)
def test_a_step_that_names_a_tool_nobody_configured_is_told(text):
    assert "unknown_tool" in codes(agent(workflow=[step(text)]))


@pytest.mark.parametrize(
    "text",
    ["call get_order", "look up the order in English", "call Hanneke", "read it from the FAQ", "say hello in person"],
)
def test_a_step_that_names_what_is_known_is_not(text):
    known = agent(
        workflow=[step(text)],
        tools=list(RETURNS.tools),
        languages=["English"],
        knowledge=["the FAQ"],
        escalation=[Escalation(when="refunds", to="Hanneke")],
    )
    assert "unknown_tool" not in codes(known)


def test_a_tool_that_no_step_uses_is_told():
    spare = Tool(name="Weather", purpose="forecast", inputs=("city",))
    found = [f for f in findings(agent(workflow=[step("ask the date")], tools=[spare])) if f.code == "unused_tool"]
    assert [(f.severity, "Weather" in f.text) for f in found] == [("info", True)]


def test_a_tool_without_purpose_or_inputs_is_told():
    found = {f.code: f.severity for f in findings(agent(tools=[Tool(name="X")]))}
    assert found["tool_purpose"] == "warn"
    assert found["tool_inputs"] == "info"


def test_a_long_list_of_bans_is_told():
    assert "ban_list" in codes(agent(guardrails=[f"never do {i}" for i in range(13)]))
    assert "ban_list" not in codes(agent(guardrails=[f"never do {i}" for i in range(12)]))


@pytest.mark.parametrize(
    "greeting", ["See https://x.example", "**Hello** there", "Hi 👋 you", "Read [this](x)", "Call `help`"]
)
def test_a_spoken_greeting_with_what_cannot_be_spoken_is_told(greeting):
    assert "unspeakable" in codes(agent(channels=["phone"], greeting=greeting))
    assert "unspeakable" not in codes(agent(channels=["web chat"], greeting=greeting))


def test_a_greeting_that_can_be_spoken_is_fine():
    assert "unspeakable" not in codes(
        agent(channels=["phone"], greeting="Hello, this is Volt! What's your zip code - please?")
    )


@pytest.mark.parametrize(
    ("greeting", "long"), [("word " * 40, False), ("word " * 41, True), ("您好" * 41, True), ("您好" * 40, False)]
)
def test_a_greeting_is_long_after_forty_words_in_any_script(greeting, long):
    assert ("long_greeting" in codes(agent(greeting=greeting))) is long


def test_a_very_long_prompt_is_told():
    assert "long_prompt" in codes(RETURNS, prompt="word " * 3001)
    assert "long_prompt" not in codes(RETURNS)


def test_what_is_missing_is_told_the_weighty_first():
    found = [
        (f.severity, f.code)
        for f in findings(NOTHING)
        if f.code in ("no_agent_role", "no_goals", "no_audience", "no_metrics")
    ]
    assert found == [("warn", "no_agent_role"), ("warn", "no_goals"), ("info", "no_audience"), ("info", "no_metrics")]


def test_assumptions_are_counted_and_named():
    found = [
        f
        for f in findings(agent(assumed=("tone", "agent_name"), tone=["warm", "clear"], agent_name="Ada"))
        if f.code == "assumed"
    ]
    assert [f.text for f in found] == ["3 things are assumed, not said: name, tone. Confirm or change them."]


def test_a_confirmed_value_is_no_assumption():
    assert "assumed" not in codes(AgentDefinition(facts={"tone": (Fact(value="warm", source="confirmed"),)}))


def test_a_broken_flow_is_told():
    broken = Graph(nodes=(Node(id="n1", kind="start", label="Start"),))
    assert "flow_dead_end" in codes(RETURNS, graph=broken)


def test_warnings_come_first():
    severities = [finding.severity for finding in findings(NOTHING)]
    assert severities == sorted(severities, reverse=True)


def test_a_good_definition_has_nothing_to_look_at():
    assert weighty(RETURNS) == []


def test_the_only_thing_wrong_with_the_outage_line_is_its_tools_missing_purpose():
    assert weighty(OUTAGES) == ["tool_purpose"]


# Looked at one by one: two tools whose purpose nobody told, one without inputs, one agent without a measure.
EXPECTED = {
    "p02-utility-outage": ["tool_purpose"],
    "p09-hr-onboarding": ["tool_inputs"],
    "p14-museum-guide": ["no_metrics"],
    "p37-code-review": ["tool_purpose"],
}


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
def test_no_persona_raises_a_false_alarm(path: Path, monkeypatch):
    monkeypatch.syspath_prepend(str(path.parents[1]))
    import score

    gold = json.loads(path.read_text(encoding="utf8"))["gold"]
    assert weighty(defined_by(score.gold_to_spec(gold))) == EXPECTED.get(path.stem, [])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(definitions())
def test_every_finding_says_something_about_a_slot_there_is(definition):
    for finding in findings(definition):
        assert finding.text.endswith(".")
        assert finding.slot in {"", *BY_NAME}
