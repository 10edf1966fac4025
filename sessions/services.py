"""What people and programs do with interviews: every door calls these, none goes around them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from builder import queries as specs
from builder import services as builder
from builder.definition import AgentDefinition
from builder.ripple import Ripple
from orchestrator import guide
from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Proposal
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked
from orchestrator.undoing import Difference, instead
from sessions import accepting, access, editing, execution, following, handwork, hot, liveness, queries
from sessions.accepting import Accepted
from sessions.access import Visitor
from sessions.answers import Notice, Started, TurnEvent
from sessions.database import in_database
from sessions.errors import BadMessage, Conflict, NotFound
from sessions.models import InterviewSession, Message, Role, Status, Turn


@transaction.atomic
def open_interview(
    *, by: Visitor, title: str = "", language: str = "en", platform: str = "", client_key: str = ""
) -> InterviewSession:
    """A new interview of this visitor, with Parley's first question in it. A repeated `client_key` finds the first,
    unless that was deleted meanwhile.
    """
    owner: dict[str, Any] = {"owner_id": by.user_id, "owner_hash": "" if by.user_id else by.token_hash}
    first = access.owned_by(by).filter(client_key=client_key).first() if client_key else None
    if first:
        return first
    if client_key:
        InterviewSession.objects.filter(**owner, client_key=client_key).update(client_key="")
    title = accepting.without_secret(title.strip(), "The title")
    platform = accepting.without_secret(platform.strip(), "The platform")
    spec = builder.start_spec(language=language)
    interview = InterviewSession.objects.create(
        spec=spec,
        title=title,
        language=language,
        client_key=client_key,
        expires_at=accepting.next_expiry(),
        **owner,
    )
    if platform:
        given = Proposal(slot="platform", value=platform, quote=platform)
        builder.apply_proposals(spec_id=spec.pk, proposals=[given])
    _greet(interview)
    return interview


def _greet(interview: InterviewSession) -> None:
    nothing = Briefing(message_id=interview.pk, text="", language=interview.language, switched=True)
    question = guide.ask(nothing, Reading(), {})
    welcome = (interview.speech.say("reply.welcome"), guide.unspoken(nothing), question.text)
    Message.objects.create(
        interview=interview,
        number=0,
        role=Role.PARLEY,
        text="\n\n".join(part for part in welcome if part),
        asking=question.asked.model_dump(),
        suggestions=list(question.suggestions),
    )


async def take_turn(
    *, interview_id: UUID, text: str, by: Visitor, client_key: str = "", supersedes: int | None = None
) -> AsyncIterator[TurnEvent]:
    """The one road of a message: saved first, then answered as a stream of events that ends with Ended or Failed.

    Raises NotFound, BadMessage or Busy before the first event; then nothing of the message is saved. The turn goes on
    when nobody listens any more. A repeated `client_key` follows the first turn instead of taking another.
    `supersedes` is the number of an earlier message that this one stands in for; raises Conflict if it cannot.
    """
    begun = execution.outliving(
        _begin(interview_id=interview_id, by=by, text=text, client_key=client_key, supersedes=supersedes)
    )
    accepted = await asyncio.shield(begun)
    turn_id = accepted.turn_id
    await execution.under_way(turn_id)
    yield Started(turn_id=turn_id, queued=not accepted.runs and not accepted.repeated, repeated=accepted.repeated)
    if accepted.masked:
        yield Notice(turn_id=turn_id, code="secret_removed", text=accepted.turn.interview.words["secret_removed"])
    async for event in following.follow(turn_id):
        yield event


async def _begin(**message: Any) -> Accepted:
    """Save and start in one go: whoever sent it may go away in between, and its turn runs all the same."""
    accepted = await in_database(lambda: accepting.accept(**message))
    if accepted.runs:
        execution.start(accepted.turn)
    if not accepted.repeated:
        await execution.under_way(accepted.turn_id)
        await hot.announce(message["interview_id"], turn=str(accepted.turn_id))
    return accepted


def foresee(*, interview_id: UUID, by: Visitor, text: str, supersedes: int) -> Ripple:
    """What would change if this text stood in for an earlier message, as the guide reads it. Nothing is saved.

    Raises NotFound, BadMessage or Conflict as take_turn would.
    """
    interview = access.owned(interview_id, by)
    masked = guide.mask(accepting.checked(text)).text
    old = accepting.superseded(interview, supersedes, masked)
    now = specs.draft(interview.spec)
    before = Turn(interview=interview, supersedes=old)
    reading = guide.read(
        Briefing(
            message_id=interview.pk,
            text=masked,
            draft=queries.draft_before(before),
            stage=interview.stage,
            asked=queries.asked_before(old),
            language=interview.language,
        )
    )
    return handwork.between(interview, now, instead(now, queries.made_by([old]), reading.proposals))


async def stop_turn(*, interview_id: UUID, by: Visitor) -> bool:
    """Stop the running turn; its message, the facts found and the text so far are kept. False if none runs."""
    await in_database(access.owned, interview_id, by)
    turn = await in_database(queries.running_turn, interview_id)
    if turn is None or not await in_database(liveness.request_stop, turn.pk):
        return False
    await execution.stop(turn)
    return True


async def revive(interview_id: UUID) -> None:
    """Run what a dead process left behind; never fails a page."""
    await execution.revive(interview_id)


async def resume(*, interview_id: UUID, by: Visitor) -> InterviewSession:
    """Make an interview active again and run what a dead process left behind. Raises Conflict if it is completed."""
    interview = await in_database(_reactivate, interview_id, by)
    await execution.revive(interview_id)
    return interview


def _reactivate(interview_id: UUID, by: Visitor) -> InterviewSession:
    interview = access.owned(interview_id, by)
    if interview.is_completed:
        raise Conflict("This interview is completed. Send a message to reopen it.")
    interview.status, interview.expires_at = Status.ACTIVE, accepting.next_expiry()
    interview.save(update_fields=["status", "expires_at"])
    return interview


def rename(*, interview_id: UUID, by: Visitor, title: str) -> InterviewSession:
    """Give an interview a title of its own; an empty one lets it follow the draft again."""
    interview = access.owned(interview_id, by)
    if len(title.strip()) > 200:
        raise BadMessage("A title has at most 200 characters of text.")
    interview.title = accepting.without_secret(title.strip(), "The title")
    interview.save(update_fields=["title"])
    return interview


@transaction.atomic
def copy(*, interview_id: UUID, by: Visitor) -> InterviewSession:
    """A new interview with the same facts, going on at the same question. The transcript stays with the first."""
    source = access.owned(interview_id, by)
    twin = InterviewSession.objects.create(
        spec=builder.copy_spec(source.spec),
        title=f"{source.name[:190]} (copy)",
        language=source.language,
        stage=source.stage,
        progress=source.progress,
        owner=source.owner,
        owner_hash=source.owner_hash,
        working_title=source.working_title,
        working_role=source.working_role,
        expires_at=accepting.next_expiry(),
    )
    ask_on(twin, twin.speech.say("reply.copied", name=source.name), queries.questions(source))
    return twin


def ask_on(interview: InterviewSession, words: str, asked: tuple[Asked, ...]) -> None:
    """Begin an interview that knows something with these words and what is still open, after what was `asked`."""
    draft = specs.draft(interview.spec)
    briefing = Briefing(
        message_id=interview.pk,
        text="",
        draft=draft,
        stage=interview.stage,
        questions=asked,
        language=interview.language,
    )
    question = guide.ask(briefing, Reading(), draft)
    Message.objects.create(
        interview=interview,
        number=0,
        role=Role.PARLEY,
        text=f"{words} {question.text}",
        asking=question.asked.model_dump(),
        suggestions=list(question.suggestions),
    )


def archive(*, interview_id: UUID, by: Visitor) -> None:
    """Delete for its owner: every door answers "not found" from now on; the rows are kept for the audit."""
    interview = access.owned(interview_id, by)
    InterviewSession.objects.filter(pk=interview.pk).update(status=Status.ABANDONED, archived_at=timezone.now())


def unarchive(*, interview_id: UUID, by: Visitor) -> None:
    """Give a deleted interview back to its owner, completed if it was. Raises NotFound if it is not there to be."""
    interview = access.archived_by(by).filter(pk=interview_id).first()
    if interview is None:
        raise NotFound
    status = Status.COMPLETED if interview.completed_at else Status.ACTIVE
    kept = {"status": status, "archived_at": None, "expires_at": accepting.next_expiry()}
    InterviewSession.objects.filter(pk=interview.pk).update(**kept)


def archive_unused(*, interview_id: UUID, by: Visitor) -> None:
    """Archive an interview if nothing came of it but its first question: no message, no document, no edit."""
    unused = access.owned_by(by).filter(pk=interview_id, turns=None, documents=None, edits=None)
    InterviewSession.objects.filter(pk__in=unused.values("pk")).update(
        status=Status.ABANDONED, archived_at=timezone.now()
    )


async def announce(interview_id: UUID) -> None:
    """Tell open tabs that something beside the conversation changed: a title, a version, or that it is gone."""
    await hot.announce(interview_id, draft=True)


async def edit(*, interview_id: UUID, by: Visitor, change: Callable[[Draft], Draft]) -> tuple[Difference, ...]:
    """A change of the draft by hand (see sessions.editing); other tabs hear of it."""
    made = await in_database(handwork.make, interview_id, by, change)
    await hot.announce(interview_id, draft=True)
    return made


async def undo_edit(*, interview_id: UUID, by: Visitor, edit_id: UUID | None = None) -> None:
    """Take back an edit by hand, the last one unless named. Raises Conflict if nothing of it stands."""
    await in_database(handwork.undo, interview_id, by, edit_id)
    await hot.announce(interview_id, draft=True)


async def redo_edit(*, interview_id: UUID, by: Visitor, edit_id: UUID | None = None) -> None:
    """Make again the edit by hand that was taken back last. Raises Conflict if there is none, or not the one named."""
    await in_database(handwork.redo, interview_id, by, edit_id)
    await hot.announce(interview_id, draft=True)


async def patch(*, interview_id: UUID, by: Visitor, merge: dict[str, Any]) -> AgentDefinition:
    """JSON Merge Patch (RFC 7396) on the plain specification; what it sets is locked. Raises BadMessage."""
    await edit(interview_id=interview_id, by=by, change=lambda draft: editing.merged(draft, merge))
    interview = await in_database(access.owned, interview_id, by)
    return await in_database(specs.definition, interview.spec, interview.name)
