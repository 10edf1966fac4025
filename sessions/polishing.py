"""Sections of a prompt polished by a model: begun, looked at, taken or left. Sync. Nothing is taken by itself."""

import logging
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from kombu.exceptions import OperationalError

from builder import queries as specs
from builder.compare import Passage, passages
from orchestrator import conf
from sessions import access, handwork, prompt_editing, tasks
from sessions.access import Visitor
from sessions.errors import BadMessage, Conflict, NotFound
from sessions.models import Polish, PolishedSection
from sessions.prompt_sections import TITLES, text_of

log = logging.getLogger(__name__)
OPEN, TAKEN, LEFT = PolishedSection.Decision.OPEN, PolishedSection.Decision.TAKEN, PolishedSection.Decision.LEFT


@dataclass(frozen=True)
class Polished:
    """What became of a section: the way to the polished text, or why it stays as it was."""

    key: str
    passages: tuple[Passage, ...] = ()
    kept: str = ""


def begin(*, interview_id: UUID, by: Visitor, key: str = "") -> Polish:
    """Have a model polish one section, or all that say something. Raises BadMessage without a model, and Conflict while
    another job runs."""
    interview = access.owned(interview_id, by)
    if conf.models() is None:
        raise BadMessage("No model is configured. Set PARLEY_MODEL to polish prompts.")
    if key:
        prompt_editing.title_of(key)
    definition = specs.definition(interview.spec, interview.name)
    keys = [one for one, title in TITLES.items() if key in ("", one) and text_of(definition, title)]
    if not keys:
        raise BadMessage("There is nothing to polish here yet.")
    try:
        with transaction.atomic():
            job = Polish.objects.create(interview=interview, keys=keys)
    except IntegrityError:
        raise Conflict("The prompt is being polished already. Wait until that is done.") from None
    transaction.on_commit(lambda: _send(job))
    return job


def _send(job: Polish) -> None:
    try:
        tasks.polish.delay(str(job.pk))
    except (OperationalError, OSError) as error:
        log.warning("the job waits for the next sweep: %r", error)


def latest(*, interview_id: UUID, by: Visitor) -> Polish | None:
    """The newest job of an interview."""
    return access.owned(interview_id, by).polishes.first()


def results(*, interview_id: UUID, by: Visitor) -> dict[str, Polished]:
    """By section, what the newest job made of it, as far as it is not decided and the section is still the same."""
    interview, job = access.owned(interview_id, by), latest(interview_id=interview_id, by=by)
    if job is None:
        return {}
    definition = specs.definition(interview.spec, interview.name)
    return {
        one.key: Polished(one.key, passages(one.before, one.after) if one.after else (), one.kept)
        for one in job.sections.filter(decision=OPEN)
        if one.before != one.after and text_of(definition, TITLES[one.key]) == one.before
    }


def take(*, interview_id: UUID, by: Visitor, key: str) -> None:
    """Put the polished text in the section's place, as written by hand. Raises Conflict where the section has changed
    since, and NotFound where nothing is offered."""
    with transaction.atomic():
        interview = access.locked(interview_id, by)
        one = _offered(interview_id, by, key)
        if text_of(specs.definition(interview.spec, interview.name), TITLES[key]) != one.before:
            raise Conflict("The section has changed since it was polished. Polish it anew.")
        if not PolishedSection.objects.filter(pk=one.pk, decision=OPEN).update(decision=TAKEN):
            raise NotFound
        handwork.make(interview_id, by, prompt_editing.written(interview, TITLES[key], one.after))


def leave(*, interview_id: UUID, by: Visitor, key: str) -> None:
    """Stay with the section as it is. Raises NotFound where nothing is offered."""
    one = _offered(interview_id, by, key)
    PolishedSection.objects.filter(pk=one.pk, decision=OPEN).update(decision=LEFT)


def _offered(interview_id: UUID, by: Visitor, key: str) -> PolishedSection:
    job = latest(interview_id=interview_id, by=by)
    one = job.sections.filter(key=key, decision=OPEN).exclude(after="").first() if job else None
    if one is None:
        raise NotFound
    return one
