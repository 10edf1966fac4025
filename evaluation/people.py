"""The simulated people to interview, from their files."""

import json
from pathlib import Path
from typing import Any

from evaluation.options import Wanted
from evaluation.validate import check

Persona = dict[str, Any]


class Unusable(ValueError):
    """A folder or file that no interview can be held with; its text is one line for whoever named it."""


def chosen(wanted: Wanted) -> list[Persona]:
    """The people wanted, by their ids in order. Raises Unusable."""
    if not wanted.folder.is_dir():
        raise Unusable(f"{wanted.folder} is not a folder.")
    people = {persona["id"]: persona for persona in map(_person, sorted(wanted.folder.glob("*.json")))}
    if not people:
        raise Unusable(f"{wanted.folder} holds no person: there is no .json file in it.")
    if unknown := [name for name in wanted.personas if name not in people]:
        raise Unusable(f"{', '.join(unknown)} is not in {wanted.folder}. There are: {', '.join(people)}.")
    picked = [people[name] for name in people if not wanted.personas or name in wanted.personas]
    return picked[: wanted.limit]


def _person(path: Path) -> Persona:
    try:
        persona: Persona = json.loads(path.read_text(encoding="utf-8"))
        wrong = check(persona)
    except (OSError, ValueError) as error:
        raise Unusable(f"{path} cannot be read: {error}") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise Unusable(f"{path} is not a person's file (see schema.json): {error!r}.") from None
    if wrong:
        raise Unusable(f"{path}: {wrong[0]}")
    return persona
