"""Where one sentence ends and the next begins, and which stretches of text nothing may cut."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

# Nobody says a sentence of more than this; what runs on is cut at a comma, so that no pattern meets a wall of text.
LONGEST = 500
_END = re.compile(r"[.!?…]+[\"')\]*_`]*(?=\s|$)|[。！？]+|\n+|(?<=\s)[|¦](?=\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'])(?:e\.?g|i\.?e|etc|vs|approx|ca|cf|incl|excl|no|nr|mr|mrs|ms|dr|prof|st|jr|sr|inc|ltd|co"
    r"|dept|ext|max|min|fig|al|a\.m|p\.m|[A-Za-z]|[a-z]\.[a-z])\.$",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"(?:^|\n)\s*\(?(?:\d{1,2}|[A-Za-z])\.$")
_PROTECTED = re.compile(
    r"\([^()\n]{0,200}\)|\[[^\[\]\n]{0,200}\]|\"[^\"\n]{1,300}\"|(?<!\w)'[^'\n]{1,200}'(?!\w)|`[^`\n]{1,300}`"
    r"|https?://[^\s,;<>\"']+(?:,[^\s,;<>\"']+)*|[\w.+-]+[@][\w-]+(?:\.[\w-]+)+"
    r"|\d[\d.,]*\d|\b(?:e\.g|i\.e)\.?,?"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text as they stand in it, without the blanks around them."""
    return list(_sentences(text))


@lru_cache(maxsize=512)  # every reader asks for them again
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(piece for raw in _raw(text) for piece in _short(raw.strip()) if piece)


def _raw(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        if _ends_here(text, start, end):
            yield text[start : end.end()]
            start = end.end()
    yield text[start:]


def _ends_here(text: str, start: int, end: re.Match[str]) -> bool:
    if end[0][0] != ".":
        return True
    before = text[max(start, end.start() - 12) : end.start() + 1]
    if end[0].startswith("..") or not _ABBREVIATION.search(before):
        return not _LIST_MARK.search(text[max(0, end.start() - 6) : end.start() + 1])
    following = text[end.end() : end.end() + 2].strip()
    last = before.split()[-1].strip("(\"'").rstrip(".").casefold()
    return following[:1].isupper() and last in {"etc", "a.m", "p.m", "inc", "ltd", "co"}


def _short(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        cut = max(sentence.rfind(", ", 0, LONGEST), sentence.rfind("; ", 0, LONGEST))
        cut = cut + 1 if cut > 0 else (sentence.rfind(" ", 0, LONGEST) if " " in sentence[:LONGEST] else LONGEST)
        cut = cut or LONGEST
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    yield sentence


@lru_cache(maxsize=2048)  # more than the pieces of a long paste, each of which is looked at again and again
def protected(text: str) -> tuple[tuple[int, int], ...]:
    """Stretches nothing may cut: brackets, quotations, addresses, numbers."""
    return tuple(match.span() for match in _PROTECTED.finditer(text))


Separates = Callable[[str, str, str], bool]


def cut(
    text: str, separator: re.Pattern[str], guarded: Iterable[tuple[int, int]] = (), separates: Separates | None = None
) -> list[str]:
    """The text cut at a separator, but never inside a protected stretch; the pieces stand in the text as they are.

    `separates` is asked with what stands before, the separator and what stands after, and may say no.
    """
    pieces, start = [], 0
    spans = [*guarded, *protected(text)]
    for match in separator.finditer(text):
        if match.end() == match.start() or (spans and any(s < match.end() and match.start() < e for s, e in spans)):
            continue
        if separates and not separates(text[start : match.start()], match[0], text[match.end() :]):
            continue
        pieces.append(text[start : match.start()])
        start = match.end()
    return [piece.strip() for piece in (*pieces, text[start:]) if piece.strip()]
