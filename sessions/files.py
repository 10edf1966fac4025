"""The files made of an interview: of the living draft, or of a version."""

from typing import Any
from uuid import UUID

from builder import mermaid
from builder import queries as specs
from builder.definition import AgentDefinition
from builder.exports.agent import Agent, agent_of
from builder.exports.registry import EXPORTS, NEUTRAL, Export, File, bundle, zip_bytes
from builder.graph import Graph
from sessions import access
from sessions.access import Visitor
from sessions.errors import BadMessage, NotFound
from sessions.models import InterviewSession

_KINDS = {".md": "Markdown", ".mmd": "Mermaid", ".json": "JSON", ".yaml": "YAML", ".yml": "YAML", ".py": "Python"}


def agent(*, interview_id: UUID, by: Visitor, version: int | None = None) -> Agent:
    """The agent of the draft, or of a numbered version as it was frozen; raises NotFound if that is not there."""
    interview = access.owned(interview_id, by)
    if version is None:
        return drafted(interview)
    frozen = specs.version(interview.spec_id, version)
    if frozen is None:
        raise NotFound
    return Agent(
        AgentDefinition.model_validate(frozen.definition), Graph.model_validate(frozen.workflow), frozen.prompt
    )


def drafted(interview: InterviewSession) -> Agent:
    """The agent of the living draft."""
    graph = specs.workflow(interview.spec)
    return agent_of(specs.definition(interview.spec, interview.name), graph if graph.nodes else None)


def diagram(made: Agent) -> str:
    """The workflow as Mermaid text."""
    return mermaid.draw(made.graph)


def definition(*, interview_id: UUID, by: Visitor, version: int | None = None) -> AgentDefinition:
    return agent(interview_id=interview_id, by=by, version=version).definition


def of_platform(*, interview_id: UUID, by: Visitor, platform: str = "", version: int | None = None) -> tuple[File, ...]:
    """One platform's files (the neutral ones by default); raises BadMessage for a platform Parley does not know."""
    name = platform or NEUTRAL
    if name not in EXPORTS:
        raise BadMessage(f"Parley has no export for {platform[:60]!r}. It has: {', '.join(EXPORTS)}.")
    made = agent(interview_id=interview_id, by=by, version=version)
    return EXPORTS[name].write(made.definition, made.graph, made.prompt)


def everything(*, interview_id: UUID, by: Visitor, version: int | None = None) -> tuple[File, ...]:
    """What the zip holds."""
    made = agent(interview_id=interview_id, by=by, version=version)
    return bundle(made.definition, made.graph, made.prompt)


def downloads(agent: Agent) -> dict[str, Any]:
    """What can be taken along: a card for each platform, and how large all of it is."""
    whole = bundle(agent.definition, agent.graph, agent.prompt)
    return {"zip_size": len(zip_bytes(whole)), "exports": [_card(export, agent) for export in EXPORTS.values()]}


def _card(export: Export, agent: Agent) -> dict[str, Any]:
    made = export.make(agent)
    return {
        "title": export.title,
        "blurb": export.blurb,
        "steps": export.steps,
        "lost": (*made.loss.approximated, *made.loss.dropped),
        "files": [
            {"name": f.name, "blurb": f.blurb, "size": len(f.content), "kind": _kind(f.name, f.media_type)}
            for f in made.files
        ],
    }


def _kind(name: str, media_type: str) -> str:
    return next((kind for ending, kind in _KINDS.items() if name.endswith(ending)), media_type)
