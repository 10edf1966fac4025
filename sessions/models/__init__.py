"""The conversation as it is kept: an interview, its turns, its messages, its documents, and links to its versions."""

from sessions.models.conversation import (
    ENDED,
    STALE_AFTER,
    Edit,
    InterviewSession,
    Message,
    Role,
    Status,
    Turn,
    TurnStatus,
)
from sessions.models.descriptions import Description
from sessions.models.documents import SILENT_AFTER, Document, DocumentStatus, Offer
from sessions.models.prompting import Polish, PolishedSection, PolishStatus, SectionTemplate
from sessions.models.sharing import Share

__all__ = [
    "ENDED",
    "SILENT_AFTER",
    "STALE_AFTER",
    "Description",
    "Document",
    "DocumentStatus",
    "Edit",
    "InterviewSession",
    "Message",
    "Offer",
    "Polish",
    "PolishStatus",
    "PolishedSection",
    "Role",
    "SectionTemplate",
    "Share",
    "Status",
    "Turn",
    "TurnStatus",
]
