"""Sections that a person wrote: placeholders filled from what is known, and nothing in them that ends a section."""

import re
from collections.abc import Callable

from builder.prompt_writer.markup import inline, listed
from builder.prompt_writer.material import Material

# What a template can leave open, by the name that stands in braces.
PLACEHOLDERS: dict[str, Callable[[Material], str]] = {
    "agent_name": lambda known: known.name or "Assistant",
    "agent_role": lambda known: inline(known.one("agent_role")),
    "greeting": lambda known: inline(known.one("greeting")),
    **{
        slot: lambda known, slot=slot: listed(known.seen(slot))  # type: ignore[misc]
        for slot in ("audience", "channels", "languages", "tone", "goals", "metrics", "knowledge", "guardrails")
    },
    "tools": lambda known: listed(tuple(known.call_name(tool.name) for tool in known.definition.tools)),
}
_PLACEHOLDER = re.compile(rf"(?<!\{{)\{{({'|'.join(PLACEHOLDERS)})\}}(?!\}})")
_HEADING = re.compile(r"(?m)^(\s{0,3})#{1,2}(?=\s)")
# An unescaped tag or fence; what was taken literally already stays so.
_MARK = re.compile(r"(?<!\\)((?:\\\\)*)(<(?=[A-Za-z/!?])|`{3,}|~{3,})")


def lines_of(text: str, known: Material) -> tuple[str, ...]:
    """The lines of a section as they stand in the prompt. Its own headings become small ones, tags and fences text."""
    filled = _PLACEHOLDER.sub(lambda found: PLACEHOLDERS[found[1]](known), _kept(text))
    return tuple(filled.splitlines())


def _kept(text: str) -> str:
    literal = _MARK.sub(lambda mark: mark[1] + "".join(f"\\{sign}" for sign in mark[2]), text)
    return _HEADING.sub(r"\1###", literal)


def as_template(text: str, known: Material) -> str:
    """The text with the name, role and greeting of this agent left open, for others."""
    for name in ("greeting", "agent_role", "agent_name"):
        said = inline(known.one(name))
        if len(said) > 2:
            text = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", f"{{{name}}}", text)
    return text
