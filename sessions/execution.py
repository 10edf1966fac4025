"""Running turns: as tasks of this process that outlive any socket, heard by whoever follows them."""

import asyncio
import contextvars
import logging
import time
from collections.abc import AsyncIterator, Coroutine
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone

from orchestrator import events
from orchestrator.briefing import Briefing
from orchestrator.interview import HEAD_START, SoFar, converse, stopped
from sessions import finishing, hot, liveness, queries
from sessions.answers import Ended, Failed, Notice, Resumed, Text, TurnEvent
from sessions.database import in_database, surely
from sessions.errors import Busy
from sessions.finishing import Ending
from sessions.models import Turn, TurnStatus
from sessions.runner import RUNNER

T = TypeVar("T")
log = logging.getLogger(__name__)

FRAME = 0.03  # seconds over which tokens are gathered after the first
TICK = 0.25  # seconds between two writes of the hot state
GRACE = timedelta(seconds=15)  # of silence, after which a turn of this process that does not run was lost
BEAT = 10.0  # seconds between two heartbeats to the database


class Live:
    """A turn that runs in this process: what was said so far, and who listens."""

    def __init__(self, turn: Turn) -> None:
        self.turn_id = turn.pk
        self.interview_id = turn.interview_id
        self.started_at = timezone.now()
        self.so_far = SoFar()
        self.text = ""
        self.seq = 0
        self.begun = asyncio.Event()
        self.words = turn.interview.words
        resumed = self.words["resumed"] if turn.attempts > 1 else ""
        self.notices: list[str] = [resumed] if resumed else []
        self._noticed: list[TurnEvent] = [Resumed(turn_id=turn.pk, text=resumed)] if resumed else []
        self.stopping = False
        self.end: TurnEvent | None = None
        self.work: asyncio.Task[events.Outcome] | None = None
        self._waiting = ""
        self._flush: asyncio.TimerHandle | None = None
        self._listeners: set[asyncio.Queue[TurnEvent | None]] = set()

    def say(self, token: str) -> None:
        """The first token goes at once, later ones in frames."""
        self._waiting += token
        if self.seq == 0:
            self.flush()
        elif self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(FRAME, self.flush)

    def flush(self) -> None:
        if self._flush:
            self._flush.cancel()
            self._flush = None
        if self._waiting:
            piece, self._waiting = self._waiting, ""
            self._show(piece, self.text + piece)

    def replace(self, text: str) -> None:
        self._waiting = ""
        self.flush()
        self._show(text, text, replace=True)

    def _show(self, piece: str, whole: str, *, replace: bool = False) -> None:
        self.text, self.seq = whole, self.seq + 1
        self.tell(Text(turn_id=self.turn_id, seq=self.seq, text=piece, whole=whole, replace=replace))

    def notice(self, code: str, text: str) -> None:
        self.notices.append(text)
        self._noticed.append(Notice(turn_id=self.turn_id, code=code, text=text))
        self.tell(self._noticed[-1])

    def tell(self, event: TurnEvent | None) -> None:
        for queue in self._listeners:
            queue.put_nowait(event)

    def stop(self) -> None:
        self.stopping = True
        if self.work:
            self.work.cancel()

    async def listen(self) -> AsyncIterator[TurnEvent]:
        """Everything from now on, after what came so far. Ends when this process is done with the turn."""
        queue: asyncio.Queue[TurnEvent | None] = asyncio.Queue()
        for event in self._noticed:
            queue.put_nowait(event)
        if self.text:
            queue.put_nowait(Text(turn_id=self.turn_id, seq=self.seq, text=self.text, whole=self.text, replace=True))
        self._listeners.add(queue)
        try:
            while (heard := await queue.get()) is not None:
                yield heard
        finally:
            self._listeners.discard(queue)


LIVE: dict[UUID, Live] = {}
_tasks: set[asyncio.Task[Any]] = set()


def start(turn: Turn) -> Live:
    """Run a turn that this process has claimed, in a task of its own."""
    live = LIVE[turn.pk] = Live(turn)
    outliving(_run(live, turn))
    return live


