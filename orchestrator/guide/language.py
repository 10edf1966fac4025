"""The words of one language, read from its data file: patterns are put together from them, replies are written with
them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from orchestrator.guide.patterns import without_second_thoughts

_FOLDER = Path(__file__).parent / "languages"
_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"[a-z]-$")
_SLOT = re.compile(r"@(\w+)")
_LOOSE = re.compile(r"\[[^\]]*\]|\\.[*+?]?|(?<=\w)\*| \?|[ ']")
_APOSTROPHE = re.compile(r"(?<=[a-z])'(?=[a-z])")
_MEANING = {" ": r"[ \t]+", " ?": r"[ \t]*", "'": "'?", "*": r"\w*"}


@dataclass(frozen=True)
class Hit:
    """Where a known name stands in a text, and its usual spelling."""

    start: int
    end: int
    name: str


class Lexicon:
    """Known names with their aliases. A `cased` alias counts as the name only where it is written with a capital."""

    def __init__(self, names: Mapping[str, Iterable[str]], cased: Iterable[str] = ()) -> None:
        self.names = tuple(names)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._cased = {_words_of(alias) for alias in cased}
        for name, aliases in names.items():
            for words in {_words_of(alias) for alias in (name, *aliases)} - {()}:
                self._by_first.setdefault(words[0], []).append((words, name))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str, *, loose: bool = False) -> list[Hit]:
        """The names in a text, in order, the longest alias first; `loose` takes cased aliases in small letters too."""
        words = list(_WORD.finditer(text))
        hits: list[Hit] = []
        at = 0
        while at < len(words):
            hit = self._at(text, words, at, loose)
            if hit:
                hits.append(hit[0])
            at += hit[1] if hit else 1
        return hits

    def _at(self, text: str, words: list[re.Match[str]], at: int, loose: bool) -> tuple[Hit, int] | None:
        for alias, name in self._by_first.get(words[at][0].casefold(), ()):
            last = at + len(alias) - 1
            if last >= len(words) or any(words[at + i][0].casefold() != w for i, w in enumerate(alias)):
                continue
            if any(not _joins(text[words[i].end() : words[i + 1].start()]) for i in range(at, last)):
                continue
            if not loose and alias in self._cased and not words[at][0][0].isupper():
                continue
            if words[at][0].islower() and _TAIL.search(text, 0, words[at].start()):  # the end of "check-ups"
                continue
            return Hit(words[at].start(), words[last].end(), name), len(alias)
        return None

    def name(self, text: str) -> str | None:
        """The usual spelling of a text that is one known name and nothing else."""
        hits = self.find(text, loose=True)
        whole = "".join(_WORD.findall(text))
        return (
            hits[0].name
            if len(hits) == 1 and "".join(_WORD.findall(text[hits[0].start : hits[0].end])) == whole
            else None
        )


def _words_of(alias: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(alias.casefold()))


def _joins(gap: str) -> bool:
    return len(gap) <= 2 and not set(gap) - set(" -_.'&/+")


@dataclass(frozen=True)
class Language:
    """One language. `words` are pattern lists by name, `texts` what the guide says, `lexicons` known names."""

    code: str
    words: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, Any]
    lexicons: Mapping[str, Lexicon]
    verbs: frozenset[str]
    labels: Mapping[str, str]
    stages: Mapping[str, str]
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)
    _sets: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def rx(self, template: str) -> re.Pattern[str]:
        """The pattern of a template, in which @name stands for any of the words of that name. Case does not count, and
        apostrophes between letters may be missing."""
        pattern = self._patterns.get(template)
        if pattern is None:
            source = _SLOT.sub(lambda m: self.any(m[1]), _APOSTROPHE.sub("'?", template))
            pattern = self._patterns[template] = re.compile(without_second_thoughts(source), re.IGNORECASE)
        return pattern

    def any(self, name: str) -> str:
        """A group that matches any of the words of a name, the longest first."""
        return "(?:" + "|".join(_phrase(w, self) for w in sorted(self.words[name], key=len, reverse=True)) + ")"

    @property
    def inquiries(self) -> tuple[str, ...]:
        """What a person may ask Parley about: the names of the lists that begin with ask_."""
        return tuple(name.removeprefix("ask_") for name in self.words if name.startswith("ask_"))

    def set(self, name: str) -> frozenset[str]:
        """The words of a name that are plain words, for looking one up."""
        if name not in self._sets:
            self._sets[name] = frozenset(self.words[name])
        return self._sets[name]

    def stage_of(self, words: str) -> str:
        """The stage people mean by a word of theirs, "" if none."""
        return self.stages.get(words, "")

    def say(self, key: str, **values: object) -> str:
        """A text of the guide by its dotted key, filled in."""
        text: Any = self.texts
        for part in key.split("."):
            text = text[part]
        return str(text).format(**values)


def _phrase(entry: str, language: Language) -> str:
    """Words as they stand in the file: a blank is any blank, an apostrophe may be missing, * ends a word in any way."""
    loose = _LOOSE.sub(lambda m: _MEANING.get(m[0], m[0]), entry)
    return _SLOT.sub(lambda m: language.any(m[1]), loose)


@cache
def language(code: str = "en") -> Language:
    """The language of a code such as "en" or "en-GB"; English where there is no file for it."""
    path = _FOLDER / f"{code.split('-')[0].casefold()}.toml"
    data = tomllib.loads((path if path.is_file() else _FOLDER / "en.toml").read_text(encoding="utf8"))
    names = tomllib.loads((_FOLDER / "names.toml").read_text(encoding="utf8"))
    lexicons = {**names["lexicons"], **data["lexicons"]}
    lists = data["words"] | {"nouns": data["verbs"]["nouns"]}
    words = {name: (*own, *names["words"].get(name, ())) for name, own in lists.items()}
    cased = (*names["cased"], *data["cased"])
    return Language(
        code=data["code"],
        words=words,
        texts=data["texts"],
        lexicons={name: Lexicon(entries, cased) for name, entries in lexicons.items()},
        verbs=frozenset(data["verbs"]["base"]),
        labels={label: slot for slot, labels in data["labels"].items() for label in labels},
        stages={word: stage for stage, words in data["stages"].items() for word in words},
    )
