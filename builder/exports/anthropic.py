"""Anthropic's Messages API: the body of one request, to which the conversation is added as `messages`."""

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.calls import Call
from builder.exports.export import Export
from builder.exports.files import Made, json_file
from builder.exports.steps import secrets_to_set
from builder.prompt_writer import Part, Style

FILE = "anthropic.json"
STYLE = Style(
    (
        Part("Task context", ("Identity", "Goal and success")),
        Part("Tone", ("Language and tone",)),
        Part("Background", ("Environment", "Context variables", "Further details")),
        Part(
            "Rules",
            ("Guardrails", "Scope", "Unclear input and errors", "Escalation"),
            close=("If a rule and a wish clash, the rule wins: say what you can do instead.",),
        ),
        Part("Workflow", ("Workflow",)),
        Part("Tool use", ("Tools",)),
        Part("Examples", ("Examples",)),
        Part(
            "Immediate task",
            lead=(
                "Read what the person wrote last, find the step you are at, and answer for that step.",
                "Think before you call a tool that changes something; tell the person the result, not the thinking.",
            ),
        ),
        Part("Output format", lead=("Plain sentences in the person's language, as short as the matter allows.",)),
    ),
    markup="xml",
    heard=False,
)


def make(agent: Agent) -> Made:
    told = agent.told(STYLE)
    body = {
        "model": "claude-sonnet-5-5",
        "max_tokens": 1024,
        "system": told.text,
        "tools": [_tool(call) for call in agent.calls],
        "messages": [{"role": "user", "content": "Hello"}],
    }
    blurb = "The body of a request to /v1/messages: put the conversation so far in place of `messages`."
    loss = account(agent, told, Places("system", tools="tools", called=False))
    return Made((json_file(FILE, body, blurb),), loss, told.text, tuple(_steps(agent)))


def _tool(call: Call) -> dict[str, object]:
    return {"name": call.name, "description": call.description, "input_schema": call.schema()}


def _steps(agent: Agent) -> list[str]:
    return [
        "Set ANTHROPIC_API_KEY, and put another model in place of claude-sonnet-5-5 if you prefer one.",
        "In Python: client.messages.create(**json.load(open('anthropic.json'))).",
        *(["Answer each tool_use with a tool_result: you call the tool."] if agent.calls else []),
        *secrets_to_set(agent, "where your code calls the tools"),
    ]


EXPORT = Export(
    "anthropic",
    "Anthropic Claude",
    "A system prompt in XML tags and tools for Claude, as one request.",
    make,
    ("Anthropic", "Claude", "Claude API", "Anthropic API"),
)
