"""The prompt by hand over REST: thin doors onto sessions.prompt_editing and sessions.polishing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from api.auth import OWNER, caller
from api.describing import problems
from api.schemas import PolishOut, SectionIn, SectionList
from sessions import limits, polishing, prompt_editing, services
from sessions.access import Visitor
from sessions.database import in_database

router = Router(tags=["what is made"])
ONE = "/{uuid:session_id}/prompt/sections/{slug:section}"
ANSWERS: dict[int, Any] = {200: SectionList, **problems(401, 403, 404, 413, 422)}


@router.get(
    "/{uuid:session_id}/prompt/sections",
    response={200: SectionList, **problems(401, 404)},
    auth=OWNER,
    summary="The sections of the prompt",
)
async def listed(request: HttpRequest, session_id: UUID) -> Any:
    """The draft's prompt, section by section: each as it is, and as Parley would write it now."""
    return await in_database(_sections, session_id, caller(request))


@router.put(ONE, response=ANSWERS, auth=OWNER, summary="Write a section by hand")
async def write(request: HttpRequest, session_id: UUID, section: str, body: SectionIn) -> Any:
    """It stays so until it is reset; `spec/undo` takes it back. {agent_name} and other placeholders are filled in."""
    where: dict[str, Any] = {"interview_id": session_id, "by": caller(request), "key": section}
    await in_database(prompt_editing.write, **where, text=body.text)
    await services.announce(session_id)
    return await in_database(_sections, session_id, caller(request))


@router.delete(ONE, response=ANSWERS, auth=OWNER, summary="Reset a section")
async def reset(request: HttpRequest, session_id: UUID, section: str) -> Any:
    """Parley writes it again, anew with every answer."""
    await in_database(prompt_editing.reset, interview_id=session_id, by=caller(request), key=section)
    await services.announce(session_id)
    return await in_database(_sections, session_id, caller(request))


@router.get(
    "/{uuid:session_id}/prompt/polish",
    response={200: PolishOut, **problems(401, 404)},
    auth=OWNER,
    summary="How far polishing is",
)
async def progress(request: HttpRequest, session_id: UUID) -> Any:
    return await in_database(_progress, session_id, caller(request))


@router.post(
    "/{uuid:session_id}/prompt/polish",
    response={200: PolishOut, **problems(401, 403, 404, 409, 422)},
    auth=OWNER,
    summary="Have a model polish the prompt",
)
async def polish(request: HttpRequest, session_id: UUID, section: str = "") -> Any:
    """All sections, or one, in the background. What it offers is taken by hand on the page, never by itself. 422 where
    no model is configured, 409 while it runs already."""
    await limits.check(caller(request), limits.address_of(request), "polish")
    await in_database(polishing.begin, interview_id=session_id, by=caller(request), key=section)
    return await in_database(_progress, session_id, caller(request))


def _sections(session_id: UUID, by: Visitor) -> dict[str, Any]:
    return {"sections": prompt_editing.listed(interview_id=session_id, by=by)}


def _progress(session_id: UUID, by: Visitor) -> dict[str, Any]:
    job = polishing.latest(interview_id=session_id, by=by)
    if job is None:
        return {"status": "none", "ready": 0, "of": 0, "problem": None, "kept": {}}
    rows = list(job.sections.all())
    kept = {row.key: row.kept for row in rows if row.kept}
    return {"status": job.status, "ready": len(rows), "of": len(job.keys), "problem": job.problem or None, "kept": kept}
