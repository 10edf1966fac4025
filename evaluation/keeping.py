"""A run on disk: JSON for the scorer, and the talk as Markdown for people."""

import json
from pathlib import Path

from evaluation.interviewing import Run


def keep(run: Run, folder: Path) -> None:
    """Write ID.json and ID.md, over older ones."""
    folder.mkdir(parents=True, exist_ok=True)
    name = run.persona["id"]
    (folder / f"{name}.json").write_text(as_json(run), encoding="utf-8")
    (folder / f"{name}.md").write_text(as_talk(run), encoding="utf-8")


def as_json(run: Run) -> str:
    kept = {
        "spec": run.spec,
        "prompt": run.prompt,
        "said": run.said,
        "log": run.log,
        "replies": [exchange.answer.model_dump() for exchange in run.exchanges],
        "turns": len(run.exchanges),
        "seconds": round(run.seconds, 2),
        "cost": run.cost,
    }
    return json.dumps(kept, ensure_ascii=False, indent=1)


def as_talk(run: Run) -> str:
    """Who said what, and what was saved of it."""
    lines = [f"# {run.persona['id']}", f"**Parley**: {_quoted(run.hello)}"]
    for exchange in run.exchanges:
        answer = exchange.answer
        lines += [f"**Person**: {_quoted(exchange.message)}"]
        lines += [f"*{answer.told}*"] if answer.told else []
        lines += [f"({notice})" for notice in answer.notices]
        lines += [f"**Parley**: {_quoted(answer.reply)}"]
    return "\n\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.strip().replace("\n", "  \n")
