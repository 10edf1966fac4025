"""Open Agent Spec: an agent with server tools, and its workflow as a flow beside it."""

from typing import Any
from uuid import UUID, uuid5

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.agentspec_flow import flow
from builder.exports.call_parts import Call, Parameter
from builder.exports.export import Export
from builder.exports.files import Loss, Made, json_file
from builder.exports.notation import DOUBLE_BRACES
from builder.exports.plain_prompt import READ
from builder.exports.steps import secrets_to_set

FILE, VERSION = "agentspec.json", "25.4.1"
PLACES = Places(
    "system_prompt", workflow="metadata.workflow, as a Flow", tools="tools", called=False, variables="inputs"
)
_SPACE = UUID("0d7f4c9e-6a0b-4f0e-9d0a-3f5a1c2b7e44")


def make(agent: Agent) -> Made:
    told = agent.told(READ, DOUBLE_BRACES)
    body = {
        **_component("Agent", "agent", agent.name),
        "description": agent.summary,
        "metadata": {"workflow": flow(agent, VERSION)},
        "inputs": [{"title": name, "type": "string", "default": ""} for name in agent.variables],
        "outputs": [],
        "llm_config": {**_component("OpenAiConfig", "llm", "model"), "model_id": "gpt-5.4"},
        "system_prompt": told.text,
        "tools": [_tool(call) for call in agent.calls],
        "agentspec_version": VERSION,
    }
    also = Loss(approximated=("The flow beside the agent is a plan to read: runtimes run the agent by its prompt.",))
    loss = account(agent, told, PLACES, also=also)
    return Made((json_file(FILE, body, "The agent, as runtimes load it."),), loss, told.text, tuple(_steps(agent)))


def _component(kind: str, key: str, name: str) -> dict[str, Any]:
    """What every component has; ids are the same whenever the file is made."""
    return {"component_type": kind, "id": str(uuid5(_SPACE, key)), "name": name, "description": None, "metadata": {}}


_NOTHING: dict[str, Any] = {"string": "", "integer": 0, "number": 0.0, "boolean": False, "array": []}


def _input(one: Parameter) -> dict[str, Any]:
    """A property; one that may be left out has a default, which must be of its type: of an object's type is no empty
    one."""
    if one.required:
        return {"title": one.key, **one.described}
    if one.kind in _NOTHING:
        return {"title": one.key, **one.described, "default": _NOTHING[one.kind]}
    said = {"title": one.key, "description": one.described.get("description", one.key)}
    return {**said, "anyOf": [dict(one.described), {"type": "null"}], "default": None}


def _tool(call: Call) -> dict[str, Any]:
    inputs = [_input(one) for one in call.parameters]
    made = {**_component("ServerTool", f"tool {call.name}", call.name), "description": call.description}
    return {**made, "inputs": inputs, "outputs": [{"title": "result", "type": "string"}]}


def _steps(agent: Agent) -> list[str]:
    return [
        "pip install pyagentspec and the adapter of your runtime (wayflowcore, langgraph, crewai or autogen).",
        *(["Give the loader a function for each server tool, by its name."] if agent.calls else []),
        *secrets_to_set(agent, "where those functions call your endpoints"),
        "Set OPENAI_API_KEY, load agentspec.json and start a conversation.",
    ]


EXPORT = Export(
    "agentspec",
    "Open Agent Spec",
    "An agent with server tools that several runtimes load.",
    make,
    ("Agent Spec", "Oracle Agent Spec"),
)
