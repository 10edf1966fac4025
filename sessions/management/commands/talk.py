import asyncio
from typing import Any

from django.core.management.base import BaseCommand

from sessions import access, services
from sessions.access import Visitor
from sessions.answers import Ended, Failed, Notice, Text
from sessions.errors import ConversationError


class Command(BaseCommand):
    help = "Hold an interview in the terminal. An empty line ends it; the interview is kept."

    def handle(self, *args: Any, **options: Any) -> None:
        by = Visitor(token_hash=access.hash_of(access.new_token()))
        interview = services.open_interview(by=by)
        greeting = interview.messages.get(number=0)
        self.stdout.write(greeting.text)
        while text := input("\n> ").strip():
            asyncio.run(self._turn(interview.pk, text, by))

    async def _turn(self, interview_id: Any, text: str, by: Visitor) -> None:
        try:
            async for event in services.take_turn(interview_id=interview_id, text=text, by=by):
                match event:
                    case Text():
                        self.stdout.write(event.text, ending="")
                    case Notice():
                        self.stdout.write(f"\n({event.text})")
                    case Ended():
                        self.stdout.write(f"\n{event.answer.told or ''}")
                    case Failed():
                        self.stdout.write(f"\n{event.detail}")
        except ConversationError as error:
            self.stdout.write(str(error))
