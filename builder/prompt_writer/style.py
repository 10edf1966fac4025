"""How a prompt is laid out: which sections in which order, under which headings, in which markup, for ear or eye."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Part:
    """One heading of a prompt and the sections told under it; `lead` and `close` are lines of its own around them.

    A part whose sections all stay empty is left out, its own lines too; one without sections always stands.
    """

    heading: str
    sections: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    close: tuple[str, ...] = ()


@dataclass(frozen=True)
class Style:
    """`heard` says whether people hear or read the agent there, None that its channels decide.

    `technical` tells addresses of tools, which platforms take elsewhere; `waits` says at every question to wait.
    """

    parts: tuple[Part, ...]
    markup: Literal["markdown", "xml"] = "markdown"
    heard: bool | None = None
    technical: bool = False
    waits: bool = False
