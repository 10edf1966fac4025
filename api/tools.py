"""Tools from their description: a thin door onto sessions.descriptions."""

import asyncio
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from pydantic import ValidationError

from api.auth import OWNER, caller
from api.describing import problems
from api.texts import TextsOnly
from builder.toolbox import joining
from builder.toolbox.readers.described import Described
from builder.toolbox.readers.loading import MOST_BYTES
from orchestrator.facts import Fact
from orchestrator.values import Operation, Tool, key_of
from sessions import access, descriptions, limits
from sessions.database import in_database
from sessions.descriptions import Choice, Foreseen
from sessions.errors import BadDescription

router = Router(tags=["tools"])
NO_BODY = "Send JSON: {text or url, operations?, tool?, access?, apply?}, or the description as a form's part `file`."
NO_OPERATION = "The description has no operation called {name}."


class ToolImport(Schema):
    text: str = Field("", description="An OpenAPI description, a Postman collection or curl commands")
    url: str = Field("", max_length=2_000, description="Where the description is, or an MCP server; instead of `text`")
    operations: list[str] | None = Field(None, description="Names of those to take; null means all")
    tool: str = Field("", max_length=200, description="The tool they go to, new where there is none called so")
    access: bool = Field(False, description="Take the way in that the description tells for the tool's own")
    apply: bool = Field(False, description="Save it; otherwise only what would change is told")


class OfferedOperation(Schema):
    group: str = Field(description="Its tag or folder, empty for none")
    operation: Operation


class FieldChanged(Schema):
    label: str
    before: str
    after: str


class Changed(Schema):
    name: str = Field(description="An operation, or the tool itself")
    change: Literal["new", "changed"]
    fields: list[FieldChanged]


class ToolImported(Schema):
    title: str
    kind: str = Field(description="openapi, postman, curl or mcp")
    address: str = Field(description="Where the API lives, empty where that is not told")
    notes: list[str] = Field(description="What to look at before using it")
    operations: list[OfferedOperation] = Field(description="All that the description offers")
    tool: Tool = Field(description="The tool as it is with what was chosen")
    is_new: bool
    changes: list[Changed] = Field(description="What the choice changes in the draft")
    applied: bool


_FILE = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary"},
        "operations": {"type": "array", "items": {"type": "string"}},
        "tool": {"type": "string"},
        "access": {"type": "boolean"},
        "apply": {"type": "boolean"},
    },
    "required": ["file"],
}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": ToolImport.model_json_schema()},
            "multipart/form-data": {"schema": _FILE},
        },
    }
}


@router.post(
    "/{uuid:session_id}/tools/import",
    response={200: ToolImported, **problems(401, 403, 404, 413, 422, 429)},
    auth=OWNER,
    summary="Import a tool from its description",
    openapi_extra=_BODY,
)
async def bring(request: HttpRequest, session_id: UUID) -> Any:
    """OpenAPI 3.0 and 3.1, Swagger 2.0, Postman collections, curl commands, or an MCP server by its address. Without
    `apply` nothing is saved, and `changes` tells what would change; with it that is one edit, which undo takes back.
    Secrets in the description are not kept. 422 tells why one cannot be read, or not be taken over.
    """
    visitor = caller(request)
    await in_database(access.owned, session_id, visitor)
    sent, content = await in_database(_sent, request)
    await limits.check(visitor, limits.address_of(request), "document")
    found = await descriptions.read(content, sent.url)
    facts = await in_database(descriptions.tools_of, session_id, visitor)
    choice = await asyncio.to_thread(_choice, found, facts, sent)
    if sent.apply:
        foreseen = await descriptions.take_over(interview_id=session_id, by=visitor, found=found, choice=choice)
    else:
        foreseen = await in_database(descriptions.foreseen, session_id, visitor, found, choice)
    return await asyncio.to_thread(_shown, found, foreseen, applied=sent.apply)


def _sent(request: HttpRequest) -> tuple[ToolImport, bytes]:
    if request.content_type == "multipart/form-data":
        file = request.FILES.get("file")
        if file is None or (file.size or 0) > MOST_BYTES:
            raise BadDescription(NO_BODY if file is None else "The file is larger than 16 MB.")
        told = {name: request.POST[name] for name in ("tool", "access", "apply") if name in request.POST}
        named = {"operations": request.POST.getlist("operations")} if "operations" in request.POST else {}
        return _checked({**told, **named}), b"".join(file.chunks())
    try:
        sent = _checked(TextsOnly().parse_body(request))
    except ValueError as error:
        raise BadDescription(NO_BODY) from error
    return sent, sent.text.encode()


def _checked(raw: Any) -> ToolImport:
    try:
        return ToolImport.model_validate(raw)
    except ValidationError as error:
        raise BadDescription(NO_BODY) from error


def _choice(found: Described, facts: list[Fact], sent: ToolImport) -> Choice:
    """What was named; where no tool is, the one that the description most likely is of."""
    first = descriptions.first_choice(found, facts)
    places = {operation.name: place for place, operation in enumerate(found.operations)}
    names = list(places) if sent.operations is None else sent.operations
    for name in names:
        if name not in places:
            raise BadDescription(NO_OPERATION.format(name=repr(name[:80])))
    target = first.tool
    if sent.tool.strip():
        key = key_of(sent.tool)
        target = next((fact.id for fact in facts if key_of(fact.value) == key), None)
    return Choice(frozenset(places[name] for name in names), target, sent.tool or found.title, sent.access)


def _shown(found: Described, foreseen: Foreseen, *, applied: bool) -> HttpResponse:
    """The answer as it goes out, written here: of thousands of operations that takes long."""
    shown = ToolImported.model_validate(_told(found, foreseen, applied=applied))
    return HttpResponse(shown.model_dump_json(), content_type="application/json; charset=utf-8")


def _told(found: Described, foreseen: Foreseen, *, applied: bool) -> dict[str, Any]:
    pairs = zip(found.operations, found.groups, strict=True)
    return {
        "title": found.title,
        "kind": found.kind,
        "address": found.address,
        "notes": list(found.notes),
        "operations": [{"group": group, "operation": operation} for operation, group in pairs],
        "tool": foreseen.tool,
        "is_new": foreseen.is_new,
        "changes": [_changed(line) for line in foreseen.lines if line.state in ("new", "changed")],
        "applied": applied,
    }


def _changed(line: joining.Line) -> dict[str, Any]:
    fields = [{"label": one.label, "before": one.before, "after": one.after} for one in line.fields]
    return {"name": line.name, "change": line.state, "fields": fields}
