"""Idempotency-Key: a repeat has the first answer, and one key never stands for two requests.

Keys are stored as hashes behind a prefix: whatever a program sends, it never meets a key of Parley's own.
"""

import base64
import hashlib
import json
from uuid import UUID

from django.db import IntegrityError
from django.utils.crypto import salted_hmac

from api.problems import KeyReused
from api.schemas import Create, Say
from orchestrator import guide
from sessions import access, queries, services
from sessions.access import Visitor
from sessions.errors import NotFound
from sessions.models import InterviewSession, Role


def stored(key: str) -> str:
    """A program's key as it is kept; "" for none."""
    return f"rest:{_hash(key)}" if key else ""


def token_for(key: str, address: str) -> str:
    """The token of an anonymous caller's interview. Only its hash is kept, so a repeat has to make the same one again:
    it follows from the key, the caller's address and this installation's secret. Without a key it is random.
    """
    if not key:
        return access.new_token()
    made = salted_hmac("api.idempotency", json.dumps([key, address]), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def open_once(*, by: Visitor, body: Create, key: str) -> InterviewSession:
    """A new interview, or the one that `key` opened for this visitor.

    Raises KeyReused if it came with another body, NotFound if what it opened is deleted, BadMessage as services do.
    """
    client_key = f"{stored(key)}:{_hash(_words(body))}" if key else ""
    if key:
        _refuse_another(by, key, client_key)
    asked = {"title": body.title, "language": body.language, "platform": body.platform}
    try:
        return services.open_interview(by=by, client_key=client_key, **asked)
    except IntegrityError:  # the same request came a moment ago
        return services.open_interview(by=by, client_key=client_key, **asked)


def _refuse_another(by: Visitor, key: str, client_key: str) -> None:
    mine = {"owner_id": by.user_id} if by.user_id else {"owner_hash": by.token_hash}
    first = InterviewSession.objects.filter(**mine, client_key__startswith=f"{stored(key)}:").first()
    if first and first.client_key != client_key:
        raise KeyReused
    if first and first.archived_at:
        raise NotFound


def same_message(turn_id: UUID, body: Say) -> None:
    """Raises KeyReused unless the turn was begun with this body. Secrets are compared as they are stored, masked."""
    turn = queries.turn(turn_id)
    said = turn.messages.get(role=Role.PERSON)
    replaced = 2 * turn.supersedes.number - 1 if turn.supersedes else None
    if (said.text, replaced) != (guide.mask(body.message.strip()).text, body.supersedes):
        raise KeyReused


def _words(body: Create) -> str:
    return json.dumps([body.title, guide.mask(body.opening.strip()).text, body.language, body.platform])


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
