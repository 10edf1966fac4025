"""Names that every platform takes, made of what a person typed: letters, digits and low lines, never twice the same."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 64
LONGEST_SLUG = 40
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


def ascii_words(text: str) -> list[str]:
    """The words of a text in ASCII, accents folded; [] where nothing of it can be written so."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[A-Za-z0-9]+", re.sub(r"['`]", "", folded))


def identifier(text: str, otherwise: str) -> str:
    """An identifier, the text itself if it is one; `otherwise` where nothing of the text can be written so."""
    if _IDENTIFIER.fullmatch(text):
        return text
    name = "_".join(ascii_words(text))[:LONGEST_NAME].strip("_")
    if not name.strip("_0123456789"):
        return otherwise
    return f"{otherwise}_{name}"[:LONGEST_NAME] if name[0].isdigit() else name


def unique(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """The names in order, a number after each that is there already, whatever its case."""
    seen = {name.casefold() for name in taken}
    found = []
    for name in names:
        free, number = name, 2
        while free.casefold() in seen:
            free, number = f"{name[: LONGEST_NAME - 5]}_{number}", number + 1
        seen.add(free.casefold())
        found.append(free)
    return found


def slug(*texts: str, otherwise: str = "parley-agent") -> str:
    """The first text that can be written so, as a lower-case file name without an ending."""
    for text in texts:
        name = "-".join(ascii_words(text)).lower()[:LONGEST_SLUG].strip("-")
        if len(name) > 1:
            return name
    return otherwise
