"""Hearing a turn, wherever it runs: here, in another process, or already at its end."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from sessions import hot, queries
from sessions.answers import Failed, Started, Text, TurnEvent, ended
from sessions.database import surely
from sessions.execution import LIVE, TICK, revive, under_way
from sessions.models import Turn, TurnStatus


async def follow(turn_id: UUID) -> AsyncIterator[TurnEvent]:
    """Everything of a turn from now to its end, wherever it runs: all of its text, then Ended or Failed.

    Raises Interrupted while the database is away for longer; the turn goes on.
    """
    seq, whole = 0, ""
    while True:
        if live := LIVE.get(turn_id):
            async for event in live.listen():
                if isinstance(event, Text):
                    seq, whole = event.seq, event.whole
                yield event
            if live.end:
                yield live.end
                return
        turn = await surely(queries.turn, turn_id)
        if turn.has_ended:
            for event in _end_of(turn, seq, whole):
                yield event
            return
        if turn_id not in LIVE:
            await revive(turn.interview_id)
            running = await hot.read(turn_id)
            if running and running.seq > seq:
                seq, whole = running.seq, running.text
                yield Text(turn_id=turn_id, seq=seq, text=whole, whole=whole, replace=True)
            await asyncio.sleep(TICK)


async def followed(turn_id: UUID) -> AsyncIterator[TurnEvent]:
    """`follow`, for somebody who hears of the turn for the first time."""
    await under_way(turn_id)
    yield Started(turn_id=turn_id)
    async for event in follow(turn_id):
        yield event


def _end_of(turn: Turn, seq: int, heard: str) -> list[TurnEvent]:
    """The end of a turn that was heard as far as given; what was missed of its text comes first."""
    if turn.status == TurnStatus.FAILED or turn.answer is None:
        return [Failed(turn_id=turn.pk, detail=turn.interview.words["failed"])]
    end = ended(turn.pk, turn.answer)
    reply = end.answer.reply
    if reply == heard:
        return [end]
    return [Text(turn_id=turn.pk, seq=seq + 1, text=reply, whole=reply, replace=bool(heard)), end]
