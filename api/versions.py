"""Versions of an agent: thin doors onto sessions.versions."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import P, QueryEx, Router

from api.auth import OWNER, caller
from api.describing import problems
from api.schemas import Completed, Publish, VersionChange, VersionList, VersionOut
from api.views import known_version, status_of
from builder.compare import Comparison, Passage
from builder.models import SpecVersion
from sessions import services, versions
from sessions.database import in_database

router = Router(tags=["versions"])
ONE = "/{uuid:session_id}/versions/{int:number}"
After = QueryEx[int | None, P(description="A later version; the draft if left out")]


@router.post(
    "/{uuid:session_id}/complete",
    response={200: Completed, **problems(401, 403, 404, 409, 413, 422)},
    by_alias=True,
    auth=OWNER,
    summary="Publish a version",
)
async def complete(request: HttpRequest, session_id: UUID, body: Publish | None = None) -> Any:
    """The same version again when nothing changed since. 409 while a turn runs."""
    note = body.note if body else ""
    version: SpecVersion = await in_database(versions.publish, interview_id=session_id, by=caller(request), note=note)
    await services.announce(session_id)
    now = await in_database(status_of, session_id, caller(request))
    missing = [name for stage in now["stages"] for name in stage["missing"] if name != "confirm"]
    return {"version": version.number, "prompt": version.prompt, "lint": version.lint, "missing": missing}


@router.get(
    "/{uuid:session_id}/versions", response={200: VersionList, **problems(401, 404)}, auth=OWNER, summary="All versions"
)
async def listed(request: HttpRequest, session_id: UUID) -> Any:
    return {"versions": await in_database(versions.listed, interview_id=session_id, by=caller(request))}


@router.patch(
    ONE, response={200: VersionOut, **problems(401, 403, 404, 413, 422)}, auth=OWNER, summary="Note or label a version"
)
async def describe(request: HttpRequest, session_id: UUID, number: int, body: VersionChange) -> Any:
    """What is null stays. A version that becomes `live` takes the place of the one that was."""
    change: dict[str, Any] = {"note": body.note, "label": body.label}
    return await in_database(known_version, versions.describe, session_id, caller(request), number=number, **change)


@router.post(
    f"{ONE}/restore",
    response={200: VersionOut, **problems(401, 403, 404, 409)},
    auth=OWNER,
    summary="Restore a version as a new one",
)
async def restore(request: HttpRequest, session_id: UUID, number: int) -> Any:
    """The draft follows it; the last edit by hand then is this one, which `spec/undo` takes back. 409 while a turn
    runs. Restoring the newest version does nothing while the draft is the same."""
    version = await in_database(known_version, versions.restore, session_id, caller(request), number=number)
    await services.announce(session_id)
    return version


@router.get(
    "/{uuid:session_id}/versions/compare",
    response={200: Comparison, **problems(401, 404, 422)},
    auth=OWNER,
    summary="Compare two versions",
)
async def compare(request: HttpRequest, session_id: UUID, before: int, after: After = None) -> Any:
    """Facts and workflow nodes before and after, both workflows in one Mermaid diagram, the prompt by lines, and which
    exported files differ."""
    two: dict[str, Any] = {"before": before, "after": after}
    return await in_database(known_version, versions.compared, session_id, caller(request), **two)


@router.get(
    "/{uuid:session_id}/versions/compare/file",
    response={200: list[Passage], **problems(401, 404, 422)},
    auth=OWNER,
    summary="Compare one file of two versions",
)
async def compare_file(request: HttpRequest, session_id: UUID, name: str, before: int, after: After = None) -> Any:
    """By lines, with what stands around the changes. 422 where neither has a file of this name."""
    two: dict[str, Any] = {"before": before, "after": after, "name": name}
    return await in_database(known_version, versions.compared_file, session_id, caller(request), **two)
