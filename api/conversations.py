"""The sessions of the REST contract: thin doors onto sessions.services."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from ninja import BodyEx, HeaderEx, P, QueryEx, Router, Status

from api import idempotency, sse
from api.auth import BEGINNER, OWNER, caller
from api.describing import gives, problems
from api.problems import LogInFirst, problem
from api.schemas import Answer, Create, Created, Page, Resumed, Say, SessionStatus
from api.shapes import AnySpecification, Specification, SpecificationMerge
from api.views import of_version, page_of, resumed, status_of
from builder.ripple import Ripple
from sessions import access, editing, files, handwork, limits, services
from sessions.accepting import checked
from sessions.access import Visitor
from sessions.answers import Ended, Failed, Started, TurnEvent
from sessions.database import in_database

router = Router(tags=["sessions"])
IdempotencyKey = HeaderEx[
    str,
    P(
        alias="Idempotency-Key",
        max_length=200,
        description="Any text of yours that stands for this one request, best a random UUID. The same request sent "
        "again with it has the first one's answer and does nothing; another request with it is a 422.",
    ),
]


@router.post(
    "/create",
    response={201: Created, **problems(401, 403, 404, 413, 422, 429)},
    auth=BEGINNER,
    summary="Begin an interview",
    openapi_extra={"security": [{}]},
)
async def create(request: HttpRequest, body: Create, idempotency_key: IdempotencyKey = "") -> Any:
    """Without authorization the answer holds the token that owns the interview from now on.

    With an Idempotency-Key a repeat has the same session_id and, as it came without authorization and from the same
    address, the same token, with the interview as it stands by now. So keep such a key to yourself, as you keep the
    token. 404 if the interview was deleted since.
    """
    visitor: Visitor = caller(request)
    if not visitor.may_begin:
        raise LogInFirst
    address = limits.address_of(request)
    await limits.check(visitor, address, "begin")
    if body.opening:
        checked(body.opening)
    token = idempotency.token_for(idempotency_key, address) if visitor.is_nobody else None
    visitor = Visitor(token_hash=access.hash_of(token)) if token else visitor
    interview = await in_database(idempotency.open_once, by=visitor, body=body, key=idempotency_key)
    if body.opening:
        opening = services.take_turn(interview_id=interview.pk, text=body.opening, by=visitor, client_key="opening")
        await _answered(opening)
    now = await in_database(resumed, interview.pk, visitor)
    return Status(201, {**now, "token": token})


@router.post(
    "/{uuid:session_id}/message",
    response={200: Answer, **problems(401, 403, 404, 409, 413, 422, 429)},
    auth=OWNER,
    summary="Send a message",
    openapi_extra=gives("text/event-stream", "Where asked for: events token, notice, done or error, with JSON data"),
)
async def message(request: HttpRequest, session_id: UUID, body: Say, idempotency_key: IdempotencyKey = "") -> Any:
    """The answer as JSON, or with `Accept: text/event-stream` as events: `token` {seq, text, replace?} (`replace`: all
    before it is void), `notice` {code, text}, at the end `done` (the JSON answer) or `error` (the problem).
    """
    visitor = caller(request)
    await limits.check(visitor, limits.address_of(request), "message")
    events = services.take_turn(
        interview_id=session_id,
        text=body.message,
        by=visitor,
        client_key=idempotency.stored(idempotency_key),
        supersedes=body.supersedes,
    )
    first = await anext(events)  # what is wrong with the message is known by now
    if isinstance(first, Started) and first.repeated:
        await in_database(idempotency.same_message, first.turn_id, body)
    if "text/event-stream" in request.headers.get("Accept", ""):
        return StreamingHttpResponse(
            sse.frames(first, events),
            content_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )
    last = await _answered(events)
    if isinstance(last, Ended):
        return last.answer.model_dump()
    return problem(500, "The turn failed", getattr(last, "detail", ""))


async def _answered(events: AsyncIterator[TurnEvent]) -> Ended | Failed | None:
    """Wait for the end of a turn."""
    last = None
    async for event in events:
        last = event if isinstance(event, Ended | Failed) else last
    return last


@router.post(
    "/{uuid:session_id}/stop",
    response={200: SessionStatus, **problems(401, 403, 404)},
    auth=OWNER,
    summary="Stop the running turn",
)
async def stop(request: HttpRequest, session_id: UUID) -> Any:
    await services.stop_turn(interview_id=session_id, by=caller(request))
    return await in_database(status_of, session_id, caller(request))


@router.get(
    "/{uuid:session_id}/status",
    response={200: SessionStatus, **problems(401, 404)},
    auth=OWNER,
    summary="Where an interview stands",
)
async def status(request: HttpRequest, session_id: UUID) -> Any:
    return await in_database(status_of, session_id, caller(request))


@router.post(
    "/{uuid:session_id}/resume",
    response={200: Resumed, **problems(401, 403, 404, 409)},
    auth=OWNER,
    summary="Go on with an interview",
)
async def resume(request: HttpRequest, session_id: UUID) -> Any:
    """Makes it active again. 409 if it is completed: a message reopens it."""
    await services.resume(interview_id=session_id, by=caller(request))
    return await in_database(resumed, session_id, caller(request))


@router.delete(
    "/{uuid:session_id}", response={204: None, **problems(401, 403, 404)}, auth=OWNER, summary="Delete an interview"
)
async def delete(request: HttpRequest, session_id: UUID) -> Any:
    await in_database(services.archive, interview_id=session_id, by=caller(request))
    await services.announce(session_id)
    return Status(204, None)


@router.get(
    "/{uuid:session_id}/messages",
    response={200: Page, **problems(401, 404, 422)},
    auth=OWNER,
    summary="The transcript, in pages",
)
async def messages(
    request: HttpRequest, session_id: UUID, after: int = -1, limit: QueryEx[int, P(ge=1, le=500)] = 100
) -> Any:
    return await in_database(page_of, session_id, caller(request), after, limit)


@router.get(
    "/{uuid:session_id}/spec",
    response={200: AnySpecification, **problems(401, 404, 422)},
    by_alias=True,
    auth=OWNER,
    summary="The specification",
)
async def spec(request: HttpRequest, session_id: UUID, detail: bool = False, version: int | None = None) -> Any:
    """One fact per list item; with `detail` each with its evidence. Of the draft unless `version` is given."""
    definition = await in_database(of_version, files.definition, session_id, caller(request), version)
    return definition.plain(detail=detail)


@router.patch(
    "/{uuid:session_id}/spec",
    response={200: Specification, **problems(401, 403, 404, 413, 422)},
    by_alias=True,
    auth=OWNER,
    summary="Edit the specification",
)
async def patch(request: HttpRequest, session_id: UUID, merge: BodyEx[SpecificationMerge, P()]) -> Any:
    """JSON Merge Patch (RFC 7396) on the plain specification. What it sets is locked."""
    definition = await services.patch(interview_id=session_id, by=caller(request), merge=merge)
    return definition.plain()


@router.post(
    "/{uuid:session_id}/spec/preview",
    response={200: Ripple, **problems(401, 403, 404, 413, 422)},
    auth=OWNER,
    summary="See what an edit would change",
)
async def preview(request: HttpRequest, session_id: UUID, merge: BodyEx[SpecificationMerge, P()]) -> Any:
    """Takes what PATCH takes and saves nothing: facts, workflow nodes and prompt sections, before and after."""
    return await in_database(handwork.foresee, session_id, caller(request), lambda draft: editing.merged(draft, merge))


@router.post(
    "/{uuid:session_id}/spec/undo",
    response={200: Specification, **problems(401, 403, 404, 409)},
    by_alias=True,
    auth=OWNER,
    summary="Take back the last edit by hand",
)
async def undo_edit(request: HttpRequest, session_id: UUID) -> Any:
    """The specification without it; what was changed since stays. 409 if there is none. A message "undo" takes back a
    turn."""
    visitor = caller(request)
    await services.undo_edit(interview_id=session_id, by=visitor)
    definition = await in_database(of_version, files.definition, session_id, visitor, None)
    return definition.plain()


@router.post(
    "/{uuid:session_id}/spec/redo",
    response={200: Specification, **problems(401, 403, 404, 409)},
    by_alias=True,
    auth=OWNER,
    summary="Make the last edit that was taken back again",
)
async def redo_edit(request: HttpRequest, session_id: UUID) -> Any:
    """The specification with it. 409 if there is none, or something was edited or said since."""
    visitor = caller(request)
    await services.redo_edit(interview_id=session_id, by=visitor)
    definition = await in_database(of_version, files.definition, session_id, visitor, None)
    return definition.plain()
