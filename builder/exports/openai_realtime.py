"""OpenAI's Realtime API: the body that opens a speaking agent."""

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.calls import Call
from builder.exports.export import Export
from builder.exports.files import Made, json_file
from builder.exports.languages import codes_of
from builder.exports.openai_prompt import VOICE
from builder.exports.steps import secrets_to_set

FILE = "openai_realtime.json"
PLACES = Places(
    "session.instructions", tools="session.tools", called=False, languages="session.audio.input.transcription"
)


def make(agent: Agent) -> Made:
    told = agent.told(VOICE)
    session = {
        "type": "realtime",
        "model": "gpt-realtime-2.1",
        "instructions": told.text,
        "audio": {
            "input": {
                "turn_detection": {"type": "semantic_vad", "eagerness": "auto", "interrupt_response": True},
                "transcription": {"model": "gpt-4o-transcribe", "language": codes_of(agent.definition)[0]},
            },
            "output": {"voice": "marin", "speed": 1.0},
        },
        "tools": [_tool(call) for call in agent.calls],
    }
    blurb = "The body of a request to /v1/realtime/client_secrets."
    loss = account(agent, told, PLACES)
    return Made((json_file(FILE, {"session": session}, blurb),), loss, told.text, tuple(_steps(agent)))


def _tool(call: Call) -> dict[str, object]:
    return {"type": "function", "name": call.name, "description": call.description, "parameters": call.schema()}


def _steps(agent: Agent) -> list[str]:
    return [
        "Set OPENAI_API_KEY on your server, and send the file as the body of POST /v1/realtime/client_secrets.",
        "Connect the browser or telephone with the client secret that comes back.",
        "To have the agent speak first, send a response.create event as soon as it is connected.",
        *(["Answer each function call with a function_call_output event: you call the tool."] if agent.calls else []),
        *secrets_to_set(agent, "where your code calls the tools"),
    ]


EXPORT = Export(
    "openai_realtime",
    "OpenAI Realtime (voice)",
    "A speaking agent: instructions, voice, turn-taking and tools.",
    make,
    ("OpenAI Realtime", "OpenAI voice", "Realtime API", "gpt-realtime"),
)
