"""Rasa: the workflow as a flow, with the slots, responses and actions that it speaks of."""

from collections.abc import Mapping, Sequence
from typing import Any

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import Loss, Made
from builder.exports.notation import Notation
from builder.exports.yaml_text import yaml_file
from builder.graph import Edge, Node
from builder.prompt_writer.fitting import Fitted
from builder.wording import one_line

FOLDER, FLOW = "rasa", "conversation"
# {name} is a slot in a response; typed braces become full-width ones, which Rasa leaves alone.
NOTATION = Notation("{%s}", ((r"\{", "｛"), (r"\}", "｝")))
PLACES = Places("", greeting="the first response", workflow="flows.yml", tools="actions of domain.yml", called=False)


def make(agent: Agent) -> Made:
    nodes = [node for node in agent.graph.nodes if node.kind not in ("start", "end")]
    flow = {
        "name": one_line(agent.name)[:200],
        "description": NOTATION.written(agent.summary),
        "steps": [_step(agent, node) for node in nodes],
    }
    files = (
        yaml_file(f"{FOLDER}/flows.yml", {"flows": {FLOW: flow}}, "The workflow as a flow: copy it into data/."),
        yaml_file(f"{FOLDER}/domain.yml", _domain(agent, nodes), "Slots, responses and actions of that flow."),
    )
    return Made(files, account(agent, Fitted(""), PLACES, also=_loss(agent)), steps=tuple(_steps(agent)))


def _step(agent: Agent, node: Node) -> dict[str, Any]:
    ways = agent.graph.ways_out().get(node.id, ())
    if node.kind == "decision":
        told = "; ".join(f"{_case(i)}: {one_line(way.label)}" for i, way in enumerate(ways, 1) if not way.otherwise)
        about = NOTATION.written(f"{one_line(node.label)} {told}; otherwise: none of these")
        return {"id": node.id, "collect": f"case_{node.id}", "description": about, "next": _branches(agent, ways)}
    onward = _target(agent, ways[0]) if ways else "END"
    if node.kind == "ask":
        about = NOTATION.written(one_line(node.label))
        return {"id": node.id, "collect": f"answer_{node.id}", "description": about, "next": onward}
    call = agent.call_for(node.tool, node.label) if node.kind == "tool" else None
    return {"id": node.id, "action": f"action_{call.name}" if call else f"utter_{node.id}", "next": onward}


def _branches(agent: Agent, ways: Sequence[Edge]) -> list[dict[str, str]]:
    cases = [
        {"if": f'slots.case_{way.source} is "{_case(i)}"', "then": _target(agent, way)}
        for i, way in enumerate(ways, 1)
        if not way.otherwise
    ]
    last = next((_target(agent, way) for way in ways if way.otherwise), "END")
    return [*cases, {"else": last}]


def _case(number: int) -> str:
    return f"case_{number}"


def _target(agent: Agent, way: Edge) -> str:
    return "END" if agent.graph.node[way.target].kind == "end" else way.target


def _domain(agent: Agent, nodes: Sequence[Node]) -> dict[str, Any]:
    out = agent.graph.ways_out()
    slots: dict[str, Any] = {name: _slot({"type": "text"}) for name in agent.variables}
    responses: dict[str, Any] = {}
    for node in nodes:
        if node.kind == "ask":
            slots[f"answer_{node.id}"] = _slot({"type": "text"})
            responses[f"utter_ask_answer_{node.id}"] = _said(node.label)
        elif node.kind == "decision":
            values = [_case(i) for i, way in enumerate(out.get(node.id, ()), 1) if not way.otherwise]
            slots[f"case_{node.id}"] = _slot({"type": "categorical", "values": [*values, "otherwise"]})
            responses[f"utter_ask_case_{node.id}"] = _said(node.label)
        elif node.kind != "tool" or node.tool not in agent.call_of:
            responses[f"utter_{node.id}"] = _said(node.detail if node.kind == "say" and node.detail else node.label)
    actions = [f"action_{call.name}" for call in agent.calls]
    return {"version": "3.1", **({"actions": actions} if actions else {}), "slots": slots, "responses": responses}


def _slot(kind: Mapping[str, Any]) -> dict[str, Any]:
    return {**kind, "mappings": [{"type": "from_llm"}]}


def _said(text: str) -> list[dict[str, Any]]:
    return [{"text": NOTATION.written(one_line(text)), "metadata": {"rephrase": True}}]


def _loss(agent: Agent) -> Loss:
    rules = bool(agent.definition.texts("guardrails"))
    told = (
        "What is said is a step's own words, rephrased by the model: write each response as your people would say it."
    )
    dropped = (
        "Guardrails, tone and the other parts of the prompt have no file there: put them into the rephraser's prompt."
    )
    actions = "Actions are named only: write each in Python, to call its address."
    return Loss(
        approximated=(told,),
        dropped=(
            *((dropped,) if rules or agent.definition.texts("tone") else ()),
            *((actions,) if agent.calls else ()),
        ),
    )


def _steps(agent: Agent) -> list[str]:
    actions = ", ".join(f"action_{call.name}" for call in agent.calls[:8])
    return [
        "Copy flows.yml into data/ and domain.yml beside it, in a project made by rasa init --template calm.",
        "Turn on the contextual response rephraser in endpoints.yml, with system_prompt.md as its prompt.",
        *([f"Write {actions} as custom actions in actions.py."] if agent.calls else []),
        "Set RASA_LICENSE, and type: rasa train, then rasa inspect.",
    ]


EXPORT = Export(
    "rasa", "Rasa", "The workflow as a flow with its slots, responses and actions.", make, ("Rasa Pro", "CALM")
)
