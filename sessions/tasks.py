"""What the worker does on the clock. Every task may run twice without harm."""

import asyncio
import atexit
import functools
import threading
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from sessions import execution, hot, polish_running
from sessions.models import STALE_AFTER, InterviewSession, Status, Turn, TurnStatus

STOPS_WITHIN = 2.0  # seconds a worker waits at its end for the step its turns are in


@shared_task(ignore_result=True)
def sweep_turns() -> int:
    """Take over turns whose process died and queues nobody drains. Returns how many interviews were looked after."""
    stale = [turn.interview_id for turn in Turn.objects.filter(status=TurnStatus.RUNNING) if turn.is_stale]
    waiting = Turn.objects.filter(status=TurnStatus.QUEUED, created_at__lt=timezone.now() - STALE_AFTER)
    found = {*stale, *waiting.values_list("interview_id", flat=True)}
    asyncio.run_coroutine_threadsafe(_revive_all(found), _loop()).result()
    return len(found)


async def _revive_all(interview_ids: set[UUID]) -> None:
    """The turns go on in the loop when the task is over."""
    await hot.worker_lives()
    for interview_id in interview_ids:
        await execution.revive(interview_id)


@functools.cache
def _loop() -> asyncio.AbstractEventLoop:
    """One event loop for as long as the worker lives: its turns and its Redis client belong to it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="turns", daemon=True)
    thread.start()
    atexit.register(_stop, loop, thread)
    return loop


def _stop(loop: asyncio.AbstractEventLoop, thread: threading.Thread) -> None:
    """Let the loop go before Python does: a thread killed within Pydantic takes the process down (orchestrator.aside).
    A turn it held is taken over by the next process, as after any death."""
    loop.call_soon_threadsafe(loop.stop)
    thread.join(STOPS_WITHIN)


@shared_task(ignore_result=True)
def polish(polish_id: str) -> None:
    """Polish the sections of a job, if nobody else does."""
    asyncio.run_coroutine_threadsafe(polish_running.run(UUID(polish_id)), _loop()).result()


@shared_task(ignore_result=True)
def sweep_polishes() -> int:
    """Go on with jobs that nobody took up, or whose worker died. Returns how many there were."""
    found = [*polish_running.forgotten().values_list("pk", flat=True)]
    for polish_id in found:
        polish.delay(str(polish_id))
    return len(found)


@shared_task(ignore_result=True)
def expire_interviews() -> int:
    """Put interviews to rest that nobody used for their lifetime. They can be resumed at any time."""
    due = InterviewSession.objects.filter(status=Status.ACTIVE, expires_at__lt=timezone.now())
    resting = due.exclude(turns__status__in=[TurnStatus.RUNNING, TurnStatus.QUEUED])
    return InterviewSession.objects.filter(pk__in=resting.values("pk")).update(status=Status.ABANDONED)
