"""What canvases of several platforms share: a node's words, an edge's condition, a telephone number to hand over to."""

import re

from builder.exports.agent import Agent
from builder.graph import Edge, Graph, Node
from builder.wording import one_line

_NUMBER = re.compile(r"\+?\(?\d[\d ().-]{6,18}\d")


def instruction(agent: Agent, node: Node) -> str:
    """What the agent does at a node, for its eyes."""
    beside = f" ({node.detail})" if node.detail and node.kind != "say" else ""
    if node.detail and node.kind == "say":
        return f"{node.label}. Say word for word: {node.detail}"
    if node.kind == "ask":
        return f"{node.label}{beside}. Wait for the answer."
    if node.kind == "tool":
        call = agent.call_for(node.tool, node.label)
        return f"{node.label}. Use {call.name}." if call else node.label
    if node.kind == "decision":
        return f"Find out which case applies: {node.label}"
    return f"{node.label}{beside}"


def condition(graph: Graph, edge: Edge) -> str:
    """When an edge is taken, "" for always."""
    if not edge.otherwise:
        return edge.label
    others = [one.label for one in graph.edges if one.source == edge.source and not one.otherwise and one.label]
    return f"None of these applies: {'; '.join(others)}" if others else ""


def numbers_in(text: str) -> str:
    """The first telephone number in a text as platforms dial it, "" if there is none with a country code."""
    found = _NUMBER.search(one_line(text))
    digits = re.sub(r"[^\d+]", "", found[0]) if found else ""
    return digits if digits.startswith("+") and 8 <= len(digits) <= 16 else ""
