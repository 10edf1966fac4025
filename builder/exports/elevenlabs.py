"""ElevenLabs Agents: the agent with its workflow, and its tools, which come first: the agent names their ids."""

from typing import Any

from builder.exports import agent_tests
from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.call_parts import heads_told
from builder.exports.elevenlabs_flow import workflow
from builder.exports.elevenlabs_tools import tool, tool_id
from builder.exports.export import Export
from builder.exports.files import Loss, Made, json_file
from builder.exports.languages import codes_of
from builder.exports.notation import DOUBLE_BRACES
from builder.exports.steps import secrets_to_set
from builder.prompt_writer import Part, Style

FILE, TOOLS = "elevenlabs.json", "elevenlabs_tools.json"
STYLE = Style(
    (
        Part("Personality", ("Identity",)),
        Part("Environment", ("Environment", "Context variables", "Further details")),
        Part("Tone", ("Language and tone",)),
        Part(
            "Goal",
            ("Goal and success", "Workflow"),
            close=("Take every step and decision above. This step is important.",),
        ),
        Part(
            "Guardrails",
            ("Guardrails", "Scope", "Escalation"),
            close=("Never break these rules. This step is important.",),
        ),
        Part("Tools", ("Tools",)),
        Part("Character normalization", ("Speech and normalisation",)),
        Part("Error handling", ("Unclear input and errors",)),
        Part("Examples", ("Examples",)),
    ),
    heard=True,
)
PLACES = Places(
    "conversation_config.agent.prompt.prompt",
    greeting="conversation_config.agent.first_message",
    workflow="workflow",
    tools=TOOLS,
    languages="conversation_config.agent.language",
    handover="workflow, as nodes of their own",
    variables="dynamic variables",
)


def make(agent: Agent) -> Made:
    told = agent.told(STYLE, DOUBLE_BRACES)
    body = {
        "name": agent.name[:200],
        "conversation_config": _conversation(agent, told.text),
        "platform_settings": _settings(agent),
        "workflow": workflow(agent),
    }
    files = (
        json_file(FILE, body, "The agent: the body of POST /v1/convai/agents/create."),
        json_file(
            TOOLS, [tool(call) for call in agent.calls], "Its tools: each is the body of one POST /v1/convai/tools."
        ),
        agent_tests.elevenlabs(agent),
    )
    return Made(files, account(agent, told, PLACES, also=_loss(agent)), told.text, tuple(_steps(agent)))


def _conversation(agent: Agent, prompt: str) -> dict[str, Any]:
    languages = codes_of(agent.definition)
    english = languages == ("en",)
    return {
        "agent": {
            "first_message": DOUBLE_BRACES.written(agent.greeting),
            "language": languages[0],
            "dynamic_variables": {"dynamic_variable_placeholders": dict.fromkeys(agent.variables, "unknown")},
            "prompt": {
                "prompt": prompt,
                "llm": "gemini-2.5-flash",
                "temperature": 0.3,
                "tool_ids": [tool_id(call) for call in agent.calls],
                "built_in_tools": _built_in(languages),
            },
        },
        "tts": {
            "voice_id": "cjVigY5qzO86Huf0OWal",
            "model_id": "eleven_flash_v2" if english else "eleven_flash_v2_5",
            "speed": 1.0,
        },
        "turn": {"turn_timeout": 7, "turn_eagerness": "normal"},
        "asr": {"quality": "high", "provider": "elevenlabs"},
    }


def _built_in(languages: tuple[str, ...]) -> dict[str, Any]:
    """Ending a call, and following people into another language where it speaks more than one."""
    kinds = ("end_call", "language_detection") if len(languages) > 1 else ("end_call",)
    return {kind: {"type": "system", "name": kind, "params": {"system_tool_type": kind}} for kind in kinds}


def _settings(agent: Agent) -> dict[str, Any]:
    """Success measures as what ElevenLabs judges each conversation by."""
    criteria = [
        {"id": f"measure_{i}", "name": f"Measure {i}", "type": "prompt", "conversation_goal_prompt": metric}
        for i, metric in enumerate(agent.definition.texts("metrics"), 1)
    ]
    return {"evaluation": {"criteria": criteria}} if criteria else {}


def _loss(agent: Agent) -> Loss:
    metrics = agent.definition.texts("metrics")
    maps = ("Success measures, in platform_settings.evaluation.",) if metrics else ()
    voice = "Nobody chose a voice: it has ElevenLabs' own example voice."
    left = tuple(
        f"{call.name}: the header {name} is not sent: its value comes from the conversation, only fixed ones can be."
        for call in agent.calls
        for name in call.filled_headers
    )
    return Loss(maps=maps, approximated=(*heads_told(agent.calls), voice), dropped=left)


def _steps(agent: Agent) -> list[str]:
    made = "POST each entry of elevenlabs_tools.json to /v1/convai/tools, and put its id in place of TOOL_ID_…"
    return [
        "Set ELEVENLABS_API_KEY, and send it as the header xi-api-key.",
        *([made] if agent.calls else []),
        *secrets_to_set(
            agent, "as workspace secrets (with “Bearer ” or “Basic ” before the secret where the header wants it)"
        ),
        "POST elevenlabs.json to /v1/convai/agents/create, then pick a voice for it.",
        "POST each entry of elevenlabs_tests.json to /v1/convai/agent-testing/create, and run them on the agent. No "
        "test calls a real tool: where one needs a tool's answer, give it in tool_mock_overrides.",
    ]


EXPORT = Export(
    "elevenlabs",
    "ElevenLabs Agents",
    "A speaking agent with its workflow, dynamic variables, evaluation, webhook tools and tests.",
    make,
    ("ElevenLabs", "Eleven Labs", "11labs", "ElevenLabs Conversational AI"),
)
