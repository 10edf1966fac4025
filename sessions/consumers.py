"""The socket of a wizard page: a door onto sessions.services. It never waits while it listens: Stop is heard."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import aclosing
from uuid import UUID

from channels.generic.websocket import AsyncWebsocketConsumer

from sessions import following, news, rendering
from sessions.answers import Started, TurnEvent
from sessions.database import in_database, surely
from sessions.errors import ConversationError
from sessions.forms import SocketForm


class InterviewConsumer(AsyncWebsocketConsumer):
    # No channel layer of Channels' own: when Redis goes away it would close the socket. See sessions.news.
    channel_layer_alias = "none"

    async def connect(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()
        self.followed, self.is_behind = set[UUID](), False
        self.showing = asyncio.Lock()  # a part is read and sent in one go, or a later one would be wiped out
        self.page = rendering.OpenPage.of(self.scope)
        await self.accept()
        self._spawn(self._open() if news.is_same_origin(self.scope) else self.close(news.WRONG_ORIGIN))

    async def disconnect(self, code: int) -> None:
        for task in self.tasks:
            task.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        form = SocketForm.read(text_data)
        stopped = self.page.stop() if form.do == "stop" else None
        self._spawn(self.send(rendering.HERE) if form.do == "ping" else stopped or self._hear(self.page.say(form)))

    async def _open(self) -> None:
        """Join first, then show the truth: nothing that happens in between is missed."""
        async with aclosing(news.of(self.page.interview_id)) as heard:
            async for item in heard:
                if not item:
                    await self._show_all()
                elif "turn" in item:
                    self._spawn(self._hear(following.followed(UUID(item["turn"]))))
                else:
                    await self.send(await surely(self.page.beside))

    async def _show_all(self) -> None:
        async with self.showing:
            html, running = await surely(self.page.everything)
            self.is_behind = running is not None and running.pk in self.followed  # until that turn has ended
            if not self.is_behind:
                await self.send(html)
        if running and not self.is_behind:
            self.followed.add(running.pk)
            self._spawn(self._hear(following.follow(running.pk)))

    async def _hear(self, events: AsyncIterator[TurnEvent]) -> None:
        """Show a turn as it happens; one that is followed already is not shown twice."""
        async for event in events:
            async with self.showing:
                if isinstance(event, Started):
                    if event.turn_id in self.followed:
                        return
                    self.followed.add(event.turn_id)
                await self.send(await self.page.frame(event))
        if self.is_behind:
            await self._show_all()

    def _spawn(self, work: Coroutine[None, None, object]) -> None:
        task = asyncio.create_task(self._guarded(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _guarded(self, work: Coroutine[None, None, object]) -> None:
        try:
            await work
        except ConversationError as error:
            await (self.close(error.closes) if error.closes else self.send(await in_database(rendering.problem, error)))
