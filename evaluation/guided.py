"""An interview held by the guide alone, in memory: every turn is planned as the product plans it, and does to the draft
what the product would save, undo, restart and answers put differently among it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any
from uuid import uuid4

from builder import flow_talk
from orchestrator import interview
from orchestrator.briefing import Briefing, Past
from orchestrator.contradictions import upheld
from orchestrator.facts import Change, Draft, Proposal, apply
from orchestrator.guide import ask, mask, ordered, tell
from orchestrator.guide.reading import Reading
from orchestrator.interview import Plan
from orchestrator.messages import Asked, Message, asked_in
from orchestrator.slots import KEPT
from orchestrator.undoing import Difference, as_changes, differences, instead, revert

HISTORY = 40


@dataclass(eq=False)
class Turn:
    """A message and its answer; `made` is what they did to the draft, `replaced` the turn whose message this one stands
    in for."""

    said: Message
    answer: Message
    route: str
    command: str
    made: tuple[Difference, ...] = ()
    replaced: Turn | None = None
    undone: bool = False


class Guide:
    """One interview, as it stands after the turns taken so far."""

    def __init__(self, draft: Draft | None = None) -> None:
        self.draft: Draft = draft or {}
        # As the product does it: the first message answers Parley's first question.
        opening = ask(Briefing(message_id=uuid4(), text=""), Reading(), {})
        self.opening = Message(id=uuid4(), role="parley", text=opening.text, asked=opening.asked)
        self.turns: list[Turn] = []
        self.stage, self.language, self.completed = "purpose", "en", False

    @property
    def standing(self) -> list[Turn]:
        return [turn for turn in self.turns if not turn.undone]

    @property
    def editable(self) -> list[Turn]:
        """The turns whose message another one may stand in for."""
        return [turn for turn in self.standing if not turn.command and not self._is_replaced(turn)]

    def take(self, message: str, replaced: Turn | None = None) -> dict[str, Any]:
        """One turn: the reply as the REST contract would give it."""
        said, started = Message(id=uuid4(), role="person", text=mask(message).text), time.perf_counter()
        plan = interview.planned(self._briefing(said, replaced))
        spent = (time.perf_counter() - started) * 1000
        question, command = plan.question, plan.reading.command
        answer = Message(id=uuid4(), role="parley", text=plan.reply, asked=question.asked)
        turn = Turn(said, answer, plan.reading.route, command.name if command else "", replaced=replaced)
        self.language, self.stage = plan.briefing.language, question.stage
        told = self._done(turn, plan)
        self.completed = turn.command == "generate"
        self.turns.append(turn)
        return {
            "reply": plan.reply,
            "told": told or None,
            "asking": list(question.asked.topics),
            "stage": question.stage,
            "route": plan.reading.route,
            "suggestions": list(question.suggestions),
            "status": "completed" if self.completed else "active",
            "unread": plan.reading.unread,
            "ms": round(spent, 2),
        }

    def _done(self, turn: Turn, plan: Plan) -> str:
        """Change the draft as the turn wants it; returns what is told of it."""
        before, changes = self.draft, None
        if turn.command == "undo":
            after = self._without_last()
        elif turn.command == "restart":
            after = {}
        elif turn.replaced:
            after = instead(before, turn.replaced.made, plan.reading.proposals)
        else:
            after, changes = self._with(plan.reading.proposals)
        saved = upheld(before, after)
        self.draft = {slot: saved[slot] for slot in KEPT if slot in saved}  # in the order in which it is read again
        turn.made = differences(before, self.draft)
        return tell(as_changes(turn.made) if changes is None else changes, self.language)

    def _with(self, proposals: tuple[Proposal, ...]) -> tuple[Draft, tuple[Change, ...]]:
        talked = flow_talk.taken(self.draft, proposals)
        applied = apply(talked.draft, talked.proposals)
        return applied.draft, (*talked.changes, *applied.changes)

    def _without_last(self) -> Draft:
        last = self._undoable()
        if last is None:
            return self.draft
        last.undone = True
        return revert(self.draft, last.made)

    def _undoable(self) -> Turn | None:
        ended = [t for t in self.standing if t.command != "undo" and not self._is_replaced(t)]
        return ended[-1] if ended else None

    def _is_replaced(self, turn: Turn) -> bool:
        return any(later.replaced is turn for later in self.standing)

    def _briefing(self, said: Message, replaced: Turn | None) -> Briefing:
        asked, questions = self._answered(replaced), self._questions()
        told = Briefing(
            message_id=said.id,
            text=said.text,
            language=self.language,
            history=(self.opening, *chain.from_iterable((t.said, t.answer) for t in self.standing))[-HISTORY:],
            draft=revert(self.draft, replaced.made) if replaced else self.draft,
            stage=self.stage,
            asked=asked,
            questions=questions[:-1] if replaced else questions,
            completed=self.completed,
        )
        order = ordered(told)
        return replace(told, past=self._past()) if order and order.name == "undo" else told

    def _answered(self, turn: Turn | None = None) -> Asked:
        """What the message of a turn answered, or the one to come."""
        before = self.turns if turn is None else self.turns[: self.turns.index(turn)]
        return next((t.answer.asked for t in reversed(before) if not t.undone), self.opening.asked)

    def _questions(self) -> tuple[Asked, ...]:
        asked = ((t.answer.asked, t.route, t.replaced is not None) for t in self.standing)
        return asked_in([(self.opening.asked, None, False), *asked])

    def _past(self) -> Past | None:
        last = self._undoable()
        if last is None:
            return None
        return Past(draft=revert(self.draft, last.made), asked=self._answered(last), message=last.said.text)
