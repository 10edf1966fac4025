"""Google's Conversational Agents (Dialogflow CX): a playbook whose steps are the workflow, and its tools as OpenAPI."""

from typing import Any

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.calls import Call
from builder.exports.export import Export
from builder.exports.files import Made, json_file
from builder.exports.google_prompt import STYLE
from builder.exports.notation import Notation
from builder.exports.openapi_text import described
from builder.exports.steps import secrets_to_set
from builder.graph_steps import Told, told
from builder.step_reading import tool_of
from builder.wording import mentions, one_line
from builder.workflow import ways_of
from orchestrator.values import Branch, Step

FILE = "dialogflow_playbook.json"
# $session.params.name is a parameter, ${TOOL:name} a tool; no typed dollar is read as one.
NOTATION = Notation("$session.params.%s", ((r"\$(?=[{A-Za-z])", "$ "),))
PLACES = Places(
    "playbook.instruction.guidelines",
    workflow="playbook.instruction.steps",
    tools="tools",
    variables="session parameters",
)


def make(agent: Agent) -> Made:
    told = agent.told(STYLE, NOTATION)
    goal = "; ".join(one_line(goal) for goal in agent.definition.texts("goals")) or agent.summary
    playbook = {
        "displayName": agent.name[:100],
        "goal": NOTATION.written(goal),
        "instruction": {"guidelines": told.text, "steps": [_step(agent, step) for step in _steps_of(agent)]},
    }
    body = {"playbook": playbook, "tools": [_tool(call) for call in agent.calls]}
    blurb = "The playbook, and its tools; each is the body of one request."
    return Made((json_file(FILE, body, blurb),), account(agent, told, PLACES), told.text, tuple(_steps(agent)))


def _steps_of(agent: Agent) -> tuple[Step, ...]:
    if agent.definition.flow:
        return tuple(_drawn(step) for step in told(agent.graph))
    opening = Step(step=f"Say word for word: {agent.greeting}") if agent.greeting else None
    given = agent.definition.steps or (Step(step="Find out what the person needs and help with it"),)
    return (opening, *given) if opening else given


def _drawn(step: Told) -> Step:
    """A node of a workflow that was edited by hand, with the numbers of the steps it leads to."""
    said = f"{step.text}. Say word for word: {step.node.detail}" if step.node.detail else step.text
    ways = [(way.when, f"go to step {way.to}" if way.to else "end the conversation") for way in step.ways]
    last = next((then for when, then in ways if not when), None)
    branches = [Branch(if_=when, then=then, else_=last) for when, then in ways if when]
    if step.node.tool and not mentions(said, step.node.tool):
        said = f"{said} ({step.node.tool})"
    follows = f". Then go to step {step.then.to}" if step.then and step.then.to else ""
    return Step(step=f"{step.number}. {said}{follows}", branches=tuple(branches))


def _step(agent: Agent, step: Step) -> dict[str, Any]:
    made: dict[str, Any] = {"text": _said(agent, step.step)}
    ways = [(one_line(when), one_line(then)) for when, then in ways_of(step.branches)] if step.branches else []
    branches = [f"If {when}: {then}" if when else f"Otherwise: {then or 'go on'}" for when, then in ways]
    return {**made, "steps": [{"text": _said(agent, text)} for text in branches]} if branches else made


def _said(agent: Agent, text: str) -> str:
    call = agent.call_for(tool_of(text, agent.definition.tools), text)
    return NOTATION.written(one_line(text)) + (f" Use ${{TOOL:{call.name}}}." if call else "")


def _tool(call: Call) -> dict[str, Any]:
    spec: dict[str, Any] = {"textSchema": described(call)}
    if call.secret:
        spec["authentication"] = {
            "apiKeyConfig": {
                "keyName": call.secret.header,
                "secretVersionForApiKey": f"projects/PROJECT/secrets/{call.secret.variable}/versions/latest",
                "requestLocation": "HEADER",
            }
        }
    return {"displayName": call.name, "description": call.description, "openApiSpec": spec}


def _steps(agent: Agent) -> list[str]:
    return [
        "Create an agent with playbooks in Google's Conversational Agents.",
        "POST each entry of `tools` to its tools, and `playbook` to its playbooks.",
        *secrets_to_set(agent, "in Secret Manager (with “Bearer ” before the secret where the header wants it)"),
    ]


EXPORT = Export(
    "dialogflow_playbook",
    "Google Dialogflow CX",
    "A playbook whose steps are the workflow, and its tools as OpenAPI.",
    make,
    ("Dialogflow", "Dialogflow CX", "Conversational Agents", "CCAI"),
)
