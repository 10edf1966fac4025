"""The words by which contradictions are found, as each language's file has them under [contradictions]."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from orchestrator.languages import Data, spoken
from orchestrator.values import key_of

LONGEST = 400  # characters; nobody tells one rule in more
ENGLISH = "en"
_LEAST = 3  # letters of a word that are left when an ending or a prefix is taken off
_TAKEN_OFF = ("endings", "prefixes")  # no words
_PARTS = {"acts": "act", "whole": "whole", "things": "thing", "tones": "tone"}
_KANA = re.compile(r"[\u3040-\u30ff]")
_REMEMBERED = 8192  # words; most come again and again
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Token:
    """A word or a phrase of a text. `roles` are the lists it stands in ("forbids") and what it means there ("act tell",
    "thing price"); none if it is not known."""

    text: str
    roles: frozenset[str]

    def meaning(self, kind: str) -> str:
        """What the word stands for as an act, a thing, a tone or a language, "" if it is none."""
        return next((role[len(kind) + 1 :] for role in sorted(self.roles) if role.startswith(f"{kind} ")), "")


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language. `exact` and `starts` hold what a phrase, or its beginning, means; `firsts` are the
    first words of phrases, `longest` is the length of the longest beginning."""

    code: str
    spaced: bool
    lists: Mapping[str, Any]
    marks: frozenset[str]
    exact: Mapping[str, frozenset[str]]
    starts: Mapping[str, frozenset[str]]
    firsts: frozenset[str]
    longest: int
    script: re.Pattern[str] | None
    _found: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def roles(self, phrase: str) -> frozenset[str]:
        """What is known of a phrase, as it stands and without what is written together with it."""
        if phrase not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[phrase] = self._look_up(phrase) | self._without_prefix(phrase)
        return self._found[phrase]

    def _without_prefix(self, phrase: str) -> frozenset[str]:
        prefixes = (p for p in self.lists.get("prefixes", ()) if phrase.startswith(p))
        rests = (phrase[len(p) :] for p in prefixes if len(phrase) - len(p) >= _LEAST)
        return next((roles for rest in rests if (roles := self._look_up(rest))), _NOTHING)

    def _look_up(self, phrase: str) -> frozenset[str]:
        found = self.exact.get(phrase)
        if found:
            return found
        blanks = phrase.count(" ")
        for n in range(min(len(phrase), self.longest), _LEAST - 1, -1):
            found = self.starts.get(phrase[:n])
            if found and phrase.count(" ", 0, n) == blanks:
                return found
        return _NOTHING

    def stem(self, word: str) -> str:
        """The word without its article and its commonest ending, so that forms of it meet."""
        articles = (p for p in self.lists.get("prefixes", ()) if len(p) > 1 and word.startswith(p))
        word = next((word[len(p) :] for p in articles if len(word) - len(p) >= _LEAST), word)
        for ending in self.lists.get("endings", ()):
            if word.endswith(ending) and len(word) - len(ending) > _LEAST:
                return word[: -len(ending)]
        return word

    def cut(self, key: str) -> Iterator[Token]:
        """The words and phrases of a text's key, the longest known first."""
        yield from self._words(key.split()) if self.spaced else self._signs(key)

    def _words(self, words: list[str]) -> Iterator[Token]:
        at = 0
        while at < len(words):
            most = 4 if words[at] in self.firsts else 1
            phrases = (" ".join(words[at : at + n]) for n in range(min(most, len(words) - at), 0, -1))
            token = next(Token(p, roles) for p in phrases if (roles := self.roles(p)) or " " not in p)
            yield token
            at += token.text.count(" ") + 1

    def _signs(self, key: str) -> Iterator[Token]:
        """Of a script without blanks; what is not known between two known words is one word."""
        at = since = 0
        while at < len(key):
            known = next((p for n in range(6, 0, -1) if (p := key[at : at + n]) in self.exact), "")
            if known or key[at] == " ":
                yield from _unknown(key[since:at])
                yield from [Token(known, self.exact[known])] if known else []
                since = at + max(len(known), 1)
            at += max(len(known), 1)
        yield from _unknown(key[since:])


def _unknown(text: str) -> Iterator[Token]:
    if text:
        yield Token(text, _NOTHING)


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """Those of all languages that have one, English first."""
    return {code: _vocabulary(code, data) for code, data in spoken().items() if "contradictions" in data}


def _vocabulary(code: str, data: Data) -> Vocabulary:
    exact: dict[str, frozenset[str]] = {}
    starts: dict[str, frozenset[str]] = {}
    for role, entry in (*_entries(data["contradictions"]), *_tongues(code)):
        known = starts if entry.endswith("*") else exact
        known[key_of(entry)] = known.get(key_of(entry), _NOTHING) | {role}
    return Vocabulary(
        code=code,
        spaced=not re.match(data.get("script", "$"), "\u4e00"),
        lists=data["contradictions"],
        marks=frozenset(map(key_of, data["marks"]["words"])),
        exact=exact,
        starts=starts,
        longest=max(map(len, starts), default=0),
        script=re.compile(script) if (script := data.get("script")) else None,
        firsts=frozenset(phrase.split()[0] for phrase in (*exact, *starts) if " " in phrase),
    )


def _entries(lists: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, entries in ((name, lists[name]) for name in lists if name not in _TAKEN_OFF):
        meanings = entries.items() if name in _PARTS else [(None, entries)]
        for meaning, words in meanings:
            for word in words:
                yield f"{_PARTS[name]} {meaning}" if meaning else name, word


def _tongues(code: str) -> Iterator[tuple[str, str]]:
    """The names of languages, as English and the language itself have them."""
    for data in (spoken()[ENGLISH], *([spoken()[code]] if code != ENGLISH else [])):
        for name, aliases in data["lexicons"]["languages"].items():
            yield from ((f"language {name}", alias) for alias in (name, *aliases) if key_of(alias))


@lru_cache(maxsize=4096)
def written_in(text: str) -> Vocabulary:
    """The vocabulary a text is read with: that of its script, or the one that knows most of its words. Both sides of a
    contradiction may be in different languages, and neither need be the interview's."""
    key = key_of(text[:LONGEST])
    likely = readable(key)
    if likely[-1].script:
        return likely[-1]
    words = key.split()
    return max(likely, key=lambda v: sum(1 for word in words if word in v.marks or v.roles(word)))


def readable(key: str) -> list[Vocabulary]:
    """The vocabularies of a text's scripts, a script of its own last. Chinese signs beside kana are Japanese."""
    own = [v for v in vocabularies().values() if v.script and v.script.search(key) and not _KANA.search(key)]
    return [*(v for v in vocabularies().values() if not v.script), *own]


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and phrases of a text, in the language it is written in."""
    return tuple(written_in(text).cut(key_of(text[:LONGEST])))


def is_english(text: str) -> bool:
    """Whether a text is read by the rules of English: it is English, or in no language known here."""
    return written_in(text).code == ENGLISH


@lru_cache(maxsize=4096)
def has(text: str, role: str) -> bool:
    """Whether any language's words of a list stand in a text, whatever it is written in."""
    key = key_of(text[:LONGEST])
    return any(role in token.roles for v in readable(key) for token in v.cut(key))


def made_of(told: Iterable[Token], needed: Iterable[str], allowed: Iterable[str] = ("empty",)) -> bool:
    """Whether a text has a word of each of the needed lists, and none beyond them and the allowed ones."""
    told, needed = tuple(told), frozenset(needed)
    may = needed | frozenset(allowed)
    return all(token.roles & may for token in told) and all(any(n in t.roles for t in told) for n in needed)
