"""The files made of an interview: of the living draft, or of a version."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from builder import lint, mermaid
from builder import queries as specs
from builder.definition import AgentDefinition
from builder.exports.agent import Agent, agent_of
from builder.exports.files import Made
from builder.exports.registry import EXPORTS, NEUTRAL, Export, File, bundled, files_of, find, made_of, zip_bytes
from builder.graph import Graph
from builder.lint.advice import advice_for
from builder.models import SpecVersion
from sessions import access
from sessions.access import Visitor
from sessions.errors import BadMessage, NotFound
from sessions.models import InterviewSession

_KINDS = {".md": "Markdown", ".mmd": "Mermaid", ".json": "JSON", ".yaml": "YAML", ".yml": "YAML", ".py": "Python"}


@dataclass(frozen=True)
class Zip:
    """A packed download; `name` is of letters, digits and dashes, made of the agent's name."""

    name: str
    content: bytes


def agent(*, interview_id: UUID, by: Visitor, version: int | None = None) -> Agent:
    """The agent of the draft, or of a numbered version as it was frozen; raises NotFound if that is not there."""
    interview = access.owned(interview_id, by)
    if version is None:
        return drafted(interview)
    found = specs.version(interview.spec_id, version)
    if found is None:
        raise NotFound
    return frozen(found)


def frozen(version: SpecVersion) -> Agent:
    """The agent of a version, as it was published."""
    definition = AgentDefinition.model_validate(version.definition)
    return Agent(definition, Graph.model_validate(version.workflow), version.prompt)


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
    return files_of(export_called(platform), agent(interview_id=interview_id, by=by, version=version))


def prompt(*, interview_id: UUID, by: Visitor, platform: str = "", version: int | None = None) -> str:
    """The very prompt that stands in a platform's files, the neutral one where they hold none. Raises as above."""
    export = export_called(platform)
    made = agent(interview_id=interview_id, by=by, version=version)
    return export.make(made).prompt or made.prompt


def zip_of(*, interview_id: UUID, by: Visitor, platform: str = "", version: int | None = None) -> Zip:
    """One platform's files packed (the neutral ones by default). Raises as above."""
    export = export_called(platform)
    made = agent(interview_id=interview_id, by=by, version=version)
    return Zip(f"{made.slug}-{export.name.replace('_', '-')}.zip", zip_bytes(files_of(export, made)))


def zip_of_all(*, interview_id: UUID, by: Visitor, version: int | None = None) -> Zip:
    """Everything packed."""
    made = agent(interview_id=interview_id, by=by, version=version)
    return Zip(f"{made.slug}.zip", zip_bytes(bundled(made, made_of(made))))


def export_called(platform: str) -> Export:
    """The export that people call so, the neutral one for ""; raises BadMessage for what Parley does not know."""
    export = find(platform or NEUTRAL)
    if export is None:
        raise BadMessage(f"Parley has no export for {platform[:60]!r}. It has: {', '.join(EXPORTS)}.")
    return export


def everything(*, interview_id: UUID, by: Visitor, version: int | None = None) -> tuple[File, ...]:
    """What the zip holds."""
    made = agent(interview_id=interview_id, by=by, version=version)
    return tuple(bundled(made, made_of(made)))


def downloads(agent: Agent) -> dict[str, Any]:
    """What can be taken along: a card for each platform, and how large all of it is.

    The platform it is for comes first and stands open; without one, the files for any platform do.
    """
    made = made_of(agent)
    wanted = find(agent.definition.one("platform"))
    shown = wanted.name if wanted else NEUTRAL
    cards = [_card(agent, export, one) | {"open": export.name == shown} for export, one in made]
    return {
        "zip_size": len(zip_bytes(bundled(agent, made))),
        "exports": sorted(cards, key=lambda card: not card["open"]),
    }


def _card(agent: Agent, export: Export, made: Made) -> dict[str, Any]:
    model = advice_for(export.name).model
    return {
        "name": export.name,
        "title": export.title,
        "blurb": export.blurb,
        "steps": made.steps,
        "loss": made.loss,
        "findings": lint.special(agent, export.name, made.prompt) if made.prompt else (),
        "measured": lint.size_of(made.prompt, model) if model and made.prompt else None,
        "lost": len(made.loss.approximated) + len(made.loss.dropped),
        "files": [
            {"name": f.name, "blurb": f.blurb, "size": len(f.content), "kind": _kind(f.name, f.media_type)}
            for f in export.files(made)
        ],
    }


def _kind(name: str, media_type: str) -> str:
    return next((kind for ending, kind in _KINDS.items() if name.endswith(ending)), media_type)
