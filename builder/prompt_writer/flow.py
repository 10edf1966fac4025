"""The workflow as numbered steps."""

from collections.abc import Iterator

from builder.prompt_writer.drawn import drawn_steps
from builder.prompt_writer.markup import inline, listed, quoted
from builder.prompt_writer.material import Material, Numbered
from builder.step_reading import greets, kind_of
from builder.workflow import own_else
from orchestrator.values import Branch, Tool


def workflow(known: Material) -> Iterator[str]:
    turned = ", unless one sends you elsewhere" if known.is_by_hand else ""
    yield f"Take the steps in order, one at a time{turned}. Skip what the person has already told you."
    yield "If they turn to something else, help with that, then return to the step you were at."
    yield ""
    yield from drawn_steps(known) if known.is_by_hand else _given_steps(known)
    yield ""
    yield "The conversation is over when the request is settled or handed over. Close with one short sentence."


def _given_steps(known: Material) -> Iterator[str]:
    routes_at = _main_step(known)
    for numbered in known.steps:
        yield f"{numbered.number}. {_text(known, numbered)}"
        if numbered.opens and len(known.seen("languages")) > 1:
            yield "   - If the person began in another of your languages, greet them in that one."
        yield from _branches(known, numbered)
        if numbered.number == routes_at:
            yield from (f"   - {_route(known, label, tool)}" for label, tool in known.routes)


def _text(known: Material, numbered: Numbered) -> str:
    text = inline(numbered.step.step)
    if numbered.opens:
        return f"{text}. Say this greeting word for word: {quoted(known.one('greeting'))}"
    return text + _tool_note(known, numbered.step.step) + _pause(known, numbered.step.step)


def _pause(known: Material, text: str) -> str:
    """Where a platform wants it said: that a question is followed by listening."""
    asks = known.style.waits and not known.tool_at(text) and kind_of(text, known.definition.escalations) == "ask"
    return " (wait for the answer)" if asks else ""


def _tool_note(known: Material, text: str) -> str:
    """Which tool does it, where the words themselves do not name it; who takes over is under Escalation."""
    tool = known.tool_at(text)
    if tool:
        name = known.call_name(tool)
        return "" if name.casefold() in text.casefold() else f" (use {name})"
    return " (see Escalation)" if kind_of(text, known.definition.escalations) == "handoff" else ""


def _branches(known: Material, numbered: Numbered) -> Iterator[str]:
    branches = numbered.step.branches
    for branch in branches:
        yield f"   - {condition(branch)}: {inline(branch.then)}{_tool_note(known, branch.then)}"
        otherwise = own_else(branch, branches)
        if otherwise:
            yield f"     - If not: {inline(otherwise)}{_tool_note(known, otherwise)}"
    if branches:
        last = branches[-1].else_
        yield f"   - Otherwise: {inline(last)}{_tool_note(known, last)}" if last else "   - Otherwise: go on"


def condition(branch: Branch) -> str:
    text = inline(branch.if_)
    return text if text.casefold().startswith(("if ", "when ")) else f"If {text}"


def _main_step(known: Material) -> int:
    """The step of the default flow that does the work."""
    for numbered in known.steps:
        text = numbered.step.step
        if not numbered.opens and not greets(text) and kind_of(text, ()) != "ask":
            return numbered.number
    return len(known.steps)


def _route(known: Material, label: str, tool: Tool) -> str:
    name = known.call_name(tool.name)
    use = f"get {listed(tool.inputs)}, then use {name}" if tool.inputs else f"use {name}"
    return f"For this request: {inline(label)}: {use}"
