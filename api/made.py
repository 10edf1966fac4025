"""What was made of an interview, as files and texts: prompt, workflow, exports."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from api.auth import OWNER, caller
from api.conversations import PROBLEMS
from builder.exports.registry import zip_bytes
from sessions import files
from sessions.database import in_database

router = Router(tags=["what is made"])


async def _made(request: HttpRequest, session_id: UUID, platform: str, version: int | None) -> Any:
    return await in_database(
        files.of_platform, interview_id=session_id, by=caller(request), platform=platform, version=version
    )


@router.get("/{uuid:session_id}/prompt", auth=OWNER, summary="The system prompt", response={200: Any, **PROBLEMS})
async def prompt(request: HttpRequest, session_id: UUID, platform: str = "", version: int | None = None) -> Any:
    """As text/markdown: the neutral prompt. 422 for a platform that Parley does not know."""
    return _text(await _made(request, session_id, platform, version), "system_prompt.md")


@router.get(
    "/{uuid:session_id}/workflow.mmd",
    auth=OWNER,
    summary="The workflow as Mermaid text",
    response={200: Any, **PROBLEMS},
)
async def workflow(request: HttpRequest, session_id: UUID, version: int | None = None) -> Any:
    return _text(await _made(request, session_id, "", version), "workflow.mmd")


@router.get("/{uuid:session_id}/export", auth=OWNER, summary="One platform's files", response={200: Any, **PROBLEMS})
async def export(request: HttpRequest, session_id: UUID, platform: str, version: int | None = None) -> Any:
    """A zip of one platform's files with its loss report."""
    return _zip(await _made(request, session_id, platform, version))


@router.get("/{uuid:session_id}/export.zip", auth=OWNER, summary="Everything in a zip", response={200: Any, **PROBLEMS})
async def everything(request: HttpRequest, session_id: UUID, version: int | None = None) -> Any:
    return _zip(await in_database(files.everything, interview_id=session_id, by=caller(request), version=version))


def _text(made: Any, name: str) -> HttpResponse:
    file = next(f for f in made if f.name == name)
    return HttpResponse(file.content, content_type=f"{file.media_type}; charset=utf-8")


def _zip(made: Any) -> HttpResponse:
    return HttpResponse(
        zip_bytes(made),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="parley-agent.zip"'},
    )
