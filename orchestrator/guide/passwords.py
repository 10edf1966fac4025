"""Passwords as people write them, in the words of every language: found to be taken out, rather too much than too
little, while what is said about passwords stays."""

import re
from collections.abc import Iterator

from orchestrator.guide.further_secrets import changed, further
from orchestrator.guide.secret_values import (
    CLOSING,
    QUOTES,
    SHOWN,
    Span,
    apart,
    bare_of,
    explains,
    is_last_word,
    is_plain,
    looks,
    stands_in,
    surely,
    value_at,
)
from orchestrator.guide.secret_words import CJK, COLON, EDGE, IS, UNSPACED, rx

_TOKENS = 7
_NOUN = r"(?:@password|(?P<maybe>@maybe)|(?P<pin>@pin))(?:['’]s(?!\w))?"  # "the password's X": "is", or its length
_SENTENCE_END = re.compile(r"[.!?;。！？；]$")
_USER = (
    rf"(?:{COLON}\s{{0,3}}|\s{{1,3}}(?:@is|@and)\s{{1,3}}|\s{{1,3}}|(?<=[{CJK}]))"
    r"(?P<name>[^\s/|,;:]{2,60}?)(?=[\s/|,;:]|@password|@pin)"
)
_ITS_PASSWORD = (
    r"[\s/|,;:&+]{0,4}(?:@and\s{0,3})?(?:\w{1,12}\s{1,2})?(?:@password|@maybe|@pin)"
    rf"(?:\s{{0,3}}(?:{IS}|[:=：]))?"
)
_JOINT = r"\s{0,3}(?P<sign>[/|,:+&])\s{0,3}|\s{1,3}@and\s{1,3}|(?P<blank>\s{1,3})"


def passwords(text: str) -> list[Span]:
    """Where the passwords of a text stand, apart from each other, in order."""
    found: list[Span] = []
    for noun in rx(_NOUN).finditer(text):
        found += [*_behind(text, noun), *_before(text, noun), *changed(text, noun.end())]
    for login in rx(r"@login|@user").finditer(text):
        found += _with_user(text, login)
    return apart(span for begun in found for span in (begun, *further(text, begun)))


def _behind(text: str, noun: re.Match[str]) -> Iterator[Span]:
    """ "password X", "password: X", "the password for the portal is X"."""
    pin, unsure = bool(noun["pin"]), bool(noun["pin"] or noun["maybe"])
    if text[max(0, noun.start() - 1) : noun.start()] in ("?", "&"):
        return  # in an address
    if rx(r"@phrase").match(noun[0]) and (phrase := _phrase_behind(text, noun.end())):
        yield phrase
        return
    link = rx(rf"{COLON}|{EDGE}{IS}\s{{0,3}}:?").match(text, noun.end())
    if link:
        span = value_at(text, link.end())
        if span and _is_told(text, span, noun.start(), bool(link["sign"]), unsure, pin):
            yield span
            return
    yield from _near(text, noun.end(), unsure, pin)


def _phrase_behind(text: str, at: int) -> Span | None:
    """The words of a passphrase, to the end of its sentence: nearly all of them say nothing about passphrases."""
    said = rx(rf"(?:{COLON}|{EDGE}{IS})?[\s\"'“„«`]{{1,4}}(?P<words>[^\n.!?;]{{8,200}})").match(text, at)
    words_of = [w for w in said["words"].split() if re.search(r"\w", w)] if said else []
    if not said or len(words_of) < 3 or "[secret" in said["words"] or sum(map(is_plain, words_of)) > 1:
        return None
    return said.span("words")


def _near(text: str, at: int, unsure: bool, pin: bool) -> Iterator[Span]:
    """The first thing near the word that looks like a password: next to it, or a few words on."""
    told = linked = False  # "password for the portal"; "... is"
    if not UNSPACED.match(text[at - 1]) and not re.compile(r"[*_]{0,3}[\s(\"'“„«]").match(text, at):
        return
    for n in range(_TOKENS):
        span = value_at(text, at)
        if span is None or span[0] - at > 4 or "[secret" in text[slice(*span)]:
            return
        value = text[slice(*span)]
        near = linked or (n == 0 and not unsure)
        if surely(value, pin) or (near and looks(value, pin)):
            yield span
            return
        if near and not unsure and (is_last_word(text, span) if linked else _is_quoted(text, span)):
            yield span
            return
        if _SENTENCE_END.search(value) or "\n" in text[at : span[0]]:
            return
        told = (told or (n == 0 and bool(rx(r"@at").fullmatch(value)))) and not value.endswith(",")
        linked = told and bool(value.endswith((":", "=", "：")) or rx(r"@is").fullmatch(value[:SHOWN].strip(CLOSING)))
        at = span[1]


def _is_quoted(text: str, span: Span) -> bool:
    return (
        text[span[0] - 1] in QUOTES
        and text[span[1] : span[1] + 1] in CLOSING
        and span[1] - span[0] > 2
        and not explains(text[slice(*span)])
    )


def _before(text: str, noun: re.Match[str]) -> Iterator[Span]:
    """ "X is the password", "use X as PIN"."""
    start = max(0, noun.start() - 80)
    found = rx(r"(?<!\S)(?P<value>\S{3,60}?)\s{0,2}@as\s{0,2}(?:\w{1,12}\s{1,2}){0,2}$").search(
        text[start : noun.start()]
    )
    if found and re.search(r"\d", found["value"]) and looks(found["value"], bool(noun["pin"])):
        yield start + found.start("value"), start + found.end("value")


def _with_user(text: str, login: re.Match[str]) -> Iterator[Span]:
    """ "user U and password X", "log in with U / X"."""
    name = rx(_USER).match(text, login.end())
    if not name or is_plain(name["name"]):
        return
    noun = rx(_ITS_PASSWORD).match(text, name.end())
    joint = noun or rx(_JOINT).match(text, name.end())
    span = value_at(text, joint.end()) if joint else None
    if span is None or joint is None:
        return
    value = text[slice(*span)]
    last = bool(noun or (joint["sign"] == "/" and name["sign"])) and is_last_word(text, span)
    likely = looks(value, bool(noun)) and (noun or not joint["blank"])
    if last or likely or surely(value, False):
        yield span


def _is_told(text: str, span: Span, begin: int, signed: bool, unsure: bool, pin: bool) -> bool:
    """Whether what stands behind ":" or "is" is the password: anything but a word that explains."""
    value = text[slice(*span)]
    bare = bare_of(value)
    if len(bare) < 3 or "[secret" in value or stands_in(value) or explains(value):
        return False
    if re.fullmatch(r"\d+%|[\d.,]{1,3}", bare) and not (pin and bare.isdigit()):
        return False
    if looks(value, pin) and not (unsure and not pin and re.search(r"%$", bare)):
        return True
    if UNSPACED.search(bare):
        return is_last_word(text, span) and len(bare) <= 10
    begins = bool(re.search(r"(?:^|[.,;!?\n])\W*$", text[max(0, begin - 4) : begin]))
    return (signed and not unsure) or (((signed and begins) or not unsure) and is_last_word(text, span))
