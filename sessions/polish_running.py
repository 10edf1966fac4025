"""Polishing as it runs, in a worker: one section after the other, each saved and told as soon as it is there.

A job is claimed by a conditional update and each of its results is unique, so it may run twice without harm.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from builder.prompt_writer.proof import facts_in, lost
from orchestrator import conf
from orchestrator.conf import Models
from orchestrator.events import Call
from orchestrator.polishing import polish
from runs import recorder
from sessions import hot, queries
from sessions.database import in_database, surely
from sessions.models import Polish, PolishedSection, PolishStatus
from sessions.prompt_sections import TITLES, text_now

log = logging.getLogger(__name__)
SILENT_AFTER = timedelta(minutes=3)  # longer than a model may take for one section
NO_MODEL = "No model is configured any more."
BROKEN = "Something went wrong on our side. What was polished before that is there; try the rest again."
SPENT = "This interview has used up its budget for models."


async def run(polish_id: UUID) -> None:
    """Polish what is left of a job. Returns at once where somebody else does, or it is over."""
    if not await surely(_claim, polish_id):
        return
    job = await in_database(Polish.objects.get, pk=polish_id)
    try:
        problem = await _all(job)
    except Exception:
        log.exception("polish %s failed", polish_id)
        problem = BROKEN  # a sweep would only come to the same end, and pay for it again
    await surely(_close, job, problem)
    await hot.announce(job.interview_id, draft=True)


async def _all(job: Polish) -> str:
    """Every section that is not there yet. Returns why it ended early, "" if it did not."""
    models, problem = conf.models(), ""
    for key in [key for key in job.keys if key not in await in_database(_ready, job)]:
        problem = NO_MODEL if models is None else await in_database(_spent, job)
        if problem or models is None:
            break
        await _one(job, key, models)
        await hot.announce(job.interview_id, draft=True)
    return problem


def forgotten() -> QuerySet[Polish]:
    """Jobs that wait for a worker, or whose worker has been silent for too long."""
    silent = Q(status=PolishStatus.RUNNING, heard_at__lt=timezone.now() - SILENT_AFTER)
    waiting = Q(status=PolishStatus.QUEUED, created_at__lt=timezone.now() - timedelta(seconds=30))
    return Polish.objects.filter(silent | waiting)


def _claim(polish_id: UUID) -> bool:
    mine = Polish.objects.filter(pk=polish_id)
    silent = Q(status=PolishStatus.RUNNING, heard_at__lt=timezone.now() - SILENT_AFTER)
    taken = mine.filter(Q(status=PolishStatus.QUEUED) | silent)
    return taken.update(status=PolishStatus.RUNNING, heard_at=timezone.now()) == 1


def _ready(job: Polish) -> set[str]:
    return set(job.sections.values_list("key", flat=True))


def _spent(job: Polish) -> str:
    budget = queries.budget(job.interview_id)
    return SPENT if budget and budget["spent_usd"] >= budget["budget_usd"] else ""


async def _one(job: Polish, key: str, models: Models) -> None:
    started = timezone.now()
    definition, before = await in_database(text_now, job.interview_id, key)
    facts = facts_in(before, definition)
    after, call = await polish(models, TITLES[key], before, facts)
    gone = lost(before, after, definition) if after else ()
    kept = _why(call, gone)
    result = PolishedSection(polish=job, key=key, before=before, after="" if kept else after, kept=kept)
    await surely(_save, job, result, call, started)


def _why(call: Call, gone: tuple[str, ...]) -> str:
    """Why a section stays as it was, "" where it need not."""
    if call.status == "failed":
        return f"The model could not do it: {call.error}."
    return f"The polished text would have lost or made up: {'; '.join(gone)[:500]}." if gone else ""


def _save(job: Polish, result: PolishedSection, call: Call, started: datetime) -> None:
    """Keep a result, unless the job is another's by now, and what it took in any case."""
    recorder.record(
        interview_id=job.interview_id,
        status=call.status,
        started_at=started,
        calls=(call,),
    )
    if not Polish.objects.filter(pk=job.pk, status=PolishStatus.RUNNING).update(heard_at=timezone.now()):
        return
    try:
        with transaction.atomic():
            result.save(force_insert=True)
    except IntegrityError:
        return  # somebody else was faster


def _close(job: Polish, problem: str) -> None:
    status = PolishStatus.FAILED if problem else PolishStatus.DONE
    Polish.objects.filter(pk=job.pk, status=PolishStatus.RUNNING).update(status=status, problem=problem)
