"""Interview the guide as each persona, offline: python -m evaluation.drive_guide PERSONAS_DIR RUNS_DIR [id ...]

Writes RUNS_DIR/<id>.json for score.py: specification, prompt, what the person said, the log, turns and milliseconds.
"""

from __future__ import annotations

import json
import pathlib
import sys
import time
import uuid

from builder import prompt_writer
from builder.definition import definition_of
from builder.exports.registry import bundle
from evaluation.simulate import PersonaUser, heard, load_dir
from orchestrator.briefing import Briefing, Past
from orchestrator.facts import Draft, apply
from orchestrator.guide import ask, in_its_language, mask, ordered, read, reply, tell
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked, Message

MOST_TURNS = 45


class Guide:
    """One interview held by the guide alone, in memory."""

    def __init__(self) -> None:
        self.draft: Draft = {}
        # As the product does it: the first message answers Parley's first question.
        self.asked = ask(Briefing(message_id=uuid.uuid4(), text=""), Reading(), {}).asked
        self.questions: tuple[Asked, ...] = (self.asked,)
        self.stage = "purpose"
        self.past: Past | None = None
        self.completed = False
        self.language = "en"
        self.history: tuple[Message, ...] = ()

    def take(self, message: str) -> dict:
        """One turn: the reply as the REST contract would give it."""
        text, started = mask(message).text, time.perf_counter()
        briefing = Briefing(
            message_id=uuid.uuid4(),
            text=text,
            language=self.language,
            history=self.history,
            draft=self.draft,
            stage=self.stage,
            asked=self.asked,
            questions=self.questions,
            past=self.past,
            completed=self.completed,
        )
        briefing = in_its_language(briefing)
        command = ordered(briefing)
        if command and command.name == "undo" and self.past:
            after, changes = self.past.draft, ()
            reading = read(briefing)
        else:
            reading = read(briefing)
            applied = apply({} if command and command.name == "restart" else self.draft, reading.proposals)
            after, changes = applied.draft, applied.changes
        question = ask(briefing, reading, after)
        answer = reply(briefing, reading, after, question)
        spent = (time.perf_counter() - started) * 1000
        self.language = briefing.language
        self.history = (*self.history, Message(id=uuid.uuid4(), role="person", text=text, asked=Asked()))[-40:]
        self.past = Past(draft=self.draft, asked=self.asked, message=text)
        self.completed = bool(reading.command and reading.command.name == "generate")
        self.draft, self.asked, self.stage = after, question.asked, question.stage
        self.questions = (*self.questions, question.asked) if question.asked.topics else self.questions
        return {
            "reply": answer,
            "told": tell(changes, self.language) or None,
            "asking": list(question.asked.topics),
            "stage": question.stage,
            "route": reading.route,
            "suggestions": list(question.suggestions),
            "status": "completed" if self.completed else "active",
            "unread": reading.unread,
            "ms": round(spent, 2),
        }


def hold(persona: dict, max_turns: int = MOST_TURNS) -> tuple[Guide, PersonaUser, list[dict]]:
    """One whole interview; it ends when the guide is told to finish or the person has nothing more to say."""
    guide, user = Guide(), PersonaUser(persona)
    message, replies = user.opening(), []
    while True:
        answer = guide.take(message)
        replies.append(answer)
        if user.done or answer["status"] == "completed" or len(replies) >= max_turns:
            break
        message = user.reply(heard(user, answer))
    return guide, user, replies


def interview(persona: dict, max_turns: int = MOST_TURNS) -> dict:
    """What score.py reads of one interview."""
    guide, user, replies = hold(persona, max_turns)
    definition = definition_of(guide.draft)
    return {
        "spec": definition.plain(),
        "prompt": prompt_writer.write(definition),
        "files": {file.name: file.text for file in bundle(definition)},
        "said": user.said,
        "log": user.log,
        "replies": replies,
        "turns": len(replies),
        "status": replies[-1]["status"],
        "slowest_ms": max(r["ms"] for r in replies),
    }


def main(arguments: list[str]) -> None:
    people, out, only = arguments[0], pathlib.Path(arguments[1]), arguments[2:]
    out.mkdir(parents=True, exist_ok=True)
    for persona in load_dir(people):
        if only and persona["id"] not in only:
            continue
        run = interview(persona)
        (out / f"{persona['id']}.json").write_text(
            json.dumps(run, ensure_ascii=False, indent=1, default=str), encoding="utf8"
        )
        print(f"{persona['id']:24} {run['turns']:3} turns  slowest {run['slowest_ms']} ms  {run['status']}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
