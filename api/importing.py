"""Going on from a zip that Parley gave: a thin door onto sessions.importing."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from api import idempotency
from api.auth import BEGINNER, caller
from api.describing import problems
from api.problems import LogInFirst
from api.schemas import Created
from api.views import resumed
from orchestrator.documents.sniffing import MOST_BYTES
from sessions import access, importing, limits
from sessions.access import Visitor
from sessions.database import in_database
from sessions.errors import BadDocument

router = Router(tags=["sessions"])
_FILE = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}, "required": ["file"]}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A zip of all files, as export.zip gives it, of at most 10 MB",
        "content": {"multipart/form-data": {"schema": _FILE}},
    },
    "security": [{}],
}


@router.post(
    "/import",
    response={201: Created, **problems(401, 403, 404, 413, 422, 429)},
    auth=BEGINNER,
    summary="Begin with a zip that Parley gave",
    openapi_extra=_BODY,
)
async def bring_back(request: HttpRequest) -> Any:
    """A new interview with the agent of the zip as its draft, evidence and workflow included; its files are the same
    again. Without authorization the answer holds the token that owns it. 422 tells what is wrong with a zip.
    """
    visitor: Visitor = caller(request)
    if not visitor.may_begin:
        raise LogInFirst
    address = limits.address_of(request)
    await limits.check(visitor, address, "begin")
    content = await in_database(_sent, request)
    token = idempotency.token_for("", address) if visitor.is_nobody else None
    visitor = Visitor(token_hash=access.hash_of(token)) if token else visitor
    interview = await in_database(importing.bring_back, by=visitor, content=content)
    now = await in_database(resumed, interview.pk, visitor)
    return Status(201, {**now, "token": token})


def _sent(request: HttpRequest) -> bytes:
    file = request.FILES.get("file") if request.content_type == "multipart/form-data" else None
    if file is None:
        raise BadDocument("Send the zip as multipart/form-data with a part called `file`.")
    if (file.size or 0) > MOST_BYTES:
        raise BadDocument("The zip is larger than 10 MB; what Parley gives is far smaller.")
    return b"".join(file.chunks())
