"""Everything one turn may know, as frozen data: what the interviewer is told before it answers."""

from dataclasses import dataclass, field
from uuid import UUID

from orchestrator.facts import Draft
from orchestrator.messages import Asked, Message


@dataclass(frozen=True)
class Past:
    """The state an undo would bring back: the draft before the last turn that counts, and what was asked then."""

    draft: Draft
    asked: Asked
    message: str


@dataclass(frozen=True)
class Briefing:
    """One message of the person and the state it meets. `text` holds no secret: they are masked before.

    `questions` are all questions asked so far, oldest first, `asked` the one this message answers. `past` is set when
    there is something to undo. `switched` says that the interview came to its language with this message. `completed`
    says that the interview was finished and this message reopens it.
    """

    message_id: UUID
    text: str
    draft: Draft = field(default_factory=dict)
    stage: str = "purpose"
    asked: Asked = field(default_factory=Asked)
    questions: tuple[Asked, ...] = ()
    history: tuple[Message, ...] = ()
    language: str = "en"
    switched: bool = False
    past: Past | None = None
    completed: bool = False
    masked: tuple[str, ...] = ()
    spent_usd: float = 0.0
    budget_usd: float | None = None
