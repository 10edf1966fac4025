"""The socket of a wizard page: a door onto sessions.services. It never waits while it listens: Stop is heard."""

import asyncio
from typing import Any
from uuid import UUID

from channels.generic.websocket import AsyncWebsocketConsumer

from sessions import execution, news, rendering, services
from sessions.access import visitor_of
from sessions.answers import Started
from sessions.database import in_database
from sessions.errors import ConversationError
from sessions.forms import SocketForm

NOT_FOUND, WRONG_ORIGIN = 4404, 4403


class InterviewConsumer(AsyncWebsocketConsumer):
    # No channel layer of Channels' own: when Redis goes away it would close the socket. See sessions.news.
    channel_layer_alias = "none"

    async def connect(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()
        self.followed: set[UUID] = set()
        self.interview_id: UUID = self.scope["url_route"]["kwargs"]["interview_id"]
        self.visitor = visitor_of(self.scope.get("user"), self.scope["cookies"])
        await self.accept()
        if not news.is_same_origin(self.scope):
            await self.close(WRONG_ORIGIN)
            return
        try:
            html, running = await in_database(rendering.everything, self.interview_id, self.visitor)
        except ConversationError:
            await self.close(NOT_FOUND)
            return
        await self._show(html)
        if running:
            self._follow(running.pk, shown=True)
        self._spawn(self._listen())

    async def disconnect(self, code: int) -> None:
        for task in self.tasks:
            task.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        form = SocketForm.read(text_data)
        self._spawn(self._stop() if form.do == "stop" else self._take(form))

    async def _take(self, form: SocketForm) -> None:
        turn = services.take_turn(interview_id=self.interview_id, text=form.said, by=self.visitor, client_key=form.key)
        try:
            async for event in turn:
                if isinstance(event, Started):
                    if event.turn_id in self.followed:
                        return
                    self.followed.add(event.turn_id)
                    await self._show(await in_database(rendering.began, self.interview_id, self.visitor, event.turn_id))
                else:
                    await self._show(await rendering.frame(event, self.interview_id, self.visitor))
        except ConversationError as error:
            await self._show(await in_database(rendering.problem, error))

    async def _stop(self) -> None:
        try:
            await services.stop_turn(interview_id=self.interview_id, by=self.visitor)
        except ConversationError as error:
            await self._show(await in_database(rendering.problem, error))

    def _follow(self, turn_id: UUID, *, shown: bool = False) -> None:
        if turn_id not in self.followed:
            self.followed.add(turn_id)
            self._spawn(self._hear(turn_id, shown))

    async def _hear(self, turn_id: UUID, shown: bool) -> None:
        if not shown:
            await self._show(await in_database(rendering.began, self.interview_id, self.visitor, turn_id))
        async for event in execution.follow(turn_id):
            await self._show(await rendering.frame(event, self.interview_id, self.visitor))

    async def _listen(self) -> None:
        """Hear what happens in other tabs and by other doors."""
        async for item in news.of(self.interview_id):
            if "turn" in item:
                self._follow(UUID(item["turn"]))
            else:
                await self._show(await in_database(rendering.beside, self.interview_id, self.visitor))

    async def _show(self, html: str) -> None:
        await self.send(text_data=html)

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
