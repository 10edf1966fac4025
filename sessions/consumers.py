"""The socket of a wizard page: a door onto sessions.services. It never waits while it listens: Stop is heard."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from uuid import UUID

from channels.generic.websocket import AsyncWebsocketConsumer

from sessions import execution, news, rendering, services
from sessions.access import visitor_of
from sessions.answers import Started, TurnEvent
from sessions.database import in_database
from sessions.errors import ConversationError, NotFound
from sessions.forms import SocketForm

NOT_FOUND, WRONG_ORIGIN = 4404, 4403


class InterviewConsumer(AsyncWebsocketConsumer):
    # No channel layer of Channels' own: when Redis goes away it would close the socket. See sessions.news.
    channel_layer_alias = "none"

    async def connect(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()
        self.followed: set[UUID] = set()
        visitor = visitor_of(self.scope["user"], self.scope["cookies"])
        self.page = rendering.OpenPage(self.scope["url_route"]["kwargs"]["interview_id"], visitor)
        await self.accept()
        if not news.is_same_origin(self.scope):
            await self.close(WRONG_ORIGIN)
        else:
            self._spawn(self._open())

    async def disconnect(self, code: int) -> None:
        for task in self.tasks:
            task.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        form = SocketForm.read(text_data)
        interview_id, by = self.page.interview_id, self.page.visitor
        if form.do == "stop":
            self._spawn(services.stop_turn(interview_id=interview_id, by=by))
        else:
            turn = services.take_turn(interview_id=interview_id, by=by, text=form.said, client_key=form.key)
            self._spawn(self._hear(turn))

    async def _open(self) -> None:
        """Show the truth, follow the turn that runs already, then hear what happens at other doors."""
        html, running = await in_database(self.page.everything)
        await self.send(html)
        if running:
            self.followed.add(running.pk)
            self._spawn(self._hear(execution.follow(running.pk)))
        async for item in news.of(self.page.interview_id):
            if "turn" in item:
                self._spawn(self._hear(execution.followed(UUID(item["turn"]))))
            else:
                await self.send(await in_database(self.page.beside))

    async def _hear(self, events: AsyncIterator[TurnEvent]) -> None:
        """Show a turn as it happens; one that is followed already is not shown twice."""
        async for event in events:
            if isinstance(event, Started):
                if event.turn_id in self.followed:
                    return
                self.followed.add(event.turn_id)
            await self.send(await self.page.frame(event))

    def _spawn(self, work: Coroutine[None, None, object]) -> None:
        task = asyncio.create_task(self._guarded(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _guarded(self, work: Coroutine[None, None, object]) -> None:
        try:
            await work
        except NotFound:
            await self.close(NOT_FOUND)
        except ConversationError as error:
            await self.send(await in_database(rendering.problem, error))
