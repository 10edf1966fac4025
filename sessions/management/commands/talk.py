import asyncio
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from sessions import access, services
from sessions.access import Visitor
from sessions.answers import Ended, Failed, Notice, Text
from sessions.errors import ConversationError


class Command(BaseCommand):
    help = "Hold an interview in the terminal. An empty line or Ctrl-D ends it; it is kept, and its token is told."

    def handle(self, *args: Any, **options: Any) -> None:
        token = access.new_token()
        by = Visitor(token_hash=access.hash_of(token))
        try:
            interview = services.open_interview(by=by)
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used ({error}). `make run` sets it up once.") from error
        self.stdout.write(interview.messages.get(number=0).text)
        with suppress(KeyboardInterrupt):
            asyncio.run(self._talk(interview.pk, by))
        self.stdout.write(f"\nKept as interview {interview.pk}. Programs go on with the token {token}")

    async def _talk(self, interview_id: UUID, by: Visitor) -> None:
        while text := (await asyncio.to_thread(self._line)).strip():
            await self._turn(interview_id, text, by)

    def _line(self) -> str:
        try:
            return input("\n> ")
        except EOFError:
            return ""

    async def _turn(self, interview_id: UUID, text: str, by: Visitor) -> None:
        try:
            async for event in services.take_turn(interview_id=interview_id, text=text, by=by):
                match event:
                    case Text():
                        self.stdout.write(("\n" if event.replace else "") + event.text, ending="")
                    case Notice():
                        self.stdout.write(f"\n({event.text})")
                    case Ended():
                        self.stdout.write(f"\n{event.answer.told or ''}")
                    case Failed():
                        self.stdout.write(f"\n{event.detail}")
        except ConversationError as error:
            self.stdout.write(str(error))
