"""Whether a message says what a model read out of it."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from orchestrator.briefing import Briefing
from orchestrator.messages import Asked
from orchestrator.values import AnyValue, key_of, text_of

# Words that forbid, without accents, in the languages people are most likely to interview in.
_FORBIDDING = re.compile(
    r"\b(?:no|not|never|nor|without|only|cannot|dont|don|doesn|shouldn|mustn|won|avoid|refuse|nunca|jamas|tampoco|sin|solo"
    r"|nao|nem|sem|nicht|nie|niemals|kein\w*|ohne|nur|ne|pas|jamais|aucune?|sans|non|mai|senza|niet|nooit|geen|zonder"
    r"|bez|не|никогда|нельзя|без|لا|ليس|بدون)\b|[不别勿禁没莫]"
)
# Words that say that a list is whole.
_WHOLE = re.compile(
    r"\b(?:only|just|solely|nothing (?:else|more|but)|nobody else|no one else|no other\w*|that s (?:it|all)"
    r"|nur|ausschliesslich|bloss"
    r"|sonst (?:nichts|niemand|keine?)|solo|solamente|unicamente|nada mas|nadie mas|seulement"
    r"|uniquement|rien d autre|personne d autre|apenas|somente|soltanto|alleen|только)\b|[只仅僅]|فقط|だけ|만"
)
_EDGES = " \t\n\"'`«»“”„‘’.,;:!?…"
QUOTED, UNQUOTED = 0.9, 0.6


@dataclass(frozen=True)
class Proof:
    """The words of the message that say it, "" if only its sense does, and how sure that is."""

    quote: str
    confidence: float


@dataclass(frozen=True)
class Evidence:
    """A message, and what was asked before it: a "yes" says what the question named. `asked` are its slots."""

    message: str
    heard: str
    asked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, briefing: Briefing) -> Self:
        asked = next((m.text for m in reversed(briefing.history) if m.role == "parley"), "")
        return cls(briefing.text, f"{asked}\n{briefing.text}", slots_of(briefing.asked))

    def of_value(self, quote: str, value: AnyValue, *, literally: bool = False) -> Proof | None:
        """What speaks for a value, None if nothing. `literally`: the value itself must have been said or asked."""
        text = text_of(value)
        if literally and not _find(text, self.heard):
            return None
        if not self.speaks_of(text):
            return None
        found = _find(quote.strip(_EDGES), self.message) or _find(text.strip(_EDGES), self.message)
        return Proof(found, QUOTED) if found else Proof("", UNQUOTED) if _words(text) & self._said else None

    def speaks_of(self, text: str) -> bool:
        """Whether the message has a word of a text, or of what was asked and said."""
        return bool(_words(text) & (self._said | _words(self.heard, short=True)))

    def if_said(self, text: str | None) -> str | None:
        """The text, None if the message does not speak of it."""
        return text if text and self.speaks_of(text) else None

    def holds(self, text: str | None) -> bool:
        """Whether the message holds a text letter by letter."""
        return bool(text and text.strip() and text.strip() in self.message)

    @cached_property
    def _said(self) -> frozenset[str]:
        return _words(self.message, short=True)


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
    words = _words(text)
    return len(words & _words(other, short=True)) / len(words) if words else 0.0


def forbids(text: str) -> bool:
    """Whether a rule says what not to do, in any of the languages known here."""
    return bool(_FORBIDDING.search(key_of(text)))


def is_whole(text: str) -> bool:
    """Whether a text says that there is nothing beyond what it names."""
    return bool(_WHOLE.search(key_of(text)))


def _words(text: str, *, short: bool = False) -> frozenset[str]:
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
