"""Retell: a prompt agent, and the same as a conversation flow with a node per step; use the one or the other."""

from typing import Any

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.call_parts import heads_told
from builder.exports.calls import Call
from builder.exports.export import Export
from builder.exports.files import Loss, Made, json_file
from builder.exports.flows import numbers_in
from builder.exports.languages import codes_of, with_region
from builder.exports.notation import DOUBLE_BRACES
from builder.exports.retell_flow import first, nodes_of, variables_of
from builder.exports.steps import secrets_to_set
from builder.prompt_writer import Part, Style
from builder.wording import one_line

FILE, MODEL, REMEMBER = "retell.json", "gpt-4.1", "remember_values"
_SPOKEN = (
    "- Say dates as people do (“Tuesday the third of June”), ask one question at a time, and confirm what matters.",
)
STYLE = Style(
    (
        Part("Identity", ("Identity", "Environment", "Goal and success")),
        Part("Style Guardrails", ("Language and tone", "Guardrails", "Scope")),
        Part("Response Guidelines", ("Speech and normalisation", "Unclear input and errors"), lead=_SPOKEN),
        Part("Task", ("Workflow", "Tools", "Escalation")),
        Part("Context", ("Context variables", "Further details")),
        Part("Examples", ("Examples",)),
    ),
    heard=True,
    waits=True,
)
PLACES = Places(
    "llm.general_prompt",
    greeting="llm.begin_message",
    workflow="conversation_flow",
    tools="llm.general_tools",
    languages="agent.language",
    variables="default_dynamic_variables",
)


def make(agent: Agent) -> Made:
    told = agent.told(STYLE, DOUBLE_BRACES)
    body = {
        "llm": _llm(agent, told.text),
        "agent": {
            "agent_name": agent.name[:200],
            "response_engine": {"type": "retell-llm", "llm_id": "LLM_ID"},
            "voice_id": "11labs-Adrian",
            "language": _language(agent),
        },
        "conversation_flow": _flow(agent, told.text),
    }
    also = Loss(approximated=("Nobody chose a voice: it has Retell's own example voice.", *heads_told(agent.calls)))
    blurb = "Three bodies of requests: the prompt agent (`llm`, `agent`), and the same as `conversation_flow`."
    return Made(
        (json_file(FILE, body, blurb),), account(agent, told, PLACES, also=also), told.text, tuple(_steps(agent))
    )


def _llm(agent: Agent, prompt: str) -> dict[str, Any]:
    return {
        "model": MODEL,
        "model_temperature": 0.3,
        "start_speaker": "agent",
        "begin_message": DOUBLE_BRACES.written(agent.greeting) or None,
        "general_prompt": prompt,
        "general_tools": [*(_prompted(call) for call in agent.calls), *_remembered(agent), *_transfers(agent), _END],
        "default_dynamic_variables": _defaults(agent),
    }


def _flow(agent: Agent, prompt: str) -> dict[str, Any]:
    return {
        "start_speaker": "agent",
        "start_node_id": first(agent),
        "global_prompt": prompt,
        "model_choice": {"type": "cascading", "model": MODEL},
        "default_dynamic_variables": _defaults(agent),
        "tools": [{**tool(call), "tool_id": call.name} for call in agent.calls],
        "nodes": nodes_of(agent),
    }


_END = {
    "type": "end_call",
    "name": "end_call",
    "description": "End the call when the request is settled or handed over.",
}


def tool(call: Call) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "custom",
        "name": call.name,
        "description": call.description,
        "url": call.url_with("{{", "}}"),
        "method": "GET" if call.method == "HEAD" else call.method,
        "args_at_root": True,
        "parameters": {key: value for key, value in call.schema().items() if key != "additionalProperties"},
        "speak_during_execution": True,
        "speak_after_execution": True,
    }
    headers = call.headers_with("{{", "}}")
    if call.secret:
        headers[call.secret.header] = f"{call.secret.prefix}{{{{{call.secret.variable}}}}}"
    if headers:
        made["headers"] = headers
    if call.operation and call.operation.timeout:
        made["timeout_ms"] = call.operation.timeout * 1000
    return made


def _prompted(call: Call) -> dict[str, Any]:
    """A tool beside a prompt, which says what a flow has a node for."""
    made = tool(call)
    return {**made, "description": f"{call.description} First call {REMEMBER}."} if call.marked else made


def _remembered(agent: Agent) -> list[dict[str, Any]]:
    """Addresses hold dynamic variables, so what stands in one has to become a variable first."""
    variables = variables_of(one for call in agent.calls for one in call.marked)
    said = "Keep values that addresses of tools are made of, as soon as the person has given them."
    made = {"type": "extract_dynamic_variable", "name": REMEMBER, "description": said, "variables": variables}
    return [made] if variables else []


def _transfers(agent: Agent) -> list[dict[str, Any]]:
    """Handing over by telephone, where a number was given."""
    found = [(numbers_in(e.to or ""), one_line(e.when)) for e in agent.definition.escalations]
    return [
        {
            "type": "transfer_call",
            "name": f"transfer_{i}",
            "description": f"Hand over when: {when}",
            "transfer_destination": {"type": "predefined", "number": number},
            "transfer_option": {"type": "cold_transfer"},
        }
        for i, (number, when) in enumerate(found, 1)
        if number
    ]


def _defaults(agent: Agent) -> dict[str, str]:
    """What variables are until a call brings them; those that hold secrets are named, never filled."""
    return dict.fromkeys((*agent.variables, *(secret.variable for secret in agent.secrets)), "")


def _language(agent: Agent) -> str | list[str]:
    codes = [with_region(code) for code in codes_of(agent.definition)]
    return codes[0] if len(codes) == 1 else codes


def _steps(agent: Agent) -> list[str]:
    return [
        "Set RETELL_API_KEY, and send it as Authorization: Bearer.",
        "POST `llm` to /create-retell-llm, put its llm_id in place of LLM_ID, and POST `agent` to /create-agent.",
        "For a node per step, POST `conversation_flow` to /create-conversation-flow instead; the agent takes its id.",
        *secrets_to_set(agent, "as dynamic variables"),
    ]


EXPORT = Export(
    "retell",
    "Retell AI",
    "A telephone agent, by prompt or as a conversation flow with a node per step.",
    make,
    ("Retell", "RetellAI"),
)
