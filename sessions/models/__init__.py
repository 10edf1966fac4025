"""The conversation as it is kept: an interview, its turns, its messages, and the documents brought to it."""

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
from sessions.models.documents import SILENT_AFTER, Document, DocumentStatus, Offer

__all__ = [
    "ENDED",
    "SILENT_AFTER",
    "STALE_AFTER",
    "Document",
    "DocumentStatus",
    "Edit",
    "InterviewSession",
    "Message",
    "Offer",
    "Role",
    "Status",
    "Turn",
    "TurnStatus",
]
