"""What the guide understood of a message, and what it says next: the two halves of a turn without a model."""

from dataclasses import dataclass

from orchestrator.events import Command, Route
from orchestrator.facts import Proposal
from orchestrator.messages import Asked


@dataclass(frozen=True)
class Reading:
    """The readers' finding: how the message is meant, the order in it if any, and the values it holds.

    `evaded` names asked slots the person left to Parley; their assumptions are among the proposals already.
    `beside` is a question to Parley that followed an answer.
    `unread` is true when an answer was expected and nothing in the message could be taken for one.
    `missing` is what was to go and is nowhere in the draft.
    """

    route: Route = "answer"
    command: Command | None = None
    proposals: tuple[Proposal, ...] = ()
    evaded: tuple[str, ...] = ()
    unread: bool = False
    missing: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Question:
    """The next thing to ask: what about, in which stage, in which words, with which clickable answers."""

    stage: str
    asked: Asked
    text: str
    suggestions: tuple[str, ...] = ()
