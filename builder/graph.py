"""The workflow as a graph: typed nodes, conditional edges, and what is wrong with one."""

from collections.abc import Iterable

from builder.graph_checks import CHECKS, View
from builder.graph_problems import Fix, Problem
from builder.graph_receivers import receiver_of
from orchestrator.flow import Edge, Graph, Node, NodeKind
from orchestrator.values import Escalation, Tool

__all__ = ["Edge", "Fix", "Graph", "Node", "NodeKind", "Problem", "broken", "validate"]


def validate(graph: Graph, tools: Iterable[Tool], escalations: Iterable[Escalation] = ()) -> tuple[Problem, ...]:
    """What is wrong with the graph, each with what would mend it, errors first. Without an error a conversation can
    follow it from start to end on every path. Where ids are not what they should be, nothing else is looked at."""
    seen = View(graph, tuple(tools), receiver_of(escalations))
    problems: list[Problem] = []
    for check in CHECKS:
        problems += check(seen)
        if any(problem.code in ("twice", "loose_edge") for problem in problems):
            break
    return tuple(sorted(problems, key=lambda problem: problem.severity != "error"))


def broken(graph: Graph, tools: Iterable[Tool]) -> tuple[Problem, ...]:
    """The errors among what is wrong."""
    return tuple(problem for problem in validate(graph, tools) if problem.severity == "error")
