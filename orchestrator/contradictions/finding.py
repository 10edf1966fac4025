"""A contradiction as plain data: two sides, and what becomes of the draft where one of them loses."""

import hashlib

from orchestrator.facts import Frozen
from orchestrator.values import AnyValue, Clarification, key_of


class Loss(Frozen):
    """A value of the draft that goes, or gives way to `value`. `target` is its key."""

    slot: str
    target: str
    value: AnyValue | None = None


class Side(Frozen):
    """What one part of the draft says. Without `losses` it cannot be taken out without losing more."""

    slot: str
    text: str
    losses: tuple[Loss, ...] = ()


class Contradiction(Frozen):
    """Two things of a draft that do not go together, by the name of the rule that says so."""

    rule: str
    one: Side
    other: Side

    @property
    def pair(self) -> str:
        """What makes two contradictions the same: the two texts, whichever comes first."""
        return key_of(Clarification(one=self.one.text, other=self.other.text))

    @property
    def key(self) -> str:
        """A short name for it, the same as long as both texts are."""
        return hashlib.sha256(self.pair.encode()).hexdigest()[:12]
