"""What people and programs do with documents: bring one, accept what was read in it, or dismiss it."""

import asyncio
import hashlib
from collections.abc import Collection, Sequence
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Case, Count, Q, Value, When
from django.utils import timezone

from builder import queries as specs
from orchestrator import guide
from orchestrator.briefing import Briefing
from orchestrator.documents.refusals import Refused
from orchestrator.documents.sniffing import first_look
from orchestrator.events import Outcome
from orchestrator.facts import MOST, Place, Proposal, apply, holds
from orchestrator.guide.language import Language, language
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked
from orchestrator.slots import BY_NAME, KIND_TYPES
from orchestrator.values import text_of
from sessions import accepting, access, document_reading, execution, finishing, hot, queries
from sessions.access import Visitor
from sessions.answers import Answer
from sessions.database import in_database
from sessions.errors import BadDocument, Conflict, NotFound
from sessions.finishing import Ending
from sessions.models import SILENT_AFTER, Document, DocumentStatus, InterviewSession, Offer, Turn

MOST_DOCUMENTS = 20
PASTED = "Pasted text"
STATES = ("open", "accepted", "dismissed")
LISTED = 12  # values that the transcript names
ACCEPT = "accept"  # what a turn of acceptance is called in the record


def check(content: bytes) -> None:
    """Raises BadDocument for what its size and first bytes show to be none. All else is seen where it is read."""
    try:
        first_look(content)
    except Refused as refusal:
        raise BadDocument(str(refusal)) from refusal


async def add(*, interview_id: UUID, by: Visitor, name: str, content: bytes, patience: float = 60) -> Document:
    """Keep a document and read it; the same one again is the first. Waits `patience` seconds for its reading, which
    goes on after that. Raises NotFound, or BadDocument with what is wrong, and then keeps nothing of it.
    """
    check(content)
    document, is_new = await in_database(_keep, interview_id, by, name, content)
    if is_new:
        reading = execution.outliving(document_reading.read(document.pk))
        await asyncio.wait([reading], timeout=patience)
    return await in_database(_outcome, document.pk)


def _keep(interview_id: UUID, by: Visitor, name: str, content: bytes) -> tuple[Document, bool]:
    document = Document(name=_named(name), size=len(content), digest=hashlib.sha256(content).hexdigest())
    try:
        with transaction.atomic():
            document.interview = access.locked(interview_id, by)
            first = _first_like(document)
            if first is None:
                document.save(force_insert=True)
                document.original.save("original", ContentFile(content))
    except BaseException:
        document_reading.erase(document)  # a row that was not kept has no file
        raise
    return first or document, first is None


def _first_like(document: Document) -> Document | None:
    """The same document as its interview has it already; raises BadDocument if there is no room for another."""
    brought = document.interview.documents
    kept = brought.exclude(status=DocumentStatus.REFUSED)
    first = kept.filter(digest=document.digest).first()
    if first is None and kept.count() >= MOST_DOCUMENTS:
        raise BadDocument(f"An interview takes at most {MOST_DOCUMENTS} documents, and this one has them all.")
    # Whoever sent a refused one is told within a minute, and takes it away then; the same one sent again is new.
    stale = Q(digest=document.digest) | Q(heard_at__lt=timezone.now() - SILENT_AFTER)
    brought.filter(stale, status=DocumentStatus.REFUSED).delete()
    return first


def _named(name: str) -> str:
    """The name as it is shown: the end of a path, without what is no text; a secret in it is masked like all."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if c.isprintable()).strip()
    return guide.mask(shown).text[-200:] or PASTED


def _outcome(document_id: UUID) -> Document:
    document = Document.objects.select_related("interview__spec").filter(pk=document_id).first()
    if document is None:
        raise BadDocument("The document was taken away while it was read. Nothing of it was kept.")
    if document.status == DocumentStatus.REFUSED:
        Document.objects.filter(pk=document_id).delete()
        raise BadDocument(document.problem)
    if not document.interview.working_title:
        finishing.count_progress(document.interview)
    return document


def owned(interview_id: UUID, by: Visitor, document_id: UUID) -> Document:
    """A document of the visitor's interview; raises NotFound."""
    interview = access.owned(interview_id, by)
    document = interview.documents.select_related("interview__spec").filter(pk=document_id).first()
    if document is None:
        raise NotFound
    return document


