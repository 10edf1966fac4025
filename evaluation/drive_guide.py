"""Interview the guide as each persona, offline: python -m evaluation.drive_guide PERSONAS_DIR RUNS_DIR [id ...]

Writes RUNS_DIR/<id>.json for score.py: specification, prompt, what the person said, the log, turns and milliseconds.
"""

from __future__ import annotations

import json
import pathlib
import sys

from builder import prompt_writer
from builder.definition import definition_of
from builder.exports.registry import bundle
from evaluation.guided import Guide
from evaluation.simulate import PersonaUser, heard, load_dir

MOST_TURNS = 45


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
