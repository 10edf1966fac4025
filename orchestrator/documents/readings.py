"""What was read out of a document, as plain data that travels between processes."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from orchestrator.documents.blocks import Shape, shown
from orchestrator.documents.sniffing import Kind
from orchestrator.facts import Proposal

MOST_OFFERS = 300
LONGEST_QUOTE = 700
Genre = Literal["procedure", "faq", "prompt", "other"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Paragraph(Frozen):
    """A block as it is kept and shown: without secrets."""

    kind: Shape
    text: str
    marker: str = ""
    depth: int = 0
    page: int | None = None

    @property
    def shown(self) -> str:
        return shown(self.marker, self.text)


class Offer(Frozen):
    """A proposal and where it comes from: `paragraph` counts from 1, `page` is None where there are no pages.

    The proposal's quote occurs in the document's text.
    """

    proposal: Proposal
    paragraph: int
    page: int | None = None


class DocumentReading(Frozen):
    """A document that was opened and read. `masked` names the kinds of secrets that were taken out."""

    kind: Kind
    genre: Genre
    language: str
    paragraphs: tuple[Paragraph, ...]
    offers: tuple[Offer, ...] = ()
    pages: int | None = None
    masked: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, a line for each paragraph."""
        return "\n".join(paragraph.shown for paragraph in self.paragraphs)
