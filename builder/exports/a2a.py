"""A2A: the card by which other agents find this one."""

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import Loss, Made, json_file
from builder.exports.names import slug, unique
from builder.prompt_writer.fitting import Fitted
from builder.wording import one_line

FILE = "a2a_agent_card.json"
_HELP = "Help people with what they need"


def make(agent: Agent) -> Made:
    card = {
        "name": agent.name,
        "description": agent.summary,
        "version": "1.0.0",
        "supportedInterfaces": [
            {"url": "https://example.com/a2a/v1", "protocolBinding": "JSONRPC", "protocolVersion": "1.0"}
        ],
        "capabilities": {"streaming": True, "pushNotifications": False},
        "defaultInputModes": ["text/plain"],
        "defaultOutputModes": ["text/plain"],
        "skills": _skills(agent),
    }
    also = Loss(
        maps=("Name, role and goals, in name, description and skills.",),
        dropped=(
            "A card tells others what the agent can do, not how: prompt, workflow and tools stay with the agent.",
        ),
    )
    blurb = "The card, to be served at /.well-known/agent-card.json."
    return Made((json_file(FILE, card, blurb),), account(agent, Fitted(""), Places(""), also=also), steps=_STEPS)


def _skills(agent: Agent) -> list[dict[str, object]]:
    goals = [one_line(goal) for goal in agent.definition.texts("goals") if one_line(goal)] or [_HELP]
    ids = unique(slug(goal, otherwise=f"skill-{i}") for i, goal in enumerate(goals, 1))
    return [
        {"id": key, "name": goal[:100], "description": goal, "tags": [key]}
        for key, goal in zip(ids, goals, strict=True)
    ]


_STEPS = (
    "Put the address where your agent answers in place of https://example.com/a2a/v1.",
    "Serve the file at /.well-known/agent-card.json of that host.",
)
EXPORT = Export(
    "a2a", "A2A agent card", "The card by which other agents find this one.", make, ("Agent2Agent", "Agent to Agent")
)
