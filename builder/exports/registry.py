"""The registry of exports: a platform is one module with an `EXPORT`, and one line here."""

from collections.abc import Iterator, Mapping, Sequence

from builder.definition import AgentDefinition
from builder.exports import (
    a2a,
    adk,
    agentcore,
    agentspec,
    anthropic,
    bedrock_agent,
    bedrock_converse,
    coding,
    crewai,
    dialogflow,
    dify,
    elevenlabs,
    langgraph,
    m365,
    mcp,
    n8n,
    neutral,
    openai_agents,
    openai_realtime,
    openai_responses,
    pydantic_ai,
    rasa,
    readme,
    retell,
    vapi,
)
from builder.exports.agent import Agent, agent_of
from builder.exports.export import Export
from builder.exports.files import File, Loss, Made, zip_bytes
from builder.graph import Graph

NEUTRAL = neutral.EXPORT.name
# In the order people see them.
EXPORTS: Mapping[str, Export] = {
    module.EXPORT.name: module.EXPORT
    for module in (
        neutral,
        openai_responses,
        openai_realtime,
        anthropic,
        elevenlabs,
        vapi,
        retell,
        adk,
        dialogflow,
        bedrock_agent,
        bedrock_converse,
        agentcore,
        m365,
        openai_agents,
        langgraph,
        pydantic_ai,
        crewai,
        n8n,
        dify,
        rasa,
        agentspec,
        a2a,
        mcp,
        coding,
    )
}
_BY_ANY_NAME = {
    name.casefold(): export for export in EXPORTS.values() for name in (*export.said_as, export.title, export.name)
}


def find(name: str) -> Export | None:
    """The export that people call so, in any case; None if Parley has none."""
    return _BY_ANY_NAME.get(" ".join(name.split()).casefold())


def files_of(export: Export, agent: Agent) -> tuple[File, ...]:
    """One target's files with its prompt, and a README.md that says how to use them and what they lose."""
    return tuple(bundled(agent, [(export, export.make(agent))]))


def bundle(definition: AgentDefinition, graph: Graph | None = None, prompt: str | None = None) -> tuple[File, ...]:
    """All targets' files, and a README.md that says what each is and what it loses.

    A published version hands in its own graph and prompt, which stay as they were.
    """
    agent = agent_of(definition, graph, prompt)
    return tuple(bundled(agent, made_of(agent)))


def made_of(agent: Agent) -> list[tuple[Export, Made]]:
    """What every target makes of an agent."""
    return [(export, export.make(agent)) for export in EXPORTS.values()]


def bundled(agent: Agent, made: Sequence[tuple[Export, Made]]) -> Iterator[File]:
    """The files of these targets, and one README.md for all of them."""
    for export, one in made:
        yield from export.files(one)
    yield readme.write(agent, made)


__all__ = [
    "EXPORTS",
    "NEUTRAL",
    "Export",
    "File",
    "Loss",
    "Made",
    "bundle",
    "bundled",
    "files_of",
    "find",
    "made_of",
    "zip_bytes",
]
