"""A call over HTTP as platforms take it: what it needs, where it goes, what lets it in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from builder.exports.flat_schemas import closed, names_all
from builder.exports.operation_words import advice
from builder.wording import one_line, shortened
from orchestrator.values import Operation, Tool

LONGEST_DESCRIPTION = 1000
Place = Literal["path", "query", "header", "body"]
PLACES: tuple[Place, ...] = ("path", "query", "body")
SLOT = re.compile(r"\{([^{}/]*)\}")


@dataclass(frozen=True)
class Parameter:
    """A value the agent collects. `key` is an identifier, `wire` the name the endpoint knows it by; `text` is what the
    person called it, `told` its JSON Schema without references."""

    key: str
    text: str
    place: Place
    required: bool = True
    told: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    called: str = ""

    @property
    def wire(self) -> str:
        return self.called or self.key

    @property
    def kind(self) -> str:
        """Its type in JSON Schema."""
        return str(self.told.get("type", "string"))

    @property
    def described(self) -> dict[str, Any]:
        """Its JSON Schema with what the person called it."""
        return {**self.told, "description": self.text}

    @property
    def literal(self) -> dict[str, Any]:
        """The same where only a single value fits, as in an address: a list or an object goes as text."""
        plain = self.kind in ("string", "integer", "number", "boolean")
        return self.described if plain else {"type": "string", "description": self.text}


@dataclass(frozen=True)
class Secret:
    """Where a secret goes: a header, what stands before it there, and the variable it is read from. Never its value."""

    variable: str
    header: str
    prefix: str = ""


@dataclass(frozen=True)
class Call:
    """A tool as platforms call it. `address` is "" where none is known; `{key}` in it stands for a parameter."""

    tool: Tool
    name: str
    method: str
    address: str
    parameters: tuple[Parameter, ...]
    secret: Secret | None
    operation: Operation | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """What people call it."""
        return one_line(self.operation.name if self.operation else self.tool.name)

    @property
    def about(self) -> str:
        """Its names and what it is for, to be found by."""
        purpose = (self.operation.purpose if self.operation else self.tool.purpose) or ""
        return f"{self.title} {self.name.replace('_', ' ')} {purpose}"

    @property
    def outputs(self) -> tuple[str, ...]:
        """What it returns, by name."""
        known = self.operation.outputs.get("properties", {}) if self.operation else {}
        return tuple(known)[:12] or self.tool.outputs

    @property
    def description(self) -> str:
        """What it is for, when to use it and when not, what it returns, and its own name where that differs."""
        own, about = self.title, self.operation or self.tool
        purpose = one_line(about.purpose or "").rstrip(".")
        parts = [f"{purpose}." if purpose else "", "" if own == self.name else f"({own})"]
        parts += [f"Returns {', '.join(map(one_line, self.outputs))}."] if self.outputs else []
        parts += advice(self.operation) if self.operation else []
        return shortened(" ".join(part for part in parts if part) or own or self.name, LONGEST_DESCRIPTION)

    @property
    def url(self) -> str:
        """The address, or one to be replaced."""
        return self.address or f"https://example.com/{self.name}"

    @property
    def url_variable(self) -> str:
        """The variable that replaces the address in generated code."""
        return f"{self.name.upper()}_URL"

    def at(self, place: Place) -> tuple[Parameter, ...]:
        return tuple(parameter for parameter in self.parameters if parameter.place == place)

    @property
    def uses_oauth(self) -> bool:
        return bool(self.tool.access and self.tool.access.kind == "oauth2")

    @property
    def marked(self) -> tuple[Parameter, ...]:
        """What stands in the marks of a platform: in the address, or in a header."""
        return (*self.at("path"), *self.at("header"))

    @property
    def is_closed(self) -> bool:
        """Whether all it takes is named, so that a strict mode can hold it."""
        return all(map(names_all, (one.told for one in self.parameters)))

    @property
    def filled_headers(self) -> tuple[str, ...]:
        """The headers whose value comes from the conversation."""
        return tuple(name for name, text in self.headers if SLOT.search(text))

    def headers_with(self, opening: str, closing: str) -> dict[str, str]:
        """The headers that are no secret, with their parameters in the marks of a platform."""
        return {name: SLOT.sub(lambda hit: f"{opening}{hit[1]}{closing}", text) for name, text in self.headers}

    def url_with(self, opening: str, closing: str) -> str:
        """The address with its parameters in the marks of a platform."""
        return SLOT.sub(lambda hit: f"{opening}{hit[1]}{closing}", self.url)

    def schema(self, *, strict: bool = False) -> dict[str, Any]:
        """The parameters as JSON Schema; `strict` as OpenAI wants it: all required, what may be missing nullable."""
        properties = {
            one.key: closed(one.described, nullable=not one.required) if strict else one.described
            for one in self.parameters
        }
        required = [one.key for one in self.parameters if strict or one.required]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def heads_told(calls: Iterable[Call]) -> tuple[str, ...]:
    """What becomes of HEAD on a platform that does not know it, as lines of the loss report."""
    return tuple(f"{call.name}: HEAD becomes GET." for call in calls if call.method == "HEAD")
