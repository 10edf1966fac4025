"""The readers: one per slot. Adding one is a file here and a line in the registry."""

from orchestrator.guide.heard import Reader
from orchestrator.guide.readers import (
    audience,
    channels,
    escalation,
    goals,
    greeting,
    guardrails,
    knowledge,
    metrics,
    names,
    platform,
    roles,
    spoken,
    takeover,
    tone,
    tools,
    workflow,
)

READERS: dict[str, Reader] = {
    "agent_role": Reader(roles.answer, roles.mention),
    "agent_name": Reader(names.answer, names.mention),
    "audience": Reader(audience.answer, audience.mention),
    "channels": Reader(channels.answer, channels.mention),
    "goals": Reader(goals.answer, goals.mention),
    "metrics": Reader(metrics.answer, metrics.mention),
    "tone": Reader(tone.answer, tone.mention),
    "languages": Reader(spoken.answer, spoken.mention),
    "greeting": Reader(greeting.answer, greeting.mention),
    "knowledge": Reader(knowledge.answer, knowledge.mention),
    "guardrails": Reader(guardrails.answer, guardrails.mention),
    "escalation": Reader(escalation.answer, takeover.mention),
    "tools": Reader(tools.answer, tools.mention),
    "workflow": Reader(workflow.answer, workflow.mention),
    "platform": Reader(platform.answer, platform.mention),
}
