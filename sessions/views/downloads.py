"""The made files, one by one and all in a zip: of the draft, or of the version that the address names."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sessions import files
from sessions.access import Visitor
from sessions.database import in_database
from sessions.views.doors import door, version_of


@require_safe
@door
async def one(request: HttpRequest, visitor: Visitor, interview_id: UUID, name: str) -> HttpResponse:
    made = await in_database(files.everything, interview_id=interview_id, by=visitor, version=version_of(request))
    file = next((f for f in made if f.name == name), None)
    if file is None:
        raise Http404
    return attachment(file.content, file.media_type, name.rsplit("/", 1)[-1])


@require_safe
@door
async def everything(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    made = await in_database(files.zip_of_all, interview_id=interview_id, by=visitor, version=version_of(request))
    return attachment(made.content, "application/zip", made.name)


@require_safe
@door
async def platform(request: HttpRequest, visitor: Visitor, interview_id: UUID, platform: str) -> HttpResponse:
    made = await in_database(
        files.zip_of, interview_id=interview_id, by=visitor, platform=platform, version=version_of(request)
    )
    return attachment(made.content, "application/zip", made.name)


def attachment(content: bytes | str, media_type: str, name: str) -> HttpResponse:
    """A download; `name` comes from code, never from typed text."""
    kind = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
