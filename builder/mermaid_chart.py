"""A flowchart as written: boxes, arrows, and where something in it cannot be read."""

import html
import re
from dataclasses import dataclass, field

_PARTED = re.compile("(?:(?<=ﬂ)\u2060(?=°)|(?<=¶)\u2060(?=ß))")  # as builder.mermaid parts them
_ENTITY = re.compile(r"#(\w+);|&(\w+);|<br[ \t]*/?>")


class MermaidError(Exception):
    """The text is no flowchart that is read here: where (line and column from 1), and why in plain words."""

    def __init__(self, line: int, column: int, text: str) -> None:
        super().__init__(f"Line {line}, column {column}: {text}")
        self.line, self.column, self.text = line, column, text


@dataclass
class Box:
    """A node as written: `shape` and `label` are None where it is only named; `classes` are those given to it."""

    name: str
    at: int
    shape: str | None = None
    label: str | None = None
    classes: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Arrow:
    """A way as written: `otherwise` says that it is for every other case."""

    source: str
    target: str
    label: str
    otherwise: bool


@dataclass
class Chart:
    """What a text says, with `fail` to refuse it at a place."""

    text: str
    boxes: dict[str, Box] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)

    def fail(self, at: int, why: str) -> MermaidError:
        before = self.text[:at]
        return MermaidError(before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1, why)


def decoded(raw: str) -> str:
    """A label as it is shown: entities are the signs they stand for."""
    return _ENTITY.sub(_sign, _PARTED.sub("", raw))


def _sign(entity: re.Match[str]) -> str:
    number, name = entity[1], entity[2]
    if number is None and name is None:
        return " "
    if number and number.isascii() and number.isdigit():
        code = int(number[:8])
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else entity[0]
    sign = html.unescape(f"&{number or name};")
    return entity[0] if sign.startswith("&") and len(sign) > 1 else sign
