"""The draft in a few words, safe to stand before a question: no line breaks, no question marks of its own."""

import re
from collections.abc import Sequence

from orchestrator.facts import Draft, said
from orchestrator.guide.language import Language
from orchestrator.guide.text import lower_first
from orchestrator.guide.verbs import in_progress
from orchestrator.slots import BY_NAME, SLOTS
from orchestrator.values import AnyValue, text_of

LONGEST = 60
# Words of the person's own that read on in small letters; names of people, languages and channels keep theirs.
PROSE = {"agent_role", "goals", "tone", "guardrails"}
DEEDS = {"goals", "guardrails"}


def clipped(value: AnyValue | str | None, longest: int = LONGEST) -> str:
    """A value in one short line without marks that end a sentence."""
    text = re.sub(r"\s+", " ", re.sub(r"[?!.。？！؟]+(?=\s|$)", "", text_of(value))).strip()
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def joined(parts: Sequence[str], language: Language) -> str:
    """a, b and c"""
    return ", ".join(parts[:-1]) + (language.say("reply.and") if len(parts) > 1 else "") + (parts[-1] if parts else "")


def known(draft: Draft, slot: str, language: Language, most: int = 4, *, doing: bool = False) -> str:
    """What a slot holds, the first few values and how many more; `doing`: deeds as what is being done."""
    values = [clipped(fact.value) for fact in said(draft, slot)]
    values = [lower_first(value) for value in values] if slot in PROSE else values
    values = [in_progress(_plainly(value), language) for value in values] if doing and slot in DEEDS else values
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
    return "; ".join(
        f"{slot.label.lower()}: {known(draft, slot.name, language)}" for slot in SLOTS if said(draft, slot.name)
    )


def listed(draft: Draft, language: Language) -> str:
    """The whole draft, a line for each slot with its first values, "" if there is nothing."""
    told = [slot for slot in SLOTS if said(draft, slot.name)]
    return "\n".join(f"{slot.label}: {known(draft, slot.name, language, most=3)}" for slot in told)


def label(slot: str) -> str:
    return BY_NAME[slot].label
