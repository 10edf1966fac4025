"""What was read in a description of a tool."""

from collections.abc import Iterable
from typing import Any

from orchestrator.documents.refusals import Refused
from orchestrator.values import Access, Operation, Value

__all__ = ("Described", "Notes", "Refused", "distinct", "listed", "mapping", "worded")

NAMED = 3  # operations that a note names


class Described(Value):
    """A tool as its description tells it. `groups` are the operations' tags or folders, one each; `address` is where
    all of it lives; both are "" where that is not told. `notes` say what to look at before using it."""

    title: str
    kind: str = ""
    address: str = ""
    purpose: str | None = None
    operations: tuple[Operation, ...] = ()
    groups: tuple[str, ...] = ()
    access: Access | None = None
    notes: tuple[str, ...] = ()


class Notes:
    """Notes in the order they came up; those of several operations become one that names the first few."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, None]] = {}

    def add(self, text: str, where: str = "") -> None:
        """`text` may hold {where}, for the names of the operations it is about."""
        self._found.setdefault(text, {})[where] = None

    def all(self) -> tuple[str, ...]:
        """Each note once, as sentences."""
        return tuple(_sentence(text, [name for name in names if name]) for text, names in self._found.items())


def _sentence(text: str, names: list[str]) -> str:
    more = len(names) - NAMED
    return text.replace("{where}", ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else ""))


def distinct(names: Iterable[str]) -> list[str]:
    """The names in order, with a number behind those that came before (whatever their case)."""
    taken: set[str] = set()
    found = []
    for name in names:
        number, fresh = 2, name
        while fresh.casefold() in taken:
            fresh, number = f"{name} {number}", number + 1
        taken.add(fresh.casefold())
        found.append(fresh)
    return found


def mapping(found: Any) -> dict[str, Any]:
    """`found` if it is an object, else an empty one: descriptions hold anything anywhere."""
    return found if isinstance(found, dict) else {}


def listed(found: Any) -> list[Any]:
    """`found` if it is a list, else an empty one."""
    return found if isinstance(found, list) else []


def worded(found: Any) -> str:
    """`found` if it is a text, without blank ends, else ""."""
    return found.strip() if isinstance(found, str) else ""
