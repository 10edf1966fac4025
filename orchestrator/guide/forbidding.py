"""Rules as people put them in other languages than English: in their words, with a "never" before what has none."""

import re
from dataclasses import replace
from functools import cache

from orchestrator.guide.clauses import JOINTS
from orchestrator.guide.clean import is_talk, tidy
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.lists import lines
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.text import capital
from orchestrator.languages import spoken
from orchestrator.languages.patterns import in_keys
from orchestrator.values import key_of

_BETWEEN = r"[ ]*[;；][ ]*|[ ]*[,，、،][ ]*(?:(?:@and|@or|@but)(?!\w)[ ]*)?|[ ]+(?:@and|@or)(?!\w)[ ]+"
# A negation among the first words, with what it forbids behind it: who "never calls" is no rule.
_PLAINLY = (
    r"^(?!\W*(?:@relative)[ ]+(?:@never_word))\W*(?:(?!@people(?!\w))[\w']+[ ]+){0,4}(?:@never_word)(?!\w)"
    r"(?:[ ,]+\S|(?<=[\u3400-\u9fff]{4}))"
)


def forbidden(text: str, heard: Heard) -> list[Found]:
    """The rules of an answer, one for each negation or line; where a piece has none, the question forbids it."""
    return [
        found for line in lines(text) if not line.heading for s in sentences(line.text) for found in _rules(s, heard)
    ]


def _rules(sentence: str, heard: Heard) -> list[Found]:
    found: list[Found] = []
    permits = bool(heard.language.rx(r"^\W*(?:@permits)(?![\w'])").match(sentence))
    for piece in cut(sentence, heard.language.rx(_BETWEEN), (), lambda left, by, right: _separates(left, right, heard)):
        rule = heard.language.rx(r"^(?:@forbids_lead)[ ,:]*").sub("", tidy(piece, heard.language)).strip(" 。.!！")
        permits = permits and not _forbids(rule, heard)  # what a sentence allows ends where it forbids
        if permits or not re.search(r"[^\W\d_]{2}", rule) or is_talk(rule, heard.language):
            continue
        if not _forbids(rule, heard) and not _begins_to_oblige(heard.language.code).match(key_of(rule)):
            rule = heard.language.say("flow.never", rule=rule)
        found.append(Found("guardrails", capital(rule), piece))
    return found


def forbidden_beside(sentence: str, heard: Heard) -> list[Found]:
    """The rules of the clauses of a sentence about something else that plainly forbid: "und nie Preise nennen"."""
    clauses = heard.language.rx(rf"(?:{JOINTS})(?!(?:@add_that)(?!\w))").split(sentence)
    plainly = [c for at, c in enumerate(clauses) if _begins_to_forbid(c, heard, related=at > 0)]
    found = [f for clause in plainly for f in _rules(clause, heard) if _forbids(str(f.value), heard)]
    return [replace(f, confidence=PARTIAL) for f in found]


def _begins_to_forbid(clause: str, heard: Heard, *, related: bool) -> bool:
    """Is a clause a rule of its own, rather than a tone ("jamais familier"), a measure or a word about people?"""
    story = r"\W*(?:@relative|@if_word)(?!\w)" if related else r"\W*(?:@if_word)(?!\w)"
    if heard.language.rx(story).match(clause):
        return False
    words = re.findall(r"[^\W\d]+|[\u3400-\u9fff]{3}", clause.casefold())
    enough = len(words) >= (3 if "tone" in heard.asked.topics else 2) or bool(re.search(r"[\u3400-\u9fff]{4}", clause))
    measures = re.search(r"[%?]|\d", clause) or set(words) & heard.language.set("tones")
    return enough and not measures and bool(heard.language.rx(_PLAINLY).match(clause))


def _separates(left: str, right: str, heard: Heard) -> bool:
    """Another negation begins a rule of its own; without any, each thing of a list is one."""
    return bool(heard.language.rx(r"^(?:@forbids)").match(right)) or not (
        _forbids(left, heard) or _forbids(right, heard)
    )


@cache
def _begins_to_oblige(code: str) -> re.Pattern[str]:
    """A pattern of rules that say what is always or only done: "Immer höflich bleiben" is no rule to turn around."""
    lists = spoken()[code].get("contradictions") or spoken()["en"]["contradictions"]
    return re.compile(rf"(?:\w+ ){{0,2}}{in_keys([*lists.get('always', ()), *lists['only']])}")


def _forbids(text: str, heard: Heard) -> bool:
    return bool(heard.language.rx(r"(?:@forbids)").search(text))
