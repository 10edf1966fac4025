"""Handovers told as a need on the way: "refunds over 200 euros need a human", "loans have to be approved by the
head"."""

from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import blank
from orchestrator.values import Escalation

_ARTICLE = r"(?:a|an|the|our|my)[ ]+"
_HUMAN = r"(?:(?:real|live)[ ]+\w+|human(?:[ ]+\w+)?|person|someone|somebody|colleague|manager|supervisor|boss|owner)"
_STAFF = rf"(?:{_ARTICLE})?(?:[a-z-]+[ ]+){{0,2}}?(?:@person|@staff)s?"
_NEEDS = (
    r"^(?:(?:also|and|but|please|note)[ ,]+)*(?P<when>\w[^,;:.!?\"]{2,80}?)[ ]+"
    r"(?:(?:always|must|should|will|would|(?:have|has|needs?)[ ]+to)[ ]+)*"
    rf"(?:(?:needs?|requires?)[ ]+(?P<needed>(?:{_ARTICLE})?{_HUMAN})(?:'s)?"
    r"(?:[ ]+(?:approval|consent|sign-?off|okay|ok))?"
    rf"|goe?s?[ ]+(?:straight[ ]+|directly[ ]+)?(?:on[ ]+)?to[ ]+(?P<goes>{_STAFF})"
    rf"|(?:be|are|is)[ ]+(?:decided|handled|checked|confirmed|seen)[ ]+by[ ]+(?P<by>{_STAFF})"
    rf"|(?:be|are|is)[ ]+(?:approved|signed[ ]+off)[ ]+by[ ]+(?P<approves>{_STAFF}|{_ARTICLE}\w+(?:[ ]\w+)?))[ .!]*$"
)
# Who is in need is no case ("our shop needs a manager"), nor is a share to reach ("5% of the calls go to a human").
_NO_CASE = (
    r"^(?:@pronoun|@agent|@if_word|@people|(?:our|the|my)[ ]+@people|only|fewer|less|at[ ]+most|under|below|most|half"
    rf"|\d|up[ ]+to)(?!\w)|^{_ARTICLE}\w+$|(?<!\w)(?:not|never|no|who|that|which|when|if|than)(?!\w)|%[ ]+of(?!\w)"
)
# Where one of these is asked, its own reader knows such sentences best.
_OWN = {"escalation", "workflow", "tools", "tool_details", "greeting", "guardrails", "confirm", "contradiction"}


def approvals(heard: Heard) -> tuple[list[Found], Heard]:
    """(the handovers of sentences that are nothing else, what is left to read)"""
    if _OWN & set(heard.asked.topics):
        return [], heard
    found: list[Found] = []
    text, at = heard.text, 0
    for sentence in sentences(heard.text):
        at = text.index(sentence, at)
        if needed := _needed(sentence, heard):
            found.append(needed)
            text = blank(text, at, at + len(sentence))
        at += len(sentence)
    return found, heard.with_text(text)


def _needed(sentence: str, heard: Heard) -> Found | None:
    match = heard.language.rx(_NEEDS).match(sentence)
    if not match or heard.language.rx(_NO_CASE).search(match["when"]):
        return None
    case = Escalation(when=heard.language.small(match["when"]), to=next(who for who in match.groups()[1:] if who))
    return Found("escalation", case, sentence, confidence=PARTIAL)
