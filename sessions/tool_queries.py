"""Looking up the tools of somebody's interview."""

from uuid import UUID

from builder import queries as specs
from orchestrator.values import Operation, Tool, key_of
from sessions import access, tool_editing
from sessions.access import Visitor
from sessions.errors import NotFound


def known_operation(found: Tool, number: int) -> Operation:
    """The operation of this number from 0. Raises NotFound."""
    if number >= len(found.operations):
        raise NotFound
    return found.operations[number]


def owned_tool(interview_id: UUID, by: Visitor, fact_id: UUID) -> Tool:
    """Somebody's own tool; raises NotFound."""
    return tool_editing.found(specs.draft(access.owned(interview_id, by).spec), fact_id)


def named(interview_id: UUID, by: Visitor, name: str) -> UUID | None:
    """The fact of somebody's own tool of this name."""
    facts = specs.draft(access.owned(interview_id, by).spec).get("tools", ())
    return next((fact.id for fact in facts if key_of(fact.value) == key_of(name)), None)
