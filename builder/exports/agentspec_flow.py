"""The workflow as an Agent Spec flow: messages to say, decisions that the model makes, branches by their outcome."""

from collections.abc import Iterator
from typing import Any

from builder.exports.agent import Agent
from builder.exports.flows import instruction
from builder.exports.notation import DOUBLE_BRACES
from builder.graph import Edge, Node

_CASE, _KEY = "case", "branching_mapping_key"


def flow(agent: Agent, version: str) -> dict[str, Any]:
    nodes = [one for node in agent.graph.nodes for one in _nodes(agent, node)]
    decisions = [node for node in agent.graph.nodes if node.kind == "decision"]
    start = next((node.id for node in agent.graph.nodes if node.kind == "start"), "n1")
    return {
        **_component("Flow", "flow", agent.name),
        "inputs": [],
        "outputs": [],
        "start_node": _ref(start),
        "nodes": [_ref(one["id"]) for one in nodes],
        "control_flow_connections": list(_control(agent)),
        "data_flow_connections": [_data(node) for node in decisions],
        "$referenced_components": {one["id"]: one for one in nodes},
        "agentspec_version": version,
    }


def _component(kind: str, key: str, name: str) -> dict[str, Any]:
    return {"component_type": kind, "id": key, "name": name, "description": None, "metadata": {}}


def _ref(key: str) -> dict[str, str]:
    return {"$component_ref": key}


def _nodes(agent: Agent, node: Node) -> Iterator[dict[str, Any]]:
    """One node, or two for a decision: the model names the case, a branching node goes by it."""
    empty: dict[str, Any] = {"inputs": [], "outputs": []}
    if node.kind == "start":
        yield {**_component("StartNode", node.id, node.id), **empty, "branches": ["next"]}
    elif node.kind == "end" or not agent.graph.ways_out().get(node.id):
        yield {**_component("EndNode", node.id, node.id), **empty, "branches": [], "branch_name": "next"}
    elif node.kind == "decision":
        yield _asked(agent, node)
        yield _branching(agent, node)
    else:
        text = DOUBLE_BRACES.written(instruction(agent, node)).replace("{{", "{ {")
        message = {**_component("OutputMessageNode", node.id, node.id), **empty, "branches": ["next"], "message": text}
        yield message


def _asked(agent: Agent, node: Node) -> dict[str, Any]:
    cases = "; ".join(f"{key}: {edge.label or 'otherwise'}" for key, edge in _cases(agent, node))
    prompt = DOUBLE_BRACES.written(f"{node.label} Answer with one of: {cases}").replace("{{", "{ {")
    return {
        **_component("LlmNode", node.id, node.id),
        "inputs": [],
        "outputs": [{"title": _CASE, "type": "string"}],
        "branches": ["next"],
        "llm_config": {**_component("OpenAiConfig", f"llm_{node.id}", "model"), "model_id": "gpt-5.4"},
        "prompt_template": prompt,
    }


def _branching(agent: Agent, node: Node) -> dict[str, Any]:
    keys = [key for key, edge in _cases(agent, node) if not edge.otherwise]
    return {
        **_component("BranchingNode", f"{node.id}_case", f"{node.id}_case"),
        "inputs": [{"title": _KEY, "type": "string"}],
        "outputs": [],
        "branches": sorted({"default", *keys}),
        "mapping": {key: key for key in keys},
    }


def _cases(agent: Agent, node: Node) -> list[tuple[str, Edge]]:
    return [(f"case_{i}", edge) for i, edge in enumerate(agent.graph.ways_out().get(node.id, ()), 1)]


def _control(agent: Agent) -> Iterator[dict[str, Any]]:
    for node in agent.graph.nodes:
        if node.kind != "decision":
            yield from (_edge(node.id, edge.target, None) for _, edge in _cases(agent, node)[:1])
            continue
        yield _edge(node.id, f"{node.id}_case", None)
        ways = _cases(agent, node)
        for key, edge in ways:
            yield _edge(f"{node.id}_case", edge.target, "default" if edge.otherwise else key)


def _edge(source: str, target: str, branch: str | None) -> dict[str, Any]:
    key = f"{source}_{branch or 'next'}_{target}"
    ends = {"from_node": _ref(source), "from_branch": branch, "to_node": _ref(target)}
    return {**_component("ControlFlowEdge", key, key), **ends}


def _data(node: Node) -> dict[str, Any]:
    key = f"{node.id}_data"
    ends = {"source_node": _ref(node.id), "destination_node": _ref(f"{node.id}_case")}
    return {**_component("DataFlowEdge", key, key), **ends, "source_output": _CASE, "destination_input": _KEY}
