"""An operation tried out: one real call, through the guard, with the tool's secrets, of which nothing is shown."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from builder import tool_secrets
from builder.toolbox import answering, credentials
from builder.toolbox.calling import CallError, Prepared, prepared
from builder.toolbox.masking import Masker
from builder.toolbox.outgoing import SECONDS, Answered, OutgoingError, ask
from builder.toolbox.placing import WITHOUT_BODY, method_of
from builder.toolbox.tokens import token
from builder.toolbox.vault import KeyGone
from orchestrator.values import Access, Operation, Tool
from sessions import access, limits, tool_queries
from sessions.access import Visitor
from sessions.database import in_database


@dataclass(frozen=True)
class Trial:
    """What was sent and what came, without secrets; or `refusal`, why nothing was sent or nothing came. `field` is the
    input that the refusal is about; `asks` that a person has to say first that it may really happen."""

    request: str = ""
    sent: str = ""
    status: int = 0
    reason: str = ""
    milliseconds: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    cut: bool = False
    hops: tuple[str, ...] = ()
    proposal: str = ""
    refusal: str = ""
    field: str = ""
    asks: bool = False

    @property
    def worked(self) -> bool:
        return 200 <= self.status < 300


async def tried(
    *, interview_id: UUID, by: Visitor, address: str, fact_id: UUID, number: int, values: Mapping[str, Any], may: bool
) -> Trial:
    """Call the operation once with these values; `may` says that it may really happen. Raises NotFound and TooMany."""
    tool = await in_database(tool_queries.owned_tool, interview_id, by, fact_id)
    operation = tool_queries.known_operation(tool, number)
    try:
        request = prepared(operation, values)
    except CallError as error:
        return Trial(refusal=str(error), field=error.field)
    if asks_first(operation) and not may:
        return Trial(refusal="This call changes something over there. Say first that it may really happen.", asks=True)
    try:
        secrets = await in_database(_secrets, interview_id, by, fact_id, tool)
    except KeyGone as error:
        return Trial(refusal=str(error))
    missing = [credentials.LABELS[name] for name in credentials.needed(tool.access) if name not in secrets]
    if missing:
        return Trial(refusal=f"Not set yet: {', '.join(missing)}. Set it on the tool's page, under Access.")
    await limits.check(by, address, "tryout")
    return await _sent(request, tool.access, secrets, min(SECONDS, operation.timeout or SECONDS))


def asks_first(operation: Operation) -> bool:
    """Whether it may change something where it is called."""
    if operation.risk is None:
        return method_of(operation) not in WITHOUT_BODY or method_of(operation) == "DELETE"
    return operation.risk != "read"


def _secrets(interview_id: UUID, by: Visitor, fact_id: UUID, tool: Tool) -> dict[str, str]:
    spec_id = access.owned(interview_id, by).spec_id
    return tool_secrets.revealed(spec_id=spec_id, tool=fact_id, names=credentials.needed(tool.access))


async def _sent(request: Prepared, entry: Access | None, secrets: dict[str, str], seconds: float) -> Trial:
    mask = Masker(secrets.values())
    try:
        async with asyncio.timeout(seconds):
            headers = dict(request.headers)
            if entry and entry.kind != "none":
                if entry.kind == "oauth2":
                    secrets = {**secrets, "token": await token(entry, secrets, seconds)}
                name, value = credentials.header_of(entry, secrets)
                mask = Masker([*secrets.values(), value.rpartition(" ")[2]])
                headers = {k: v for k, v in headers.items() if k.lower() != name.lower()} | {name: value}
            answered = await ask(request.method, request.url, headers=headers, content=request.content, seconds=seconds)
    except TimeoutError:
        return Trial(request=_request(request, mask), refusal=f"No answer within {seconds:g} seconds.")
    except OutgoingError as error:
        return Trial(request=_request(request, mask), refusal=mask(str(error)))
    return await asyncio.to_thread(_came, request, headers, answered, mask)


def _request(request: Prepared, mask: Masker) -> str:
    return mask(f"{request.method} {request.url}")


def _came(request: Prepared, headers: Mapping[str, str], answered: Answered, mask: Masker) -> Trial:
    sent = "\n".join(f"{name}: {mask(value)}" for name, value in headers.items())
    body = _indented(request.content) if request.content else ""
    return Trial(
        request=_request(request, mask),
        sent=mask(f"{sent}\n\n{body}".strip()),
        status=answered.status,
        reason=mask(answered.reason),
        milliseconds=round(answered.seconds * 1000),
        headers=tuple(answering.headers_of(answered, mask)),
        body=answering.body_of(answered, mask),
        cut=answered.cut,
        hops=tuple(map(mask, answered.hops[1:])),
        proposal=answering.proposed(answered, mask),
    )


def _indented(content: bytes) -> str:
    """What was sent as text: JSON on lines of its own, a form as it went."""
    try:
        return json.dumps(json.loads(content), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return content.decode(errors="replace")
