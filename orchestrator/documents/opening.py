"""From the bytes of a file to its blocks. Heavy and hostile: only called in a process of its own (see apart.py)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from orchestrator.documents import agents, lines, markup, paged, plain, refusals, word
from orchestrator.documents.blocks import LONGEST_TEXT, Block
from orchestrator.documents.refusals import Refused
from orchestrator.documents.sniffing import Kind, kind_of
from orchestrator.documents.told import Told

Progress = Callable[[int, int], None]  # how many of how many parts are opened


@dataclass(frozen=True)
class Opened:
    """What a file holds. `pages` is None where it has none."""

    kind: Kind
    blocks: tuple[Block, ...]
    pages: int | None = None
    # What fields of an exported agent say; they stand in the first blocks, which are read no further.
    told: tuple[Told, ...] = ()


def opened(content: bytes, name: str = "", told: Progress = lambda done, of: None) -> Opened:
    """The blocks of a file, numbered; raises Refused."""
    kind = kind_of(content, name)
    agent = agents.exported(content) if kind == "json" else None
    first, facts = agents.told(agent) if agent else ((), ())
    content = agent.prompt.encode(errors="replace") if agent else content
    found = [lines.marked(block) for block in _blocks(kind, content, told)]
    found = [*first, *lines.with_headings(found)]
    found = [replace(block, number=number) for number, block in enumerate(found, 1)]
    if not any(c.isalnum() for block in found for c in block.text):
        raise Refused(refusals.SCANNED if kind in ("pdf", "docx") else refusals.WORDLESS)
    length = sum(len(block.text) for block in found)
    if length > LONGEST_TEXT:
        raise Refused(refusals.LONG.format(size=f"{length:,} letters", most=f"{LONGEST_TEXT:,}"))
    return Opened(kind, tuple(found), max((b.page for b in found if b.page), default=None), facts)


def _blocks(kind: Kind, content: bytes, told: Progress) -> list[Block]:
    match kind:
        case "pdf":
            return paged.blocks(content, told)
        case "docx":
            return word.blocks(content, told)
        case "html":
            return markup.blocks(plain.decoded(content))
    return plain.blocks(content, markdown=True)
