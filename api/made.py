"""What was made of an interview, as files and texts: prompt, workflow, exports."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from api.auth import OWNER, caller
from api.describing import gives, problems
from api.views import of_version
from sessions import files
from sessions.database import in_database

router = Router(tags=["what is made"])
ANSWERS = {200: None, **problems(401, 404, 422)}
ZIP = gives("application/zip", "A zip", format="binary")


@router.get(
    "/{uuid:session_id}/prompt",
    response=ANSWERS,
    auth=OWNER,
    summary="The system prompt",
    openapi_extra=gives("text/markdown", "The prompt"),
)
async def prompt(request: HttpRequest, session_id: UUID, platform: str = "", version: int | None = None) -> Any:
    """The prompt as it stands in a platform's files, the neutral one by default. 422 for an unknown platform."""
    text = await in_database(of_version, files.prompt, session_id, caller(request), version, platform=platform)
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


@router.get(
    "/{uuid:session_id}/workflow.mmd",
    response=ANSWERS,
    auth=OWNER,
    summary="The workflow as Mermaid text",
    openapi_extra=gives("text/vnd.mermaid", "A flowchart"),
)
async def workflow(request: HttpRequest, session_id: UUID, version: int | None = None) -> Any:
    return _text(await in_database(of_version, files.of_platform, session_id, caller(request), version), "workflow.mmd")


@router.get(
    "/{uuid:session_id}/export", response=ANSWERS, auth=OWNER, summary="One platform's files", openapi_extra=ZIP
)
async def export(request: HttpRequest, session_id: UUID, platform: str = "", version: int | None = None) -> Any:
    """A zip of one platform's files with its loss report."""
    return _zip(await in_database(of_version, files.zip_of, session_id, caller(request), version, platform=platform))


@router.get(
    "/{uuid:session_id}/export.zip", response=ANSWERS, auth=OWNER, summary="Everything in a zip", openapi_extra=ZIP
)
async def everything(request: HttpRequest, session_id: UUID, version: int | None = None) -> Any:
    return _zip(await in_database(of_version, files.zip_of_all, session_id, caller(request), version))


def _text(made: Any, name: str) -> HttpResponse:
    file = next(f for f in made if f.name == name)
    return HttpResponse(file.content, content_type=f"{file.media_type}; charset=utf-8")


def _zip(made: Any) -> HttpResponse:
    named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type="application/zip", headers=named)
