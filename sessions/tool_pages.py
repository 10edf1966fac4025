"""The pages of an agent's tools: all of them, one, and one of its operations."""

from typing import Any
from uuid import UUID

from builder import queries as specs
from orchestrator.values import Operation, Tool, key_of
from sessions import access, handwork, tool_editing
from sessions.access import Visitor
from sessions.errors import NotFound
from sessions.models import InterviewSession
from sessions.tool_forms import AccessForm, OperationForm, ToolForm


def library(interview: InterviewSession, form: ToolForm | None = None) -> dict[str, Any]:
    """All tools of the draft, and the form for one more."""
    facts = [fact for fact in specs.draft(interview.spec).get("tools", ()) if isinstance(fact.value, Tool)]
    return {"interview": interview, "tools": facts, "form": form or ToolForm(), "edit": handwork.newest(interview)}


def tool(interview: InterviewSession, fact_id: UUID, **forms: Any) -> dict[str, Any]:
    """One tool; `about` and `access` are forms that came back with errors."""
    found = tool_editing.found(specs.draft(interview.spec), fact_id)
    return {
        "interview": interview,
        "fact_id": fact_id,
        "tool": found,
        "about": forms.get("about") or ToolForm(initial=found.model_dump(include={"name", "purpose"})),
        "access": forms.get("access") or AccessForm(tool=found),
        "edit": handwork.newest(interview),
    }


def operation(
    interview: InterviewSession, fact_id: UUID, number: int, form: OperationForm | None = None, was: str | None = None
) -> dict[str, Any]:
    """One operation of a tool, or with the number after the last a new one. Raises NotFound."""
    found = tool_editing.found(specs.draft(interview.spec), fact_id)
    known = operation_of(found, number)
    return {
        "interview": interview,
        "fact_id": fact_id,
        "tool": found,
        "number": number,
        "operation": known,
        "was": was if was is not None else known.name if known else "",
        "form": form or OperationForm(operation=known),
        "edit": handwork.newest(interview),
    }


def operation_of(found: Tool, number: int) -> Operation | None:
    """The operation of this number from 0, None for the one after the last. Raises NotFound."""
    if number > len(found.operations):
        raise NotFound
    return found.operations[number] if number < len(found.operations) else None


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
