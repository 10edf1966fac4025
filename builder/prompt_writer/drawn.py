"""A workflow that was edited by hand, as numbered steps that say where they lead."""

from collections.abc import Iterator

from builder.graph_steps import OVER, Told, Way, told
from builder.prompt_writer.markup import inline, quoted
from builder.prompt_writer.material import Material
from builder.wording import is_blank, one_line


def drawn_steps(known: Material) -> Iterator[str]:
    """A line per step and one per way, with the number of the step it leads to."""
    for step in told(known.graph):
        yield f"{step.number}. {_text(known, step)}"
        yield from (f"   - {_case(way)}: {_lead(way)}" for way in step.ways)
        if step.then:
            yield f"   - Then {_lead(step.then)}"


def _text(known: Material, step: Told) -> str:
    node, text = step.node, inline(step.text)
    greeting = known.one("greeting")
    if greeting and one_line(greeting) in (step.text, node.detail):
        opening = "" if step.text == one_line(greeting) else f"{text}. "
        return f"{opening}Say this greeting word for word: {quoted(greeting)}"
    beside = "" if is_blank(node.detail) else f" ({inline(node.detail)})"
    if node.kind == "tool":
        name = known.call_name(node.tool)
        return text + beside + ("" if not name or name.casefold() in text.casefold() else f" (use {name})")
    if node.kind == "ask" and known.style.waits:
        return f"{text}{beside} (wait for the answer)"
    return text + beside + (" (see Escalation)" if node.kind == "handoff" else "")


def _case(way: Way) -> str:
    text = inline(way.when)
    if not text:
        return "Otherwise"
    return text if text.casefold().startswith(("if ", "when ")) else f"If {text}"


def _lead(way: Way) -> str:
    return "end the conversation" if way.to == OVER else f"go to step {way.to}"
