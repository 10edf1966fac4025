"""A limit and who may allow more: "no more than two per person, only Ines may approve more" is one rule, kept word for
word, since neither half is true alone."""

from orchestrator.guide.clauses import stretch
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import blank, capital

_LONGEST = 300
# "Up to 10 %" is a bound where rules are told; among steps and hours it may be anything.
_RULES = ({"guardrails"}, {"anything_else"}, {"confirm"})
_NO_RULE = r"^\W*(?:@if_word)(?!\w)|\?|(?<!\w)(?:@handover)(?!\w)"


def excepted(heard: Heard) -> tuple[list[Found], Heard]:
    """(the limits that are told with their exception, what is left to read)"""
    found: list[Found] = []
    text, at = heard.text, 0
    for sentence in sentences(heard.text) if heard.asked.topics != ("greeting",) else []:
        at = text.index(sentence, at)
        if rule := _limit(sentence, heard):
            start = at + sentence.index(rule)
            found.append(Found("guardrails", capital(rule.strip(" .!")), rule, confidence=PARTIAL))
            text = blank(text, start, start + len(rule))
        at += len(sentence)
    return found, heard.with_text(text)


def _limit(sentence: str, heard: Heard) -> str:
    """From the clause with the limit to the one that says who allows more, "" if either is missing."""
    rx = heard.language.rx
    words = "@bounding|@up_to" if set(heard.asked.topics) in _RULES else "@bounding"
    bounds = rx(rf"(?<!\w)(?:{words})[ ]+\S").search
    allows = rx(r"(?<!\w)(?:@approving)(?!\w)").search
    excepts = rx(r"(?<!\w)(?:@excepting)(?!\w)").search
    bound = bounds(sentence)
    if len(sentence) > _LONGEST or not (bound and allows(sentence)):
        return ""
    if rx(_NO_RULE).search(sentence[: bound.start()] + sentence[bound.end() :]):
        return ""
    rule = stretch(sentence, heard.language, bounds, allows)
    return rule if bounds(rule) and allows(rule) and excepts(rule) else ""
