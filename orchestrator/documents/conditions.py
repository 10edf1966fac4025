"""Sentences that decide something: "If ..., ...; otherwise ...", and to whom something is handed."""

import re
from dataclasses import dataclass

from orchestrator.documents.words import words
from orchestrator.values import Branch, Escalation

_STOPS = ".!。！؟"
# "顾客要求退款时,...": what makes it a condition stands behind it.
_IF_AFTER = r"^[^,.;:?？。]{2,80}?@if_after,"
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_TO = (
    r"(?:@hand_to[ ]*|@handover(?:(?!@to).){0,70}?[ ]?@to[ ]+)(?P<to>[^,.;:()。]{2,60}?)"
    r"(?=$|[,.;:()。]|[ ]*@behind_target)"
)
_PASSIVE = r"^(?P<when>[^,.;]{2,90}?)[ ]*@is_done[ ]+(?:\w+[ ]+){0,2}(?=.{0,80}(?:@handover|@hand_to))"
# "تُحال الشكاوى إلى المدير": the deed stands first.
_PASSED = r"^@passed[ ]+(?P<when>[^,.;:]{2,90}?)[ ]+@to[ ]+(?P<to>[^,.;:()]{2,60}?)(?=$|[,.;:()]|[ ]@behind_target)"
# "Complaints go to Bella."
_GOES = r"^(?P<when>@matter)[ ]+@go_to[ ]+(?P<to>\w[^,.;:()]{1,50}?)(?=$|[ ]@too$)"


@dataclass(frozen=True)
class Decision:
    """What is done under a condition, and what otherwise, "" if nothing is said."""

    condition: str
    act: str
    otherwise: str = ""

    @property
    def branch(self) -> Branch:
        return Branch(if_=self.condition, then=self.act, else_=self.otherwise or None)

    @property
    def stands_alone(self) -> bool:
        """Whether the condition is understood without the sentence before it."""
        return not words().rx(r"^@pronoun").match(self.condition)


def decided(sentence: str) -> Decision | None:
    """The decision a sentence begins with, None if it is none."""
    begun = words().rx(r"^(?:[^\w\"'(]*@then[ ,]+)?@if[ ]+(?=\w)").match(sentence)
    if sentence.rstrip().endswith(("?", "？")) or not (begun or words().rx(_IF_AFTER).match(sentence)):
        return None
    rest = (sentence[begun.end() :] if begun else sentence).strip().rstrip(_STOPS)
    cut = _cut(rest)
    if cut is None:
        return None
    condition, act = words().rx(r"@if_after$").sub("", rest[: cut[0]].strip()), rest[cut[1] :].strip()
    act, otherwise = _divided(words().rx(r"^@then[ ,]+").sub("", act))
    return Decision(condition, act, otherwise) if condition and act else None


def _cut(rest: str) -> tuple[int, int] | None:
    """Where the condition ends and the act begins: at a comma that begins no list and no further clause."""
    bare = _BRACKETS.sub(lambda m: "_" * len(m[0]), rest)
    for mark in words().rx(r",(?!\d)[ ]*(?:@then[ ]+)?|:[ ]+|[ ]+@then[ ]+").finditer(bare):
        behind = bare[mark.end() :]
        if re.search(r"\w", behind) and not words().rx(r"^@goes_on").match(behind):
            return mark.span()
    return None


def _divided(act: str) -> tuple[str, str]:
    """(what is done, what otherwise)"""
    parts = words().rx(r"[;,.。–—]\s*(?:@and[ ]+)?@otherwise[ ,:]+").split(act, maxsplit=1)
    return (parts[0].strip(), parts[1].strip(" ,:")) if len(parts) == 2 else (act, "")


def otherwise(sentence: str) -> str:
    """What is done otherwise, where a sentence says nothing else; "" if it does not."""
    begun = words().rx(r"^@otherwise[ ,:]+(?=\w)").match(sentence)
    return sentence[begun.end() :].strip(" ,:").rstrip(_STOPS) if begun else ""


def handed_over(sentence: str) -> Escalation | None:
    """When something is handed over and to whom, as one sentence says it."""
    text = sentence.strip().rstrip(_STOPS)
    decision = decided(text)
    if decision:
        if not words().rx(r"@handover|@hand_to").search(decision.act):
            return None
        return Escalation(when=decision.condition, to=target(decision.act)) if decision.stands_alone else None
    if words().rx(r"@never").search(text):
        return None
    tail = words().rx(r"^(?P<act>.{0,20}?@handover.{0,120}?),?[ ]+@if[ ]+(?P<when>\w.{2,200})$").match(text)
    if tail:
        return Escalation(when=tail["when"], to=target(tail["act"]))
    if goes := words().rx(_GOES).match(text) or words().rx(_PASSED).match(text):
        return Escalation(when=goes["when"], to=goes["to"])
    passive = words().rx(_PASSIVE).match(text)
    to = target(text) if passive else None
    return Escalation(when=passive["when"], to=to) if passive and to else None


def target(act: str) -> str | None:
    """Whom an act hands over to."""
    found = words().rx(_TO).search(act)
    return found["to"].strip() if found else None
