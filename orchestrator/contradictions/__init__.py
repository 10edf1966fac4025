"""What in a draft does not go together: found by rules, asked back as one choice, settled by the answer."""

from orchestrator.contradictions.finding import Contradiction, Loss, Side
from orchestrator.contradictions.rules import RULES, find
from orchestrator.contradictions.settling import Choice, settle, settled_by, sides_in, still_open, upheld

__all__ = [
    "RULES",
    "Choice",
    "Contradiction",
    "Loss",
    "Side",
    "find",
    "settle",
    "settled_by",
    "sides_in",
    "still_open",
    "upheld",
]
