"""Microsoft 365 Copilot: a declarative agent, whose instructions may have 8,000 characters."""

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import Loss, Made, json_file
from builder.exports.plain_prompt import READ
from builder.wording import one_line, shortened

FILE, LIMIT, MOST_STARTERS = "m365_declarative_agent.json", 8000, 6
_SCHEMA = "https://developer.microsoft.com/json-schemas/copilot/declarative-agent/v1.6/schema.json"


def make(agent: Agent) -> Made:
    told = agent.told(READ, limit=LIMIT)
    goals = [one_line(goal) for goal in agent.definition.texts("goals") if one_line(goal)][:MOST_STARTERS]
    body: dict[str, object] = {
        "$schema": _SCHEMA,
        "version": "v1.6",
        "name": shortened(agent.name, 100),
        "description": shortened(agent.summary, 1000),
        "instructions": told.text,
    }
    if goals:
        body["conversation_starters"] = [{"title": shortened(goal, 60), "text": goal} for goal in goals]
    also = Loss(
        maps=("Goals, as conversation_starters.",) if goals else (),
        dropped=("Tools need an API plugin of their own, with its manifest.",) if agent.calls else (),
    )
    loss = account(agent, told, Places("instructions", limit=LIMIT), also=also)
    return Made((json_file(FILE, body, "The agent's manifest."),), loss, told.text, _STEPS)


_STEPS = (
    "Put the file into the appPackage folder of a Microsoft 365 Agents Toolkit project, as declarativeAgent.json.",
    "Connect knowledge under `capabilities`, and tools as API plugins under `actions`.",
    "Choose Provision in the toolkit, and open the agent in Copilot.",
)
EXPORT = Export(
    "m365_declarative_agent",
    "Microsoft 365 Copilot",
    "A declarative agent, with a prompt of at most 8,000 characters.",
    make,
    (
        "Microsoft Copilot",
        "Copilot",
        "M365",
        "Microsoft 365",
        "Copilot Studio",
        "Microsoft Copilot Studio",
        "Microsoft Teams",
    ),
)
