"""The files made of an interview: of the living draft, or of a version."""

from uuid import UUID

from builder import queries as specs
from builder.definition import AgentDefinition
from builder.exports import registry
from builder.exports.registry import File, zip_bytes
from sessions import access
from sessions.access import Visitor
from sessions.errors import BadMessage, NotFound

__all__ = ["everything", "made", "zip_bytes"]


def definition(*, interview_id: UUID, by: Visitor, version: int | None = None) -> AgentDefinition:
    """The definition of the draft, or of a numbered version; raises NotFound for a version that is not there."""
    interview = access.owned(interview_id, by)
    if version is None:
        return specs.definition(interview.spec, interview.name)
    frozen = specs.version(interview.spec_id, version)
    if frozen is None:
        raise NotFound
    return AgentDefinition.model_validate(frozen.definition)


def made(*, interview_id: UUID, by: Visitor, platform: str = "", version: int | None = None) -> tuple[File, ...]:
    """One platform's files (the neutral ones by default); raises BadMessage for a platform Parley does not know."""
    export = registry.EXPORTS.get(platform or registry.NEUTRAL)
    if export is None:
        raise BadMessage(f"Parley has no export for {platform[:60]!r}. It has: {', '.join(registry.EXPORTS)}.")
    return export.write(definition(interview_id=interview_id, by=by, version=version))


def everything(*, interview_id: UUID, by: Visitor, version: int | None = None) -> tuple[File, ...]:
    """What the zip holds."""
    return registry.bundle(definition(interview_id=interview_id, by=by, version=version))
