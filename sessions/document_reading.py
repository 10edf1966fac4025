"""Reading documents beside everything else: in a process of its own each, two at a time, whoever waits or not."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from orchestrator import conf
from orchestrator.documents import readings, refusals
from orchestrator.documents.apart import read_apart
from orchestrator.documents.modelled import Modelled, read_on
from orchestrator.documents.readings import DocumentReading
from orchestrator.documents.refusals import Refused
from orchestrator.events import Call
from orchestrator.exchange import Usage
from orchestrator.metering import Meter
from runs import recorder
from sessions import hot, queries
from sessions.database import in_database, patiently, surely
from sessions.errors import Busy
from sessions.models import Document, DocumentStatus, Offer

_READERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="documents")
TOLD_EVERY = 0.5  # seconds between two writes of how far it is
MASKED = (
    "Something in this document looked like a secret ({kinds}). It was taken out of the text, and the original was not "
    "kept. Keep secrets out of documents; the agent needs only their kind."
)


async def read(document_id: UUID) -> None:
    """Open and read a document to the end; what is wrong with it is saved, not raised."""
    document = await in_database(Document.objects.get, pk=document_id)
    started = timezone.now()
    try:
        content = await in_database(content_of, document)
        meter = Meter("guide", "guide")
        reading = await asyncio.get_running_loop().run_in_executor(_READERS, _read, document, content)
        guide = meter.call(Usage(cost=0.0))
        both = await _with_model(document, reading)
        await surely(save, document, both, (guide, *both.calls), started)
    except Refused as refusal:
        await in_database(refuse, document, str(refusal))
    except Exception:
        await in_database(refuse, document, refusals.BROKEN)
        raise
    await hot.announce(document.interview_id, draft=True)


async def _with_model(document: Document, reading: DocumentReading) -> Modelled:
    """The reading with what a model adds, where one is set and the interview may still pay for it."""
    models = conf.models()
    if models is None:
        return Modelled(reading)

    async def told(done: int, of: int) -> None:
        rows = Document.objects.filter(pk=document.pk)
        with suppress(Busy):  # told again with the next parts
            await in_database(rows.update, done=done, of=of, heard_at=timezone.now())

    budget = await in_database(queries.budget, document.interview_id)
    left = budget["budget_usd"] - budget["spent_usd"] if budget else None
    return await read_on(reading, models, budget=left, told=told)


def content_of(document: Document) -> bytes:
    """The original, byte by byte; raises Refused where it is not kept, or not to be found."""
    try:
        with document.original.open("rb") as original:
            return bytes(original.read())
    except (OSError, ValueError) as error:
        raise Refused(refusals.GONE) from error


def _read(document: Document, content: bytes) -> DocumentReading:
    last = 0.0

    def told(done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last >= TOLD_EVERY:
            last = time.monotonic()
            rows = Document.objects.filter(pk=document.pk)
            with suppress(Busy):  # told again with the next pages
                patiently(lambda: rows.update(done=done, of=of, heard_at=timezone.now()))

    return read_apart(content, document.name, told)


@transaction.atomic
def save(document: Document, read: Modelled, calls: Sequence[Call], started: datetime) -> None:
    """Keep what was read, and what that took. A document that is gone by now, or was read meanwhile, stays so."""
    recorder.record(
        interview_id=document.interview_id,
        document_id=document.pk,
        status="failed" if any(call.status == "failed" for call in calls) else "done",
        started_at=started,
        calls=calls,
    )
    reading = read.reading
    open_ones = Document.objects.filter(pk=document.pk, status=DocumentStatus.READING)
    if open_ones.update(
        status=DocumentStatus.READ,
        kind=reading.kind,
        genre=reading.genre,
        language=reading.language,
        pages=reading.pages,
        paragraphs=[paragraph.model_dump(mode="json") for paragraph in reading.paragraphs],
        masked=list(reading.masked),
        notices=_notices(read),
    ):
        Offer.objects.bulk_create(_offer(document, position, offer) for position, offer in enumerate(reading.offers))
        if reading.masked:
            forget_original(document)


def _offer(document: Document, position: int, offer: readings.Offer) -> Offer:
    return Offer(
        document=document,
        position=position,
        slot=offer.proposal.slot,
        value=offer.proposal.model_dump(mode="json", by_alias=True)["value"],
        quote=offer.proposal.quote,
        paragraph=offer.paragraph,
        page=offer.page,
        confidence=offer.proposal.confidence,
    )


def _notices(read: Modelled) -> list[str]:
    masked = read.reading.masked
    return [*([MASKED.format(kinds=", ".join(masked))] if masked else []), *([read.notice] if read.notice else [])]


def refuse(document: Document, problem: str) -> None:
    """Note why it is not read; the original is of no use to anybody then, and goes."""
    open_ones = Document.objects.filter(pk=document.pk, status=DocumentStatus.READING)
    if open_ones.update(status=DocumentStatus.REFUSED, problem=problem, heard_at=timezone.now()):
        forget_original(document)


def erase(document: Document) -> None:
    """Take the file away of a document that is no row."""
    document.original.storage.delete(document.place)


def forget_original(document: Document) -> None:
    name, storage = document.original.name, document.original.storage
    Document.objects.filter(pk=document.pk).update(original="")
    if name:
        transaction.on_commit(lambda: storage.delete(name))
