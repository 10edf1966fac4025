"""What the page that shows a description is given: what to choose from, and what the choice would change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from builder.toolbox import joining
from builder.toolbox.readers.described import Described
from builder.toolbox.readers.registry import TITLES
from orchestrator.facts import Fact
from orchestrator.values import Operation, Tool
from sessions import descriptions
from sessions.access import Visitor
from sessions.descriptions import Choice
from sessions.errors import BadDescription

SEARCHED = 12  # operations from which on there is a search box
STATES = {"new": "new", "changed": "changes", "same": "as it is"}


@dataclass(frozen=True)
class Offered:
    """One operation to choose. `state` is what taking it over would do to the tool it goes to."""

    place: int
    operation: Operation
    group: str
    is_chosen: bool
    state: str


@dataclass(frozen=True)
class Asked:
    """What the list was narrowed to: words, and a group."""

    words: str = ""
    group: str = ""

    def fits(self, operation: Operation, group: str) -> bool:
        """Whether each word stands somewhere in the operation's name, address, method or purpose."""
        said = f"{operation.name} {operation.method} {operation.url} {operation.purpose} {group}".casefold()
        return (not self.group or group == self.group) and all(word in said for word in self.words.casefold().split())


def shown(found: Described, asked: Asked) -> frozenset[int]:
    """The places of the operations that the list is narrowed to."""
    pairs = zip(found.operations, found.groups, strict=True)
    return frozenset(place for place, (operation, group) in enumerate(pairs) if asked.fits(operation, group))


def page(
    interview_id: UUID,
    visitor: Visitor,
    description_id: UUID,
    choice: Choice | None,
    asked: Asked,
    problem: BadDescription | None = None,
) -> dict[str, Any]:
    """The whole page; without a choice what is offered first."""
    description, found = descriptions.owned(interview_id, visitor, description_id)
    facts = descriptions.tools_of(interview_id, visitor)
    chosen = choice or descriptions.first_choice(found, facts)
    places = shown(found, asked)
    return {
        "interview": description.interview,
        "description": description,
        "found": found,
        "kind": TITLES.get(found.kind, ""),
        "access": joining.access_words(found.access),
        "groups": list(dict.fromkeys(group for group in found.groups if group)),
        "sections": _sections(offered(found, facts, chosen), places),
        "hidden": sorted(chosen.operations - places),
        "is_long": len(found.operations) > SEARCHED,
        "number_shown": len(places),
        "asked": asked,
        "choice": chosen,
        "tools": facts,
        "problem": problem,
        **_changes(found, facts, chosen),
    }


def offered(found: Described, facts: Collection[Fact], choice: Choice) -> list[Offered]:
    """Every operation with what would become of it in the tool chosen."""
    tool = next((f.value for f in facts if f.id == choice.tool and isinstance(f.value, Tool)), None)
    return [
        Offered(place, operation, group, place in choice.operations, _state(tool, found, place) if tool else "")
        for place, (operation, group) in enumerate(zip(found.operations, found.groups, strict=True))
    ]


def _state(tool: Tool, found: Described, place: int) -> str:
    at = joining.place_of(tool, found.operations[place])
    if at is None:
        return STATES["new"]
    renewed = joining.joined(tool, found, (place,)).operations[at]
    return STATES["same" if renewed == tool.operations[at] else "changed"]


def _sections(lines: Iterable[Offered], places: frozenset[int]) -> list[tuple[str, list[Offered]]]:
    """The lines shown, by group."""
    sections: dict[str, list[Offered]] = {}
    for line in lines:
        if line.place in places:
            sections.setdefault(line.group, []).append(line)
    return list(sections.items())


def _changes(found: Described, facts: Collection[Fact], choice: Choice) -> dict[str, Any]:
    foreseen = descriptions.foresee(found, facts, choice)
    counts = {state: sum(line.state == state for line in foreseen.lines) for state in ("new", "same")}
    return {
        "foreseen": foreseen,
        "changed": [line for line in foreseen.lines if line.state == "changed"],
        "fresh": [line for line in foreseen.lines if line.state == "new"],
        "counts": counts,
        "many": joining.MANY if len(choice.operations) > joining.MANY else 0,
    }
