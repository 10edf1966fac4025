"""What is worth a second look before an agent goes out: thin doors onto sessions.mending."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from api.auth import OWNER, caller
from api.describing import problems
from api.schemas import LintOut
from api.views import of_version
from sessions import mending, services
from sessions.access import Visitor
from sessions.database import in_database

router = Router(tags=["what is made"])


@router.get(
    "/{uuid:session_id}/lint",
    response={200: LintOut, **problems(401, 404, 422)},
    by_alias=True,
    auth=OWNER,
    summary="What is worth a second look",
)
async def lint(request: HttpRequest, session_id: UUID, platform: str = "", version: int | None = None) -> Any:
    """Findings for one platform, or for none in particular, and how long its prompt is for the model its files name.
    422 for an unknown platform."""
    return await in_database(_linted, session_id, caller(request), platform, version)


@router.post(
    "/{uuid:session_id}/lint/{slug:key}/fix",
    response={200: LintOut, **problems(401, 403, 404, 409, 422)},
    by_alias=True,
    auth=OWNER,
    summary="Carry out the fix of a finding",
)
async def fix(request: HttpRequest, session_id: UUID, key: str, platform: str = "") -> Any:
    """Changes the draft as an edit by hand, which `spec/undo` takes back, and gives what is left. 409 where the finding
    is not there any more, or has no fix."""
    which: dict[str, Any] = {"interview_id": session_id, "by": caller(request)}
    change = await in_database(mending.mended, key=key, platform=platform, **which)
    await services.edit(change=change, **which)
    return await in_database(_linted, session_id, caller(request), platform, None)


def _linted(session_id: UUID, visitor: Visitor, platform: str, version: int | None) -> dict[str, Any]:
    asked: dict[str, Any] = {"platform": platform}
    return {
        "findings": of_version(mending.findings, session_id, visitor, version, **asked),
        "size": of_version(mending.size, session_id, visitor, version, **asked),
    }
