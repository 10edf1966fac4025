"""The words of one language, read from its data file: patterns are put together from them, replies are written with
them. Adding a language is adding a file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from orchestrator.guide.patterns import any_of, without_second_thoughts
from orchestrator.guide.text import lower_first
from orchestrator.languages import base, known, names, spoken
from orchestrator.toolbox.library import names as tool_names
from orchestrator.toolbox.library import words as tool_words

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3400-\u9fff]{2}")
_TAIL = re.compile(r"[a-z]-$")
# Talk around an answer is in the answer's language: these stand in so many patterns that English beside it would double
# the memory of each language.
_TALK = ("filler", "interjection", "trailing", "small_talk")
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
    """Known names with their aliases. A `cased` alias counts as the name only where it is written with a capital;
    `unspaced`: Chinese ones are found in the middle of what is written without blanks, too. What stands for "" is no
    name."""

    def __init__(
        self, names: Mapping[str, Iterable[str]], cased: Iterable[str] = (), *, unspaced: bool = False
    ) -> None:
        self.names = tuple(filter(None, names))
        own = ((alias, name) for name, aliases in names.items() for alias in aliases if _UNSPACED.search(alias))
        self._unspaced = dict(own) if unspaced else {}
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
            if hit and hit[0].name:  # what has no name is none: "on call" rings nowhere
                hits.append(hit[0])
            at += hit[1] if hit else 1
        return sorted([*hits, *self._inside(text, hits)], key=lambda hit: hit.start)

    def _inside(self, text: str, hits: list[Hit]) -> Iterator[Hit]:
        """Names inside what is written without blanks, where no name was found yet."""
        for alias, name in self._unspaced.items():
            at = text.find(alias)
            if at >= 0 and not any(hit.start <= at < hit.end for hit in hits):
                yield Hit(at, at + len(alias), name)

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


@dataclass(frozen=True, eq=False)  # there is one of each, so that what was read in it can be remembered
class Language:
    """One language. `words` are pattern lists by name, `texts` what the guide says, `lexicons` known names. English is
    read in every language, and speaks where a text is missing."""

    code: str
    name: str
    direction: str
    lowers: bool
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
            pattern = self._patterns[template] = _compiled(
                _SLOT.sub(lambda m: self.any(m[1]), _APOSTROPHE.sub("'?", template))
            )
        return pattern

    def any(self, name: str) -> str:
        """A group that matches any of the words of a name, the longest first."""
        return any_of(_phrase(w, self) for w in sorted(self.words[name], key=len, reverse=True))

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

    def shown(self, name: str) -> str:
        """A name that is kept in English ("Phone"), as people read it in this language."""
        return str(self.texts["shown"].get(name, name))

    def small(self, text: str) -> str:
        """A text as it reads on in the middle of a sentence, where this language writes that in small letters."""
        return lower_first(text) if self.lowers else text


def _phrase(entry: str, language: Language) -> str:
    """Words as they stand in the file: a blank is any blank, an apostrophe may be missing, * ends a word in any way."""
    loose = _LOOSE.sub(lambda m: _MEANING.get(m[0], m[0]), entry)
    return _SLOT.sub(lambda m: language.any(m[1]), loose)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """Languages share the patterns in which they do not differ."""
    return re.compile(without_second_thoughts(source), re.IGNORECASE)


@cache
def language(code: str = "en") -> Language:
    """The language of a code such as "en" or "en-GB"; English where there is no file for it."""
    own, english = spoken().get(base(code), spoken()["en"]), spoken()["en"]
    if code != own["code"]:
        return language(own["code"])
    both = (english, own) if own is not english else (english,)
    return Language(
        code=own["code"],
        name=own["name"],
        direction=own["direction"],
        lowers=own["lowers"],
        words=_words(both),
        texts=_over(own["texts"], english["texts"]),
        lexicons={name: _lexicon(name, own["code"] if name in own["lexicons"] else "en") for name in _named()},
        verbs=frozenset(english["verbs"]["base"]),
        labels={label: slot for data in both for slot, labels in data["labels"].items() for label in labels},
        stages={
            word.casefold(): stage
            for data in both
            for stage, words in data["stages"].items()
            for word in (*words, data["texts"]["titles"][stage])
        },
    )


def _words(both: tuple[Mapping[str, Any], ...]) -> dict[str, tuple[str, ...]]:
    """The words of the languages that are read, and of all others those that are read in any interview."""
    lists: dict[str, list[str]] = {}
    talk = {name for name in _TALK if name in both[-1]["words"]}
    everywhere = [data["anywhere"] for data in (*spoken().values(), *known().values()) if "anywhere" in data]
    own = [_but(both[0]["words"], talk if len(both) > 1 else ()), *(data["words"] for data in both[1:])]
    own += [_orders(data["texts"]) for data in both]
    for words in (*own, {"nouns": both[0]["verbs"]["nouns"]}, *everywhere):
        for name, entries in words.items():
            lists.setdefault(name, []).extend(entries)
    return {name: tuple(dict.fromkeys(words)) for name, words in lists.items()}


def _but(words: Mapping[str, list[str]], without: Iterable[str]) -> dict[str, list[str]]:
    return {name: list(entries) for name, entries in words.items() if name not in without}


def _orders(texts: Mapping[str, Any]) -> dict[str, list[str]]:
    """The words of the page's own buttons, which must be understood whatever else is."""
    page = texts["page"]
    words = {"generate" if name == "finish" else name: [word] for name, (word, _) in texts["orders"].items()}
    words["skip"].append(page["skip"])
    words["back"].append(page["back"])
    words["undo"].append(page["undo_order"])
    words["reopen"] = [page["reopen"].format(label="").strip(" :：")]
    words["go"] = [page["go_to"].format(stage="").strip()]
    return {name: [re.escape(word).replace("\\ ", " ") for word in own] for name, own in words.items()}


def _named() -> set[str]:
    return {"tools", *(name for data in (names(), spoken()["en"]) for name in data["lexicons"])}


@cache
def _lexicon(name: str, code: str) -> Lexicon:
    """Known names with the aliases they have in English and in one more language."""
    aliases = {entry: list(own) for entry, own in tool_names().items()} if name == "tools" else {}
    for data in (names(), spoken()["en"], *([spoken()[code]] if code != "en" else [])):
        for entry, own in data["lexicons"].get(name, {}).items():
            aliases.setdefault(entry, []).extend(own)
    cased = (*tool_words(), *names()["cased"], *spoken()["en"]["cased"])
    return Lexicon(aliases, cased, unspaced=name == "tools")


def _over(own: Any, general: Any) -> Any:
    """Texts of a language over those of English, which stand wherever it has none."""
    if not isinstance(own, Mapping) or not isinstance(general, Mapping):
        return own
    return {key: _over(own[key], general.get(key)) if key in own else general[key] for key in {**general, **own}}
