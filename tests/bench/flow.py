"""How long a workflow of 150 nodes takes, edited by hand: to draw and join it, to check it, to write it as text."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from builder.definition import AgentDefinition
from builder.graph import validate
from builder.graph_edits import ACTIONS
from builder.mermaid_text import parse, render
from builder.workflow import drawn, synthesise
from orchestrator.facts import Fact
from orchestrator.flow import Flow
from orchestrator.values import Branch, Escalation, Step, Tool
from tests.bench.guide import rows as rows

HEADS = ("workflow of 150 nodes", "p50 ms", "p95 ms", "slowest ms")
TOGETHER = "synthesis, validation and text together"


def measure(times: int = 20) -> list[tuple[str, list[float]]]:
    """Each time with words nobody has seen before, so that nothing is remembered."""
    found: dict[str, list[float]] = {}

    def timed(name: str, made: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        result = made()
        found.setdefault(name, []).append((time.perf_counter() - began) * 1000)
        return result

    for number in range(times + 1):
        definition = edited(number)
        graph = timed("synthesis, joined with edits by hand", lambda made=definition: synthesise(made))
        problems = timed("validation", lambda made=definition, flow=graph: validate(flow, made.tools))
        text = timed("rendering to text", lambda flow=graph: render(flow))
        found.setdefault(TOGETHER, []).append(sum(spent[-1] for name, spent in found.items() if name != TOGETHER))
        timed("reading the text back", lambda written=text, flow=graph: parse(written, base=flow))
        assert len(graph.nodes) >= 150
        assert all(problem.severity == "warning" for problem in problems)
    order = [*(name for name in found if name != TOGETHER), TOGETHER]
    return [(name, found[name][1:]) for name in order]


def edited(number: int) -> AgentDefinition:
    """An agent of many steps; a node was put in by hand and one taken out before the last step was told."""
    before = _agent(number, steps=72)
    base = drawn(before)
    mine = ACTIONS["add"](base, after=base.nodes[40].id, label=f"check {number} by hand")
    plain = next(node for node in mine.nodes[60:] if node.kind == "say")
    mine = ACTIONS["remove"](mine, node=plain.id)
    facts = _agent(number, steps=73).facts | {"flow": (Fact(value=Flow(base=base, mine=mine), source="edited"),)}
    return before.model_copy(update={"facts": facts})


def _agent(number: int, steps: int) -> AgentDefinition:
    tools = [Tool(name=f"Store {number} {i}", purpose=f"look up parcel {i} of {number}") for i in range(10)]
    values: dict[str, Sequence[Any]] = {
        "greeting": [f"Hello number {number}"],
        "tools": tools,
        "escalation": [Escalation(when=f"caller {number} is angry", to="the front desk")],
        "workflow": [_step(number, at) for at in range(steps)],
    }
    return AgentDefinition(facts={slot: tuple(Fact(value=value) for value in told) for slot, told in values.items()})


def _step(number: int, at: int) -> Step:
    case = Branch(
        if_=f"value {at} is missing", then=f"explain value {at}", else_=f"look up parcel {at % 10} of {number}"
    )
    return Step(step=f"ask {number} people for value {at}", branches=(case,) if at % 3 == 0 else ())
