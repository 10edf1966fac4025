"""What an order takes out by its very name, with or without the word for its kind: "drop the step Isn't a tool"."""

import re

from orchestrator.guide.amend import dropped
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.targets import Target, alike, exactly
from orchestrator.slots import BY_NAME

ORDER = r"(?:@drop_order)[ ]*(?:(?:@add_one)[ ]*)*(?P<old>\S.{0,120}?)(?:[ ]*(?:@drop_tail))*"


def drop_named(match: re.Match[str], heard: Heard) -> list[Found]:
    """The fact whose kind and name were told; without its kind only what is called exactly so."""
    slot, name = _kind(match["old"], heard)
    if not slot:
        return []
    targets = [t for t in exactly(name, heard.draft, heard.language) if t.slot == slot]
    near = None if targets else alike(name, heard.draft, heard.language, slot)
    return dropped(targets or _all(near), name, heard)


def _all(near: Target | None) -> list[Target]:
    return [near] if near else []


def _kind(words: str, heard: Heard) -> tuple[str, str]:
    """("workflow", "Isn't a tool") of "step Isn't a tool"; blanks stand between the two where the language has any."""
    words = words.strip(" .!\"'")
    kinds = {**heard.language.labels, **dict.fromkeys(heard.language.words["step_word"], "workflow")}
    for label, slot in sorted(kinds.items(), key=lambda kind: -len(kind[0])):
        rest = words[len(label) :]
        joined = re.search(r"[\u3400-\u9fff]$", label) or re.match(r"[ :\"']", rest)
        if slot in BY_NAME and words.casefold().startswith(label) and joined:
            return slot, rest.strip(" :\"'")
    return "", words
