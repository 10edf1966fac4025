"""What is left to Parley: a slot that was asked, or one by its name ("you decide the greeting") beside it."""

import re

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, said
from orchestrator.guide.assumptions import assumed
from orchestrator.guide.evasion import evasions
from orchestrator.guide.heard import PARTIAL_BELOW, Found, Heard
from orchestrator.guide.language import Language, language
from orchestrator.guide.wording import label, noun
from orchestrator.questions import MOST
from orchestrator.slots import ASKED, BY_NAME

MOST_WORDS = 3  # in the name of a slot


def left_by_name(heard: Heard) -> list[str]:
    """The slots that are named in what leaves something to Parley, none if one of them was asked."""
    slots = [slot for clause in evasions(heard.text, heard.language) for slot in _named(clause, heard.language)]
    return [] if set(slots) & set(heard.asked.topics) else list(dict.fromkeys(slots))


def assumed_instead(slots: list[str], heard: Heard) -> list[Found]:
    """What is taken for slots that were left so: in place of a single value, and where nothing is said yet. A list that
    somebody told stays."""
    found = []
    for slot in slots:
        many = BY_NAME[slot].many
        if not (many and said(heard.draft, slot)):
            made = assumed(slot, heard.draft, heard.language)
            found += made if many else [Found(slot, f.value, "", "set", source="assumed") for f in made]
    return found


def unanswered(
    slots: list[str], evaded: bool, nothing: bool, corrects: bool, heard: Heard, briefing: Briefing, now: Draft
) -> tuple[list[str], list[Found]]:
    """(asked slots that are left to Parley, what is taken for the slots nothing was said about); `now` is the draft
    after the message."""
    known = {slot for slot in slots if said(heard.draft, slot)}
    if nothing:
        return [], [f for slot in slots for f in _no_more(slot, heard, briefing.text.strip()[:200])]
    asked = {slot: sum(slot in q.topics for q in briefing.questions) for slot in slots}
    left = [slot for slot in slots if slot not in known and (evaded or asked[slot] >= MOST + corrects)]
    return left, [f for slot in left for f in assumed(slot, now, language(briefing.language))]


def _no_more(slot: str, heard: Heard, quote: str) -> list[Found]:
    """ "That's all": nothing, or what was half-heard and now stands."""
    half = [fact for fact in said(heard.draft, slot) if fact.confidence < PARTIAL_BELOW]
    stands = [Found(slot, fact.value, quote) for fact in half]
    return stands if said(heard.draft, slot) else [Found(slot, None, quote)]


def _named(clause: str, language: Language) -> list[str]:
    """The slots whose own names stand in a clause."""
    words = re.findall(r"[^\W_]+", clause.casefold())
    runs = {" ".join(words[at : at + n]) for at in range(len(words)) for n in range(1, MOST_WORDS + 1)}
    return [slot.name for slot in ASKED if slot.name in BY_NAME and _names(slot.name, language) & runs]


def _names(slot: str, language: Language) -> set[str]:
    called = (label(slot, language), noun(slot, 1, language), noun(slot, 2, language), BY_NAME[slot].label)
    return {name.casefold() for name in called}
