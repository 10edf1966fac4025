"""What one turn yields, in order: that it is under way, tokens and notices while it runs, one Outcome at its end."""

from typing import Literal

from orchestrator.facts import Frozen, Proposal
from orchestrator.messages import Asked

Route = Literal["answer", "correction", "question", "command", "off_topic"]
CommandName = Literal["skip", "back", "undo", "restart", "generate", "show", "go"]
Interviewer = Literal["model", "guide"]
Purpose = Literal["reply", "extraction", "guide", "polish"]


class Command(Frozen):
    """An order of the person; `argument` is the stage for "go", what to see for "show"."""

    name: CommandName
    argument: str = ""


class Begun(Frozen):
    """The interviewer knows what to ask: from here on it waits for the model, and whoever shows the turn has time."""

    kind: Literal["begun"] = "begun"


class Token(Frozen):
    kind: Literal["token"] = "token"
    text: str


class Replaced(Frozen):
    """What was shown so far is void; `text` stands in its place."""

    kind: Literal["replaced"] = "replaced"
    text: str = ""


class Notice(Frozen):
    """Something the person should know that is not part of the reply: `code` is stable, `text` is for reading."""

    kind: Literal["notice"] = "notice"
    code: str
    text: str


class Call(Frozen):
    """One call of a model or of the guide: what it cost. `cost` in US dollars, None if unknown."""

    purpose: Purpose
    model: str
    status: Literal["done", "failed", "stopped"] = "done"
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    first_token_ms: float | None = None
    duration_ms: float = 0.0
    error: str = ""


class Outcome(Frozen):
    """What the turn came to: nothing of it is saved yet. `cut`: it was stopped before the reply was whole."""

    kind: Literal["outcome"] = "outcome"
    reply: str
    cut: bool = False
    route: Route
    command: Command | None = None
    proposals: tuple[Proposal, ...] = ()
    stage: str
    asked: Asked = Asked()
    suggestions: tuple[str, ...] = ()
    # What the interview is held in from here on, "" for as before.
    language: str = ""
    interviewer: Interviewer = "guide"
    calls: tuple[Call, ...] = ()


Event = Begun | Token | Replaced | Notice | Outcome
