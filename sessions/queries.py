"""Reading conversations: transcripts, status, and the briefing of a turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from builder import queries as specs
from orchestrator import messages as plain
from orchestrator import progress
from orchestrator.briefing import Briefing, Past
from orchestrator.facts import Draft
from orchestrator.guide import ordered
from orchestrator.messages import Asked
from orchestrator.progress import StageProgress
from orchestrator.undoing import Difference, revert
from runs import recorder
from sessions import access
from sessions.access import Visitor
from sessions.models import InterviewSession, Message, Role, Turn, TurnStatus

# Of a message, what a briefing holds: it grows with the interview and is read at every turn.
_TOLD = ("id", "role", "text", "asking", "stopped", "turn__route", "turn__supersedes")

_AT_WORK = (TurnStatus.RUNNING, TurnStatus.QUEUED)
_COUNTING = (TurnStatus.DONE, TurnStatus.STOPPED)
_IDLE = Q(made=[]) & (Q(route__in=("question", "off_topic")) | Q(command="show"))
_LATER = Turn.objects.filter(supersedes=OuterRef("pk"), undone_at=None).exclude(status=TurnStatus.FAILED)
_NEWER = Subquery(_LATER.order_by("-number").values("number")[:1])


@dataclass(frozen=True)
class Standing:
    """Where an interview stands: progress by stage and in all, and what the next answer is about."""

    stages: tuple[StageProgress, ...]
    fraction: float
    asked: Asked
    suggestions: tuple[str, ...]


@dataclass(frozen=True)
class Exchange:
    """One turn as the transcript shows it: the person's message and, once there, Parley's answer."""

    turn: Turn | None
    asked: Message | None
    answer: Message | None

    @property
    def superseded_by(self) -> int | None:
        """The number of the message that stands in for this one."""
        newer = getattr(self.turn, "newer", None)
        return 2 * newer - 1 if newer else None

    @property
    def supersedes(self) -> int | None:
        """The number of the message this one stands in for."""
        old = self.turn.supersedes if self.turn else None
        return 2 * old.number - 1 if old else None

    @property
    def may_edit(self) -> bool:
        turn = self.turn
        return bool(turn and turn.status in _COUNTING and not turn.command and not self.superseded_by)


def transcript(interview: InterviewSession) -> list[Exchange]:
    """All exchanges in order, Parley's first question first; turns taken back are left out."""
    turns = list(
        interview.turns.filter(undone_at=None)
        .annotate(newer=_NEWER)
        .select_related("supersedes")
        .prefetch_related("messages")
    )
    greeting = interview.messages.filter(turn=None).first()
    shown = [Exchange(None, None, greeting)] if greeting else []
    return shown + [exchange(turn) for turn in turns]


def exchange(turn: Turn) -> Exchange:
    by_role = {message.role: message for message in turn.messages.all()}
    return Exchange(turn, by_role.get(Role.PERSON), by_role.get(Role.PARLEY))


def messages(interview: InterviewSession, after: int = -1) -> QuerySet[Message]:
    """The messages that count, in order, numbered above `after`."""
    return interview.messages.filter(Q(turn=None) | Q(turn__undone_at=None), number__gt=after)


def questions(interview: InterviewSession) -> tuple[Asked, ...]:
    """What Parley asked so far, oldest first, without what was taken back and without mere repeats."""
    rows = messages(interview).filter(role=Role.PARLEY, stopped=False)
    return _asked(rows.values_list("asking", "turn__route", "turn__supersedes"))


def _asked(rows: Iterable[tuple[Any, str | None, UUID | None]]) -> tuple[Asked, ...]:
    return plain.asked_in((Asked.model_validate(asking), route, bool(old)) for asking, route, old in rows)


def standing(interview: InterviewSession, draft: Draft | None = None) -> Standing:
    draft = specs.draft(interview.spec) if draft is None else draft
    rows = list(
        messages(interview)
        .filter(role=Role.PARLEY)
        .values_list("asking", "turn__route", "turn__supersedes", "stopped", "suggestions")
    )
    asked_so_far = _asked(row[:3] for row in rows if not row[3])
    asking, suggestions = (rows[-1][0], rows[-1][4]) if rows else ({}, ())
    return Standing(
        stages=progress.stages(draft, asked_so_far, completed=interview.is_completed),
        fraction=progress.fraction(draft, asked_so_far, completed=interview.is_completed),
        asked=Asked.model_validate(asking),
        suggestions=() if interview.is_completed else tuple(suggestions),
    )


