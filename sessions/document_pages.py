"""What the pages of documents are given: plain data in the order it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from builder import queries as specs
from orchestrator import conf
from orchestrator.documents import refusals
from orchestrator.documents.readings import Paragraph
from orchestrator.documents.sniffing import NAMES
from orchestrator.facts import MOST, Draft, Proposal
from orchestrator.slots import SLOTS, Slot
from orchestrator.values import text_of
from sessions import access, documents
from sessions.access import Visitor
from sessions.models import Document, DocumentStatus, Offer

GENRES = {"procedure": "a procedure", "faq": "questions and answers", "prompt": "a prompt", "other": "plain prose"}
FULL = "{slot}: the draft holds {most}, as many as it can. Take some out of it to accept what is still open here."


@dataclass(frozen=True)
class OfferLine:
    """One offer as a line: its value, and the words it comes from."""

    offer: Offer
    proposal: Proposal

    @property
    def text(self) -> str:
        return text_of(self.proposal.value)


@dataclass(frozen=True)
class Group:
    """The offers of one slot."""

    slot: Slot
    lines: tuple[OfferLine, ...]


def reader() -> str:
    """The model that reads documents beside the guide, "" without one."""
    models = conf.models()
    return models.fast if models else ""


def library(interview_id: UUID, visitor: Visitor) -> dict[str, Any]:
    """All documents of an interview, newest first."""
    interview = access.owned(interview_id, visitor)
    found = documents.all_of(interview_id, visitor)
    counted = documents.counts(found)
    rows = [{"document": document, **counted[document.pk], **_state(document)} for document in found]
    is_reading = any(row["is_reading"] for row in rows)
    return {"interview": interview, "documents": rows, "is_reading": is_reading, "reader": reader()}


def page(interview_id: UUID, visitor: Visitor, document_id: UUID) -> dict[str, Any]:
    """One document: its offers by slot, what became of them, and its text."""
    document = documents.owned(interview_id, visitor, document_id)
    open_ones, accepted, dismissed = documents.standing(document)
    groups = _groups(open_ones)
    return {
        "interview": document.interview,
        "document": document,
        **_state(document),
        "notices": [*document.notices, *_full(groups, specs.draft(document.interview.spec))],
        "groups": groups,
        "open_count": len(open_ones),
        "accepted": _groups(accepted),
        "accepted_count": len(accepted),
        "dismissed": _groups(dismissed),
        "dismissed_count": len(dismissed),
        "paragraphs": [Paragraph.model_validate(item) for item in document.paragraphs],
    }


def _state(document: Document) -> dict[str, Any]:
    return {
        "is_reading": document.status == DocumentStatus.READING and not document.is_silent,
        "is_lost": document.is_silent,
        "lost": refusals.LOST,
        "kind_name": NAMES.get(document.kind, ""),  # type: ignore[call-overload]
        "genre_name": GENRES.get(document.genre, ""),
    }


def _full(groups: Sequence[Group], draft: Draft) -> list[str]:
    return [FULL.format(slot=g.slot.label, most=MOST) for g in groups if len(draft.get(g.slot.name, ())) >= MOST]


def _groups(offers: Sequence[Offer]) -> list[Group]:
    lines = [OfferLine(offer, documents.proposal_of(offer)) for offer in offers]
    groups = [Group(slot, tuple(line for line in lines if line.offer.slot == slot.name)) for slot in SLOTS]
    return [group for group in groups if group.lines]
