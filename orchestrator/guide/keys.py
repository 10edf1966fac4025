"""Keys and tokens as people tell them, in the words of every language: "la clé API est X", "X-Api-Key X"."""

import re
from collections.abc import Iterator

from orchestrator.guide.further_secrets import changed, further
from orchestrator.guide.secret_values import Span, apart, bare_of, looks, surely, value_at
from orchestrator.guide.secret_words import CJK, COLON, EDGE, IS, entries, rx

# A bare "key" opens doors, sorts tables and is the key to success: only with such words does it surely open an account.
_NOUN = r"(?:@key|(?P<bare>@bare_key))(?:['’]s(?!\w))?(?:\s{0,2}\([^()\n]{1,30}\))?"
_INSIDE = re.compile(r"[\u30a0-\u30ff\uac00-\ud7af]")  # a word goes on in katakana or Hangul: スキー
_PIECE = re.compile(rf"[{CJK}]+|[^\W\d_{CJK}]+")
_AT = (  # "our key for the portal"
    r"(?:\s{1,3}@own){0,2}"
    rf"(?:\s{{1,3}}@at(?:\s{{1,3}}[^\s.,;:!?]{{1,40}}){{0,4}}?\s{{0,3}}(?={EDGE}(?:=>|:=|->|→|[:=：＝])|@is|@should))?"
)
_IS = rf"(?:{IS}|@should(?=[\s\"'`“„«:]))(?:\s{{1,3}}@just){{0,2}}"  # "is just", "should be"
_TOLD = rf"{_AT}(?:{COLON}|{EDGE}(?:{_IS}|@just(?=\s))\s{{0,3}}:?)"
_BESIDE = rf"[\"'`*_]{{0,3}}(?:,?\s{{1,3}}|(?<=[{CJK}]))"
_WORDS = re.compile(r"[^\W\d_]+(?:[_.-][^\W\d_]+)*[_.-]?\d{0,3}")  # customer_id2, iPhone15
_SHORTEST = 6


def keys(text: str) -> list[Span]:
    """Where the keys of a text stand that are told as such, apart from each other, in order."""
    begun = [span for noun in rx(_NOUN).finditer(text) for span in _of(text, noun)]
    return apart(span for first in begun for span in (first, *further(text, first, surely)))


def _of(text: str, noun: re.Match[str]) -> Iterator[Span]:
    bare = bool(noun["bare"]) and not _is_of_an_account(text, noun)
    if bare and _INSIDE.match(text, noun.start()) and _INSIDE.match(text[max(0, noun.start() - 1) :][:1]):
        return
    if span := _told(text, noun.end(), bare) or _beside(text, noun.end()):
        yield span
    yield from changed(text, noun.end()) if not bare else ()


def _is_of_an_account(text: str, noun: re.Match[str]) -> bool:
    """ "API key", "STRIPE_API_KEY", "APIキー"."""
    words = _PIECE.findall(text[max(0, noun.start() - 20) : noun.end("bare")])
    return len(words) > 1 and words[-2].casefold() in entries("kind")


def _told(text: str, at: int, bare: bool) -> Span | None:
    """ "key: X", "the key is X"."""
    link = rx(_TOLD).match(text, at)
    span = value_at(text, link.end()) if link else None
    if span is None or len(bare_of(text[slice(*span)])) < _SHORTEST:
        return None
    return span if (_is_sure if bare else _looks)(text[slice(*span)]) else None


def _beside(text: str, at: int) -> Span | None:
    """ "key X", where X is surely no word."""
    joint = rx(_BESIDE).match(text, at)
    span = value_at(text, joint.end()) if joint else None
    return span if span and _is_sure(text[slice(*span)]) else None


def _looks(value: str) -> bool:
    return looks(value, False)


def _is_sure(value: str) -> bool:
    return surely(value, False) and not _WORDS.fullmatch(bare_of(value))
