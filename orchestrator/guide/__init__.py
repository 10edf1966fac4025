"""The guide: the built-in interviewer that needs no model."""

from orchestrator.guide.commands import commanded
from orchestrator.guide.read import read
from orchestrator.guide.reading import Question, Reading
from orchestrator.guide.secrets import Masked, mask

__all__ = ["Masked", "Question", "Reading", "commanded", "mask", "read"]
