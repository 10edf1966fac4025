"""Whose a sentence about tools is: the tool's before it, or that of another one nobody asked about."""

import re

from orchestrator.guide.clean import trimmed
from orchestrator.guide.heard import Heard
from orchestrator.guide.language import Hit
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import capital
from orchestrator.values import key_of

_IT = r"(?:it|this|that|which|es|er|sie|il|elle|él|ella)"
_CALLED = (
    r"(?:GET|POST|PUT|PATCH|DELETE)[ ]+(?=https?:|/)"
    r"|(?:the[ ]+)?(?:api[ ]+)?(?:key|auth\w*|token|endpoint|address|url)(?!\w)"
)
_TAKES = rf"\W*(?:(?:@filler|@and|then)\W+)*(?:{_IT}[ ]+)?(?:also[ ]+)?(?:(?:@takes_in|@gives_out)(?![\w-])|{_CALLED})"
# "square makes the appointment it needs a name": a new sentence without a stop.
_GOES_ON = rf"(?<=\w)(?:,)?[ ]+(?={_IT}[ ]+(?:@takes_in|@gives_out)(?![\w-]))"
_ORDERED = (
    r"\W*(?:(?:also|please|and|then)[ ,]+)*(?:use|connect)[ ]+(?:(?:to|with)[ ]+)?"
    r"(?P<told>(?:(?:the|our)[ ]+)?(?-i:[A-Z])\w.*)"
)
_LEADS_ON = re.compile(
    r"(?i)(?<!\w)(?:think|believe|guess|know|suppose|sure|says?|that|if|when|what|which|where|because|so|and|as|for|all)$"
)
_NEEDS_ANOTHER = (
    r"(?<!\w)(?:needs?|wants?|requires?|braucht|benötigt|necesita|requiere)[ ]+(?:access|(?:an?|the|eine?n?|una?)[ ]+"
    r"(?:[\w-]+[ ]+){0,2}(?:@system))s?(?!\w)"
)
_LEAD = r"\W*(?:(?:@filler|@and|then|also|the|our|my)\W+)*"
_DOES_SOMETHING = r"[ ]+(?:(?:is|are|will|can|has|does|then|also)|[a-z]{2,}s)(?!\w)"
_WHAT_FOR = r"[ ]+(?:@what_for)[ ]+(?P<purpose>\w[^.!?\n]{2,80}?)(?:[ ]+(?:too|also|as well))?[ .!]*$"
_WE_USE = rf"{_LEAD}(?:we|i)[ ]+(?:(?:also|already|mainly|mostly|just)[ ]+)*(?:use|have|book[ ]+with)[ ]+"


def apart(text: str, heard: Heard) -> str:
    """The text with a stop where a tool's account goes on without one, behind its name."""

    def stopped(match: re.Match[str]) -> str:
        before = text[: match.start()]
        named = _named(before, heard) or re.match(r"[A-Z]\w+(?=[ ,]|$)", before)
        return match[0] if not named or _LEADS_ON.search(before) else ". "

    return heard.language.rx(_GOES_ON).sub(stopped, text)


def is_detail(sentence: str, heard: Heard) -> bool:
    """Whether a sentence tells what the tool before it takes and gives."""
    tells = heard.language.rx(_TAKES).match(sentence)
    return bool(tells) and not heard.language.rx(_NEEDS_ANOTHER).search(sentence) and not _named(sentence, heard)


def named_outright(sentence: str, heard: Heard) -> str:
    """What is told of a tool that an order names: "BookIt to hold a spot" of "Use BookIt to hold a spot"."""
    match = heard.language.rx(_ORDERED).match(sentence)
    return match["told"] if match else ""


def newcomers(text: str, known: list[str], heard: Heard) -> dict[str, str]:
    """Tools we know of by name that the person tells of though nobody asked ("Stripe takes the payment"), with what
    they are used for where that is told so ("we use HubSpot for contacts")."""
    found: dict[str, str] = {}
    for sentence in sentences(text):
        for hit in _named(sentence, heard)[:1]:
            before, after = sentence[: hit.start], sentence[hit.end :]
            does = heard.language.rx(_LEAD).fullmatch(before) and heard.language.rx(_DOES_SOMETHING).match(after)
            uses = heard.language.rx(_WE_USE).fullmatch(before)
            if (does or uses) and not any(_is_in(hit.name, name) or _is_in(name, hit.name) for name in known):
                what_for = heard.language.rx(_WHAT_FOR).match(after) if uses else None
                found[hit.name] = capital(trimmed(what_for["purpose"])) if what_for else ""
    return found


def _is_in(name: str, other: str) -> bool:
    return f" {key_of(name)} " in f" {key_of(other)} "


def _named(text: str, heard: Heard) -> list[Hit]:
    return heard.language.lexicons["tools"].find(text, loose=True)
