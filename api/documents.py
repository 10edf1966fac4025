"""Documents of the REST contract: thin doors onto sessions.documents."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import ValidationError

from api.auth import OWNER, caller
from api.describing import problems
from api.schemas import Accept, Accepted, DocumentOut, DocumentPage, DocumentText, ProposalPage
from api.texts import TextsOnly
from orchestrator.documents.sniffing import MOST_BYTES
from sessions import documents, limits
from sessions.access import Visitor
from sessions.database import in_database
from sessions.errors import BadDocument
from sessions.models import Document, Offer

router = Router(tags=["documents"])
ONE = "/{uuid:session_id}/documents/{uuid:document_id}"
NO_BODY = "Send the document as multipart/form-data with a part called `file`, or its text as JSON: {name?, text}."
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A file of at most 10 MB (.pdf, .docx, .html, .md, .txt, .json of an exported agent), or a text",
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            },
            "application/json": {"schema": DocumentText.model_json_schema()},
        },
    }
}


@router.post(
    "/{uuid:session_id}/documents",
    response={201: DocumentOut, **problems(401, 403, 404, 413, 422, 429)},
    auth=OWNER,
    summary="Bring a document",
    openapi_extra=_BODY,
)
async def bring(request: HttpRequest, session_id: UUID) -> Any:
    """A procedure, FAQ or prompt, read into proposals; nothing is taken over by itself. 422 tells why one cannot be
    read. The same document again is the first one. `status` is "reading" if it takes longer than a minute.
    """
    visitor = caller(request)
    name, content = await in_database(_sent, request)
    await limits.check(visitor, limits.address_of(request), "document")
    document = await documents.add(interview_id=session_id, by=visitor, name=name, content=content)
    return Status(201, await in_database(_brought, document))


def _sent(request: HttpRequest) -> tuple[str, bytes]:
    """The name and bytes of the body's document."""
    if request.content_type == "multipart/form-data":
        file = request.FILES.get("file")
        if file is None:
            raise BadDocument(NO_BODY)
        if (file.size or 0) > MOST_BYTES:
            raise BadDocument("The document is larger than 10 MB. Send only what matters.")
        return file.name or "", b"".join(file.chunks())
    try:
        sent = DocumentText.model_validate(TextsOnly().parse_body(request))
    except (ValidationError, ValueError) as error:
        raise BadDocument(NO_BODY) from error
    return sent.name, sent.text.encode()


@router.get(
    "/{uuid:session_id}/documents",
    response={200: DocumentPage, **problems(401, 404)},
    auth=OWNER,
    summary="The documents of an interview",
)
async def listed(request: HttpRequest, session_id: UUID) -> Any:
    return await in_database(_listed, session_id, caller(request))


@router.get(
    f"{ONE}/proposals",
    response={200: ProposalPage, **problems(401, 404)},
    auth=OWNER,
    summary="What a document says about the agent",
)
async def proposals(request: HttpRequest, session_id: UUID, document_id: UUID) -> Any:
    """Each value with the words it comes from: `quote` occurs in the document, on this page or in this paragraph."""
    return await in_database(_proposals, session_id, caller(request), document_id)


@router.post(
    f"{ONE}/accept",
    response={200: Accepted, **problems(401, 403, 404, 409, 413, 422)},
    auth=OWNER,
    summary="Accept or dismiss proposals",
)
async def accept(request: HttpRequest, session_id: UUID, document_id: UUID, body: Accept) -> Any:
    """Accepting is a turn of the interview: `undo` takes it back, and `reply` asks the next question. Unknown ids and
    what was accepted before are passed over; what finds no room stays open and is told in `notices`. 409 while another
    turn runs, or where nothing finds room: nothing is accepted or dismissed then.
    """
    where: dict[str, Any] = {"interview_id": session_id, "by": caller(request), "document_id": document_id}
    wanted = [] if body.proposals is None and body.dismiss else body.proposals
    answer = await documents.accept(**where, offers=wanted, dismissed=body.dismiss)
    now = await in_database(_proposals, session_id, caller(request), document_id)
    return {
        "proposals": now["proposals"],
        "reply": answer.reply if answer else None,
        "told": answer.told if answer else None,
        "asking": answer.asking if answer else [],
        "notices": answer.notices if answer else [],
    }


def _listed(session_id: UUID, visitor: Visitor) -> dict[str, Any]:
    found = documents.all_of(session_id, visitor)
    counted = documents.counts(found)
    return {"documents": [_shown(document, counted[document.pk]) for document in found]}


def _brought(document: Document) -> dict[str, Any]:
    return _shown(document, documents.counts([document])[document.pk])


def _shown(document: Document, counted: dict[str, int]) -> dict[str, Any]:
    return {
        "id": document.pk,
        "name": document.name,
        "size": document.size,
        "status": document.status,
        "problem": document.problem or None,
        "kind": document.kind or None,
        "genre": document.genre or None,
        "language": document.language or None,
        "pages": document.pages,
        "notices": document.notices,
        **counted,
        "created_at": document.created_at,
    }


def _proposals(session_id: UUID, visitor: Visitor, document_id: UUID) -> dict[str, Any]:
    standing = documents.standing(documents.owned(session_id, visitor, document_id))
    found = [(offer, state) for state, offers in zip(documents.STATES, standing, strict=True) for offer in offers]
    return {"proposals": [_proposal(offer, state) for offer, state in sorted(found, key=lambda at: at[0].position)]}


def _proposal(offer: Offer, state: str) -> dict[str, Any]:
    fields = ("slot", "value", "quote", "page", "paragraph", "confidence")
    return {"id": offer.pk, "status": state, **{name: getattr(offer, name) for name in fields}}
