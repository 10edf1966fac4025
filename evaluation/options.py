"""What is wanted of an evaluation: options of the command, and the same as data for the program that it starts."""

import argparse
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

MOST_TURNS = 45


class Wanted(BaseModel):
    """Whom to interview and who interviews; `personas` empty means all, `out` keeps the runs."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    folder: Path
    interviewer: Literal["guide", "model"] = "guide"
    personas: tuple[str, ...] = ()
    limit: int | None = None
    out: Path | None = None
    most_turns: int = MOST_TURNS
    verbose: bool = False


def declare(parser: argparse.ArgumentParser) -> None:
    """The command's own options; Django's stand beside them."""
    parser.add_argument("folder", type=_path, help="people to interview, one JSON file each, such as evaluation/dev")
    parser.add_argument("--interviewer", choices=["guide", "model"], default="guide", help="who asks (default: guide)")
    parser.add_argument("--personas", type=_names, default=(), metavar="A,B", help="only these people, by their ids")
    parser.add_argument("--limit", type=_count, metavar="N", help="only the first so many people")
    parser.add_argument("--out", type=_path, metavar="DIR", help="keep each run as JSON and its talk as Markdown")
    parser.add_argument("--most-turns", type=_count, default=MOST_TURNS, metavar="N", help="longest talk, in turns")
    parser.add_argument("--verbose", action="store_true", help="name what was missed and what was too much")


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text} is not a number above 0")
    return int(text)
