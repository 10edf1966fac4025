"""Hop 2 of a turn: everything it came to, saved at once."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from builder import queries as specs
from builder import services as builder
from builder.definition import definition_of
from builder.ripple import Ripple, ripple
from orchestrator import guide, progress
from orchestrator.events import Call, Outcome
from orchestrator.facts import Draft, one
from orchestrator.guide.wording import label, sentences_of
from orchestrator.slots import FLOW
from orchestrator.undoing import Difference, as_changes, revert
from runs import recorder
from sessions import liveness, queries
from sessions.accepting import next_expiry
from sessions.answers import Answer, Usage
from sessions.liveness import Lost
from sessions.models import InterviewSession, Message, Role, Status, Turn, TurnStatus
from sessions.runner import RUNNER


@dataclass(frozen=True)
class Ending:
    """What a turn came to: the interviewer's outcome, when the turn began, what the person was told meanwhile."""

    outcome: Outcome
    started_at: datetime
    notices: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def status(self) -> str:
        return str(TurnStatus.STOPPED if self.stopped else TurnStatus.DONE)


@transaction.atomic
def finish(turn_id: UUID, ending: Ending) -> Answer:
    """Save the answer, the facts, the interview's place and the run. Raises Lost if the turn is not ours any more."""
    mine = Turn.objects.filter(pk=turn_id, status=TurnStatus.RUNNING, runner=RUNNER)
    if mine.update(status=ending.status, ended_at=timezone.now()) != 1:
        raise Lost("The turn was taken over.")
    turn, outcome = Turn.objects.select_related("supersedes").get(pk=turn_id), ending.outcome
    turn.interview = (
        InterviewSession.objects.select_for_update(of=("self",)).select_related("spec").get(pk=turn.interview_id)
    )
    if outcome.language and outcome.language != turn.interview.language:
        turn.interview.language = outcome.language
        builder.speak(spec_id=turn.interview.spec_id, language=outcome.language)
    made, told = _effects(turn, outcome)
    if outcome.route == "correction" and not told:
        told = turn.interview.speech.say("told.unchanged")  # else the reply would seem to have changed something
    _move(turn.interview, outcome)
    answer = _answer(turn, ending, made, told)
    _write(turn, ending, answer, made)
    recorder.record(
        interview_id=turn.interview_id,
        turn_id=turn_id,
        status=ending.status,
        started_at=ending.started_at,
        calls=outcome.calls,
    )
    return answer


@transaction.atomic
def break_off(turn_id: UUID, error: str, started_at: datetime, calls: tuple[Call, ...]) -> None:
    """End a turn that broke on our side after these calls; its message stays."""
    if liveness.fail(turn_id, error):
        recorder.record(
            interview_id=queries.turn(turn_id).interview_id,
            turn_id=turn_id,
            status=str(TurnStatus.FAILED),
            started_at=started_at,
            calls=calls,
        )


def _write(turn: Turn, ending: Ending, answer: Answer, made: tuple[Difference, ...]) -> None:
    """The answer in the transcript, and on the turn what a repeat and an undo need."""
    outcome = ending.outcome
    Message.objects.create(
        interview=turn.interview,
        turn=turn,
        number=2 * turn.number,
        role=Role.PARLEY,
        text=outcome.reply,
        told=answer.told or "",
        asking=outcome.asked.model_dump(),
        suggestions=answer.suggestions,
        notices=answer.notices,
        stopped=outcome.cut,
    )
    Turn.objects.filter(pk=turn.pk).update(
        answer=answer.model_dump(mode="json"),
        made=[m.model_dump(mode="json", by_alias=True) for m in made],
        route=outcome.route,
        command=outcome.command.name if outcome.command else "",
    )


def _effects(turn: Turn, outcome: Outcome) -> tuple[tuple[Difference, ...], str]:
    """Apply what the turn changes. Returns the differences, and the line that tells what was saved."""
    interview, name = turn.interview, outcome.command.name if outcome.command else ""
    if name == "undo":
        made = _undo(turn)
    elif name == "restart":
        made = builder.clear(spec_id=interview.spec_id, turn_id=turn.pk)
    elif turn.supersedes:
        old = queries.made_by([turn.supersedes])
        made = builder.replace(spec_id=interview.spec_id, made=old, proposals=outcome.proposals, turn_id=turn.pk)
    else:
        changes, made = builder.apply_proposals(spec_id=interview.spec_id, proposals=outcome.proposals, turn_id=turn.pk)
        told = guide.tell(changes, interview.language)
        return made, f"{told} {_publish(interview)}".strip() if name == "generate" else told
    return made, guide.tell(as_changes(made), interview.language)


