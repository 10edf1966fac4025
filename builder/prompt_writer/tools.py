"""How to use each tool: when, when not, what it needs, what it gives, what to do when it fails."""

from collections.abc import Iterator

from builder.prompt_writer.markup import inline, listed
from builder.prompt_writer.material import Material
from builder.step_reading import writes
from orchestrator.values import Tool


def tools(known: Material) -> Iterator[str]:
    if not known.definition.tools:
        return
    yield "- Look things up rather than answer from memory. Never make up what a tool would have said."
    yield "- Collect what a call needs first, and ask only for what is missing. Never invent a value."
    yield "- Speak of the result, not of tools, calls or error messages."
    for tool in known.definition.tools:
        yield ""
        yield f"### {_title(known, tool)}"
        yield from _one(known, tool)


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
        yield "- Confirm first: say what you are about to do and with which values, and wait for a clear yes"
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
    before = f"before you have {listed(tool.inputs)}; " if tool.inputs else ""
    return before + ("twice for the same request" if writes(tool) else "when you already have its answer")


def _on_failure(tool: Tool) -> str:
    if writes(tool):
        return "say that it did not go through, never that it is done, and do not try again unasked"
    unknown = listed(tool.outputs) or "the answer"
    return f"try once more, then say that you cannot look it up right now. Never guess {unknown}"


def _technical(tool: Tool) -> str:
    call = " ".join(part for part in (tool.method or "", inline(tool.url or "")) if part)
    auth = f"authentication: {inline(tool.auth)}" if tool.auth else ""
    told = "; ".join(part for part in (call, auth) if part)
    return f"{told} (set in the tool's configuration; never speak of it)" if told else ""
