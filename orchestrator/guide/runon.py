"""Deeds written without a comma between them: "take orders tell the wait time answer questions about allergens"."""

import re
from itertools import pairwise

from orchestrator.guide.language import Language
from orchestrator.guide.verbs import begins_with_deed

_LEAST = 5
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_STOPS = re.compile(r"[,;:\n]|[.!?](?=\s+\S)|[-–—=]>|\s>\s|(?:^|\s)\d{1,2}[.)]?\s")
# After these a deed goes on what stands before; those who help or let have others do it.
_CARRIES = frozenset(
    (
        "to not can can't cant cannot don't dont never will would could should must may might shall they we i you it he"
        " she and or but the a an their his her our my your its this that these those of for in on with about by at"
        " from into no any how what when where which who why if whether please also always just first who's let's lets"
        " do does did people"
    ).split()
)
_ASKS = frozenset(("ask", "asks", "check", "checks", "see", "know", "find", "tell", "say", "whether", "decide"))
_CAUSES = frozenset(("help", "helps", "let", "lets", "make", "makes", "have", "has", "see", "watch", "want", "wants"))
_CONDITIONS = frozenset(("if", "otherwise", "else", "unless"))


def unrun(text: str, language: Language) -> str:
    """The text with commas before its later deeds and conditions, where it has no stops at all; other texts as they
    are."""
    words = list(_WORD.finditer(text))
    if _STOPS.search(text) or len(words) < _LEAST:
        return text
    sure = _starts(words, text, language, strict=True)
    cuts = {*sure, *_starts(words, text, language, strict=False), *_conditions(words, language)} if sure else set()
    for at in sorted(cuts, reverse=True):
        text = text[:at].rstrip() + ", " + text[at:]
    return text


def _starts(words: list[re.Match[str]], text: str, language: Language, *, strict: bool) -> list[int]:
    """Where deeds begin, with the "then" before them; `strict` leaves out words that are as often things ("order")."""
    found, first = [], words[0][0].casefold()
    for before, word in pairwise(words[1:]):
        low = word[0].casefold()
        if low not in language.verbs or before[0].casefold() in _CARRIES or (strict and low in language.set("nouns")):
            continue
        if first not in _CAUSES and begins_with_deed(text[word.start() :], language, strict=True):
            found.append(before.start() if before[0].casefold() == "then" else word.start())
            first = low
    return found


def _conditions(words: list[re.Match[str]], language: Language) -> list[int]:
    """Where "if" begins something new, rather than what is asked or checked."""
    return [
        word.start()
        for before, word in pairwise(words[1:])
        if word[0].casefold() in _CONDITIONS
        and before[0].casefold() not in _CARRIES
        and before[0].casefold() not in _ASKS
        and not language.rx("@people").fullmatch(before[0])
    ]
