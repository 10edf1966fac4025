"""The guide: the built-in interviewer that needs no model."""

from orchestrator.guide.ask import ask
from orchestrator.guide.commands import commanded, ordered_somewhere
from orchestrator.guide.read import read
from orchestrator.guide.reading import Question, Reading
from orchestrator.guide.reply import reply, unspoken
from orchestrator.guide.secrets import Masked, mask
from orchestrator.guide.tell import tell
from orchestrator.guide.tongue import heard, in_its_language, ordered

__all__ = [
    "Masked",
    "Question",
    "Reading",
    "ask",
    "commanded",
    "heard",
    "in_its_language",
    "mask",
    "ordered",
    "ordered_somewhere",
    "read",
    "reply",
    "tell",
    "unspoken",
]
