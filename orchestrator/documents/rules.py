"""Sentences that hold for all of a conversation: what is never or always done, handed over; which systems are used."""

import re
from functools import cache

from orchestrator.documents.conditions import decided, handed_over
from orchestrator.documents.told import Told, tidy
from orchestrator.documents.words import words
from orchestrator.guide.language import Lexicon, language
from orchestrator.values import Tool

_FORBIDS = r"^(?:@lead_in[ ,]+)?(?:@subject[ ]+(?:@modal[ ]+)?(?:@also[ ]+)?)?@never"
_NAME = r"[A-Z][A-Za-z0-9\u00c0-\u00ff_&]+"
_SYSTEM = (
    rf"(?-i:(?P<name>{_NAME}(?:[ ]{_NAME}){{0,2}})[ ]?@system|@a_system[ ]?(?P<behind>{_NAME}(?:[ ]{_NAME}){{0,2}}))"
)
_ACRONYM = re.compile(
    r"(?:\b(?:in|via|through|using|into|from)[ ](?:the[ ])?)(?P<name>[A-Z]{3,}(?:[ ][A-Z][a-z]\w+)?)(?![\w%-])"
)
_NO_SYSTEM = frozenset("EUR USD GBP CHF PDF USA FAQ CEO GDPR DSGVO VAT IBAN BIC ASAP SMS CSV SLA NHS AGB".split())


# Where people write to one, unless their programs are meant: "the WhatsApp Business API".
_CHANNELS = frozenset("WhatsApp Messenger Instagram Facebook Telegram Signal Line".split())


def _is_a_day(name: str, sentence: str) -> bool:
    """ "Closed on Monday" is about no program of that name."""
    return name == "Monday" and not re.search(r"(?i)monday\.com|\bin (?:our )?monday\b", sentence)


def forbids(sentence: str) -> bool:
    """Whether a sentence says what must not be done, rather than what somebody did not do."""
    if words().rx(r"@no_rule").search(sentence) or sentence.rstrip().endswith(("?", "？")):
        return False
    decision = decided(sentence)
    said = decision.act if decision else sentence
    if words().rx(_FORBIDS).match(said):
        return True
    if words().rx(r"@forbidden").search(said):
        return True
    return bool(words().rx(r"^@verb_first").match(said) and words().rx(r"@never").search(said))


def ordains(sentence: str) -> bool:
    """Whether a sentence says what always holds, or what alone is allowed."""
    start = r"^(?:@subject[ ]+(?:@modal[ ]+)?)?(?:@always|@only)|@modal[ ](?:\w+[ ]){0,4}?@always"
    return bool(words().rx(start).search(sentence)) and not sentence.rstrip().endswith(("?", "？"))


def told_by(sentence: str, number: int, *, ordered: bool = True) -> list[Told]:
    """The rules and handovers of one sentence. `ordered`: also what always holds."""
    found = []
    escalation = handed_over(sentence)
    if escalation:
        found.append(Told("escalation", escalation, sentence, number))
    elif forbids(sentence) or (ordered and ordains(sentence)):
        found.append(Told("guardrails", tidy(sentence), sentence, number))
    return found


def systems(sentence: str, number: int) -> list[Told]:
    """The systems a sentence names: known ones, and what is called a system."""
    known = [hit.name for hit in _known().find(sentence) if hit.start or " " in hit.name]
    called = [m["name"] or m["behind"] for m in words().rx(_SYSTEM).finditer(sentence)]
    named = called + [m["name"] for m in _ACRONYM.finditer(sentence)]
    found = [name for name in dict.fromkeys((*known, *named)) if name.split()[0] not in _NO_SYSTEM]
    kept = [name for name in found if name not in _CHANNELS and not _is_a_day(name, sentence)]
    kept = [name for name in kept if not any(name != other and name in other for other in kept)]
    return [Told("tools", Tool(name=name), sentence, number) for name in kept]


@cache
def _known() -> Lexicon:
    return language("en").lexicons["tools"]
