"""The conversation as plain data."""

from collections.abc import Iterable
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


def asked_in(questions: Iterable[tuple[Asked, str | None, bool]]) -> tuple[Asked, ...]:
    """What was asked, oldest first and without mere repeats: a question that stayed open because the person asked back,
    ordered or corrected something was not asked twice. Each comes with the route of the message before it, None for the
    opening, and whether that message stood in for an earlier one."""
    found: list[Asked] = []
    for asked, route, replaces in questions:
        repeats = replaces or route not in ("answer", None)
        if not found or asked != found[-1] or not repeats:
            found.append(asked)
    return tuple(found)
