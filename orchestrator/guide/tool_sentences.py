"""Whose a sentence about tools is: the tool's before it, or that of another one nobody asked about."""

import re

from orchestrator.guide.clean import trimmed
from orchestrator.guide.heard import Heard
from orchestrator.guide.language import Hit
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import capital
from orchestrator.values import AnyValue, Tool, key_of

_IT = "(?:@tool_it)"
_CALLED = (
    r"(?:GET|POST|PUT|PATCH|DELETE)[ ]+(?=https?:|/)"
    r"|(?:the[ ]+)?(?:api[ ]+)?(?:key|auth\w*|token|endpoint|address|url)(?!\w)"
)
_DETAIL = r"(?:@takes_in|@gives_out|@reads_only)(?:(?![\w-])|(?<=[\u3400-\u9fff]))"
_TAKES = rf"\W*(?:(?:@filler|@and|then)\W+)*(?:{_IT}[ ]+)?(?:also[ ]+)?(?:{_DETAIL}|{_CALLED})"
# "Bookle, takes a date, returns free slots, read only": what stands behind a comma is told of the tool before it.
_BEHIND_COMMA = rf"(?<=\w)[ ]*[,;][ ]*(?=(?:(?:@and)[ ]+)?(?:{_IT}[ ]+)?{_DETAIL})"
# "square makes the appointment it needs a name": a new sentence without a stop.
_GOES_ON = rf"(?<=\w)(?:,)?[ ]+(?={_IT}[ ]+(?:@takes_in|@gives_out)(?![\w-]))"
_ORDERED = (
    r"\W*(?:(?:also|please|and|then)[ ,]+)*(?:use|connect)[ ]+(?:(?:to|with)[ ]+)?"
    r"(?P<told>(?:(?:the|our)[ ]+)?(?-i:[A-Z])\w.*)"
)
# Another tool behind it: "; Mailo", ", Mailo for the letters".
_THE_NEXT = r";[ ]+(?-i:[A-Z])|[,;][ ]+(?:(?:@and)[ ]+)?(?-i:[A-Z])[\w.]+[ ]+(?:@what_for)(?!\w)"
_LABELLED = r"(?:^|(?<=\n))[ ]*(?:(?:@one|@own)[ ]+)?(?P<label>[^\W\d_][\w' -]{1,28}?)[ ]*:[ ]*(?=[^\s:])"
_LEADS_ON = re.compile(
    r"(?i)(?<!\w)(?:think|believe|guess|know|suppose|sure|says?|that|if|when|what|which|where|because|so|and|as|for|all)$"
)
_LONGEST_LEAD = 10  # letters of the longest word that leads on, and some before it
_NEEDS_ANOTHER = (
    r"(?<!\w)(?:(?:@needs_a)[ ]+(?:[\w-]+[ ]+){0,2}(?:@system)s?|(?:needs?|wants?|requires?)[ ]+access)(?!\w)"
)
_LEAD = r"\W*(?:(?:@filler|@and|then|also|the|our|my)\W+)*"
_DOES_SOMETHING = r"[ ]+(?:(?:is|are|will|can|has|does|then|also)|[a-z]{2,}s)(?!\w)"
_WHAT_FOR = r"[ ]+(?:@what_for)[ ]+(?P<purpose>\w[^.!?\n]{2,80}?)(?:[ ]+(?:too|also|as well))?[ .!]*$"
_WE_USE = rf"{_LEAD}(?:we|i)[ ]+(?:(?:also|already|mainly|mostly|just)[ ]+)*(?:use|have|book[ ]+with)[ ]+"


def apart(text: str, heard: Heard) -> str:
    """The text with a stop where a tool's account goes on without one, behind its name."""

    opening = re.match(r"[A-Z]\w+(?=[ ,]|$)", text)
    named = min([*(hit.end for hit in _named(text, heard)), *([opening.end()] if opening else [])], default=len(text))

    def stopped(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - _LONGEST_LEAD) : match.start()]
        return match[0] if match.start() < named or _LEADS_ON.search(before) else ". "

    def detail(match: re.Match[str]) -> str:
        """What it may do ends an account; "to look up orders, read only" is what it is for."""
        told = heard.language.rx(r"(?<!\w)(?:@takes_in|@gives_out)").search(text, 0, match.start())
        return ". " if told or not heard.language.rx("@reads_only").match(text, match.end()) else match[0]

    text = heard.language.rx(_GOES_ON).sub(stopped, text)
    return text if heard.language.rx(_THE_NEXT).search(text) else heard.language.rx(_BEHIND_COMMA).sub(detail, text)


def unlabelled(text: str, heard: Heard) -> str:
    """The text without "Tool:" before a tool's name."""

    def bare(match: re.Match[str]) -> str:
        return "" if heard.language.labels.get(match["label"].casefold()) == "tools" else match[0]

    return heard.language.rx(_LABELLED).sub(bare, text)


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


def is_told(tool: AnyValue | None, heard: Heard) -> bool:
    """A tool we know, or one of its own name with something told of it."""
    if not isinstance(tool, Tool) or heard.language.lexicons["channels"].name(tool.name):
        return False
    known = bool(heard.language.lexicons["tools"].name(tool.name))
    return known or bool(re.match(r"[A-Z]", tool.name) and (tool.purpose or tool.inputs or tool.outputs))


def is_unknown(tool: Tool, used: str, heard: Heard) -> bool:
    """A name of its own in "we use Rockgympro for bookings" that is no channel, language or platform."""
    names = (heard.language.lexicons[name].name(tool.name) for name in ("channels", "languages", "platforms", "tools"))
    uses = re.match(r"(?i)(?:we|i|they)\b.*\bus(?:e|ing)\b", used)
    return (
        bool(uses)
        and bool(re.fullmatch(r"(?:[A-Z][\w.]+)(?: [A-Z][\w.]+)?", tool.name))
        and bool(tool.purpose)
        and not any(names)
    )


def _is_in(name: str, other: str) -> bool:
    return f" {key_of(name)} " in f" {key_of(other)} "


def _named(text: str, heard: Heard) -> list[Hit]:
    return heard.language.lexicons["tools"].find(text, loose=True)
