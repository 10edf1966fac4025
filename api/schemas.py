"""What the REST API takes and gives (v1)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from sessions.answers import Answer

__all__ = ["Answer"]


class Create(Schema):
    title: str = Field("", max_length=200, description="What to call the interview; it follows the draft if left out")
    opening: str = Field("", description="The first message, answered in `reply`")
    language: str = Field("en", max_length=16, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    platform: str = Field("", max_length=200, description="Where the agent will run")


class Created(Schema):
    session_id: UUID
    token: str | None = Field(
        None, description="Owns the interview; shown once. Absent for API keys and browsers, which own it themselves"
    )
    status: str
    stage: str
    progress: float
    reply: str


class Say(Schema):
    message: str = Field(description="1 to 20,000 characters")
    supersedes: int | None = Field(
        None, description="The number of an earlier message of yours that this one stands in for"
    )


class StageStatus(Schema):
    name: str
    complete: bool
    missing: list[str]


class TurnState(Schema):
    status: str
    age: float = Field(description="Seconds since the message came")


class SessionStatus(Schema):
    session_id: UUID
    title: str
    status: str
    stage: str
    stages: list[StageStatus]
    progress: float
    asking: list[str]
    turn: TurnState | None
    created_at: datetime
    updated_at: datetime
    expires_at: datetime


class Resumed(SessionStatus):
    reply: str = Field(description="The last reply")


class MessageOut(Schema):
    id: UUID
    number: int
    role: str
    text: str
    told: str | None
    asking: list[str]
    suggestions: list[str]
    notices: list[str]
    stopped: bool
    created_at: datetime


class Page(Schema):
    messages: list[MessageOut]
    next: int | None = Field(description="Pass it as `after` to read on; null at the end")


class Completed(Schema):
    version: int
    prompt: str
    lint: list[dict[str, Any]]
    missing: list[str] = Field(description="Required slots and topics that are still open")


class Problem(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
