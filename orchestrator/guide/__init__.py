"""The guide: the built-in interviewer that needs no model."""

from orchestrator.guide.ask import ask
from orchestrator.guide.commands import commanded
from orchestrator.guide.read import read
from orchestrator.guide.reading import Question, Reading
from orchestrator.guide.reply import reply
from orchestrator.guide.secrets import Masked, mask
from orchestrator.guide.tell import tell

__all__ = ["Masked", "Question", "Reading", "ask", "commanded", "mask", "read", "reply", "tell"]
