"""Patterns of words that the languages' files list as plain words: heard in any text, whatever it is written in."""

import re
from collections.abc import Iterable, Iterator

from orchestrator.languages import known, spoken
from orchestrator.values import key_of

# Chinese signs, kana, and Hangul as keys have it, taken apart: words stand in a row there, without blanks.
_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]")


def any_of(words: Iterable[str], before: str = r"\b") -> str:
    """A pattern of plain words, the longest first, * for any letters; in scripts without blanks anywhere in a text."""
    entries = sorted(set(words), key=len, reverse=True)
    spaced = [re.escape(entry).replace(r"\*", r"\w*") for entry in entries if not _UNSPACED.search(entry)]
    unspaced = [re.escape(entry) for entry in entries if _UNSPACED.search(entry)]
    groups = ([rf"{before}(?:{'|'.join(spaced)})\b"] if spaced else []) + unspaced
    return f"(?:{'|'.join(groups)})"


def in_keys(words: Iterable[str]) -> str:
    """The same for the keys of texts, which have no accents and no capitals."""
    return any_of("*".join(map(key_of, word.split("*"))) for word in words)


def everywhere(name: str) -> Iterator[str]:
    """The words of a list in the files of all languages, under `contradictions` or `evidence`."""
    for data in (*spoken().values(), *known().values()):
        for table in ("contradictions", "evidence"):
            yield from data.get(table, {}).get(name, ())