def _undo(turn: Turn) -> tuple[Difference, ...]:
    last = queries.undoable(turn.interview, turn.number)
    if last is None:
        return ()
    Turn.objects.filter(pk=last.pk).update(undone_at=timezone.now())
    return builder.take_back(spec_id=turn.interview.spec_id, made=queries.made_by([last]), turn_id=turn.pk)


def _publish(interview: InterviewSession) -> str:
    version = builder.publish_version(spec_id=interview.spec_id, title=interview.name)
    complete(interview)
    ready = interview.speech.say("told.version", number=version.number)
    return sentences_of((ready, _still_open(interview)), interview.speech)


def _still_open(interview: InterviewSession) -> str:
    """What a published version does not settle, to be told beside it."""
    draft, asked = specs.draft(interview.spec), queries.questions(interview)
    names = [name for stage in progress.stages(draft, asked, completed=True) for name in stage.missing]
    speech = interview.speech
    labels = speech.say("marks.comma").join(speech.small(label(name, speech)) for name in names)
    return speech.say("told.still_open", slots=labels) if names else ""


def complete(interview: InterviewSession) -> None:
    interview.status, interview.completed_at = Status.COMPLETED, timezone.now()
    interview.save(update_fields=["status", "completed_at"])


def _move(interview: InterviewSession, outcome: Outcome) -> None:
    """The interview's place, progress and name after the turn; only a "generate" leaves it completed."""
    if not outcome.command or outcome.command.name != "generate":
        interview.status, interview.completed_at = Status.ACTIVE, None
    draft = specs.draft(interview.spec)
    asked = queries.questions(interview)
    interview.stage = outcome.stage
    interview.progress = progress.fraction(draft, (*asked, outcome.asked), completed=interview.is_completed)
    _name(interview, draft)
    interview.save(update_fields=["status", "completed_at", "stage", "language", "progress", *_NAMED])


def count_progress(interview: InterviewSession) -> None:
    """Bring progress and name in step with the draft after an edit."""
    draft = specs.draft(interview.spec)
    interview.progress = progress.fraction(draft, queries.questions(interview), completed=interview.is_completed)
    _name(interview, draft)
    interview.save(update_fields=["progress", *_NAMED])


_NAMED = ("working_title", "working_role", "updated_at", "expires_at")


def _name(interview: InterviewSession, draft: Draft) -> None:
    """It goes by the agent's name, until then by its role, then by its first document. It was used just now."""
    name, role = one(draft, "agent_name")[:200], one(draft, "agent_role")[:200]
    interview.working_title, interview.working_role = name or role or _brought(interview), role
    interview.updated_at, interview.expires_at = timezone.now(), next_expiry()


def _brought(interview: InterviewSession) -> str:
    first = interview.documents.order_by("created_at").values_list("name", flat=True).first()
    return PurePath(first).stem[:200] if first else ""


def _answer(turn: Turn, ending: Ending, made: tuple[Difference, ...], told: str) -> Answer:
    outcome, interview = ending.outcome, turn.interview
    return Answer(
        reply=outcome.reply,
        told=told or None,
        stage=interview.stage,
        asking=list(outcome.asked.topics),
        progress=round(interview.progress, 3),
        changed=list(dict.fromkeys("workflow" if m.slot == FLOW.name else m.slot for m in made)),
        suggestions=list(outcome.suggestions),
        route=outcome.route,
        status=interview.status,
        interviewer=outcome.interviewer,
        usage=_usage(outcome.calls),
        turn=ending.status,
        notices=list(ending.notices),
        ripple=_ripple(turn, outcome, made),
    )


def _ripple(turn: Turn, outcome: Outcome, made: tuple[Difference, ...]) -> Ripple | None:
    """What followed where something known was changed. A restart changes all of it: there is nothing to compare."""
    was_known = any(difference.before and difference.before.value is not None for difference in made)
    if not was_known or (outcome.command and outcome.command.name == "restart"):
        return None
    after = specs.draft(turn.interview.spec)
    said = {"title": turn.interview.name, "language": turn.interview.language}
    return ripple(definition_of(revert(after, made), **said), definition_of(after, **said))


def _usage(calls: tuple[Call, ...]) -> Usage:
    cost = recorder.total_cost(calls)
    return Usage(
        input_tokens=sum(c.input_tokens for c in calls),
        output_tokens=sum(c.output_tokens for c in calls),
        cost=None if cost is None else float(cost),
    )
