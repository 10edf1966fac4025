"""The sessions of the REST contract: thin doors onto sessions.services."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Body, HeaderEx, P, QueryEx, Router, Status

from api import sse
from api.auth import OWNER, anyone, caller
from api.problems import LogInFirst, problem
from api.schemas import Answer, Completed, Create, Created, Page, Problem, Resumed, Say, SessionStatus
from api.views import page_of, resumed, status_of
from builder.models import SpecVersion
from sessions import access, files, services
from sessions.accepting import checked
from sessions.access import Visitor
from sessions.answers import Ended, Failed, TurnEvent
from sessions.database import in_database

router = Router(tags=["sessions"])
PROBLEMS = {401: Problem, 404: Problem, 409: Problem, 422: Problem, 503: Problem}


@router.post("/create", response={201: Created, **PROBLEMS}, auth=[*OWNER, anyone], summary="Begin an interview")
async def create(request: HttpRequest, body: Create) -> Any:
    visitor: Visitor = caller(request)
    if not visitor.may_begin:
        raise LogInFirst
    if body.opening:
        checked(body.opening)
    token = access.new_token() if visitor.is_nobody else None
    visitor = Visitor(token_hash=access.hash_of(token)) if token else visitor
    interview = await in_database(
        services.open_interview, by=visitor, title=body.title, language=body.language, platform=body.platform
    )
    if body.opening:
        await _answered(
            services.take_turn(interview_id=interview.pk, text=body.opening, by=visitor, client_key="opening")
        )
    now = await in_database(resumed, interview.pk, visitor)
    return Status(
        201,
        {"session_id": interview.pk, "token": token, **{k: now[k] for k in ("status", "stage", "progress", "reply")}},
    )


@router.post("/{uuid:session_id}/message", response={200: Answer, **PROBLEMS}, auth=OWNER, summary="Send a message")
async def message(
    request: HttpRequest, session_id: UUID, body: Say, idempotency_key: HeaderEx[str, P(max_length=200)] = ""
) -> Any:
    """The answer as JSON, or with `Accept: text/event-stream` as events: token, notice, done, error."""
    events = services.take_turn(
        interview_id=session_id,
        text=body.message,
        by=caller(request),
        client_key=idempotency_key,
        supersedes=body.supersedes,
    )
    first = await anext(events)  # what is wrong with the message is known by now
    if "text/event-stream" in request.headers.get("Accept", ""):
        return StreamingHttpResponse(
            sse.frames(first, events),
            content_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )
    last = await _answered(events)
    return last.answer if isinstance(last, Ended) else problem(500, "The turn failed", getattr(last, "detail", ""))


async def _answered(events: AsyncIterator[TurnEvent]) -> Ended | Failed | None:
    """Wait for the end of a turn."""
    last = None
    async for event in events:
        last = event if isinstance(event, Ended | Failed) else last
    return last


@router.post(
    "/{uuid:session_id}/stop", response={200: SessionStatus, **PROBLEMS}, auth=OWNER, summary="Stop the running turn"
)
async def stop(request: HttpRequest, session_id: UUID) -> Any:
    await services.stop_turn(interview_id=session_id, by=caller(request))
    return await in_database(status_of, session_id, caller(request))


@router.get(
    "/{uuid:session_id}/status",
    response={200: SessionStatus, **PROBLEMS},
    auth=OWNER,
    summary="Where an interview stands",
)
async def status(request: HttpRequest, session_id: UUID) -> Any:
    return await in_database(status_of, session_id, caller(request))


@router.post(
    "/{uuid:session_id}/resume", response={200: Resumed, **PROBLEMS}, auth=OWNER, summary="Go on with an interview"
)
async def resume(request: HttpRequest, session_id: UUID) -> Any:
    """Makes it active again. 409 if it is completed: a message reopens it."""
    await services.resume(interview_id=session_id, by=caller(request))
    return await in_database(resumed, session_id, caller(request))


@router.delete("/{uuid:session_id}", response={204: None, **PROBLEMS}, auth=OWNER, summary="Delete an interview")
async def delete(request: HttpRequest, session_id: UUID) -> Any:
    await in_database(services.archive, interview_id=session_id, by=caller(request))
    return Status(204, None)


@router.get(
    "/{uuid:session_id}/messages", response={200: Page, **PROBLEMS}, auth=OWNER, summary="The transcript, in pages"
)
async def messages(
    request: HttpRequest, session_id: UUID, after: int = -1, limit: QueryEx[int, P(ge=1, le=500)] = 100
) -> Any:
    return await in_database(page_of, session_id, caller(request), after, limit)


@router.get(
    "/{uuid:session_id}/spec", auth=OWNER, summary="The specification", response={200: dict[str, Any], **PROBLEMS}
)
async def spec(request: HttpRequest, session_id: UUID, detail: bool = False, version: int | None = None) -> Any:
    """One fact per list item; with `detail` each with its evidence. Of the draft unless `version` is given."""
    definition = await in_database(files.definition, interview_id=session_id, by=caller(request), version=version)
    return definition.plain(detail=detail)


@router.patch(
    "/{uuid:session_id}/spec", auth=OWNER, summary="Edit the specification", response={200: dict[str, Any], **PROBLEMS}
)
async def patch(request: HttpRequest, session_id: UUID, merge: Body[dict[str, Any]]) -> Any:
    """JSON Merge Patch (RFC 7396) on the plain specification. What it sets is locked."""
    definition = await services.patch(interview_id=session_id, by=caller(request), merge=merge)
    return definition.plain()


@router.post(
    "/{uuid:session_id}/complete", response={200: Completed, **PROBLEMS}, auth=OWNER, summary="Publish a version"
)
async def complete(request: HttpRequest, session_id: UUID) -> Any:
    """The same version again when nothing changed since. 409 while a turn runs."""
    version: SpecVersion = await in_database(services.complete, interview_id=session_id, by=caller(request))
    now = await in_database(status_of, session_id, caller(request))
    missing = [name for stage in now["stages"] for name in stage["missing"] if name != "confirm"]
    return {"version": version.number, "prompt": version.prompt, "lint": version.lint, "missing": missing}
