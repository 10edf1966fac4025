"""One message under reading, and what readers hand back."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from orchestrator.facts import Draft, Op, Source, one
from orchestrator.guide.language import Language
from orchestrator.messages import Asked
from orchestrator.slots import BY_NAME, KIND_TYPES
from orchestrator.values import AnyValue, key_of

log = logging.getLogger(__name__)

# Sure enough to settle a slot; below PARTIAL_BELOW a volunteered value is kept, but the slot is still asked about.
SURE = 0.95
HEDGED = 0.8
VOLUNTEERED = 0.75
PARTIAL = 0.5
PARTIAL_BELOW = 0.6
# What one decides on; of goals, rules and steps "maybe" says how strict they are.
_DECIDED = {"agent_name", "audience", "channels", "languages", "platform", "tools", "tone", "metrics"}


@dataclass(frozen=True)
class Heard:
    """What a reader may know: the plain text left to read, what was asked, and the draft before this message."""

    text: str
    asked: Asked
    draft: Draft
    language: Language

    def with_text(self, text: str) -> "Heard":
        return replace(self, text=text)

    @property
    def agents(self) -> tuple[str, ...]:
        """What the agent is called in a story, in small letters: its name, "the guide" for a museum guide."""
        name, role = one(self.draft, "agent_name"), one(self.draft, "agent_role")
        return tuple(word.casefold() for word in (name, *(f"the {w}" for w in role.split()[:6])) if word)

    @cached_property
    def stretches(self) -> list[str]:
        """The text between line breaks, semicolons and the ends of its sentences."""
        return re.split(r"[\n;]|(?<=[.!?])\s", self.text)

    @property
    def is_opening(self) -> bool:
        """Nothing was asked yet, or what the agent is: people tell their whole story then."""
        return not self.asked.topics or "agent_role" in self.asked.topics


@dataclass(frozen=True)
class Found:
    """A value a reader found, and the words that carry it."""

    slot: str
    value: AnyValue | None
    quote: str
    op: Op = "add"
    target: str | None = None
    before: str = ""
    confidence: float = SURE
    source: Source = "said"

    @cached_property
    def key(self) -> str:
        """What two findings of the same value have in common."""
        return key_of(self.value)

    @property
    def is_of_its_slot(self) -> bool:
        """Whether the value is of the kind its slot holds: a reader that errs costs a finding then, not the turn."""
        fits = self.value is None or isinstance(self.value, KIND_TYPES[BY_NAME[self.slot].kind])
        if not fits:
            log.error("A reader found a %s for %s.", type(self.value).__name__, self.slot)
        return fits


def doubted(found: Found, heard: Heard) -> Found:
    """A finding of a sentence that says "maybe" or "not sure": kept, but only half sure."""
    if found.value is None or found.source != "said" or found.op not in ("add", "set") or found.slot not in _DECIDED:
        return found
    around = next((line for line in heard.stretches if found.quote in line), "")
    doubt = heard.language.rx(r"(?<!\w)(?:@doubt)(?!\w)").search(around)
    return replace(found, confidence=min(found.confidence, PARTIAL)) if doubt else found


Read = Callable[[str, Heard], list[Found]]


@dataclass(frozen=True)
class Reader:
    """`answer` reads a text that was asked for; `mention` finds what a sentence about something else lets fall."""

    answer: Read
    mention: Read


def no_mention(sentence: str, heard: Heard) -> list[Found]:
    """For slots that cannot be told from a passing remark."""
    return []