def running_turn(interview_id: UUID) -> Turn | None:
    """The turn that runs, else the first that waits."""
    return first_at_work(Turn.objects.filter(interview_id=interview_id, status__in=_AT_WORK))


def first_at_work(turns: Iterable[Turn]) -> Turn | None:
    """Of these turns the one that runs, else the first that waits."""
    found = [turn for turn in turns if turn.status in _AT_WORK]
    return next((turn for turn in found if turn.status == TurnStatus.RUNNING), found[0] if found else None)


def turn(turn_id: UUID) -> Turn:
    return Turn.objects.select_related("interview__spec", "supersedes").get(pk=turn_id)


def editable(interview: InterviewSession) -> QuerySet[Turn]:
    """The turns whose answer another one may stand in for."""
    return interview.turns.filter(~Exists(_LATER), undone_at=None, status__in=_COUNTING, command="")


def interviews_of(visitor: Visitor) -> QuerySet[InterviewSession]:
    """The visitor's interviews, last used first."""
    return access.owned_by(visitor).order_by("-updated_at")


def undoable(interview: InterviewSession, before: int | None = None) -> Turn | None:
    """The last turn (below `before`) that an undo takes back: ended, not yet taken back, not an undo itself, and no
    mere question or talk that changed nothing."""
    so_far = Q() if before is None else Q(number__lt=before)
    ended = interview.turns.filter(~Exists(_LATER.filter(so_far)), so_far, undone_at=None, status__in=_COUNTING)
    return ended.exclude(_IDLE).exclude(command="undo").last()


def briefing(running: Turn) -> Briefing:
    """Everything the interviewer is told for this turn, as plain data."""
    interview = running.interview
    so_far = messages(interview).filter(number__lt=2 * running.number)
    *earlier, message = so_far.values_list(*_TOLD, named=True)
    parleys = [row for row in earlier if row.role == Role.PARLEY]
    draft = draft_before(running)
    told = Briefing(
        message_id=message.id,
        text=message.text,
        draft=draft,
        stage=interview.stage,
        asked=asked_before(running.supersedes)
        if running.supersedes
        else _asked_in(parleys[-1])
        if parleys
        else Asked(),
        questions=_questions_before(running, parleys),
        history=tuple(map(_plain, earlier)),
        language=interview.language,
        completed=running.reopens,
        **budget(interview.pk),
    )
    order = ordered(told)
    return replace(told, past=past(interview, running, draft)) if order and order.name == "undo" else told


def _questions_before(running: Turn, parleys: Sequence[Any]) -> tuple[Asked, ...]:
    """What was asked so far; while an earlier answer is put differently, the open question has not had its chance."""
    asked = _asked((row.asking, row.turn__route, row.turn__supersedes) for row in parleys if not row.stopped)
    return asked[:-1] if running.supersedes else asked


def draft_before(running: Turn) -> Draft:
    """The draft a turn meets: without what the answer it stands in for had made."""
    draft = specs.draft(running.interview.spec)
    return revert(draft, made_by([running.supersedes])) if running.supersedes else draft


def asked_before(answered: Turn) -> Asked:
    """What the message of this turn answered."""
    number = 2 * answered.number - 1
    before = messages(answered.interview).filter(number__lt=number, role=Role.PARLEY).last()
    return before.asked if before else Asked()


def past(interview: InterviewSession, running: Turn, draft: Draft) -> Past | None:
    """What an undo in this turn would bring back."""
    last = undoable(interview, running.number)
    if last is None:
        return None
    said = last.messages.get(role=Role.PERSON)
    return Past(draft=revert(draft, made_by([last])), asked=asked_before(last), message=said.text)


def made_by(turns: Sequence[Turn]) -> tuple[Difference, ...]:
    return tuple(Difference.model_validate(item) for turn in turns for item in turn.made)


def _plain(row: Any) -> plain.Message:
    return plain.Message(id=row.id, role=row.role, text=row.text, asked=_asked_in(row))


def _asked_in(row: Any) -> Asked:
    return Asked.model_validate(row.asking)


def budget(interview_id: UUID) -> dict[str, Any]:
    """What models may cost in this interview, and did so far; empty where no budget is set."""
    most = settings.PARLEY_BUDGET_USD
    if most is None:
        return {}
    return {"budget_usd": float(most), "spent_usd": float(recorder.spent(interview_id))}
