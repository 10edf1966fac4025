"""A prompt made shorter for a platform that takes little: rules and hand-overs stay, what helps least goes first."""

from collections.abc import Callable
from dataclasses import dataclass

from builder.prompt_writer.layout import Written, text_of
from builder.prompt_writer.style import Style

# What goes first stands first; guardrails and escalation are cut last, and only when they alone are too long.
_LEAST_FIRST = (
    "Examples",
    "Further details",
    "Speech and normalisation",
    "Context variables",
    "Unclear input and errors",
    "Environment",
    "Scope",
    "Tools",
    "Language and tone",
    "Workflow",
    "Goal and success",
    "Identity",
    "Escalation",
    "Guardrails",
)


@dataclass(frozen=True)
class Fitted:
    """A prompt as it goes out, and which sections did not fit: `shortened` in part, `left_out` altogether."""

    text: str
    shortened: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def fitted(parts: tuple[Written, ...], style: Style, written: Callable[[str], str], limit: int) -> Fitted:
    """The prompt in at most `limit` characters. `written` puts a text into the platform's notation.

    Each part should tell one section, as one goes or stays; the first that no longer fits as a whole loses its end.
    """
    kept = list(parts)
    left_out: list[str] = []
    for title in (None, *_LEAST_FIRST):
        gone = [
            part for part in kept if title in part.sections or (title is None and part.heading and not part.sections)
        ]
        for part in gone:
            over = len(written(text_of(tuple(kept), style))) - limit
            if over <= 0:
                break
            short = _cut(part, over, written)
            at = kept.index(part)
            if short:
                kept[at] = short
                text = written(text_of(tuple(kept), style))
                return Fitted(text, (part.heading,), tuple(left_out))
            kept.remove(part)
            left_out.append(part.heading)
    text = written(text_of(tuple(kept), style))
    return Fitted(text[:limit], (), tuple(left_out))


def _cut(part: Written, over: int, written: Callable[[str], str]) -> Written | None:
    """The part without its last lines, None if that leaves too little to be of use."""
    lines = part.text.splitlines()
    gone = 0
    while lines and gone < over:
        gone += len(written(lines.pop())) + 1
    return Written(part.heading, part.sections, "\n".join(lines)) if len(lines) > 2 and gone >= over else None
