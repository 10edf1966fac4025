"""The words that say where a fact stands in a written text. One data file a language; all of them are heard at once."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
_NAMED = re.compile(r"@(\w+)")
_LOOSE = re.compile(r"(?<=\w)\*|[ ]")
_LETTERS = re.compile(r"[^\W_]+")
_LONGEST_LABEL = 5  # words of a heading that may still name a slot


@dataclass(frozen=True)
class Words:
    """The lists by name, over all languages; `headings` maps what a heading may say to the slot below it."""

    lists: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, str]
    languages: Mapping[str, tuple[str, ...]]
    tones: frozenset[str]
    common: Mapping[str, frozenset[str]]
    texts: Mapping[str, Mapping[str, str]]
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)

    def rx(self, template: str) -> re.Pattern[str]:
        """The pattern of a template, in which @name stands for any word of that list. Case does not count."""
        if template not in self._patterns:
            source = _NAMED.sub(lambda m: self._any(m[1]), template)
            self._patterns[template] = re.compile(source, re.IGNORECASE)
        return self._patterns[template]

    def _any(self, name: str) -> str:
        phrases = sorted(self.lists[name], key=len, reverse=True)
        loose = (_LOOSE.sub(lambda m: r"\w*" if m[0] == "*" else "[ ]+", phrase) for phrase in phrases)
        return f"(?<!\\w)(?:{'|'.join(loose)})(?!\\w)"

    def language_of(self, text: str) -> str:
        """The language with most of its commonest words in a text; English if none has any."""
        found = [word.casefold() for word in _LETTERS.findall(text[:20_000])]
        counts = {code: sum(word in common for word in found) for code, common in self.common.items()}
        return max(counts, key=lambda code: (counts[code], code == "en"))

    def slot_below(self, heading: str) -> str:
        """The slot that a heading names, "ignored" where nothing below it counts, "" if it says neither."""
        words = " ".join(_LETTERS.findall(re.sub(r"['’]", "", heading.casefold())))
        words = re.sub(r"^\d+ (?:\d+ )*", "", words)
        if words in self.headings:
            return self.headings[words]
        if len(words.split()) > _LONGEST_LABEL:
            return ""
        padded = f" {words} "
        held = [label for label in self.headings if f" {label} " in padded]
        return self.headings[max(held, key=len)] if held else ""

    def say(self, code: str, key: str, **values: str) -> str:
        """A text of ours in the document's language."""
        return self.texts.get(code, self.texts["en"])[key].format(**values)


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
        lists={name: tuple(word for data in files.values() for word in data[name]) for name in names},
        headings={
            " ".join(_LETTERS.findall(label.replace("'", ""))): slot
            for data in files.values()
            for slot, labels in data["headings"].items()
            for label in labels
        },
        languages=spoken,
        tones=frozenset(word for data in files.values() for word in data["tones"]["words"]),
        common={code: frozenset(data["common"]) for code, data in files.items()},
        texts={code: data["texts"] for code, data in files.items()},
    )
