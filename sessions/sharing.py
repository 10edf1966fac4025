"""Read-only links to a version, for people without an account: they end by themselves and can be taken back. Sync."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sessions import access, files, queries, versions
from sessions.access import Visitor
from sessions.errors import BadMessage, NotFound
from sessions.models import InterviewSession, Message, Share

LONGEST_DAYS, MOST_OPEN = 365, 100


@transaction.atomic
def share(
    *, interview_id: UUID, by: Visitor, number: int, days: int, with_transcript: bool = False, form_id: str = ""
) -> tuple[Share, str]:
    """A link to a version, and its token, which nobody can read again later. The same form sent again has the same
    one. Raises NotFound, and BadMessage for days that are none or for more links than anybody hands out."""
    if not 1 <= days <= LONGEST_DAYS:
        raise BadMessage(f"A link lasts for 1 to {LONGEST_DAYS} days.")
    interview = access.locked(interview_id, by)
    version = versions.one(interview_id=interview_id, by=by, number=number)
    token = access.token_of_form(f"share:{version.pk}:{form_id}") if len(form_id) >= 32 else access.new_token()
    made = Share.objects.filter(token_hash=access.hash_of(token)).first()
    if made:
        return made, token
    if Share.open_ones().filter(interview=interview).count() >= MOST_OPEN:
        raise BadMessage(f"There are {MOST_OPEN} links to this agent already. Revoke some first.")
    expires_at = timezone.now() + timedelta(days=days)
    kept: dict[str, Any] = {"with_transcript": with_transcript, "expires_at": expires_at}
    return Share.objects.create(interview=interview, version=version, token_hash=access.hash_of(token), **kept), token


def listed(*, interview_id: UUID, by: Visitor) -> list[Share]:
    """The links that lead somewhere, the newest first."""
    return list(Share.open_ones().filter(interview=access.owned(interview_id, by)))


def revoke(*, interview_id: UUID, by: Visitor, share_id: UUID) -> None:
    """The link leads nowhere from now on. Raises NotFound if it leads nowhere already."""
    found = Share.open_ones().filter(interview=access.owned(interview_id, by), pk=share_id)
    if not Share.objects.filter(pk__in=found.values("pk")).update(revoked_at=timezone.now()):
        raise NotFound


def opened(token: str) -> Share:
    """What a token leads to, whoever holds it; raises NotFound alike for one that is wrong, over, or taken back."""
    found = Share.open_ones().filter(token_hash=access.hash_of(token)).first()
    if found is None:
        raise NotFound
    return found


def page(token: str) -> dict[str, Any]:
    """What the holder of a link sees: the version as it was frozen, and what was said until then if that was chosen."""
    shared = opened(token)
    return {
        "share": shared,
        "version": shared.version,
        "interview": shared.interview,
        "agent": files.frozen(shared.version),
        "exchanges": _said(shared.interview, shared) if shared.with_transcript else (),
    }


def _said(interview: InterviewSession, shared: Share) -> list[Message]:
    """The messages that count, up to the moment the version was published."""
    counting = [one for one in queries.transcript(interview) if not one.superseded_by]
    said = (message for one in counting for message in (one.asked, one.answer) if message)
    return [message for message in said if message.created_at <= shared.version.created_at]
