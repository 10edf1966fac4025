"""Edits by hand as they are made, foreseen and taken back. Sync; sessions.editing says what each one is."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from builder import queries as specs
from builder.definition import definition_of
from builder.ripple import Ripple, ripple
from builder.services import change_draft, take_back
from orchestrator.contradictions import upheld
from orchestrator.facts import Draft
from orchestrator.undoing import Difference, revert
from sessions import access, editing, finishing
from sessions.access import Visitor
from sessions.errors import Conflict
from sessions.models import Edit, InterviewSession

Change = Callable[[Draft], Draft]


def make(interview_id: UUID, by: Visitor, change: Change) -> tuple[Difference, ...]:
    """Save a change of the draft, and keep what it changed."""
    with transaction.atomic():
        interview = access.locked(interview_id, by)
        made = change_draft(spec_id=interview.spec_id, change=editing.within_limits(change))
        if made:
            Edit.objects.create(
                interview=interview,
                made=[difference.model_dump(mode="json", by_alias=True) for difference in made],
                ripple=of_differences(interview, made).model_dump(mode="json"),
            )
        finishing.count_progress(interview)
    return made


def foresee(interview_id: UUID, by: Visitor, change: Change) -> Ripple:
    """What such a change would change; nothing is saved. Raises what making it would raise."""
    interview = access.owned(interview_id, by)
    before = specs.draft(interview.spec)
    return between(interview, before, upheld(before, editing.within_limits(change)(before)))


def undo(interview_id: UUID, by: Visitor, edit_id: UUID | None = None) -> Edit:
    """Take back one edit by hand, the last that stands unless named. Raises Conflict where nothing of it stands."""
    with transaction.atomic():
        interview = access.locked(interview_id, by)
        standing = interview.edits.filter(undone_at=None, **({"pk": edit_id} if edit_id else {}))
        last = next((edit for edit in standing.order_by("-created_at") if _taken_back(interview, edit)), None)
        if last is None:
            raise Conflict("There is no edit by hand to take back here, or it was taken back or changed already.")
        Edit.objects.filter(pk=last.pk).update(undone_at=timezone.now())
        finishing.count_progress(interview)
    return last


def redo(interview_id: UUID, by: Visitor, edit_id: UUID | None = None) -> Edit:
    """Make again the edit taken back last. Raises Conflict where there is none or another than the one named, or
    something happened since."""
    with transaction.atomic():
        interview = access.locked(interview_id, by)
        last = redoable(interview)
        if last is None or edit_id not in (None, last.pk) or not _taken_back(interview, last, again=True):
            raise Conflict("There is no edit by hand to make again here.")
        Edit.objects.filter(pk=last.pk).update(undone_at=None)
        finishing.count_progress(interview)
    return last


def _taken_back(interview: InterviewSession, edit: Edit, again: bool = False) -> bool:
    """Take an edit back, or make it `again`; whether that changed anything."""
    made = [Difference.model_validate(item) for item in edit.made]
    return bool(take_back(spec_id=interview.spec_id, made=[one.turned() for one in made] if again else made))


def redoable(interview: InterviewSession) -> Edit | None:
    """The edit taken back last, unless something was edited or said since."""
    last = interview.edits.exclude(undone_at=None).order_by("undone_at").last()
    if last is None:
        return None
    edits, turns = interview.edits.filter(undone_at=None), interview.turns
    has_moved_on = any(since.filter(created_at__gt=last.undone_at).exists() for since in (edits, turns))
    return None if has_moved_on else last


def newest(interview: InterviewSession) -> Edit | None:
    """The last edit that stands, unless something was said since."""
    last = interview.edits.filter(undone_at=None).last()
    turn = interview.turns.last()
    return last if last and (turn is None or turn.created_at < last.created_at) else None


def of_differences(interview: InterviewSession, made: tuple[Difference, ...]) -> Ripple:
    """What these differences, just saved, changed."""
    after = specs.draft(interview.spec)
    return between(interview, revert(after, made), after)


def between(interview: InterviewSession, before: Draft, after: Draft) -> Ripple:
    said: dict[str, Any] = {"title": interview.name, "language": interview.language}
    return ripple(definition_of(before, **said), definition_of(after, **said))
