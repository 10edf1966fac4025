"""Google's Agent Development Kit: an agent as YAML, and its tools as Python that calls the endpoints."""

from builder.exports import python_text
from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import File, Loss, Made, text_file
from builder.exports.google_prompt import STYLE
from builder.exports.names import identifier
from builder.exports.notation import Notation
from builder.exports.steps import addresses_to_set, secrets_to_set
from builder.exports.yaml_text import yaml_file

FOLDER, MODEL = "adk", "gemini-2.5-flash"
# A brace after a backslash is left alone; {name?} is filled from the state, with nothing where that is missing.
NOTATION = Notation("{%s?}", ((r"(?<![\\${])\{", r"\\{"),))
PLACES = Places("instruction", tools="tools.py", called=False, variables="the session's state, as {name?}")


def make(agent: Agent) -> Made:
    told = agent.told(STYLE, NOTATION)
    body = {
        "agent_class": "LlmAgent",
        "name": _name(agent),
        "description": NOTATION.written(agent.summary[:500]),
        "model": MODEL,
        "instruction": told.text,
        "tools": [{"name": f"{FOLDER}.tools.{call.name}"} for call in agent.calls],
    }
    files = (
        yaml_file(f"{FOLDER}/root_agent.yaml", body, "The agent, as ADK loads it."),
        text_file(
            f"{FOLDER}/__init__.py", "text/x-python", '"""An agent for Google ADK. Made with Parley."""\n', _PACKAGE
        ),
        _tools(agent),
    )
    return Made(files, account(agent, told, PLACES, also=_loss(agent)), told.text, tuple(_steps(agent)))


_PACKAGE = "Makes the folder a package, so that ADK finds the tools."


def _name(agent: Agent) -> str:
    """ADK keeps `user` for the person."""
    name = identifier(agent.name, "agent")
    return "agent" if name == "user" else name


def _tools(agent: Agent) -> File:
    how = "ADK imports these by name: see root_agent.yaml. Secrets and addresses come from the environment."
    functions = "\n\n".join(python_text.function(call) for call in agent.calls)
    parts = [python_text.head(agent, how), python_text.IMPORTS + python_text.RUNTIME, functions]
    text = "\n\n".join(parts[: 3 if agent.calls else 1])
    return text_file(f"{FOLDER}/tools.py", "text/x-python", text, "Its tools: Python that calls your endpoints.")


def _loss(agent: Agent) -> Loss:
    if len(agent.definition.texts("channels")):
        return Loss(
            approximated=("Channels are named in the prompt: ADK runs the agent, you connect where people meet it.",)
        )
    return Loss()


def _steps(agent: Agent) -> list[str]:
    return [
        "pip install google-adk, and set GOOGLE_API_KEY.",
        *secrets_to_set(agent, "as environment variables"),
        *addresses_to_set(agent),
        "In the folder that holds adk, type: adk run adk; or adk web for a page.",
    ]


EXPORT = Export(
    "adk",
    "Google ADK",
    "An agent as YAML with tools in Python, ready for adk run.",
    make,
    ("ADK", "Agent Development Kit", "Gemini", "Google Gemini", "Vertex AI", "Google"),
)
