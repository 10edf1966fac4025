"""How to use each tool: when, when not, what it needs, what it gives, what to do when it fails."""

from collections.abc import Iterator

from builder.prompt_writer.markup import inline, listed
from builder.prompt_writer.material import Material, operation_key
from builder.step_reading import asks_first, changes, writes
from builder.toolbox.accounts import own_names
from builder.toolbox.placing import with_named_inputs
from orchestrator.values import Operation, Tool

CONFIRM = "Confirm first: say what you are about to do and with which values, and wait for a clear yes"
MOST_OUTPUTS = 12


def tools(known: Material) -> Iterator[str]:
    if not known.definition.tools:
        return
    yield "- Look things up rather than answer from memory. Never make up what a tool would have said."
    yield "- Collect what a call needs first, and ask only for what is missing. Never invent a value."
    yield "- Speak of the result, not of tools, calls or error messages."
    for tool in known.definition.tools:
        if tool.operations:
            yield from _operations(known, tool)
            continue
        yield ""
        yield f"### {_title(known, tool)}"
        yield from _one(known, tool)


def _operations(known: Material, tool: Tool) -> Iterator[str]:
    """A part for each operation; where in the workflow the tool stands is said at the first."""
    for number, operation in enumerate(tool.operations):
        name, own = known.call_name(operation_key(tool, operation)), inline(operation.name)
        title = own if name == inline(operation_key(tool, operation)) else name
        whose = inline(tool.name) if title == own else f"{own}, {inline(tool.name)}"
        yield ""
        yield f"### {title} ({whose})"
        yield from _operation(known, tool, operation, "" if number else _when(known, tool))


def _operation(known: Material, tool: Tool, operation: Operation, place: str) -> Iterator[str]:
    purpose = operation.purpose or (tool.purpose if len(tool.operations) == 1 else "")
    if purpose:
        yield f"- Use it to: {inline(purpose)}"
    when = "; ".join(part for part in (inline(operation.when or ""), place) if part)
    if when:
        yield f"- When: {when}"
    needed, other = _inputs(operation)
    yield f"- Not: {inline(operation.when_not) if operation.when_not else _unless(needed, changes(operation))}"
    if needed:
        yield f"- Needs: {listed(needed)}"
    if other:
        yield f"- Takes also, if known: {listed(other)}"
    if asks_first(operation):
        yield f"- {CONFIRM}"
    outputs = tuple(operation.outputs.get("properties", {}))[:MOST_OUTPUTS]
    if outputs:
        yield f"- Returns: {listed(outputs)}"
    failed = inline(operation.on_failure) if operation.on_failure else _failing(changes(operation), outputs)
    yield f"- On failure: {failed}"
    technical = " ".join(part for part in (operation.method or "", inline(operation.url or "")) if part)
    if technical and known.style.technical:
        yield f"- Technical: {technical} (set in the tool's configuration; never speak of it)"


def _inputs(operation: Operation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What it needs and what it takes besides, by name."""
    own = own_names(operation)
    names = tuple(name for name in with_named_inputs(operation).inputs.get("properties", {}) if name not in own)
    needed = with_named_inputs(operation).inputs.get("required", [])
    return tuple(one for one in names if one in needed), tuple(one for one in names if one not in needed)


def _one(known: Material, tool: Tool) -> Iterator[str]:
    if tool.purpose:
        yield f"- Use it to: {inline(tool.purpose)}"
    when = _when(known, tool)
    if when:
        yield f"- When: {when}"
    yield f"- Not: {_not_when(tool)}"
    if tool.inputs:
        yield f"- Needs: {listed(tool.inputs)}"
    if writes(tool):
        yield f"- {CONFIRM}"
    if tool.outputs:
        yield f"- Returns: {listed(tool.outputs)}"
    yield f"- On failure: {_on_failure(tool)}"
    technical = _technical(tool)
    if technical and known.style.technical:
        yield f"- Technical: {technical}"


def _title(known: Material, tool: Tool) -> str:
    name = known.call_name(tool.name)
    return name if name == inline(tool.name) else f"{name} ({inline(tool.name)})"


def _when(known: Material, tool: Tool) -> str:
    requests = (inline(label) for label, served in known.routes if served.name == tool.name and label != tool.purpose)
    when = "; ".join(dict.fromkeys((*_places(known, tool), *requests)))
    return when or ("" if tool.purpose else "a step or a question calls for what it gives")


def _places(known: Material, tool: Tool) -> Iterator[str]:
    """Where in the workflow the tool is used."""
    for numbered in known.steps:
        if known.tool_at(numbered.step.step) == tool.name:
            yield f"at step {numbered.number}"
        for branch in numbered.step.branches:
            if known.tool_at(branch.then) == tool.name:
                yield f"at step {numbered.number}, if {inline(branch.if_)}"
            if branch.else_ and known.tool_at(branch.else_) == tool.name:
                yield f"at step {numbered.number}, if not {inline(branch.if_)}"


def _not_when(tool: Tool) -> str:
    return _unless(tool.inputs, writes(tool))


def _unless(needed: tuple[str, ...], writing: bool) -> str:
    before = f"before you have {listed(needed)}; " if needed else ""
    return before + ("twice for the same request" if writing else "when you already have its answer")


def _on_failure(tool: Tool) -> str:
    return _failing(writes(tool), tool.outputs)


def _failing(writing: bool, outputs: tuple[str, ...]) -> str:
    if writing:
        return "say that it did not go through, never that it is done, and do not try again unasked"
    unknown = listed(outputs) or "the answer"
    return f"try once more, then say that you cannot look it up right now. Never guess {unknown}"


def _technical(tool: Tool) -> str:
    call = " ".join(part for part in (tool.method or "", inline(tool.url or "")) if part)
    auth = f"authentication: {inline(tool.auth)}" if tool.auth else ""
    told = "; ".join(part for part in (call, auth) if part)
    return f"{told} (set in the tool's configuration; never speak of it)" if told else ""
