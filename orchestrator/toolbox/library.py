"""The data files of the library. What tools are called and for stays in memory; what their APIs offer is read when it
is asked for, a category at a time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter

from orchestrator.values import Access, Operation, Risk, Value

_FOLDER = Path(__file__).parent
_OPERATIONS = TypeAdapter(tuple[Operation, ...])


class KnownTool(Value):
    """A tool as the library knows it. `word`: its name is also an ordinary word, and is meant only with a capital.
    `needs` are names of needs.json, what it is mostly for first; `docs` is where its maker describes its API; `risks`
    are those of its operations, in order."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    word: bool = False
    needs: tuple[str, ...] = Field(min_length=1)
    docs: str = Field(pattern=r"^https://")
    access: Access
    category: str
    risks: tuple[Risk, ...]


@dataclass(frozen=True)
class Category:
    """Tools of a kind, in the order of their file."""

    id: str
    label: str
    tools: tuple[KnownTool, ...]


@dataclass(frozen=True)
class Need:
    """Something agents do that takes a tool, and the phrases it is told in, by language. All words of a phrase must be
    there, in any order; a longer word may go on."""

    id: str
    label: str
    words: Mapping[str, tuple[str, ...]]


@cache
def categories() -> tuple[Category, ...]:
    """All tools, by category."""
    return tuple(_category(_read(path.stem)) for path in sorted((_FOLDER / "known").glob("*.json")))


@cache
def by_id() -> Mapping[str, KnownTool]:
    """All tools by their id."""
    return {tool.id: tool for tool in library()}


def library() -> tuple[KnownTool, ...]:
    """All tools, category after category."""
    return tuple(tool for category in categories() for tool in category.tools)


def operations(tool: KnownTool) -> tuple[Operation, ...]:
    """What the public API of a tool offers."""
    return _operations(tool.category)[tool.id]


@lru_cache(maxsize=2)
def _operations(category: str) -> Mapping[str, tuple[Operation, ...]]:
    return {entry["id"]: _OPERATIONS.validate_python(entry["operations"]) for entry in _read(category)["tools"]}


@cache
def needs() -> Mapping[str, Need]:
    """What tools are for."""
    return {
        name: Need(name, need["label"], {code: tuple(phrases) for code, phrases in need["words"].items()})
        for name, need in _loaded(_FOLDER / "needs.json").items()
    }


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """What tools are called, with the ways people write them: those of the library, and others known by name only."""
    others = {name: tuple(aliases) for name, aliases in _others()["names"].items()}
    return {**others, **{tool.name: tool.aliases for tool in library()}}


def words() -> frozenset[str]:
    """The names that are also ordinary words."""
    return frozenset((*_others()["words"], *(tool.name for tool in library() if tool.word)))


@cache
def _others() -> Mapping[str, Any]:
    return _loaded(_FOLDER / "others.json")


def _category(data: Mapping[str, Any]) -> Category:
    return Category(data["category"], data["label"], tuple(_tool(data["category"], **entry) for entry in data["tools"]))


def _tool(category: str, operations: list[Mapping[str, Any]], **entry: Any) -> KnownTool:
    return KnownTool(category=category, risks=tuple(operation["risk"] for operation in operations), **entry)


def _read(category: str) -> Mapping[str, Any]:
    return _loaded(_FOLDER / "known" / f"{category}.json")


def _loaded(path: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf8"))
    return found
