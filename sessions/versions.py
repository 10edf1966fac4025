"""Versions of an agent: published, described, compared, restored. Sync; every door calls these."""

from uuid import UUID

from django.db import transaction

from builder import compare
from builder import queries as specs
from builder import services as builder
from builder.compare import Comparison, Passage
from builder.definition import AgentDefinition
from builder.models import SpecVersion
from sessions import accepting, access, files, finishing, handwork
from sessions.access import Visitor
from sessions.errors import BadMessage, Conflict, NotFound
from sessions.models import InterviewSession, TurnStatus

LONGEST_NOTE = 300


def publish(*, interview_id: UUID, by: Visitor, note: str = "") -> SpecVersion:
    """Publish the draft as a version and complete the interview. Raises Conflict while a turn runs."""
    note = noted(note)
    with transaction.atomic():
        interview = _at_rest(interview_id, by)
        version = builder.publish_version(spec_id=interview.spec_id, title=interview.name, note=note)
        finishing.complete(interview)
        finishing.count_progress(interview)
    return version


def listed(*, interview_id: UUID, by: Visitor) -> list[SpecVersion]:
    """All versions, the newest first."""
    return list(access.owned(interview_id, by).spec.versions.all())


def one(*, interview_id: UUID, by: Visitor, number: int) -> SpecVersion:
    """A version by its number; raises NotFound."""
    version = specs.version(access.owned(interview_id, by).spec_id, number)
    if version is None:
        raise NotFound
    return version


def describe(
    *, interview_id: UUID, by: Visitor, number: int, note: str | None = None, label: str | None = None
) -> SpecVersion:
    """Another note or label for a version; what is None stays. Raises BadMessage for a label there is not."""
    if label is not None and label not in SpecVersion.Label.values:
        raise BadMessage(f"A version is labelled {' or '.join(SpecVersion.Label.values)}.")
    version = one(interview_id=interview_id, by=by, number=number)
    return builder.describe_version(version, note=None if note is None else noted(note), label=label)


def restore(*, interview_id: UUID, by: Visitor, number: int) -> SpecVersion:
    """An old version as the next one; the draft follows it. The newest one is returned as it is while the draft is
    the same. Raises Conflict while a turn runs."""
    with transaction.atomic():
        interview = _at_rest(interview_id, by)
        old = one(interview_id=interview_id, by=by, number=number)
        latest = specs.latest_version(interview.spec_id)
        if old == latest and old.revision == interview.spec.revision:
            return old
        facts = AgentDefinition.model_validate(old.definition).facts
        handwork.make(interview_id, by, lambda draft: facts)
        return builder.restore_version(old, note=f"Restored from version {number}.")


def compared(*, interview_id: UUID, by: Visitor, before: int, after: int | None = None) -> Comparison:
    """What became of a version until a later one, or until the draft."""
    was, now = (files.agent(interview_id=interview_id, by=by, version=number) for number in (before, after))
    return compare.compare(was, now)


def compared_file(*, interview_id: UUID, by: Visitor, name: str, before: int, after: int | None) -> tuple[Passage, ...]:
    """What became of one exported file. Raises BadMessage where neither has it."""
    was, now = (files.agent(interview_id=interview_id, by=by, version=number) for number in (before, after))
    found = compare.file_passages(was, now, name)
    if found is None:
        raise BadMessage(f"Neither of the two has a file called {name[:100]!r}.")
    return found


def noted(note: str) -> str:
    """A note as it is kept; raises BadMessage for one that is too long or holds a secret."""
    if len(note.strip()) > LONGEST_NOTE:
        raise BadMessage(f"A note has at most {LONGEST_NOTE} characters.")
    return accepting.without_secret(note.strip(), "The note")


def _at_rest(interview_id: UUID, by: Visitor) -> InterviewSession:
    interview = access.locked(interview_id, by)
    if interview.turns.filter(status__in=[TurnStatus.RUNNING, TurnStatus.QUEUED]).exists():
        raise Conflict("A turn is running. Wait for its answer, or stop it, then publish.")
    return interview
