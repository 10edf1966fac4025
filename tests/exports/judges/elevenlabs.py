from pathlib import Path

from elevenlabs.conversational_ai.tests import TestsCreateRequestBody_Simulation
from elevenlabs.types import (
    AgentPlatformSettingsRequestModel,
    AgentWorkflowRequestModel,
    ConversationalConfig,
    ToolRequestModel,
)

from tests.exports.closed import modelled
from tests.exports.read import data


def judge(folder: Path) -> None:
    body = data(folder / "elevenlabs.json")
    assert body.keys() == {"name", "conversation_config", "platform_settings", "workflow"}
    config = modelled(ConversationalConfig, body["conversation_config"])
    modelled(AgentPlatformSettingsRequestModel, body["platform_settings"])
    flow = modelled(AgentWorkflowRequestModel, body["workflow"])
    tools = [modelled(ToolRequestModel, one) for one in data(folder / "elevenlabs_tools.json")]
    named = [f"TOOL_ID_{one.tool_config.name}" for one in tools]
    assert config.agent.prompt.tool_ids == named
    _connected(flow, set(named))
    for test in data(folder / "elevenlabs_tests.json"):
        assert test["type"] == "simulation"
        made = modelled(TestsCreateRequestBody_Simulation, test)
        assert made.name
        assert made.simulation_scenario
        assert made.success_condition


def _connected(flow: AgentWorkflowRequestModel, tools: set[str]) -> None:
    for edge in flow.edges.values():
        assert {edge.source, edge.target} <= flow.nodes.keys()
    for node in flow.nodes.values():
        assert set(node.edge_order) <= flow.edges.keys()
        assert {one.tool_id for one in getattr(node, "tools", None) or ()} <= tools
