"""The workflow as ElevenLabs draws it: what the agent does at each node, and when it goes on to the next."""

from typing import Any

from builder.exports.agent import Agent
from builder.exports.elevenlabs_tools import tool_id
from builder.exports.flows import condition, instruction, numbers_in
from builder.exports.layout import positions
from builder.exports.notation import DOUBLE_BRACES
from builder.graph import Edge, Node


def workflow(agent: Agent) -> dict[str, Any]:
    places = positions(agent.graph)
    out = agent.graph.ways_out()
    order = {id(edge): f"edge_{i}" for i, edge in enumerate(agent.graph.edges, 1)}
    nodes = {}
    for node in agent.graph.nodes:
        x, y = places[node.id]
        edges = [order[id(edge)] for edge in out.get(node.id, ())]
        nodes[node.id] = {**_node(agent, node), "position": {"x": x, "y": y}, "edge_order": edges}
    return {"nodes": nodes, "edges": {order[id(edge)]: _edge(agent, edge) for edge in agent.graph.edges}}


def _node(agent: Agent, node: Node) -> dict[str, Any]:
    call = agent.call_for(node.tool, node.label) if node.kind == "tool" else None
    number = numbers_in(f"{node.label} {node.detail}") if node.kind == "handoff" else ""
    if node.kind in ("start", "end"):
        return {"type": node.kind}
    if call:
        return {"type": "tool", "tools": [{"tool_id": tool_id(call)}]}
    if number:
        return {"type": "phone_number", "transfer_destination": {"type": "phone", "phone_number": number}}
    return {
        "type": "override_agent",
        "label": DOUBLE_BRACES.written(node.label),
        "additional_prompt": DOUBLE_BRACES.written(instruction(agent, node)),
    }


def _edge(agent: Agent, edge: Edge) -> dict[str, Any]:
    when = DOUBLE_BRACES.written(condition(agent.graph, edge))
    forward = {"type": "llm", "condition": when} if when else {"type": "unconditional"}
    if edge.label:
        forward["label"] = DOUBLE_BRACES.written(edge.label)
    return {"source": edge.source, "target": edge.target, "forward_condition": forward}
