"""What a turn answers, in the words of the REST contract; kept on the turn so that a repeat gets the same."""

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from builder.ripple import Ripple


class Usage(BaseModel):
    """Tokens and cost of a turn; cost in US dollars, null if unknown."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = 0.0


class Answer(BaseModel):
    """The answer to a message. `told` says what was saved; `asking` names what the reply's question is about:
    slots, or tool_details, contradiction, anything_else, confirm."""

    reply: str
    told: str | None = None
    stage: str
    asking: list[str] = []
    progress: float = Field(description="Share of what is required that is settled, 0 to 1")
    changed: list[str] = []
    suggestions: list[str] = []
    route: str
    status: str
    interviewer: Literal["model", "guide"]
    usage: Usage = Usage()
    turn: str = "done"
    notices: list[str] = []
    ripple: Ripple | None = Field(
        default=None, description="What followed where something known was changed: facts, workflow nodes, sections"
    )


class Event(BaseModel):
    model_config = ConfigDict(frozen=True)

    turn_id: UUID


class Started(Event):
    """The message is saved; its turn runs, or waits behind another one."""

    kind: Literal["started"] = "started"
    queued: bool = False
    repeated: bool = False


class Resumed(Event):
    """The turn's process had died; the turn runs again. `text` says so in the language of the interview."""

    kind: Literal["resumed"] = "resumed"
    text: str


class Text(Event):
    """More of the reply; `whole` is all of it so far, for whoever joins late. `seq` counts from 1."""

    kind: Literal["text"] = "text"
    seq: int
    text: str
    whole: str
    replace: bool = False


class Notice(Event):
    kind: Literal["notice"] = "notice"
    code: str
    text: str


class Ended(Event):
    """The turn is over and saved."""

    kind: Literal["ended"] = "ended"
    answer: Answer


class Failed(Event):
    """The turn failed on our side; the message is kept."""

    kind: Literal["failed"] = "failed"
    detail: str


TurnEvent = Started | Resumed | Text | Notice | Ended | Failed


def ended(turn_id: UUID, stored: Any) -> Ended:
    return Ended(turn_id=turn_id, answer=Answer.model_validate(stored))
