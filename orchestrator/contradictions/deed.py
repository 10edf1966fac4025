"""A deed: what is done to what, or must not be."""

from dataclasses import dataclass

from orchestrator.contradictions import words


@dataclass(frozen=True)
class Deed:
    """`act` is "" where only a thing is named ("no refunds"). `own`: the agent does it itself, whatever happens."""

    act: str
    things: frozenset[str]
    forbidden: bool = False
    own: bool = True

    def forbids(self, other: "Deed") -> bool:
        """Whether doing the other breaks this rule: the same act on at least the same things."""
        if not (self.forbidden and self.things and self.things <= other.things):
            return False
        if self.act:
            return self.act == other.act
        return other.act in ("grant", "use", "send") or (other.act == "tell" and bool(self.things & words.INFORMATION))