def all_of(interview_id: UUID, by: Visitor) -> list[Document]:
    """The documents of the visitor's interview, newest first; raises NotFound."""
    interview = access.owned(interview_id, by)
    return list(interview.documents.order_by("-created_at").select_related("interview").defer("paragraphs"))


async def read_again(*, interview_id: UUID, by: Visitor, document_id: UUID, patience: float = 60) -> None:
    """Read a document whose reading was lost with its process, and wait for it as `add` does."""
    document = await in_database(owned, interview_id, by, document_id)
    silent = Document.objects.filter(pk=document.pk, status=DocumentStatus.READING, heard_at=document.heard_at)
    if document.is_silent and await in_database(lambda: silent.update(heard_at=timezone.now(), done=0) == 1):
        reading = execution.outliving(document_reading.read(document.pk))
        await asyncio.wait([reading], timeout=patience)


async def remove(*, interview_id: UUID, by: Visitor, document_id: UUID) -> None:
    """Take a document away with its original; what was accepted from it stays, with its words."""
    await in_database(_remove, interview_id, by, document_id)


def _remove(interview_id: UUID, by: Visitor, document_id: UUID) -> None:
    document = owned(interview_id, by, document_id)
    document_reading.forget_original(document)
    Document.objects.filter(pk=document.pk).delete()


def proposal_of(offer: Offer) -> Proposal:
    """The offer as a proposal for the draft, with its place in the document as evidence."""
    document = offer.document
    place = Place(document_id=document.pk, name=document.name, paragraph=offer.paragraph, page=offer.page)
    kind = KIND_TYPES[BY_NAME[offer.slot].kind]
    value = offer.value if kind is str else kind.model_validate(offer.value)  # type: ignore[attr-defined]
    return Proposal(slot=offer.slot, value=value, quote=offer.quote, confidence=offer.confidence, place=place)


def standing(document: Document) -> tuple[Sequence[Offer], Sequence[Offer], Sequence[Offer]]:
    """(the offers still open, those accepted, those dismissed). What was undone or begun anew is open again."""
    offers = list(document.offers.annotate(state=_state_in(document.interview)))
    open_ones, accepted, dismissed = ([o for o in offers if o.state == state] for state in STATES)
    return open_ones, accepted, dismissed


def counts(found: Sequence[Document]) -> dict[UUID, dict[str, int]]:
    """How many offers are in each state, of documents of one interview."""
    counted = {document.pk: dict.fromkeys(STATES, 0) for document in found}
    if found:
        offers = Offer.objects.filter(document__in=counted).annotate(state=_state_in(found[0].interview))
        for row in offers.values("document_id", "state").annotate(number=Count("pk")).order_by():
            counted[row["document_id"]][row["state"]] = row["number"]
    return counted


def _state_in(interview: InterviewSession) -> Case:
    """The state of an offer, for a query."""
    restart = interview.turns.filter(command="restart", undone_at=None).last()
    stands = When(turn__undone_at=None, turn__number__gt=restart.number if restart else 0, then=Value("accepted"))
    return Case(stands, When(dismissed_at__isnull=False, then=Value("dismissed")), default=Value("open"))


async def accept(
    *,
    interview_id: UUID,
    by: Visitor,
    document_id: UUID,
    offers: Collection[UUID] | None = None,
    dismissed: Collection[UUID] = (),
) -> Answer | None:
    """Put the `dismissed` aside and take offers over into the draft, all open ones by default: a turn of its own, which
    undo takes back. What a full slot has no room for stays open, and the answer says so.

    None if nothing was open. Raises NotFound, or Conflict while another turn runs or where nothing finds room; nothing
    is dismissed then.
    """
    accepted = await in_database(_accept, interview_id, by, document_id, offers, dismissed)
    if accepted is None:
        return None
    turn_id, answer = accepted
    await hot.announce(interview_id, turn=str(turn_id))
    return answer


