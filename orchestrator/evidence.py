"""Whether a message says what a model read out of it."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from orchestrator.briefing import Briefing
from orchestrator.languages import known
from orchestrator.languages.patterns import everywhere, in_keys
from orchestrator.messages import Asked
from orchestrator.values import AnyValue, key_of, text_of

_NEGATORS = (word for data in known().values() for word in data.get("anywhere", {}).get("negator", ()))
_FORBIDDING = re.compile(in_keys([*everywhere("forbids"), *everywhere("without"), *everywhere("only"), *_NEGATORS]))
# Words that say that a list is whole.
_WHOLE = re.compile(in_keys([*everywhere("only"), *everywhere("complete")]))
# Words that take back or change what was said before.
_CORRECTING = re.compile(in_keys(everywhere("corrects")))
# Words that give a name.
_NAMING = re.compile(in_keys(everywhere("names")))
_QUOTING = "\"'`«»“”„‘’"
_EDGES = " \t\n\"'`«»“”„‘’.,;:!?…"
QUOTED, UNQUOTED = 0.9, 0.6
ALIKE = 0.6  # the share of words from which two values of a slot say the same
QUESTION_MARKS = "?？؟\u037e"
NAMED = 0.5  # the share of a value's words from which a message names it


@dataclass(frozen=True)
class Proof:
    """The words of the message that say it, "" if only its sense does, and how sure that is."""

    quote: str
    confidence: float


@dataclass(frozen=True)
class Evidence:
    """A message, and what was asked before it: a "yes" says what the question named. `asked` are its slots;
    `capitals` says that the language writes only names with them."""

    message: str
    heard: str
    asked: frozenset[str] = frozenset()
    capitals: bool = True

    @classmethod
    def of(cls, briefing: Briefing) -> Self:
        asked = next((m.text for m in reversed(briefing.history) if m.role == "parley"), "")
        heard = f"{asked}\n{briefing.text}"
        return cls(briefing.text, heard, slots_of(briefing.asked), not briefing.language.startswith("de"))

    def of_value(self, quote: str, value: AnyValue) -> Proof | None:
        """What speaks for a value, None if nothing."""
        text = text_of(value)
        if not self.speaks_of(text):
            return None
        found = _find(quote.strip(_EDGES), self.message) or _find(text.strip(_EDGES), self.message)
        return Proof(found, QUOTED) if found else Proof("", UNQUOTED) if telling_words(text) & self._said else None

    def speaks_of(self, text: str) -> bool:
        """Whether the message has a word of a text, or of what was asked and said."""
        return bool(telling_words(text) & (self._said | telling_words(self.heard, short=True)))

    def names(self, text: str) -> bool:
        """Whether a text is said to be a name: alone on its line, in quotes, beside a word that gives names, written
        like one, or named by the question."""
        said = _find(text.strip(_EDGES), self.message)
        if not said:
            return bool(_find(text, self.heard))
        alone = key_of(text) in {key_of(line) for line in re.split(r"[\n.!?,;:]", self.message)}
        around = self.message[max(0, (at := self.message.index(said)) - 1) : at + len(said) + 1]
        quoted = around[0] in _QUOTING and around[-1] in _QUOTING
        return alone or quoted or bool(_NAMING.search(key_of(self.message))) or self._is_written_as_name(said, at)

    def _is_written_as_name(self, said: str, at: int) -> bool:
        begins = not self.message[:at].rstrip() or self.message[:at].rstrip()[-1] in ".!?"
        uncased = said.lower() == said.upper()
        return uncased or (self.capitals and not begins and all(word[0].isupper() for word in said.split()))

    def changes(self, slot: str, target: str) -> bool:
        """Whether the message may change a value that stands: it was asked about its slot, it names it, or it has
        words that correct."""
        return slot in self.asked or self.corrects or share(target, self.message) >= NAMED

    def takes_out(self, slot: str, target: str) -> bool:
        """Whether the message may take a value out: it has words for that, and names it or was asked about its slot."""
        named, asked = share(target, self.message) >= NAMED, slot in self.asked
        return (named and asked) or ((named or asked) and (self.corrects or forbids(self.message)))

    @cached_property
    def corrects(self) -> bool:
        """Whether the message has words that take back or change."""
        return bool(_CORRECTING.search(key_of(self.message)))

    def is_whole(self, quote: str) -> bool:
        """Whether the sentence of a quote says that there is nothing beyond what it names."""
        around = [part for part in re.split(r"(?<=[.!?。？！])\s*|\n", self.message) if quote in part]
        return any(_WHOLE.search(key_of(part)) for part in around or [quote])

    def if_said(self, text: str | None) -> str | None:
        """The text, None if the message does not speak of it."""
        return text if text and self.speaks_of(text) else None

    def mostly_says(self, text: str) -> bool:
        """Whether the message has at least half of a text's words."""
        return share(text, self.message) >= NAMED

    def holds(self, text: str | None) -> bool:
        """Whether the message holds a text letter by letter."""
        return bool(text and text.strip() and text.strip() in self.message)

    @cached_property
    def _said(self) -> frozenset[str]:
        return telling_words(self.message, short=True)


def slots_of(asked: Asked) -> frozenset[str]:
    """The slots a question is about; a tool's details are of the tools."""
    return frozenset("tools" if topic == "tool_details" else topic for topic in asked.topics)


def _find(text: str, message: str) -> str:
    """The text as the message writes it, whatever its case and white space; "" if it is not there."""
    words = text.split()
    if not words:
        return ""
    found = re.search(r"\s+".join(map(re.escape, words)), message, re.IGNORECASE)
    return found[0] if found else ""


def share(text: str, other: str) -> float:
    """How much of a text's meaning another one holds, from 0 to 1, by the words they have in common."""
    words = telling_words(text)
    return len(words & telling_words(other, short=True)) / len(words) if words else 0.0


def only_asks(text: str) -> bool:
    """Whether every sentence of a text is a question."""
    parts = [part for part in re.split(rf"(?<=[.!\n{QUESTION_MARKS}])\s*", text.strip()) if part]
    return all(part[-1] in QUESTION_MARKS for part in parts)


def forbids(text: str) -> bool:
    """Whether a rule says what not to do, in any of the languages known here."""
    return bool(_FORBIDDING.search(key_of(text)))


def telling_words(text: str, *, short: bool = False) -> frozenset[str]:
    """The words that carry meaning: numbers, and words of four letters and more, or all if there are no longer ones.

    Where a script does not set words apart, pairs of its signs stand for words. `short` takes the short words too.
    """
    words = key_of(text).split()
    unspaced = {word for word in words if _is_unspaced(word)}
    pairs = {word[i : i + 2] for word in unspaced for i in range(max(1, len(word) - 1))}
    spaced = {word for word in words if word not in unspaced}
    telling = {word for word in spaced if len(word) >= 4 or word.isdigit()}
    return frozenset(pairs | (spaced if short or not (telling or pairs) else telling))


def _is_unspaced(word: str) -> bool:
    """Whether a word is in a script without spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese."""
    return bool(re.search(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]", word))
