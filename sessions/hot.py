"""Hot state in Redis: a running turn's text so far, requests to stop, counts, signs of life. It may vanish at any time.

Nothing here raises when Redis is away: reads find nothing, writes are dropped, and for two seconds nobody asks again.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer
from django.conf import settings
from redis.asyncio import Redis
from redis.exceptions import RedisError

T = TypeVar("T")
log = logging.getLogger(__name__)

TEXT_TTL = 15 * 60
WORKER_TTL = 60
PAUSE = 2.0
PATIENCE = 0.5
_WORKER = "parley:worker"
_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, Redis] = WeakKeyDictionary()
_away_until = 0.0


@dataclass(frozen=True)
class Running:
    """A running turn's text so far; `seq` grows with every piece."""

    seq: int
    text: str


def group_of(interview_id: UUID) -> str:
    return f"interview.{interview_id.hex}"


async def write(turn_id: UUID, running: Running) -> bool:
    """Keep the text so far. Returns whether somebody asked to stop the turn."""
    key = f"parley:turn:{turn_id}"
    pipe = _client().pipeline(transaction=False)
    pipe.set(key, json.dumps([running.seq, running.text]), ex=TEXT_TTL)
    pipe.get(f"{key}:stop")
    found = await _try(pipe.execute())
    return bool(found and found[1])


async def read(turn_id: UUID) -> Running | None:
    """The text so far of a turn that runs anywhere, if Redis knows it."""
    raw = await _try(_client().get(f"parley:turn:{turn_id}"))
    return Running(*json.loads(raw)) if raw else None


async def drop(turn_id: UUID) -> None:
    await _try(_client().delete(f"parley:turn:{turn_id}", f"parley:turn:{turn_id}:stop"))


async def ask_to_stop(turn_id: UUID) -> None:
    await _try(_client().set(f"parley:turn:{turn_id}:stop", "1", ex=TEXT_TTL))


async def count(name: str, seconds: int) -> int:
    """Count one more under a name that is forgotten after so many seconds: how many now, 0 while Redis is away."""
    pipe = _client().pipeline(transaction=False)
    pipe.incr(f"parley:{name}")
    pipe.expire(f"parley:{name}", seconds)
    found = await _try(pipe.execute())
    return int(found[0]) if found else 0


async def announce(interview_id: UUID, **news: Any) -> None:
    """Tell every open tab of an interview, on any process: ids only. Lost without Redis."""
    layer = get_channel_layer()
    if layer is not None:
        await _try(layer.group_send(group_of(interview_id), {"type": "interview.news", **news}))


async def worker_lives() -> None:
    """The worker says that it runs."""
    await _try(_client().set(_WORKER, "1", ex=WORKER_TTL))


async def health() -> tuple[bool, bool]:
    """Whether Redis answers, and whether a worker has been heard of in the last minute."""
    worker = await _try(_client().exists(_WORKER))
    return worker is not None, bool(worker)


async def _try(work: Awaitable[T]) -> T | None:
    """The result, or None while Redis is away."""
    global _away_until
    if time.monotonic() < _away_until:
        _discard(work)
        return None
    try:
        return await asyncio.wait_for(work, PATIENCE)
    except (RedisError, OSError, TimeoutError) as error:
        log.warning("Redis is away, live updates pause: %s", error)
        _away_until = time.monotonic() + PAUSE
        return None


def _discard(work: Awaitable[Any]) -> None:
    close = getattr(work, "close", None)
    if close:
        close()


def _client() -> Redis:
    loop = asyncio.get_running_loop()
    if loop not in _clients:
        _clients[loop] = Redis.from_url(
            settings.PARLEY_REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )
    return _clients[loop]
