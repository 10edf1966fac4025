"""The workflow as a Retell conversation flow: a node per step, and when the conversation goes on to the next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.exports.agent import Agent
from builder.exports.calls import Parameter
from builder.exports.flows import instruction, numbers_in
from builder.exports.layout import positions
from builder.exports.notation import DOUBLE_BRACES
from builder.graph import Edge, Node

_ELSE = {"type": "prompt", "prompt": "Else"}
_FAILED = {"type": "prompt", "prompt": "Transfer failed"}


def nodes_of(agent: Agent) -> list[dict[str, Any]]:
    places = positions(agent.graph)
    edges = _edges(agent)
    drawn = [node for node in agent.graph.nodes if node.kind != "start"]
    return [
        {**made, "display_position": dict(zip(("x", "y"), places[node.id], strict=True))}
        for node in drawn
        for made in _with_variables(agent, node, _node(agent, node, edges[node.id]))
    ]


def variables_of(parameters: Iterable[Parameter]) -> list[dict[str, Any]]:
    """What a call has to keep as variables, each once."""
    held = {one.key: one.text for one in parameters}
    return [{"type": "string", "name": key, "description": text} for key, text in held.items()]


def _with_variables(agent: Agent, node: Node, made: dict[str, Any]) -> list[dict[str, Any]]:
    """A node; before a call whose address holds variables, one that fills them and takes the call's place."""
    call = agent.call_for(node.tool, node.label) if made["type"] == "function" else None
    if call is None or not call.marked:
        return [made]
    called = {**made, "id": f"{node.id}_call"}
    onward = {"id": f"{node.id}_filled", "destination_node_id": called["id"], "transition_condition": dict(_ELSE)}
    filling = {"id": node.id, "type": "extract_dynamic_variables", "name": "Note what the call needs"}
    return [{**filling, "variables": variables_of(call.marked), "else_edge": onward}, called]


def first(agent: Agent) -> str:
    """The node that the start leads to."""
    starts = {node.id for node in agent.graph.nodes if node.kind == "start"}
    after = next((edge.target for edge in agent.graph.edges if edge.source in starts), "")
    return after or next((node.id for node in agent.graph.nodes if node.kind != "start"), "")


def _edges(agent: Agent) -> Mapping[str, Sequence[tuple[str, Edge]]]:
    """The ways out of each node, each with a name of its own."""
    named: dict[str, list[tuple[str, Edge]]] = {node.id: [] for node in agent.graph.nodes}
    for i, edge in enumerate(agent.graph.edges, 1):
        named[edge.source].append((f"edge_{i}", edge))
    return named


def _node(agent: Agent, node: Node, ways: Sequence[tuple[str, Edge]]) -> dict[str, Any]:
    named = {"id": node.id, "name": DOUBLE_BRACES.written(node.label)[:100]}
    call = agent.call_for(node.tool, node.label) if node.kind == "tool" else None
    number = numbers_in(f"{node.label} {node.detail}") if node.kind == "handoff" else ""
    if node.kind == "end":
        return {**named, "type": "end"}
    if call and ways:
        local = {"type": "function", "tool_id": call.name, "tool_type": "local", "wait_for_result": True}
        return {**named, **local, "else_edge": _edge(*ways[-1], _ELSE)}
    if number:
        return {**named, **_transfer(node, number)}
    return {**named, **_talk(agent, node, ways)}


def _talk(agent: Agent, node: Node, ways: Sequence[tuple[str, Edge]]) -> dict[str, Any]:
    text = DOUBLE_BRACES.written(instruction(agent, node))
    edges = [_edge(key, way, _when(node, way)) for key, way in ways if not way.otherwise]
    made = {"type": "conversation", "instruction": {"type": "prompt", "text": text}, "edges": edges}
    otherwise = [_edge(key, way, _ELSE) for key, way in ways if way.otherwise]
    return {**made, "else_edge": otherwise[0]} if otherwise else made


def _when(node: Node, way: Edge) -> dict[str, str]:
    done = "The person has answered" if node.kind == "ask" else "This step is done"
    return {"type": "prompt", "prompt": DOUBLE_BRACES.written(way.label) or done}


def _edge(key: str, way: Edge, condition: Mapping[str, str]) -> dict[str, Any]:
    return {"id": key, "destination_node_id": way.target, "transition_condition": dict(condition)}


def _transfer(node: Node, number: str) -> dict[str, Any]:
    return {
        "type": "transfer_call",
        "transfer_destination": {"type": "predefined", "number": number},
        "transfer_option": {"type": "cold_transfer"},
        "edge": {"id": f"failed_{node.id}", "transition_condition": dict(_FAILED)},
    }