def outliving(work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """The work as a task of this process, which goes on when whoever awaits it is gone."""
    # An empty context: it must not live in the threads and lifetime of the request that began it.
    task = asyncio.get_running_loop().create_task(work, context=contextvars.Context())
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
    return task


async def under_way(turn_id: UUID) -> None:
    """Wait until a turn of this process no longer needs the processor to itself: its first token comes before pages."""
    if live := LIVE.get(turn_id):
        await live.begun.wait()


async def settled() -> None:
    """Wait until no turn runs in this process."""
    here = asyncio.get_running_loop()
    while _tasks:
        mine = [task for task in tuple(_tasks) if task.get_loop() is here]
        # The worker's turns run in a loop of their own.
        await (asyncio.gather(*mine, return_exceptions=True) if mine else asyncio.sleep(TICK / 10))


async def stop(turn: Turn) -> None:
    """Stop a turn wherever it runs: at once here, within a tick elsewhere."""
    if turn.pk in LIVE:
        LIVE[turn.pk].stop()
    else:
        await hot.ask_to_stop(turn.pk)


async def _run(live: Live, turn: Turn) -> None:
    ticker = asyncio.create_task(_tick(live))
    try:
        live.end = await _take(live, turn)
    except liveness.Lost:
        log.info("turn %s was taken over elsewhere", turn.pk)
        return  # its hot text and its interview's queue are the new runner's
    except Exception as error:
        log.exception("turn %s failed", turn.pk)
        live.end = await _fail(live, error)
    finally:
        ticker.cancel()
        LIVE.pop(turn.pk, None)
        live.begun.set()
        live.tell(None)
    await hot.drop(turn.pk)
    await start_next(live.interview_id)


async def _take(live: Live, turn: Turn) -> TurnEvent:
    """One turn from briefing to hop 2; a stop saves what was found and said so far."""
    briefing = await surely(queries.briefing, turn)
    live.work = asyncio.create_task(_listen_to(live, briefing))
    if live.stopping:
        live.work.cancel()
    try:
        outcome = await live.work
    except asyncio.CancelledError:
        if not live.stopping:
            raise
        live.flush()
        outcome = await asyncio.to_thread(stopped, briefing, live.text, live.so_far)
    live.flush()
    ending = Ending(outcome, live.started_at, tuple(live.notices), live.stopping)
    answer = await surely(finishing.finish, turn.pk, ending)
    return Ended(turn_id=turn.pk, answer=answer)


async def _listen_to(live: Live, briefing: Briefing) -> events.Outcome:
    async for event in converse(briefing, so_far=live.so_far):
        match event:
            case events.Begun():
                # To draw its page would take the processor from the request that leaves now.
                asyncio.get_running_loop().call_later(HEAD_START, live.begun.set)
            case events.Token():
                live.begun.set()
                live.say(event.text)
            case events.Replaced():
                live.replace(event.text)
            case events.Notice():
                live.notice(event.code, event.text)
            case events.Outcome():
                return event
    raise RuntimeError("The interviewer ended without an outcome.")


async def _fail(live: Live, error: Exception) -> Failed:
    told, calls = f"{type(error).__name__}: {error}", live.so_far.calls("failed")
    try:
        await in_database(finishing.break_off, live.turn_id, told, live.started_at, calls)
    except Busy:
        log.error("turn %s could not be ended and will be taken over", live.turn_id)
    return Failed(turn_id=live.turn_id, detail=live.words["failed"])


async def _tick(live: Live) -> None:
    """Keep the hot text fresh, the heartbeat alive, and an ear open for a stop asked for elsewhere."""
    last_beat = time.monotonic()
    while not live.stopping:
        await asyncio.sleep(TICK)
        stop_asked = await hot.write(live.turn_id, hot.Running(live.seq, live.text))
        if time.monotonic() - last_beat >= BEAT:
            last_beat = time.monotonic()
            stop_asked = await _beat(live) or stop_asked
        if stop_asked:
            live.stop()


async def _beat(live: Live) -> bool:
    """Whether a stop was asked for. A turn that is no longer ours is dropped at once."""
    try:
        return await in_database(liveness.beat, live.turn_id)
    except Busy:
        return False
    except liveness.Lost:
        if live.work:
            live.work.cancel()
        return False


async def start_next(interview_id: UUID) -> None:
    """Run the next queued turn of an interview, if there is one and nobody else has it."""
    turn = await in_database(queries.running_turn, interview_id)
    if turn and turn.status == TurnStatus.QUEUED and await in_database(liveness.claim, turn.pk):
        start(await in_database(queries.turn, turn.pk))
        await hot.announce(interview_id, turn=str(turn.pk))


async def revive(interview_id: UUID) -> None:
    """Run what a dead process left behind in an interview: its stale turn, or the first of its queue."""
    try:
        turn = await in_database(queries.running_turn, interview_id)
    except Busy:
        return  # whoever looks next will find it
    if turn is None or turn.pk in LIVE:
        return
    if turn.runner == RUNNER and turn.status == TurnStatus.RUNNING and turn.silence > GRACE:
        start(await in_database(queries.turn, turn.pk))  # ours, but its start was lost
        return
    if turn.is_stale and await in_database(liveness.take_over, turn):
        start(await in_database(queries.turn, turn.pk))
        await hot.announce(interview_id, turn=str(turn.pk))
    elif turn.status == TurnStatus.QUEUED:
        await start_next(interview_id)
