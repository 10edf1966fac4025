"""Edits of a tool's configuration, as changes of a draft: its operations, how it is let in, what it is called."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from builder.toolbox.placing import with_named_inputs
from orchestrator.facts import Draft, Fact
from orchestrator.values import Access, Operation, Tool, key_of
from sessions.editing import Change, by_hand, on_fact, value_for
from sessions.errors import BadField, Conflict, NotFound

MAX_OPERATIONS = 200  # of one tool
ToolChange = Callable[[Tool], Tool]


def found(draft: Draft, fact_id: UUID) -> Tool:
    """The tool that a fact holds; raises NotFound."""
    for fact in draft.get("tools", ()):
        if fact.id == fact_id and isinstance(fact.value, Tool):
            return fact.value
    raise NotFound


def changed(fact_id: UUID, change: ToolChange) -> Change:
    """The change of one tool, locked by it like any edit by hand. Raises NotFound, Conflict, BadField, BadMessage."""

    def made(slot: str, fact: Fact) -> Fact:
        if not isinstance(fact.value, Tool):
            raise NotFound
        value = value_for("tools", change(fact.value).model_dump(mode="json"), (fact,))
        return fact if value == fact.value else by_hand(value, fact)

    def checked(draft: Draft) -> Draft:
        after = on_fact(fact_id, made)(draft)
        name = key_of(found(after, fact_id))
        if any(key_of(fact.value) == name and fact.id != fact_id for fact in after["tools"]):
            raise BadField("name", "There is another tool called so.")
        return after

    return checked


def described(fields: dict[str, Any]) -> ToolChange:
    """Other words about the tool itself: its name, what it is for."""
    return lambda tool: tool.model_copy(update=fields)


def let_in(access: Access | None) -> ToolChange:
    return lambda tool: tool.model_copy(update={"access": access})


def with_operation(number: int, was: str, operation: Operation) -> ToolChange:
    """Operation `number` (from 0; past the last: one more) becomes this one, if it still is the one called `was`."""

    def made(tool: Tool) -> Tool:
        others = [one for i, one in enumerate(tool.operations) if i != number]
        if key_of(operation.name) in [key_of(one.name) for one in others]:
            raise BadField("name", "There is another operation called so.")
        if len(others) >= MAX_OPERATIONS:
            raise BadField("name", f"One tool has at most {MAX_OPERATIONS} operations.")
        place = _place(tool, number, was)
        kept = (*tool.operations[:place], with_named_inputs(operation), *tool.operations[place + 1 :])
        return tool.model_copy(update={"operations": kept})

    return made


def without_operation(number: int, was: str) -> ToolChange:
    def made(tool: Tool) -> Tool:
        place = _place(tool, number, was)
        return tool.model_copy(update={"operations": tool.operations[:place] + tool.operations[place + 1 :]})

    return made


def moved(number: int, was: str, by: int) -> ToolChange:
    """One place up (-1) or down (1); at the end it stays."""

    def made(tool: Tool) -> Tool:
        operations = list(tool.operations)
        one = operations.pop(_place(tool, number, was))
        operations.insert(max(0, number + by), one)
        return tool.model_copy(update={"operations": tuple(operations)})

    return made


def with_outputs(number: int, was: str, schema: dict[str, Any]) -> ToolChange:
    """The operation gives back what this schema says."""

    def made(tool: Tool) -> Tool:
        one = tool.operations[_place(tool, number, was)].model_copy(update={"outputs": schema})
        return with_operation(number, was, one)(tool)

    return made


def _place(tool: Tool, number: int, was: str) -> int:
    is_new = number == len(tool.operations) and not was
    if not is_new and (number >= len(tool.operations) or tool.operations[number].name != was):
        raise Conflict(
            "This operation was moved, renamed or removed meanwhile. Open the tool again to see how it is now."
        )
    return number
