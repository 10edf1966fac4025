"""Starting from what exists: documents are brought here, and what was read in them is accepted or dismissed."""

import hashlib
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orchestrator.documents.refusals import Refused
from orchestrator.documents.sniffing import MOST_BYTES
from sessions import access, document_pages, document_reading, documents, importing, limits, services
from sessions.access import Visitor
from sessions.database import in_database
from sessions.errors import BadDocument, TooLarge
from sessions.forms import key_of
from sessions.views.doors import door, is_part, log_in_first, problem_page, see_other, shown

AROUND = 1_000_000  # bytes of a form beside its file
TOO_MUCH = "The pasted text is larger than 2.5 MB. Paste only what matters, or send a file of at most 10 MB."
PATIENCE = 2.0  # seconds for which a page waits before it shows how far the reading is


@require_http_methods(["GET", "POST"])
@door
async def start(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Begin an interview with a document."""
    if not visitor.may_begin:
        return log_in_first(request)
    problem: BadDocument | None = None
    if request.method == "POST":
        try:
            return await _begin(request, visitor)
        except BadDocument as error:
            problem = error
    form = _form(request, problem)
    return await shown(request, "sessions/start.html", lambda: form, problem.status if problem else 200)


def _form(request: HttpRequest, problem: BadDocument | None) -> dict[str, Any]:
    return {
        "problem": problem,
        "client_key": uuid4().hex,
        "action": request.path,
        "reader": document_pages.reader(),
    }


async def _begin(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    name, content = await in_database(_sent, request)
    await limits.check(visitor, limits.address_of(request), "begin")
    documents.check(content)
    form_id = request.POST.get("client_key", "")[:100]
    token = access.token_of_form(form_id) if visitor.is_nobody else ""
    visitor = Visitor(token_hash=access.hash_of(token)) if token else visitor
    key = access.hash_of(key_of(form_id, f"{name} {hashlib.sha256(content).hexdigest()}"))
    if importing.is_bundle(content):
        brought = await in_database(importing.bring_back, by=visitor, content=content, client_key=key)
        response = see_other(reverse("interview", args=[brought.pk]))
    else:
        response = see_other(await _read_first(visitor, name, content, key))
    if token:
        access.remember(response, request, token)
    return response


async def _read_first(visitor: Visitor, name: str, content: bytes, key: str) -> str:
    """Where a new interview shows what was read in its first document."""
    interview = await in_database(services.open_interview, by=visitor, client_key=key)
    try:
        document = await documents.add(
            interview_id=interview.pk, by=visitor, name=name, content=content, patience=PATIENCE
        )
    except BadDocument:
        await in_database(services.archive_unused, interview_id=interview.pk, by=visitor)
        raise
    return reverse("document", args=[interview.pk, document.pk])


@require_http_methods(["GET", "POST"])
@door
async def library(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    """The documents of an interview, and the form for one more."""
    await in_database(access.owned, interview_id, visitor)
    problem: BadDocument | None = None
    if request.method == "POST":
        try:
            return await _add(request, visitor, interview_id)
        except BadDocument as error:
            problem = error
    return await shown(
        request,
        "sessions/documents.html",
        lambda: {**document_pages.library(interview_id, visitor), "problem": problem},
        problem.status if problem else 200,
    )


async def _add(request: HttpRequest, visitor: Visitor, interview_id: UUID) -> HttpResponse:
    name, content = await in_database(_sent, request)
    await limits.check(visitor, limits.address_of(request), "document")
    document = await documents.add(interview_id=interview_id, by=visitor, name=name, content=content, patience=PATIENCE)
    return see_other(reverse("document", args=[interview_id, document.pk]))


def too_large(request: HttpRequest) -> HttpResponse:
    """The answer to any form with more text than is taken in: where it was a document's, the form again."""
    if request.path == reverse("start") or request.path.endswith("/documents/"):
        return render(request, "sessions/start.html", _form(request, BadDocument(TOO_MUCH)), status=413)
    return problem_page(request, TooLarge())


def _sent(request: HttpRequest) -> tuple[str, bytes]:
    """The name and bytes of what the form holds: a file, else what was pasted."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > MOST_BYTES + AROUND:
        raise BadDocument("The document is larger than 10 MB. Save it without pictures, or send only what matters.")
    file = request.FILES.get("file")
    if file is not None and file.size:
        return file.name or "", b"".join(file.chunks())
    return "", request.POST.get("text", "").encode("utf-8", "replace")


@require_safe
@door
async def document(request: HttpRequest, visitor: Visitor, interview_id: UUID, document_id: UUID) -> HttpResponse:
    """The page of a document; while it is being read, the part that tells how far that is asks for itself."""
    page = await in_database(document_pages.page, interview_id, visitor, document_id)
    template = "components/_document.html" if is_part(request) else "sessions/document.html"
    answer = await shown(request, template, lambda: page)
    if is_part(request) and not page["is_reading"]:
        answer["HX-Refresh"] = "true"  # there is more to show now than that part
    return answer


@require_POST
@door
async def offers(request: HttpRequest, visitor: Visitor, interview_id: UUID, document_id: UUID) -> HttpResponse:
    """`do` is "accept", "dismiss" or "restore", then "=" and ids of offers with commas between, or "all"."""
    verb, _, named = request.POST.get("do", "").partition("=")
    where: dict[str, Any] = {"interview_id": interview_id, "by": visitor, "document_id": document_id}
    chosen = _ids(named)
    if verb == "accept":
        await documents.accept(**where, offers=None if named == "all" else chosen)
    elif verb in ("dismiss", "restore"):
        await documents.dismiss(**where, offers=chosen, undo=verb == "restore")
    else:
        raise Http404
    if is_part(request):
        return await shown(
            request, "components/_document.html", lambda: document_pages.page(interview_id, visitor, document_id)
        )
    return see_other(f"{reverse('document', args=[interview_id, document_id])}#offers")


def _ids(named: str) -> list[UUID]:
    try:
        return [UUID(one) for one in named.split(",") if one and named != "all"]
    except ValueError as error:
        raise Http404 from error


@require_POST
@door
async def change(request: HttpRequest, visitor: Visitor, interview_id: UUID, document_id: UUID) -> HttpResponse:
    """`do` is "remove", or "read" for a reading that was lost."""
    where: dict[str, Any] = {"interview_id": interview_id, "by": visitor, "document_id": document_id}
    if request.POST.get("do") == "remove":
        await documents.remove(**where)
        return see_other(reverse("documents", args=[interview_id]))
    await documents.read_again(**where, patience=PATIENCE)
    return see_other(reverse("document", args=[interview_id, document_id]))


@require_safe
@door
async def original(request: HttpRequest, visitor: Visitor, interview_id: UUID, document_id: UUID) -> HttpResponse:
    """The file as it was sent, for its owner: a download that no browser opens by itself."""
    found = await in_database(documents.owned, interview_id, visitor, document_id)
    try:
        content = await in_database(document_reading.content_of, found)
    except Refused as error:
        raise Http404 from error
    named = content_disposition_header(True, found.name) or "attachment"
    return HttpResponse(content, content_type="application/octet-stream", headers={"Content-Disposition": named})
