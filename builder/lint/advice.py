"""What each platform advises for prompts, as far as rules can look after it. Each address is the platform's own."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.exports import bedrock, bedrock_agent, m365
from builder.lint.finding import PARLEY


@dataclass(frozen=True)
class Advice:
    """`source` is where the platform says it. `heard`: people hear the agent there, None if its channels decide.
    `model` is the one that the exported files name, as price lists know it; `limit` is in characters."""

    source: str = PARLEY
    heard: bool | None = None
    model: str = ""
    most_bans: int = 12
    most_words: int = 3000
    limit: int | None = None
    positive: bool = False  # wants triggers that say what is, not what is not
    by_variable: bool = False  # wants prices and telephone numbers outside the prompt


NEUTRAL = Advice()
_OPENAI = "https://cookbook.openai.com/examples/gpt4-1_prompting_guide"
_REALTIME = "https://cookbook.openai.com/examples/realtime_prompting_guide"
_ANTHROPIC = "https://docs.claude.com/en/docs/build-with-claude/prompt-engineering/overview"
_ELEVENLABS = "https://elevenlabs.io/docs/agents-platform/best-practices/prompting-guide"
_VAPI = "https://docs.vapi.ai/prompting-guide"
_RETELL = "https://docs.retellai.com/build/prompt-engineering-guide"
_GOOGLE = "https://docs.cloud.google.com/dialogflow/cx/docs/concept/playbook/best-practices"
_MICROSOFT = "https://learn.microsoft.com/en-us/microsoft-365-copilot/extensibility/declarative-agent-instructions"
_AMAZON = "https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-engineering-guidelines.html"
_GPT = Advice(_OPENAI, heard=False, model="gpt-5.4")

# By the name of the export; one that stands not here is looked at as Parley itself would.
ADVICE: Mapping[str, Advice] = {
    "openai_responses": _GPT,
    "openai_realtime": Advice(_REALTIME, heard=True, model="gpt-realtime-2.1"),
    "openai_agents": _GPT,
    "anthropic": Advice(_ANTHROPIC, heard=False, model="claude-sonnet-5-5"),
    "elevenlabs": Advice(_ELEVENLABS, heard=True, model="gemini-2.5-flash"),
    "vapi": Advice(_VAPI, heard=True, model="gpt-4.1", most_bans=5),
    "retell": Advice(_RETELL, heard=True, model="gpt-4.1"),
    "adk": Advice(_GOOGLE, heard=False, model="gemini-2.5-flash", positive=True, by_variable=True),
    "dialogflow_playbook": Advice(_GOOGLE, positive=True, by_variable=True),
    "bedrock_agent": Advice(_AMAZON, heard=False, limit=bedrock_agent.LIMIT),
    "bedrock_converse": Advice(_AMAZON, heard=False, model=bedrock.MODEL),
    "agentcore_harness": Advice(_AMAZON, heard=False, model=bedrock.MODEL),
    "m365_declarative_agent": Advice(_MICROSOFT, heard=False, limit=m365.LIMIT),
    "langgraph": Advice(model="gpt-5.4"),
    "pydantic_ai": Advice(model="gpt-5.4"),
    "crewai": Advice(model="gpt-5.4"),
    "agentspec": Advice(model="gpt-5.4"),
    "n8n_workflow": Advice(model="gpt-4.1"),
    "dify": Advice(model="gpt-4.1"),
}


def advice_for(platform: str) -> Advice:
    return ADVICE.get(platform, NEUTRAL)
