"""OpenAI's Responses API: the body of one request, to which the conversation is added as `input`."""

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.calls import Call
from builder.exports.export import Export
from builder.exports.files import Made, json_file
from builder.exports.openai_prompt import TEXT
from builder.exports.steps import secrets_to_set

FILE, MODEL = "openai_responses.json", "gpt-5.4"


def make(agent: Agent) -> Made:
    told = agent.told(TEXT)
    body = {"model": MODEL, "instructions": told.text, "tools": [tool(call) for call in agent.calls]}
    blurb = "The body of a request to /v1/responses: add `input`, the conversation so far."
    loss = account(agent, told, Places("instructions", tools="tools", called=False))
    return Made((json_file(FILE, body, blurb),), loss, told.text, tuple(_steps(agent)))


def tool(call: Call) -> dict[str, object]:
    """A strict function tool: every property required, what may be missing nullable; not strict where an object of any
    content is taken."""
    return {
        "type": "function",
        "name": call.name,
        "description": call.description,
        "strict": call.is_closed,
        "parameters": call.schema(strict=call.is_closed),
    }


def _steps(agent: Agent) -> list[str]:
    return [
        "Set OPENAI_API_KEY, and put another model in place of gpt-5.4 if you prefer one.",
        "In Python: client.responses.create(**json.load(open('openai_responses.json')), input='Hello').",
        *(["Answer each function_call with a function_call_output: you call the tool."] if agent.calls else []),
        *secrets_to_set(agent, "where your code calls the tools"),
    ]


EXPORT = Export(
    "openai_responses",
    "OpenAI Responses API",
    "Instructions and strict tools for OpenAI's text models, as one request.",
    make,
    ("OpenAI", "ChatGPT", "GPT", "OpenAI API", "Responses API"),
)
