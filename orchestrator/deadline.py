"""One deadline for a whole turn: what is left of it when its models can be asked."""

import asyncio
from dataclasses import dataclass

from orchestrator import llm
from orchestrator.conf import Models

LEAST = 0.1  # seconds that are worth counting


@dataclass(frozen=True)
class Left:
    """Seconds a turn has left: for each call to the first text of its answer, and for the reply to its end."""

    first: float
    whole: float


async def left(models: Models, began: float) -> Left | None:
    """What a turn that began then (by the client's clock) has left once the library is loaded, which takes seconds
    right after a start; None if that takes as long as a first text may."""
    asked = llm.client.now()
    try:
        async with asyncio.timeout(models.timeout):
            await llm.client.ready()
    except TimeoutError:
        return None
    now = llm.client.now()
    waited = now - asked
    first = max(round(models.timeout - waited, 1), LEAST) if waited > LEAST else models.timeout
    return Left(first, models.limit - (now - began))
