"""The record of an interview: what each turn took, in time, tokens and money. Sync; one pass over three tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from runs import figures
from runs.models import Run, Step
from sessions.models import InterviewSession, Role, Turn

SHORTENED = 90
GUIDE, DONE = "guide", "done"
POLISHED = "The prompt, polished"
REMOVED = "A document that was removed"
ROUTES = {"off_topic": "off topic"}


@dataclass(frozen=True)
class Line:
    """One turn of the record, or one document. Figures are of all its runs: a turn whose process died was run twice."""

    turn: Turn | None
    said: str
    answered_by: str
    calls: int
    input_tokens: int
    output_tokens: int
    cost: Decimal | None
    first_token_ms: float | None
    duration_ms: float | None
    faults: tuple[str, ...]

    @property
    def route(self) -> str:
        """What the message was taken for, in words; empty while the turn has not ended."""
        if self.turn is None:
            return "document"
        return f"order: {self.turn.command}" if self.turn.command else ROUTES.get(self.turn.route, self.turn.route)

    @property
    def taken_as(self) -> str:
        """The same, or how far the turn is."""
        return self.route or (str(self.turn.get_status_display()).lower() if self.turn else "")

    @property
    def asked_a_model(self) -> bool:
        """Also where the calls were not counted, because the turn was stopped."""
        return bool(self.calls) or self.answered_by not in ("", GUIDE)

    @property
    def money(self) -> str:
        return figures.dollars(self.cost) if self.asked_a_model else figures.NOTHING

    @property
    def first(self) -> str:
        return figures.seconds(self.first_token_ms)

    @property
    def total(self) -> str:
        return figures.seconds(self.duration_ms)


@dataclass(frozen=True)
class Record:
    """All lines in order, and their sums."""

    lines: tuple[Line, ...]

    @property
    def answers(self) -> list[Line]:
        """The lines of turns."""
        return [line for line in self.lines if line.turn]

    @property
    def calls(self) -> int:
        return sum(line.calls for line in self.lines)

    @property
    def input_tokens(self) -> int:
        return sum(line.input_tokens for line in self.lines)

    @property
    def output_tokens(self) -> int:
        return sum(line.output_tokens for line in self.lines)

    @property
    def by_model(self) -> int:
        return sum(line.answered_by not in ("", GUIDE) for line in self.answers)

    @property
    def asked_a_model(self) -> bool:
        """Whether there is anything to tell of calls, tokens and costs."""
        return any(line.asked_a_model for line in self.lines)

    @property
    def failed(self) -> int:
        return sum(bool(line.faults) for line in self.lines)

    @property
    def duration(self) -> str:
        return figures.seconds(sum(line.duration_ms or 0 for line in self.answers))

    @property
    def money(self) -> str:
        """What is known to have been spent; "unknown" if nothing is."""
        known = [line.cost for line in self.lines if line.asked_a_model and line.cost is not None]
        return figures.UNKNOWN if self.unpriced and not known else figures.dollars(sum(known, Decimal(0)))

    @property
    def unpriced(self) -> int:
        """How many lines asked a model at a price nobody knows."""
        return sum(line.asked_a_model and line.cost is None for line in self.lines)


def record(interview: InterviewSession) -> Record:
    """Every turn of the interview, also those that were taken back: they were paid for."""
    turns = list(interview.turns.all())
    said = dict(interview.messages.filter(role=Role.PERSON).values_list("turn_id", "text"))
    runs: dict[UUID | None, list[Run]] = {}
    for run in Run.objects.filter(interview_id=interview.pk).order_by("started_at").prefetch_related("steps"):
        runs.setdefault(run.turn_id or run.document_id, []).append(run)
    of_turns = [(turn.created_at, _line(turn, said.get(turn.pk, ""), runs.pop(turn.pk, []))) for turn in turns]
    named = dict(interview.documents.values_list("pk", "name")) if runs else {}
    of_documents = [
        (of_one[0].started_at, _line(None, named.get(key, REMOVED), of_one)) for key, of_one in runs.items() if key
    ]
    polished = runs.get(None, [])
    of_prompt = [(polished[0].started_at, _line(None, POLISHED, polished))] if polished else []
    return Record(tuple(line for _, line in sorted([*of_turns, *of_documents, *of_prompt], key=lambda at: at[0])))


def _line(turn: Turn | None, said: str, runs: Sequence[Run]) -> Line:
    steps = [step for run in runs for step in run.steps.all()]
    asked = [step for step in steps if step.purpose != GUIDE]
    return Line(
        turn=turn,
        said=_shortened(said),
        answered_by=_answered_by(turn, asked),
        calls=len(asked),
        input_tokens=sum(step.input_tokens for step in asked),
        output_tokens=sum(step.output_tokens for step in asked),
        cost=_sum(step.cost for step in asked),
        first_token_ms=next((s.first_token_ms for s in asked if s.purpose == "reply"), None),
        duration_ms=sum(run.duration_ms for run in runs) if runs else None,
        faults=tuple(dict.fromkeys(step.error for step in asked if step.error)),
    )


def _answered_by(turn: Turn | None, asked: Sequence[Step]) -> str:
    """The model's name, or the guide; empty while nobody has answered."""
    if turn is None:
        return next((step.model for step in asked if step.status == DONE), GUIDE)
    if turn.answer is None:
        return ""
    if turn.answer.get("interviewer") == GUIDE:
        return GUIDE
    return next((step.model for step in asked if step.purpose == "reply"), "model")


def _sum(costs: Iterable[Decimal | None]) -> Decimal | None:
    """None if there are none, and as soon as one is unknown."""
    known = list(costs)
    return None if not known or None in known else sum((cost for cost in known if cost), Decimal(0))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORTENED else f"{line[: SHORTENED - 1].rstrip()}…"
