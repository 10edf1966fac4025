"""Tests of the agent in the shapes of those who run them: neutral YAML, ElevenLabs simulations, a Vapi test suite."""

from typing import Any

from builder.exports.agent import Agent
from builder.exports.files import File, json_file
from builder.exports.notation import DOUBLE_BRACES, LIQUID
from builder.exports.yaml_text import yaml_file
from builder.wording import shortened

NEUTRAL, ELEVENLABS, VAPI = "agent_tests.yaml", "elevenlabs_tests.json", "vapi_tests.json"
MOST_TURNS = 12
LONGEST_SCRIPT = 10_000


def neutral(agent: Agent) -> File:
    """For any runner: who talks, and what must be true afterwards."""
    scenarios = [
        {
            "id": one.id,
            "kind": one.kind,
            "from": one.slot,
            "statement": one.statement,
            "person": one.person,
            "check": one.check,
            **({"calls": agent.call_of[one.calls].name} if one.calls else {}),
        }
        for one in agent.scenarios
    ]
    blurb = "Tests of the agent: for each must, never and if, who talks to it and what must be true afterwards."
    return yaml_file(NEUTRAL, {"agent": agent.name, "scenarios": scenarios}, blurb)


def elevenlabs(agent: Agent) -> File:
    """Simulated conversations in which no tool is really called: what tools answer is for people to fill in."""
    bodies = [
        {
            "type": "simulation",
            "name": DOUBLE_BRACES.written(one.title),
            "simulation_scenario": DOUBLE_BRACES.written(one.person),
            "success_condition": DOUBLE_BRACES.written(one.check),
            "simulation_max_turns": MOST_TURNS,
            "tool_mock_config": {"mocking_strategy": "all", "fallback_strategy": "raise_error"},
        }
        for one in agent.scenarios
    ]
    return json_file(
        ELEVENLABS, bodies, "Tests of the agent: each is the body of one POST /v1/convai/agent-testing/create."
    )


def vapi(agent: Agent) -> File:
    """A suite and its tests, each a chat that a model judges by a rubric."""
    tests: list[dict[str, Any]] = [
        {
            "type": "chat",
            "name": LIQUID.written(one.title),
            "script": shortened(LIQUID.written(one.person), LONGEST_SCRIPT),
            "scorers": [{"type": "ai", "rubric": shortened(LIQUID.written(one.check), LONGEST_SCRIPT)}],
            "numAttempts": 1,
        }
        for one in agent.scenarios
    ]
    suite = {"name": f"Tests of {agent.name}"[:80], "targetPlan": {"assistantId": "ASSISTANT_ID"}}
    blurb = "Tests of the agent: `suite` is the body of POST /test-suite, each test of POST /test-suite/{id}/test."
    return json_file(VAPI, {"suite": suite, "tests": tests}, blurb)
