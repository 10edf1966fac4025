"""The page of a draft's prompt."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from builder import queries as specs
from builder.prompt_writer.own import PLACEHOLDERS
from orchestrator import conf
from sessions import access, handwork, polishing, prompt_editing
from sessions.access import Visitor


def prompt(interview_id: UUID, visitor: Visitor, wrong: Mapping[str, tuple[str, str]] | None = None) -> dict[str, Any]:
    """Everything of the page; `wrong` holds, by section, a text that could not be saved, and why."""
    interview = access.owned(interview_id, visitor)
    sections = prompt_editing.listed(interview_id=interview_id, by=visitor)
    refused = wrong or {}
    polished = polishing.results(interview_id=interview_id, by=visitor)
    rows = [(_typed(one, refused), refused.get(one.key, ("", ""))[1], polished.get(one.key)) for one in sections]
    return {
        "interview": interview,
        "sections": rows,
        "edited": sum(one.is_edited for one in sections),
        **polish(interview_id, visitor),
        "placeholders": [f"{{{name}}}" for name in PLACEHOLDERS],
        "edit": handwork.newest(interview),
        "has_draft": bool(specs.draft(interview.spec)),
    }


def polish(interview_id: UUID, visitor: Visitor) -> dict[str, Any]:
    """How far the newest job is."""
    job = polishing.latest(interview_id=interview_id, by=visitor)
    ready = job.sections.count() if job else 0
    left = job.sections.exclude(kept="").count() if job else 0
    interview = access.owned(interview_id, visitor)
    return {"interview": interview, "job": job, "ready": ready, "left": left, "has_model": conf.models() is not None}


def _typed(one: prompt_editing.SectionNow, refused: Mapping[str, tuple[str, str]]) -> prompt_editing.SectionNow:
    return replace(one, text=refused[one.key][0]) if one.key in refused else one
