"""Tools as calls over HTTP: a name every platform takes, what it needs, an address, and where the secret goes."""

import keyword
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from builder.exports.addresses import clean_address
from builder.exports.names import ascii_words, identifier, unique
from builder.step_reading import writes
from builder.wording import one_line, shortened
from orchestrator.values import Tool

LONGEST_DESCRIPTION = 1000
Place = Literal["path", "query", "body"]
PLACES: tuple[Place, ...] = ("path", "query", "body")
_OPTIONAL = re.compile(r"\(?\b(?:optional|if known|opcional|facultatif|facultativ)\b\)?", re.IGNORECASE)
_HEADER = re.compile(r"\b(X-[A-Za-z][A-Za-z-]{1,40})\b", re.IGNORECASE)
_NO_AUTH = re.compile(r"\b(?:none|no auth\w*|public|open|sin|aucune|keine)\b", re.IGNORECASE)
_BASIC, _KEY = re.compile(r"\bbasic\b", re.IGNORECASE), re.compile(r"\bapi[ -_]?key\b", re.IGNORECASE)
_SLOT = re.compile(r"\{([^{}/]*)\}")


# What generated Python already calls so, and names that platforms keep for themselves.
_RESERVED = frozenset(
    "agent json os str urllib tool dict function_tool create_agent instructions timeout longest end_call transfer"
    " crew task process print transfer_to_agent exit_loop remember_values".split()
)


@dataclass(frozen=True)
class Parameter:
    """A value the agent collects. `key` is an identifier; `text` is what the person called it."""

    key: str
    text: str
    place: Place
    required: bool = True


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

    @property
    def description(self) -> str:
        """What it is for, what it returns, and its own name where that differs."""
        own = one_line(self.tool.name)
        purpose = one_line(self.tool.purpose or "").rstrip(".")
        parts = [f"{purpose}." if purpose else "", "" if own == self.name else f"({own})"]
        parts += [f"Returns {', '.join(map(one_line, self.tool.outputs))}."] if self.tool.outputs else []
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

    def url_with(self, opening: str, closing: str) -> str:
        """The address with its parameters in the marks of a platform."""
        return _SLOT.sub(lambda hit: f"{opening}{hit[1]}{closing}", self.url)

    def schema(self, *, strict: bool = False) -> dict[str, Any]:
        """The parameters as JSON Schema; `strict` as OpenAI wants it: all required, what may be missing nullable."""
        properties = {
            one.key: {
                "type": ["string", "null"] if strict and not one.required else "string",
                "description": one.text,
            }
            for one in self.parameters
        }
        required = [one.key for one in self.parameters if strict or one.required]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def callable_name(tool: Tool, number: int) -> str:
    """Its name as an identifier, else its purpose, else its number."""
    name = identifier(tool.name, identifier(tool.purpose or "", f"tool_{number}"))
    return f"{name}_" if keyword.iskeyword(name) or keyword.issoftkeyword(name) else name


def calls_of(tools: Sequence[Tool]) -> tuple[Call, ...]:
    names = unique((callable_name(tool, i) for i, tool in enumerate(tools, 1)), taken=_RESERVED)
    return tuple(_call(tool, name) for tool, name in zip(tools, names, strict=True))


def _call(tool: Tool, name: str) -> Call:
    method = tool.method or ("POST" if writes(tool) else "GET")
    texts = [one_line(text) for text in tool.inputs if one_line(text)]
    keys = unique(identifier(_OPTIONAL.sub("", text), f"input_{i}") for i, text in enumerate(texts, 1))
    address, slots = _with_keys(clean_address(tool.url or ""), dict(zip(texts, keys, strict=True)))
    rest: Place = "query" if method in ("GET", "HEAD", "DELETE") else "body"
    parameters = [
        Parameter(key, text, "path" if key in slots else rest, key in slots or not _OPTIONAL.search(text))
        for key, text in zip(keys, texts, strict=True)
    ]
    parameters += [Parameter(slot, slot.replace("_", " "), "path") for slot in slots if slot not in set(keys)]
    return Call(tool, name, method, address, tuple(parameters), _secret(tool, name, address))


def _with_keys(address: str, keys: Mapping[str, str]) -> tuple[str, list[str]]:
    """The address with its slots named as the parameters are, and those names. `keys` are these by their texts."""
    slots: list[str] = []
    known = {_plain(word): key for text, key in keys.items() for word in (text, key)}

    def named(hit: re.Match[str]) -> str:
        key = known.get(_plain(hit[1])) or identifier(hit[1], f"part_{len(slots) + 1}")
        slots.append(key)
        return f"{{{key}}}"

    return _SLOT.sub(named, address), list(dict.fromkeys(slots))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _secret(tool: Tool, name: str, address: str) -> Secret | None:
    auth = one_line(tool.auth or "")
    if not auth or _NO_AUTH.search(auth):
        return None
    host = re.sub(r"^https?://([^/:?]*).*", r"\1", address) if address else name
    stem = "_".join(ascii_words(host)).upper()[:60] or name.upper()
    named = _HEADER.search(auth)
    if named:
        return Secret(f"{stem}_KEY", named[1])
    if _BASIC.search(auth):
        return Secret(f"{stem}_BASIC", "Authorization", "Basic ")
    if _KEY.search(auth):
        return Secret(f"{stem}_KEY", "X-API-Key")
    return Secret(f"{stem}_TOKEN", "Authorization", "Bearer ")
