"""What a person can tell about an agent, as typed values: plain text, a tool, a step with branches, an escalation, a
clarification, a workflow or a section of the prompt edited by hand.

The shapes are those of the REST contract's specification; every slot holds one of them.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from orchestrator.flow import Flow

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]
Risk = Literal["read", "write", "destructive"]
AccessKind = Literal["none", "api_key", "bearer", "basic", "oauth2"]
LONGEST_WAIT = 60  # seconds
_GAP = re.compile(r"[\W_]+")
_SHORT = 300  # characters


class Value(BaseModel):
    """A frozen value with no unknown keys; texts are stripped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True)


class Escalation(Value):
    """When the agent hands over, and to whom."""

    when: str = Field(min_length=1)
    to: str | None = None


class Operation(Value):
    """One call a tool offers. `inputs` and `outputs` are JSON Schemas (2020-12) of objects, {} while unknown.

    An input goes where its {name} stands: in the address, in a value of `query` or in one of `headers`; the others go
    into the body, or into the query of a GET, HEAD or DELETE. `timeout` is in seconds.
    """

    name: str = Field(min_length=1)
    purpose: str | None = None
    risk: Risk | None = None
    method: Method | None = None
    url: str | None = None
    headers: dict[str, str] = {}
    query: dict[str, str] = {}
    inputs: dict[str, Any] = {}
    outputs: dict[str, Any] = {}
    example: dict[str, Any] = {}
    when: str | None = None
    when_not: str | None = None
    on_failure: str | None = None
    timeout: int | None = Field(default=None, ge=1, le=LONGEST_WAIT)
    confirm: bool | None = None

    @field_validator("inputs", "outputs")
    @classmethod
    def _can_be_walked(cls, schema: dict[str, Any]) -> dict[str, Any]:
        """Whatever else a schema says is judged where it is written; this much everybody who reads one relies on."""
        known, needed = schema.get("properties", {}), schema.get("required", [])
        if not isinstance(known, dict) or not all(isinstance(one, dict | bool) for one in known.values()):
            raise ValueError("properties is not an object of schemas")
        if not isinstance(needed, list) or not all(isinstance(name, str) for name in needed):
            raise ValueError("required is not a list of names")
        return schema


class Access(Value):
    """How a tool is let in: the kind, and where the secret goes. Never the secret."""

    kind: AccessKind
    header: str | None = None
    prefix: str | None = None
    token_url: str | None = None
    scope: str | None = None


class Tool(Value):
    """A system the agent may call. `auth` is the kind of authentication as it was told, never the secret; `operations`
    and `access` are what was configured."""

    name: str = Field(min_length=1)
    purpose: str | None = None
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    method: Method | None = None
    url: str | None = None
    auth: str | None = None
    operations: tuple[Operation, ...] = ()
    access: Access | None = None

    def __hash__(self) -> int:
        """By what is told; the schemas of its operations have no hash of their own."""
        return hash((self.name, self.purpose, self.method, self.url, len(self.operations)))


class Branch(Value):
    """If this, then that, otherwise something else."""

    if_: str = Field(alias="if", min_length=1)
    then: str = Field(min_length=1)
    else_: str | None = Field(default=None, alias="else")


class Step(Value):
    """One step of the conversation, with the decisions taken there."""

    step: str = Field(min_length=1)
    branches: tuple[Branch, ...] = ()


class Clarification(Value):
    """Two things of the draft that seem to exclude each other, and how both are true."""

    one: str = Field(min_length=1)
    other: str = Field(min_length=1)
    because: str | None = None


class PromptSection(Value):
    """A section of the prompt written by hand. `base` is a fingerprint of what Parley would have written when that was
    done last."""

    title: str = Field(min_length=1)
    text: str
    base: str = ""


AnyValue = str | Tool | Step | Escalation | Clarification | Flow | PromptSection


def text_of(value: AnyValue | None) -> str:
    """The value in one line, as a person would say it; "" for nothing."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Tool():
            return value.name
        case Step():
            return value.step or "; ".join(f"if {b.if_}: {b.then}" for b in value.branches)
        case Escalation():
            return f"{value.when} → {value.to}" if value.to else value.when
        case Clarification():
            pair = f"“{value.one}” and “{value.other}”"
            return f"{value.because} ({pair})" if value.because else pair
        case Flow():
            return f"{len(value.mine.nodes)} nodes, {len(value.mine.edges)} arrows"
        case PromptSection():
            return value.title


def key_of(value: AnyValue | str | None) -> str:
    """What makes two values of a slot the same: their text without case, accents and punctuation."""
    match value:
        case None:
            text = ""
        case str():
            text = value
        case Tool():
            text = value.name
        case Step():
            text = value.step
        case Escalation():
            text = value.when
        case Clarification():
            return " and ".join(sorted((key_of(value.one), key_of(value.other))))
        case Flow():
            text = "flow"  # there is one at most
        case PromptSection():
            text = value.title
    return _remembered(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return _GAP.sub(" ", text.casefold()).strip()


# A turn asks for the keys of everything known a dozen times over.
_remembered = lru_cache(maxsize=4096)(_folded)
