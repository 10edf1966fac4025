"""Braces in texts: context variables in a platform's own notation, and everything else kept from being read as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# What people mean as a variable: "Hello {{first_name}}".
_VARIABLE = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]{0,63})\s*\}\}")


def variables_in(text: str) -> tuple[str, ...]:
    """The context variables that a text speaks of, each once."""
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))


@dataclass(frozen=True)
class Notation:
    """How a platform writes a context variable (`%s` is its name, "" that it has none), and which marks in typed
    text it would take for its own: pairs of a pattern and what is written instead."""

    variable: str = ""
    breaks: Sequence[tuple[str, str]] = ()

    def written(self, text: str) -> str:
        """The text as the platform has to hold it."""
        pieces = _VARIABLE.split(text) if self.variable else [text]
        return "".join(self.variable % piece if i % 2 else self._kept(piece) for i, piece in enumerate(pieces))

    def _kept(self, text: str) -> str:
        for pattern, instead in self.breaks:
            text = re.sub(pattern, instead, text)
        return text


PLAIN = Notation()
DOUBLE_BRACES = Notation("{{%s}}", ((r"\{(?=\{)", "{ "), (r"\}(?=\})", "} ")))
LIQUID = Notation("{{%s}}", (*DOUBLE_BRACES.breaks, (r"\{(?=%)", "{ "), (r"%(?=\})", "% ")))
