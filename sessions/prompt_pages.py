"""The page of a draft's prompt."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from builder import queries as specs
from builder.prompt_writer.own import PLACEHOLDERS
from sessions import access, handwork, prompt_editing
from sessions.access import Visitor


def prompt(interview_id: UUID, visitor: Visitor, wrong: Mapping[str, tuple[str, str]] | None = None) -> dict[str, Any]:
    """Everything of the page; `wrong` holds, by section, a text that could not be saved, and why."""
    interview = access.owned(interview_id, visitor)
    sections = prompt_editing.listed(interview_id=interview_id, by=visitor)
    refused = wrong or {}
    rows = [(_typed(one, refused), refused.get(one.key, ("", ""))[1]) for one in sections]
    return {
        "interview": interview,
        "sections": rows,
        "edited": sum(one.is_edited for one in sections),
        "placeholders": [f"{{{name}}}" for name in PLACEHOLDERS],
        "edit": handwork.newest(interview),
        "has_draft": bool(specs.draft(interview.spec)),
    }


def _typed(one: prompt_editing.SectionNow, refused: Mapping[str, tuple[str, str]]) -> prompt_editing.SectionNow:
    return replace(one, text=refused[one.key][0]) if one.key in refused else one
