"""Asking a model again: the pauses in between, and how often each model may be asked at all."""

import asyncio
import logging
import random
from collections import defaultdict, deque
from collections.abc import AsyncGenerator
from weakref import WeakKeyDictionary

from orchestrator import conf
from orchestrator.errors import Retryable
from orchestrator.exchange import Chunk, Client, Request

log = logging.getLogger(__name__)

TRIES = 3
LATE = "the provider did not answer within {:g} seconds"
NOTHING, CUT_OFF = "the model answered with nothing", "the answer was cut off"
CLOSED, FULL = "the provider accepts no more requests for now", "PARLEY_MODEL_RPM allows no more requests this minute"
FIRST_PAUSE = 0.5  # seconds before the second try; doubled before the third
MINUTE = 60.0
_jitter = random.SystemRandom()


class Pace:
    """How often one model may be asked: not before its provider wants to hear again, and so many times a minute. Times
    are those of the client's clock."""

    def __init__(self) -> None:
        self._closed_until = 0.0
        self._asked_at: deque[float] = deque()

    def close(self, until: float) -> None:
        """The provider told all of us to wait, whoever it was that asked."""
        self._closed_until = max(self._closed_until, until)

    def wait(self, now: float, per_minute: int | None) -> float:
        """Seconds until the next request may leave."""
        while self._asked_at and now - self._asked_at[0] >= MINUTE:
            self._asked_at.popleft()
        full = self._asked_at[-per_minute] + MINUTE - now if per_minute and len(self._asked_at) >= per_minute else 0.0
        return max(full, self._closed_until - now, 0.0)

    def leaves(self, now: float) -> None:
        """A request leaves now."""
        self._asked_at.append(now)


_paces: WeakKeyDictionary[Client, defaultdict[str, Pace]] = WeakKeyDictionary()


def pace(client: Client, model: str) -> Pace:
    return _paces.setdefault(client, defaultdict(Pace))[model]


async def admitted(client: Client, model: str, until: float, error: Retryable | None = None) -> None:
    """Wait until the model may be asked; if that is not before `until`, raise at once: the error that made it be asked
    again, if any."""
    own = pace(client, model)
    while seconds := own.wait(client.now(), conf.requests_per_minute()):
        if client.now() + seconds >= until:
            raise error or Retryable(CLOSED if client.now() + own.wait(client.now(), None) >= until else FULL)
        await client.pause(seconds)
    own.leaves(client.now())


async def begun(client: Client, request: Request, until: float) -> tuple[AsyncGenerator[Chunk, None], Chunk]:
    """A stream and its first text; asks again while that is of use."""
    attempt = 0
    await admitted(client, request.model, until)
    while True:
        source = client.stream(request)
        try:
            first = await following(client, source, until, late=LATE.format(request.timeout), ended=NOTHING)
            if first.finish:
                raise Retryable(NOTHING)
            return source, first
        except Retryable as error:
            await source.aclose()
            await pause(client, request.model, attempt, error, until)
        attempt += 1


async def following(
    client: Client, source: AsyncGenerator[Chunk, None], until: float, *, late: str, ended: str = CUT_OFF
) -> Chunk:
    """The next chunk; raises Retryable if there is none, or none in time."""
    try:
        async with asyncio.timeout(until - client.now()):
            return await anext(source)
    except StopAsyncIteration:
        raise Retryable(ended, maybe_billed=True) from None
    except TimeoutError:
        raise Retryable(late, maybe_billed=True) from None


async def pause(client: Client, model: str, attempt: int, error: Retryable, until: float) -> None:
    """Wait before asking again, longer each time, out of step with others and within the model's pace; raises the error
    if there is no next time."""
    own, now = pace(client, model), client.now()
    if error.retry_after is not None:
        own.close(now + error.retry_after)
    seconds = error.retry_after if error.retry_after is not None else FIRST_PAUSE * 2**attempt * _jitter.uniform(1, 1.5)
    seconds = max(seconds, own.wait(now, conf.requests_per_minute()))
    if attempt >= TRIES - 1 or now + seconds >= until:
        raise error
    log.info("Asking a model again in %.1f s: %s", seconds, error)
    await client.pause(seconds)
    await admitted(client, model, until, error)  # others may have been told to wait, or have taken the place, meanwhile
