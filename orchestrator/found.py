"""The shape that a model is asked to fill with what it reads out of a message."""

import re
from typing import Any

from pydantic import Field, field_validator

from orchestrator.events import Route
from orchestrator.shapes import Shape
from orchestrator.slots import SLOTS

TEXT_SLOTS = tuple(slot.name for slot in SLOTS if slot.kind == "text")
ALL_SLOTS = tuple(slot.name for slot in SLOTS if slot.ask)


def _one_of(names: tuple[str, ...]) -> dict[str, Any]:
    return {"enum": list(names)}


class Quoted(Shape):
    """Something found and the words that say it; `replaces` is the text of the old value it takes the place of."""

    quote: str = ""
    replaces: str | None = None


class FactFound(Quoted):
    slot: str = Field(default="", json_schema_extra=_one_of(TEXT_SLOTS))
    value: str = ""


class ToolFound(Quoted):
    name: str = ""
    purpose: str | None = None
    inputs: list[str] = []
    outputs: list[str] = []
    method: str | None = None
    url: str | None = None
    auth: str | None = None


class EscalationFound(Quoted):
    when: str = ""
    to: str | None = None


class BranchFound(Shape):
    condition: str = ""
    then: str = ""
    otherwise: str | None = None


class StepFound(Quoted):
    step: str = ""
    branches: list[BranchFound] = []


class Removed(Shape):
    slot: str = Field(default="", json_schema_extra=_one_of(ALL_SLOTS))
    value: str = ""
    quote: str = ""


class Found(Shape):
    """Everything a message says, and how it is meant."""

    route: Route
    facts: list[FactFound] = []
    tools: list[ToolFound] = []
    escalation: list[EscalationFound] = []
    workflow: list[StepFound] = []
    removed: list[Removed] = []
    none: list[str] = Field(default=[], json_schema_extra={"items": {"type": "string", **_one_of(ALL_SLOTS)}})
    left_open: list[str] = Field(default=[], json_schema_extra={"items": {"type": "string", **_one_of(ALL_SLOTS)}})
    unanswered: list[str] = Field(default=[], json_schema_extra={"items": {"type": "string", **_one_of(ALL_SLOTS)}})
    complete: list[str] = Field(default=[], json_schema_extra={"items": {"type": "string", **_one_of(ALL_SLOTS)}})

    @field_validator("route", mode="before")
    @classmethod
    def spelled_as_ours(cls, route: object) -> object:
        return re.sub(r"\W+", "_", route.strip().lower()) if isinstance(route, str) else route
