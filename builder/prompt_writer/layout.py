"""Sections put under a platform's headings, as Markdown or between XML tags."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from builder.prompt_writer.markup import inline
from builder.prompt_writer.material import Material
from builder.prompt_writer.style import Part, Style


@dataclass(frozen=True)
class Written:
    """A part of a prompt: its heading ("" for the title line), the sections told in it, and its text without either."""

    heading: str
    sections: tuple[str, ...]
    text: str


def laid_out(known: Material, told: Mapping[str, tuple[str, ...]]) -> tuple[Written, ...]:
    """The parts that say something, with the title first. `told` are the lines of each section by its title."""
    name = known.name or inline(known.one("agent_role")) or "Assistant"
    title = () if known.style.markup == "xml" else (Written("", (), f"# {name}"),)
    parts = (_written(part, told, known.style) for part in known.style.parts)
    return (*title, *(part for part in parts if part.text))


def text_of(parts: tuple[Written, ...], style: Style) -> str:
    """The parts as one text, ending in a line break."""
    return "\n\n".join(_framed(part, style) for part in parts) + "\n"


def _framed(part: Written, style: Style) -> str:
    if not part.heading:
        return part.text
    if style.markup == "xml":
        tag = _tag(part.heading)
        return f"<{tag}>\n{part.text}\n</{tag}>"
    return f"## {part.heading}\n\n{part.text}"


def _written(part: Part, told: Mapping[str, tuple[str, ...]], style: Style) -> Written:
    full = tuple(title for title in part.sections if told[title])
    if part.sections and not full:
        return Written(part.heading, (), "")
    bodies = ["\n".join(told[title]) for title in full]
    if len(part.sections) > 1:
        bodies = [_under(title, body, style) for title, body in zip(full, bodies, strict=True)]
    own = ("\n".join(part.lead), *bodies, "\n".join(part.close))
    return Written(part.heading, full, "\n\n".join(text for text in own if text))


def _under(title: str, body: str, style: Style) -> str:
    """A section that shares its part with others: its own title, and smaller headings below that."""
    if style.markup == "xml":
        return f"<{_tag(title)}>\n{body}\n</{_tag(title)}>"
    return f"### {title}\n\n" + re.sub(r"(?m)^### ", "#### ", body)


def _tag(heading: str) -> str:
    return re.sub(r"\W+", "_", heading.lower()).strip("_")
