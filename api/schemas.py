"""What the REST API takes and gives (v1)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from builder.lint import Finding
from builder.models import SpecVersion
from orchestrator.events import Route
from orchestrator.stages import STAGE_NAMES
from sessions import answers
from sessions.models import DocumentStatus, PolishStatus, Role, Status, TurnStatus

# All that is given is always there; what may be unknown is null.
_WHOLE = ConfigDict(json_schema_serialization_defaults_required=True)


def _one_of(values: Any, **more: Any) -> Any:
    return Field(json_schema_extra={"enum": list(values)}, **more)


class Create(Schema):
    title: str = Field("", max_length=200, description="What to call the interview; it follows the draft if left out")
    opening: str = Field("", description="The first message, answered in `reply`")
    language: str = Field("en", max_length=16, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    platform: str = Field("", max_length=200, description="Where the agent will run")


class Created(Schema):
    session_id: UUID
    token: str | None = Field(
        description="Owns the interview. Null where the caller owns it already: by API key, token or browser"
    )
    status: str = _one_of(Status.values)
    stage: str = _one_of(STAGE_NAMES)
    progress: float
    reply: str


class Say(Schema):
    message: str = Field(description="1 to 20,000 characters")
    supersedes: int | None = Field(
        None, description="The number of an earlier message of yours that this one stands in for"
    )


class Usage(answers.Usage):
    """Tokens and cost of a turn; cost in US dollars, null if unknown."""

    model_config = _WHOLE


class Answer(answers.Answer):
    """The answer to a message. `told` says what was saved; `asking` names what the reply's question is about:
    slots, or tool_details, contradiction, anything_else, confirm."""

    model_config = _WHOLE

    stage: str = _one_of(STAGE_NAMES)
    route: Route
    status: str = _one_of(Status.values)
    usage: Usage
    turn: str = _one_of(TurnStatus.values, default="done")


class StageStatus(Schema):
    name: str = _one_of(STAGE_NAMES)
    complete: bool
    missing: list[str]


class TurnState(Schema):
    status: str = _one_of(TurnStatus.values)
    age: float = Field(description="Seconds since the message came")


class SessionStatus(Schema):
    session_id: UUID
    title: str
    status: str = _one_of(Status.values)
    stage: str = _one_of(STAGE_NAMES)
    stages: list[StageStatus]
    progress: float
    asking: list[str]
    turn: TurnState | None = Field(description="The turn that runs or waits; null if none does")
    created_at: datetime
    updated_at: datetime
    expires_at: datetime


class Resumed(SessionStatus):
    reply: str = Field(description="The last reply")


class MessageOut(Schema):
    id: UUID
    number: int
    role: str = _one_of(Role.values)
    text: str
    told: str | None = Field(description="What was saved with it; null if nothing was")
    asking: list[str]
    suggestions: list[str]
    notices: list[str]
    stopped: bool
    created_at: datetime


class Page(Schema):
    messages: list[MessageOut]
    next: int | None = Field(description="Pass it as `after` to read on; null at the end")


class Publish(Schema):
    note: str = Field("", max_length=300, description="What is new in this version")


class Completed(Schema):
    version: int
    prompt: str
    lint: list[Finding]
    missing: list[str] = Field(description="Required slots and topics that are still open")


class SizeOut(Schema):
    """How long a prompt is for the model that a platform's files name."""

    model_config = _WHOLE
    model: str
    tokens: int = Field(description="Estimated from characters")
    window: int | None = Field(description="The tokens that the model reads; null if unknown")
    cost: float | None = Field(description="US dollars for a turn with an answer of 150 tokens; null if unknown")


class SectionOut(Schema):
    """A section of the prompt. `text` is what a person edits, `parleys` what Parley would write now."""

    model_config = _WHOLE
    key: str
    title: str
    text: str
    parleys: str
    is_edited: bool


class SectionList(Schema):
    model_config = _WHOLE
    sections: list[SectionOut]


class SectionIn(Schema):
    text: str = Field(min_length=1, max_length=20_000, description="Markdown")


class PolishOut(Schema):
    model_config = _WHOLE
    status: str = _one_of(("none", *PolishStatus.values))
    ready: int = Field(description="Sections that are done")
    of: int
    problem: str | None = Field(description="Why it ended early; null if it did not")
    kept: dict[str, str] = Field(description="Sections that stay as they were, and why")


class LintOut(Schema):
    model_config = _WHOLE
    findings: list[Finding]
    size: SizeOut | None = Field(description="Null where the files name no model")


class VersionOut(Schema):
    model_config = _WHOLE
    number: int
    note: str
    label: str = _one_of(SpecVersion.Label.values, description="`live`: people talk to this one; one version at most")
    created_at: datetime


class VersionList(Schema):
    versions: list[VersionOut] = Field(description="The newest first")


class VersionChange(Schema):
    note: str | None = Field(None, max_length=300)
    label: str | None = Field(None, json_schema_extra={"enum": [*SpecVersion.Label.values, None]})


class ShareVersion(Schema):
    days: int = Field(7, ge=1, le=365, description="How long the link leads there")
    with_transcript: bool = Field(False, description="Whether what was said until then is shown, too")


class ShareOut(Schema):
    id: UUID
    version: int
    with_transcript: bool
    created_at: datetime
    expires_at: datetime


class ShareMade(ShareOut):
    url: str = Field(description="The link. It cannot be read again later")


class ShareList(Schema):
    shares: list[ShareOut]


class Invalid(Schema):
    field: str
    message: str


class Problem(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str = Field(description="What happened, what was kept, what to do")
    errors: list[Invalid] = Field(
        default_factory=list, description="Of a 422: field by field, where it is about fields"
    )
    line: int | SkipJsonSchema[None] = Field(None, description="Of a 422 about Mermaid text: the line, from 1")
    column: int | SkipJsonSchema[None] = Field(None, description="The column in that line, from 1")


class DocumentText(Schema):
    text: str = Field(description="The text of a document, plain or Markdown")
    name: str = Field("", max_length=200, description="What to call it; its ending, if any, must fit")


class DocumentOut(Schema):
    id: UUID
    name: str
    size: int = Field(description="Bytes")
    status: str = _one_of(DocumentStatus.values)
    problem: str | None = Field(description="Why it could not be read; null if it could")
    kind: str | None = Field(description="pdf, docx, html, md, txt or json; null until it is read")
    genre: str | None = Field(description="What it was read as: procedure, faq, prompt or other")
    language: str | None
    pages: int | None
    notices: list[str]
    open: int = Field(description="Proposals to decide on")
    accepted: int
    dismissed: int
    created_at: datetime


class DocumentPage(Schema):
    documents: list[DocumentOut]


class ProposalOut(Schema):
    id: UUID
    slot: str
    value: Any = Field(description="A text, or an object in the shape that the specification has for this slot")
    quote: str = Field(description="Words of the document that say it")
    page: int | None = Field(description="Null where a document has no pages")
    paragraph: int = Field(description="Counted from 1")
    confidence: float
    status: str = _one_of(("open", "accepted", "dismissed"))


class ProposalPage(Schema):
    proposals: list[ProposalOut]


class Accept(Schema):
    proposals: list[UUID] | None = Field(
        None, description="Which to accept; null means all open ones, or none beside `dismiss`"
    )
    dismiss: list[UUID] = Field([], description="Which to dismiss")


class Accepted(ProposalPage):
    """All proposals as they stand now. `reply` and `told` are null if nothing was left to accept."""

    reply: str | None = Field(description="The next question")
    told: str | None = Field(description="What was saved")
    asking: list[str]
    notices: list[str] = []
