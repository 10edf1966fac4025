"""The conversation as plain data."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

Role = Literal["person", "parley"]


class Asked(BaseModel):
    """What a question of Parley was about: names of slots and topics, and the tool's name for "tool_details"."""

    model_config = ConfigDict(frozen=True)

    topics: tuple[str, ...] = ()
    about: str = ""


class Message(BaseModel):
    """One message of the transcript; `asked` says what a message of Parley asked about."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    role: Role
    text: str
    asked: Asked = Asked()
