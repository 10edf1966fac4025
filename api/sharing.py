"""Links to versions: thin doors onto sessions.sharing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Status

from api.auth import OWNER, caller
from api.describing import problems
from api.schemas import ShareList, ShareMade, ShareVersion
from api.views import known_version
from sessions import sharing
from sessions.database import in_database
from sessions.models import Share

router = Router(tags=["versions"])


@router.post(
    "/{uuid:session_id}/versions/{int:number}/shares",
    response={201: ShareMade, **problems(401, 403, 404, 413, 422)},
    auth=OWNER,
    summary="Share a version by a link",
)
async def share(request: HttpRequest, session_id: UUID, number: int, body: ShareVersion) -> Any:
    """The answer holds the link this once. Whoever has it reads the version without logging in, until it expires."""
    form: dict[str, Any] = {"number": number, "days": body.days, "with_transcript": body.with_transcript}
    made, token = await in_database(known_version, sharing.share, session_id, caller(request), **form)
    return Status(201, {**_told(made), "url": request.build_absolute_uri(reverse("shared", args=[token]))})


@router.get(
    "/{uuid:session_id}/shares", response={200: ShareList, **problems(401, 404)}, auth=OWNER, summary="Links in use"
)
async def listed(request: HttpRequest, session_id: UUID) -> Any:
    """Without the links themselves, of which only hashes are kept."""
    found: list[Share] = await in_database(sharing.listed, interview_id=session_id, by=caller(request))
    return {"shares": [_told(one) for one in found]}


@router.delete(
    "/{uuid:session_id}/shares/{uuid:share_id}",
    response={204: None, **problems(401, 403, 404)},
    auth=OWNER,
    summary="Revoke a link",
)
async def revoke(request: HttpRequest, session_id: UUID, share_id: UUID) -> Any:
    await in_database(sharing.revoke, interview_id=session_id, by=caller(request), share_id=share_id)
    return Status(204, None)


def _told(share: Share) -> dict[str, Any]:
    kept = {name: getattr(share, name) for name in ("id", "with_transcript", "created_at", "expires_at")}
    return {**kept, "version": share.version.number}
