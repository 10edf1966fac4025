"""What open tabs hear of an interview through the channel layer, and whether a socket's page is ours."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from channels.layers import get_channel_layer
from django.conf import settings
from redis.exceptions import RedisError

from sessions import hot

log = logging.getLogger(__name__)
PAUSE = 2.0


async def of(interview_id: UUID) -> AsyncIterator[Mapping[str, Any]]:
    """News of an interview as it comes. While Redis is away there is none; it joins again when Redis is back."""
    layer = get_channel_layer()
    group = hot.group_of(interview_id)
    while layer is not None:
        try:
            channel = await layer.new_channel()
            await layer.group_add(group, channel)
            while True:
                yield await layer.receive(channel)
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("no live updates for now: %s", error)
            await asyncio.sleep(PAUSE)


def is_same_origin(scope: Mapping[str, Any]) -> bool:
    """Whether the page that opened a socket is one of ours. Only browsers send Origin, and they always do."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    return not origin or urlsplit(origin).netloc == host or origin in settings.CSRF_TRUSTED_ORIGINS
