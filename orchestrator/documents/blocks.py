"""A document as blocks of text in order, and as one text in which every quote must occur."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from orchestrator.documents.words import is_unspaced

Shape = Literal["heading", "item", "text"]
LONGEST_TEXT = 400_000  # characters: some 200 pages


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or list item. `marker` is what stood before an item; `depth` grows to the right.

    `page` counts from 1, None where the document has none; `number` is the block's place in the document, from 1.
    """

    kind: Shape
    text: str
    marker: str = ""
    depth: int = 0
    page: int | None = None
    number: int = 0

    @property
    def shown(self) -> str:
        """The block as the document's text holds it."""
        return shown(self.marker, self.text)

    @property
    def is_ordered(self) -> bool:
        """An item that says its place: 1., a), Step 3."""
        return self.kind == "item" and any(c.isalnum() for c in self.marker)


def shown(marker: str, text: str) -> str:
    """An item with what stood before it; behind a Chinese mark stands no blank."""
    return f"{marker}{'' if is_unspaced(marker) or marker.endswith(('、', '）')) else ' '}{text}" if marker else text


def text_of(blocks: Sequence[Block]) -> str:
    """The whole text, a line for each block."""
    return "\n".join(block.shown for block in blocks)
