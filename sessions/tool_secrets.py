"""What lets a tool in, for whoever owns the interview: set, replaced, forgotten; never shown."""

from collections.abc import Mapping
from uuid import UUID

from builder import queries as specs
from builder import tool_secrets as kept
from sessions import access, tool_editing
from sessions.access import Visitor


def keep(interview_id: UUID, by: Visitor, fact_id: UUID, secrets: Mapping[str, str]) -> None:
    """Seal and save these. Raises NotFound."""
    kept.keep(spec_id=_of_tool(interview_id, by, fact_id), tool=fact_id, secrets=secrets)


def forget(interview_id: UUID, by: Visitor, fact_id: UUID) -> None:
    """Remove all of a tool's secrets, be the tool still there or not. Raises NotFound for another's interview."""
    kept.forget(spec_id=access.owned(interview_id, by).spec_id, tool=fact_id)


def _of_tool(interview_id: UUID, by: Visitor, fact_id: UUID) -> UUID:
    spec = access.owned(interview_id, by).spec
    tool_editing.found(specs.draft(spec), fact_id)
    return spec.pk
