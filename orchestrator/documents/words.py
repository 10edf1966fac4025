"""The words that say where a fact stands in a written text. One data file a language; all of them are heard at once."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
_NAMED = re.compile(r"@(\w+)(?P<gap>\[[ ,:]+\]\+)?")
_LOOSE = re.compile(r"(?<=\w)\*|[ ]|[\u0621-\u064a]")
_UNSPACED = r"[\u3400-\u9fff]"  # Chinese stands without blanks
_ARABIC = r"[\u0621-\u064a]"
_ALIKE = {letter: f"[{letters}]" for letters in ("اأإآ", "يى", "ةه") for letter in letters}
_VOWELS = r"[\u0640\u064b-\u0652]*"  # of Arabic, which are mostly left out
_ORDINAL = r"^(?:(?:第?[一二三四五六七八九十]+[章节部分条]*|\d+) )+"
_LETTERS = re.compile(r"[^\W_]+")
_LONGEST_LABEL = 5  # words of a heading that may still name a slot


@dataclass(frozen=True)
class Words:
    """The lists by name, over all languages; `headings` maps what a heading may say to the slot below it."""

    lists: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, str]
    languages: Mapping[str, tuple[str, ...]]
    tones: frozenset[str]
    lower: frozenset[str]
    common: Mapping[str, frozenset[str]]
    texts: Mapping[str, Mapping[str, str]]
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)

    def rx(self, template: str) -> re.Pattern[str]:
        """The pattern of a template, in which @name stands for any word of that list. Case does not count."""
        if template not in self._patterns:
            source = _NAMED.sub(lambda m: any_of(self.lists[m[1]]) + _gap(m["gap"]), template)
            self._patterns[template] = re.compile(source, re.IGNORECASE)
        return self._patterns[template]

    def language_of(self, text: str) -> str:
        """The language with most of its commonest words in a text; English if none has any."""
        runs = _LETTERS.findall(text[:20_000])
        found = [word.casefold() for run in runs for word in (run if is_unspaced(run) else (run,))]
        counts = {code: sum(word in common for word in found) for code, common in self.common.items()}
        return max(counts, key=lambda code: (counts[code], code == "en"))

    def slot_below(self, heading: str) -> str:
        """The slot that a heading names, "ignored" where nothing below it counts, "" if it says neither."""
        words = re.sub(_ORDINAL, "", _label(heading))
        if words in self.headings:
            return self.headings[words]
        if length(words) > _LONGEST_LABEL:
            return ""
        padded = f" {words} "
        held = [label for label in self.headings if f" {label} " in padded or (is_unspaced(label) and label in words)]
        return self.headings[max(held, key=len)] if held else ""

    def say(self, code: str, key: str, **values: str) -> str:
        """A text of ours in the document's language."""
        return self.texts.get(code, self.texts["en"])[key].format(**values)


def any_of(phrases: Iterable[str]) -> str:
    """A pattern of phrases: words of their own, or Chinese in the middle of what is written without blanks."""
    by_script: dict[str, list[str]] = {_UNSPACED: [], _ARABIC: [], "": []}
    for phrase in sorted(phrases, key=len, reverse=True):
        script = next(script for script in by_script if re.search(script, phrase))
        by_script[script].append(_LOOSE.sub(_loose, phrase))
    stuck, arabic, latin = ("|".join(found) or "(?!)" for found in by_script.values())
    # What a letter belongs to is asked first: nothing else is tried at it.
    apart = rf"(?<!\w)(?:(?={_ARABIC})(?:{arabic})|(?!{_ARABIC}|{_UNSPACED})(?:{latin}))(?!(?<!')\w)"
    return f"(?:{apart}|(?={_UNSPACED})(?:{stuck}))"


def _loose(found: re.Match[str]) -> str:
    """A * ends a word in any way, a blank is any; Arabic letters are read with vowels and however they are spelled."""
    sign = found[0]
    if sign in "* ":
        return r"\w*" if sign == "*" else "[ ]+"
    joined = "[وف]?" if found.start() == 0 else ""  # "and" and "so" are written as part of the word
    return f"{joined}{_ALIKE.get(sign, sign)}{_VOWELS}"


def _gap(blanks: str | None) -> str:
    """What parts a word from the next: nothing behind Chinese or an apostrophe."""
    return f"(?:{blanks}|(?<={_UNSPACED})|(?<=')(?=\\w))" if blanks else ""


def is_unspaced(text: str) -> bool:
    """Whether a text is written without blanks between its words."""
    return bool(re.search(_UNSPACED, text))


def length(text: str) -> int:
    """The words of a text; two letters of Chinese count as one."""
    rest, letters = re.subn(_UNSPACED, " ", text)
    return len(rest.split()) + (letters + 1) // 2


def _label(text: str) -> str:
    """A heading without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    return " ".join(_LETTERS.findall("".join(c for c in plain if not unicodedata.combining(c))))


@cache
def words() -> Words:
    """All that the data files hold."""
    files = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml"))}
    names = [name for name, entry in files["en"].items() if isinstance(entry, list) and name != "common"]
    spoken: dict[str, tuple[str, ...]] = {}
    for data in files.values():
        for name, aliases in data["languages"].items():
            spoken[name] = (*spoken.get(name, ()), *aliases)
    return Words(
        lists={name: tuple(word for data in files.values() for word in data.get(name, ())) for name in names},
        headings={
            _label(label): slot
            for data in files.values()
            for slot, labels in data["headings"].items()
            for label in labels
        },
        languages=spoken,
        tones=frozenset(word for data in files.values() for word in data["tones"]["words"]),
        lower=frozenset(code for code, data in files.items() if data["lower"]),
        common={code: frozenset(data["common"]) for code, data in files.items()},
        texts={code: data["texts"] for code, data in files.items()},
    )
