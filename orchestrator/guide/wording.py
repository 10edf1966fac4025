"""The draft in a few words, safe to stand before a question: no line breaks, no question marks of its own."""

import re
from collections.abc import Sequence
from typing import Any

from orchestrator.facts import Draft, said
from orchestrator.guide.language import Language
from orchestrator.guide.verbs import in_progress
from orchestrator.slots import BY_NAME, SLOTS, TOPIC_BY_NAME, Slot, Topic
from orchestrator.values import AnyValue, text_of

LONGEST = 60
# Words of the person's own that read on in small letters; names of people, languages and channels keep theirs.
PROSE = {"agent_role", "goals", "tone", "guardrails"}
DEEDS = {"goals", "guardrails"}


def clipped(value: AnyValue | str | None, language: Language, longest: int = LONGEST) -> str:
    """A value in one short line without marks that end a sentence."""
    shown = language.shown(text_of(value))
    text = re.sub(r"\s+", " ", re.sub(r"[?!.。？！؟]+(?=\s|$)", "", shown)).strip()
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def joined(parts: Sequence[str], language: Language) -> str:
    """a, b and c"""
    last = language.say("reply.and") if len(parts) > 1 else ""
    return language.say("marks.comma").join(parts[:-1]) + last + (parts[-1] if parts else "")


def known(draft: Draft, slot: str, language: Language, most: int = 4, *, doing: bool = False) -> str:
    """What a slot holds, the first few values and how many more; `doing`: deeds as what is being done."""
    values = [clipped(fact.value, language) for fact in said(draft, slot)]
    values = [language.small(value) for value in values] if slot in PROSE else values
    if doing and slot in DEEDS and language.code == "en":
        values = [in_progress(_plainly(value), language) for value in values]
    rest = [language.say("reply.more", count=len(values) - most)] if len(values) > most else []
    return joined([*values[:most], *rest], language)


def _plainly(value: str) -> str:
    """The words of a deed up to a bracket, an address or a file name, which would be in the way of a question."""
    plain = re.split(r"[ ]*[(\[{]|[ ]+\S*[./:;#]\S*", value)[0]
    plain = re.sub(r"(?i)(?:[ ]+(?:in|on|at|from|with|of|to|for|our|the|and|by|via))+$", "", plain)
    return plain or value


def noun(slot: str, count: int, language: Language) -> str:
    one, many = language.texts["nouns"][slot]
    return str(one if count == 1 else many)


def summary(draft: Draft, language: Language) -> str:
    """The whole draft in one line: each slot with its first values."""
    return language.say("marks.semicolon").join(
        language.say(
            "told.item", noun=language.small(label(slot.name, language)), values=known(draft, slot.name, language)
        )
        for slot in SLOTS
        if said(draft, slot.name)
    )


def listed(draft: Draft, language: Language) -> str:
    """The whole draft, a line for each slot with its first values, "" if there is nothing."""
    told = [slot.name for slot in SLOTS if said(draft, slot.name)]
    lines = ((label(name, language), known(draft, name, language, most=3)) for name in told)
    return "\n".join(language.say("told.item", noun=name, values=values) for name, values in lines)


def label(name: str, language: Language) -> str:
    """What a slot or topic is called in a language."""
    return str(_own(name, language).get("label") or _entry(name).label)


def suggested(name: str, language: Language) -> list[str]:
    """Answers that fit any agent."""
    return list(_own(name, language).get("suggest") or _entry(name).suggest)


def _own(name: str, language: Language) -> dict[str, Any]:
    """What a language says of a slot; where it says nothing, the registry speaks."""
    own: dict[str, Any] = language.texts["slots"].get(name, {})
    return own


def _entry(name: str) -> Slot | Topic:
    return BY_NAME.get(name) or TOPIC_BY_NAME[name]


def sentences_of(parts: Sequence[str], language: Language) -> str:
    """Sentences one after the other, empty ones left out."""
    return language.say("marks.space").join(part for part in parts if part)