@transaction.atomic
def _accept(
    interview_id: UUID, by: Visitor, document_id: UUID, wanted: Collection[UUID] | None, unwanted: Collection[UUID]
) -> tuple[UUID, Answer] | None:
    interview = access.locked(interview_id, by)
    document = owned(interview_id, by, document_id)
    _put_aside(document, unwanted)
    open_ones, _, dismissed = standing(document)
    chosen = open_ones if wanted is None else [offer for offer in (*open_ones, *dismissed) if offer.pk in wanted]
    if not chosen:
        return None
    started = timezone.now()
    found, left = _with_room(interview, chosen)
    proposals = tuple(found.values())
    turn = accepting.settle_at_once(interview, _message(document, proposals))
    notices = (_no_room(interview.speech, left),) if left else ()
    answer = finishing.finish(turn.pk, Ending(_outcome_of(interview, turn, proposals), started, notices))
    Turn.objects.filter(pk=turn.pk).update(command=ACCEPT)
    Offer.objects.filter(pk__in=found).update(turn=turn, dismissed_at=None)
    return turn.pk, answer


def _with_room(interview: InterviewSession, chosen: Sequence[Offer]) -> tuple[dict[UUID, Proposal], list[Offer]]:
    """(what the draft will hold, by offer; the offers it has no room for). Raises Conflict if it can hold none."""
    proposals = {offer.pk: proposal_of(offer) for offer in chosen}
    after = apply(specs.draft(interview.spec), proposals.values()).draft
    found = {key: proposal for key, proposal in proposals.items() if holds(after, proposal)}
    if not found:
        raise Conflict(f"Nothing was accepted: {_no_room(language(), chosen)}")
    return found, [offer for offer in chosen if offer.pk not in found]


def _no_room(speech: Language, left: Sequence[Offer]) -> str:
    return speech.say("page.no_room", number=len(left), most=MOST)


def _message(document: Document, proposals: tuple[Proposal, ...]) -> str:
    """What the transcript says the person took over."""
    lines = [f"{BY_NAME[p.slot].label}: {text_of(p.value)}" for p in proposals[:LISTED]]
    more = len(proposals) - LISTED
    rest = [f"and {more} more"] if more > 0 else []
    return "\n".join([f"From {document.name}:", *lines, *rest])[: accepting.MAX_LENGTH]


def _outcome_of(interview: InterviewSession, turn: Turn, proposals: tuple[Proposal, ...]) -> Outcome:
    """The next question, from what is known then: nothing that was accepted is asked."""
    draft = apply(specs.draft(interview.spec), proposals).draft
    asked = queries.questions(interview)
    briefing = Briefing(
        message_id=turn.pk,
        text="",
        draft=draft,
        stage=interview.stage,
        asked=asked[-1] if asked else Asked(),
        questions=asked,
        language=interview.language,
    )
    # As after a correction: the open question was not answered, and may be asked as if for the first time.
    question = guide.ask(briefing, Reading(route="correction", proposals=proposals), draft)
    return Outcome(
        reply=question.text,
        route="command",
        proposals=proposals,
        stage=question.stage,
        asked=question.asked,
        suggestions=question.suggestions,
    )


async def dismiss(
    *, interview_id: UUID, by: Visitor, document_id: UUID, offers: Collection[UUID], undo: bool = False
) -> None:
    """Put offers aside, or with `undo` back among the open ones. What is accepted stays so."""
    await in_database(_dismiss, interview_id, by, document_id, offers, undo)


def _dismiss(interview_id: UUID, by: Visitor, document_id: UUID, offers: Collection[UUID], undo: bool) -> None:
    _put_aside(owned(interview_id, by, document_id), offers, undo=undo)


def _put_aside(document: Document, offers: Collection[UUID], *, undo: bool = False) -> None:
    document.offers.filter(pk__in=offers).update(dismissed_at=None if undo else timezone.now())
