"""Rules as people put them in other languages than English: in their words, with a "never" before what has none."""

import re
from functools import cache

from orchestrator.guide.clean import is_talk, tidy
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.lists import lines
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.text import capital
from orchestrator.languages import spoken
from orchestrator.languages.patterns import in_keys
from orchestrator.values import key_of

_BETWEEN = r"[ ]*[;；][ ]*|[ ]*[,，、،][ ]*(?:(?:@and|@or|@but)(?!\w)[ ]*)?|[ ]+(?:@and|@or)(?!\w)[ ]+"


def forbidden(text: str, heard: Heard) -> list[Found]:
    """The rules of an answer, one for each negation or line; where a piece has none, the question forbids it."""
    return [
        found for line in lines(text) if not line.heading for s in sentences(line.text) for found in _rules(s, heard)
    ]


def _rules(sentence: str, heard: Heard) -> list[Found]:
    found: list[Found] = []
    for piece in cut(sentence, heard.language.rx(_BETWEEN), (), lambda left, by, right: _separates(left, right, heard)):
        rule = heard.language.rx(r"^(?:@forbids_lead)[ ,:]*").sub("", tidy(piece, heard.language)).strip(" 。.!！")
        if not re.search(r"[^\W\d_]{2}", rule) or is_talk(rule, heard.language):
            continue
        if not _forbids(rule, heard) and not _begins_to_oblige(heard.language.code).match(key_of(rule)):
            rule = heard.language.say("flow.never", rule=rule)
        found.append(Found("guardrails", capital(rule), piece))
    return found


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
