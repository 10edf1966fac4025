"""The pages of an agent's tools: all of them, one, and one of its operations."""

from typing import Any
from uuid import UUID

from builder import queries as specs
from builder import tool_secrets as kept
from builder.toolbox import accounts, credentials
from orchestrator.toolbox import suggested
from orchestrator.values import Operation, Tool
from sessions import handwork, tool_editing, toolbox_pages
from sessions.errors import NotFound
from sessions.models import InterviewSession
from sessions.tool_forms import AccessForm, OperationForm, SecretForm, ToolForm
from sessions.tool_trial import Trial
from sessions.tool_values import ValueForm


def library(interview: InterviewSession, form: ToolForm | None = None) -> dict[str, Any]:
    """All tools of the draft, and the form for one more."""
    draft = specs.draft(interview.spec)
    return {
        "interview": interview,
        "tools": [fact for fact in draft.get("tools", ()) if isinstance(fact.value, Tool)],
        "fitting": suggested(draft, interview.language),
        "form": form or ToolForm(),
        "edit": handwork.newest(interview),
    }


def tool(interview: InterviewSession, fact_id: UUID, **forms: Any) -> dict[str, Any]:
    """One tool; `about`, `access`, `secret` are forms that came back with errors. Of a secret only when it was set."""
    found = tool_editing.found(specs.draft(interview.spec), fact_id)
    needed = credentials.needed(found.access)
    times = kept.set_at(spec_id=interview.spec_id, tool=fact_id)
    return {
        "interview": interview,
        "fact_id": fact_id,
        "tool": found,
        "known": toolbox_pages.for_tool(found),
        "own": accounts.still_open(found),
        "needed": needed,
        "secret_set_at": max(times.values()) if needed and set(needed) <= set(times) else None,
        "is_secret_kept": bool(times),
        "secret": forms.get("secret") or SecretForm(access=found.access),
        "about": forms.get("about") or ToolForm(initial=found.model_dump(include={"name", "purpose"})),
        "access": forms.get("access") or AccessForm(tool=found),
        "edit": handwork.newest(interview),
    }


def operation(
    interview: InterviewSession,
    fact_id: UUID,
    number: int,
    form: OperationForm | None = None,
    was: str | None = None,
    values: ValueForm | None = None,
    trial: Trial | None = None,
) -> dict[str, Any]:
    """One operation of a tool, or with the number after the last a new one; `values` and `trial` are of a call that was
    tried out. Raises NotFound."""
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
        "values": values or (ValueForm(operation=known) if known else None),
        "trial": trial,
        "edit": handwork.newest(interview),
    }


def operation_of(found: Tool, number: int) -> Operation | None:
    """The operation of this number from 0, None for the one after the last. Raises NotFound."""
    if number > len(found.operations):
        raise NotFound
    return found.operations[number] if number < len(found.operations) else None
