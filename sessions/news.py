"""What open tabs hear of an interview through the channel layer, and whether a socket's page is ours."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from channels.layers import get_channel_layer
from django.conf import settings
from redis.exceptions import RedisError

from sessions import hot

log = logging.getLogger(__name__)
WRONG_ORIGIN = 4403
PAUSE = 2.0
PATIENCE = 1.0  # seconds for Redis to let somebody join: one that takes calls and never answers is away


async def of(interview_id: UUID) -> AsyncGenerator[Mapping[str, Any], None]:
    """News of an interview as it comes; an empty one first, and whenever some may have been missed.

    While Redis is away there is none; it joins again when Redis is back.
    """
    layer = get_channel_layer()
    channel, is_first = f"parley.{uuid4().hex}", True
    while layer is not None:
        try:
            async with aclosing(_joined(layer, hot.group_of(interview_id), channel)) as heard:
                async for item in heard:
                    yield item
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("no live updates for now: %r", error)
            if is_first:
                yield {}
        is_first = False
        await asyncio.sleep(PAUSE)


async def _joined(layer: Any, group: str, channel: str) -> AsyncGenerator[Mapping[str, Any], None]:
    """What a group hears from now on, after an empty item that says so. However it ends, the layer keeps nothing."""
    # Named here: `new_channel` keeps the queue of every try that failed, and subscribes to more than the group.
    layer.channels[channel] = asyncio.Queue()
    try:
        async with asyncio.timeout(PATIENCE):
            await layer.group_add(group, channel)
        yield {}
        while True:
            yield await layer.receive(channel)
    finally:
        layer.channels.pop(channel, None)
        with suppress(RedisError, OSError, TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await layer.group_discard(group, channel)


def is_same_origin(scope: Mapping[str, Any]) -> bool:
    """Whether the page that opened a socket is one of ours. Only browsers send Origin, and they always do."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    return not origin or urlsplit(origin).netloc == host or origin in settings.CSRF_TRUSTED_ORIGINS
