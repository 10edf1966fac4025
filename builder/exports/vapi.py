"""Vapi: one assistant. Tools with an address are API requests that Vapi makes itself: a function tool would post Vapi's
own message to that address, which no API understands. Those without an address stay functions for a server of yours."""

from typing import Any
from urllib.parse import quote

from builder.exports import agent_tests
from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.call_parts import heads_told
from builder.exports.calls import Call, Parameter, Secret
from builder.exports.export import Export
from builder.exports.files import Loss, Made, json_file
from builder.exports.flows import numbers_in
from builder.exports.languages import codes_of
from builder.exports.notation import LIQUID
from builder.prompt_writer import Part, Style
from builder.wording import one_line

FILE = "vapi.json"
_LANGUAGES = frozenset(
    "bg ca cs da de el en es fi fr hi hu id it ja ko ms nl no pl pt ro ru sk sv ta th tr uk vi zh".split()
)
_BRIEF = (
    "- At most two short sentences, three options and one question per turn.",
    "- No Markdown and no web addresses in what you say.",
)
_CHECK = ("Before every answer, check it against these rules; if it breaks one, say what you can do instead.",)
STYLE = Style(
    (
        Part("Identity and Personality", ("Identity", "Language and tone")),
        Part("Response Guidelines", ("Speech and normalisation", "Unclear input and errors"), lead=_BRIEF),
        Part("Guardrails", ("Guardrails", "Scope"), close=_CHECK),
        Part("Context", ("Environment", "Goal and success", "Context variables", "Further details")),
        Part("Workflow", ("Workflow", "Tools", "Escalation")),
        Part("Examples", ("Examples",)),
    ),
    heard=True,
)
PLACES = Places(
    "model.messages[0]",
    greeting="firstMessage",
    tools="model.tools",
    languages="transcriber.language",
    variables="variable values, in double braces",
)


def make(agent: Agent) -> Made:
    told = agent.told(STYLE, LIQUID)
    tools = [*(_tool(call) for call in agent.calls), *_transfer(agent), {"type": "endCall"}]
    body: dict[str, Any] = {
        "name": agent.name[:40],
        "firstMessageMode": "assistant-speaks-first"
        if agent.greeting
        else "assistant-speaks-first-with-model-generated-message",
        "model": {
            "provider": "openai",
            "model": "gpt-4.1",
            "temperature": 0.3,
            "messages": [{"role": "system", "content": told.text}],
            "tools": tools,
        },
        "voice": {"provider": "vapi", "voiceId": "Elliot"},
        "transcriber": {"provider": "deepgram", "model": "nova-3", "language": _language(agent)},
    }
    if agent.greeting:
        body["firstMessage"] = LIQUID.written(agent.greeting)
    loss = account(agent, told, PLACES, also=_loss(agent))
    return Made(
        (json_file(FILE, body, "The assistant: the body of POST /assistant."), agent_tests.vapi(agent)),
        loss,
        told.text,
        tuple(_steps(agent)),
    )


def _language(agent: Agent) -> str:
    codes = codes_of(agent.definition)
    return codes[0] if len(codes) == 1 and codes[0] in _LANGUAGES else "multi"


def _tool(call: Call) -> dict[str, Any]:
    if not call.address:
        return {
            "type": "function",
            "function": {"name": call.name, "description": call.description, "parameters": _object(call.parameters)},
        }
    made: dict[str, Any] = {
        "type": "apiRequest",
        "name": call.name,
        "description": call.description,
        "method": "GET" if call.method == "HEAD" else call.method,
        "url": _address(call),
        "body": _object(call.parameters),
    }
    if call.headers:
        values = call.headers_with("{{", "}}").items()
        made["headers"] = {
            "type": "object",
            "properties": {name: {"type": "string", "enum": [text]} for name, text in values},
        }
    if call.operation and call.operation.timeout:
        made["timeoutSeconds"] = call.operation.timeout
    if call.secret:
        made["credentialId"] = f"CREDENTIAL_ID_{call.secret.variable}"
    return made


def _address(call: Call) -> str:
    """Vapi fills in {{parameters}}, those of the query too."""
    query = "&".join(f"{quote(one.wire)}={{{{{one.key}}}}}" for one in call.at("query"))
    address = call.url_with("{{", "}}")
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def _object(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {one.key: one.described for one in parameters},
        "required": [one.key for one in parameters if one.required],
    }


def _transfer(agent: Agent) -> list[dict[str, Any]]:
    """Handing over by telephone, where a number was given."""
    found = {numbers_in(e.to or ""): one_line(f"{e.when}: {e.to}") for e in agent.definition.escalations}
    numbers = [{"type": "number", "number": number, "description": text} for number, text in found.items() if number]
    return [{"type": "transferCall", "destinations": numbers}] if numbers else []


def _loss(agent: Agent) -> Loss:
    several = "One voice speaks all languages: pick one that can, or make an assistant per language."
    languages = (several,) if len(codes_of(agent.definition)) > 1 else ()
    fixed = [call for call in agent.calls if call.address and call.headers]
    headers = tuple(f"{call.name}: its headers are a schema, each with the one value it may have." for call in fixed)
    voice = "Nobody chose a voice: it has Vapi's own voice Elliot."
    return Loss(approximated=(voice, *languages, *heads_told(agent.calls), *headers))


def _steps(agent: Agent) -> list[str]:
    bare = [call.name for call in agent.calls if not call.address]
    served = f"Give {', '.join(bare)} a server: nobody said where they are reached."
    return [
        "Set VAPI_API_KEY, and send it as Authorization: Bearer.",
        "POST vapi.json to https://api.vapi.ai/assistant, then pick a voice and give it a telephone number.",
        *([served] if bare else []),
        *(_credential(secret) for secret in agent.secrets),
        "POST `suite` of vapi_tests.json to /test-suite with the assistant's id, each of its tests to "
        "/test-suite/{id}/test, and run it.",
    ]


def _credential(secret: Secret) -> str:
    what = f"the secret of {secret.variable} in the header {secret.header}"
    return f"Make a Vapi credential that sends {what}; put its id in place of CREDENTIAL_ID_{secret.variable}."


EXPORT = Export(
    "vapi",
    "Vapi",
    "A telephone assistant: first message, prompt, voice, transcriber and tools.",
    make,
    ("Vapi AI", "Vapi.ai"),
)
