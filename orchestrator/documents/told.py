"""What readers hand on: the parts of a document that may say something, and what was found in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from orchestrator.documents.blocks import Block
from orchestrator.documents.words import words
from orchestrator.guide.text import capital, plain
from orchestrator.values import AnyValue

_OWN_SIGNS = re.compile("[،؛؟，；：（）«»]")


@dataclass(frozen=True)
class Told:
    """A value, the words that say it, and the first and last block they stand in (by number, from 1)."""

    slot: str
    value: AnyValue
    quote: str
    number: int
    last: int = 0


@dataclass(frozen=True)
class Part:
    """A heading and the blocks below it, up to the next one. `slot`: what the heading says they are about."""

    heading: Block | None
    blocks: tuple[Block, ...]
    slot: str = ""


def parts(blocks: tuple[Block, ...]) -> Iterator[Part]:
    """The document cut at its headings; what a deeper heading leaves open, the one above it says."""
    above: dict[int, str] = {}
    part = Part(None, ())
    for block in blocks:
        if block.kind != "heading":
            part = replace(part, blocks=(*part.blocks, block))
            continue
        yield part
        above = {depth: slot for depth, slot in above.items() if depth < block.depth}
        slot = words().slot_below(block.text) or next((above[d] for d in sorted(above, reverse=True) if above[d]), "")
        above[block.depth] = slot
        part = Part(block, (), slot)
    yield part


def as_written(value: AnyValue, shown: Sequence[str]) -> AnyValue:
    """The value with the document's own signs, where it has others than those texts are read with: "，", "؟"."""
    text = "\n".join(shown)
    return _with_signs(value, plain(text), text) if _OWN_SIGNS.search(text) else value


def _with_signs(value: Any, read: str, text: str) -> Any:
    if isinstance(value, str):
        start = read.find(plain(value)) if value else -1
        if start < 0 and " " in value:  # put together from several places
            return " ".join(_with_signs(word, read, text) for word in value.split(" "))
        return text[start : start + len(value)] if start >= 0 else value
    if isinstance(value, tuple):
        return tuple(_with_signs(one, read, text) for one in value)
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _with_signs(own, read, text) for name, own in value})
    return value


def tidy(text: str) -> str:
    """A sentence as a value: no blanks and stops around it, a capital to begin with."""
    text = text.strip(" \t\n;,:–—-；，：、،؛")
    return capital(text if re.search(r"\b[a-z]\.[a-z]\.$", text) else text.rstrip(". 。").strip())
