"""A document read by a model too, part by part, through the extraction of messages.

What the guide read stays as it is: a model adds what the guide did not find, also about its tools, so that a weak one
does no harm. Every value keeps words that stand in the document letter by letter; others are let go.
"""

import asyncio
from bisect import bisect_right
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from uuid import uuid4

from orchestrator import llm
from orchestrator.briefing import Briefing
from orchestrator.conf import Models
from orchestrator.documents.joining import joined
from orchestrator.documents.readings import LONGEST_QUOTE, DocumentReading, Offer
from orchestrator.events import Call
from orchestrator.evidence import QUOTED
from orchestrator.extracting import Extracted, extract
from orchestrator.extraction import proposals_in
from orchestrator.found import Found
from orchestrator.guide.injection import defused
from orchestrator.guide.language import language
from orchestrator.guide.secrets import PLACEHOLDER
from orchestrator.prompting import for_document
from orchestrator.values import text_of

PART, MOST_PARTS = 4_000, 24  # characters, and how many parts a model is given at most
AT_ONCE = 3
SECONDS = 60.0  # for one part: nobody waits for its first word
LEFT_TO_GUIDE = "{why}. The model read {share} of this document; the built-in guide read all of it."
FAILED = "The model could not go on: {error}"
SPENT = "This interview has used up its budget for models"
LONG = "The document is long"


@dataclass(frozen=True)
class Part:
    """A stretch of the document's text; `start` is its place in it."""

    start: int
    text: str


@dataclass(frozen=True)
class Modelled:
    """The reading with what a model added, the account of its calls, and what the person is to be told, if anything."""

    reading: DocumentReading
    calls: tuple[Call, ...] = ()
    notice: str = ""


async def read_on(
    reading: DocumentReading,
    models: Models,
    *,
    budget: float | None = None,
    told: Callable[[int, int], Awaitable[None]],
) -> Modelled:
    """The document read by the model that reads, within `budget` US dollars; no failure of it is raised.

    `told` hears how many of how many parts are read.
    """
    await llm.client.ready()
    every = tuple(parts(reading))
    answers: list[tuple[Part, Extracted]] = []
    why = LONG if len(every) > MOST_PARTS else ""
    given = every[:MOST_PARTS]
    for first in range(0, len(given), AT_ONCE):
        await told(first, len(given))
        if stop := _stopped(answers, budget):
            why = stop
            break
        some = given[first : first + AT_ONCE]
        found = await asyncio.gather(*(_extracted(part, reading, models) for part in some))
        answers += zip(some, found, strict=True)
    why = _failed(answers) or why
    calls = tuple(answer.call for _, answer in answers)
    both = await asyncio.to_thread(_both, reading, answers)  # seconds, for a long one
    return Modelled(both, calls, _notice(why, any(answer.found for _, answer in answers)))


def parts(reading: DocumentReading) -> Iterator[Part]:
    """The text in stretches that a model reads at once, cut where a heading or at least a paragraph begins."""
    text, starts = reading.text, _starts(reading)
    kinds = [paragraph.kind for paragraph in reading.paragraphs]
    at = 0
    while at < len(text):
        within = range(bisect_right(starts, at + PART // 2), bisect_right(starts, at + PART))
        headings = [n for n in within if kinds[n] == "heading"]
        last = next(reversed(headings or within), None)
        blank = text.rfind(" ", at + PART // 2, at + PART) + 1
        end = len(text) if at + PART >= len(text) else starts[last] if last is not None else blank or at + PART
        yield Part(at, text[at:end])
        at = end


def _starts(reading: DocumentReading) -> list[int]:
    """Where each paragraph begins in the text, in which a line break stands between two."""
    return [0, *accumulate(len(paragraph.shown) + 1 for paragraph in reading.paragraphs[:-1])]


def _briefing(part: Part, reading: DocumentReading) -> Briefing:
    """A part as the extraction reads messages; orders to whoever reads are blanked, and all else keeps its place."""
    return Briefing(message_id=uuid4(), text=defused(part.text, language("en"))[0], language=reading.language)


async def _extracted(part: Part, reading: DocumentReading, models: Models) -> Extracted:
    asked = await asyncio.to_thread(lambda: for_document(_briefing(part, reading)))
    return await extract(asked, models, within=min(models.limit, SECONDS))


def _both(reading: DocumentReading, answers: Iterable[tuple[Part, Extracted]]) -> DocumentReading:
    offers = [offer for part, answer in answers if answer.found for offer in _offers(answer.found, part, reading)]
    return reading.model_copy(update={"offers": joined(reading.offers, offers)})


def _offers(found: Found, part: Part, reading: DocumentReading) -> Iterator[Offer]:
    """What a model found in a part, as far as the document says it in these words."""
    starts = _starts(reading)
    briefing = _briefing(part, reading)
    for proposal in proposals_in(found, briefing):
        quote = proposal.quote[:LONGEST_QUOTE]
        at = briefing.text.find(quote)
        is_there = quote.strip() and part.text[at : at + len(quote)] == quote
        if proposal.value is None or not is_there or PLACEHOLDER in f"{quote} {text_of(proposal.value)}":
            continue
        number = bisect_right(starts, part.start + at)
        page = reading.paragraphs[number - 1].page
        plain = {"op": "add", "target": None, "quote": quote, "source": "said", "message_id": None}
        # A document is no talk: what it says in passing is not asked about again once a person has accepted it.
        yield Offer(proposal=proposal.model_copy(update={**plain, "confidence": QUOTED}), paragraph=number, page=page)


def _stopped(answers: Iterable[tuple[Part, Extracted]], budget: float | None) -> str:
    """Why no further part is given to the model, "" if it goes on."""
    spent = sum(answer.call.cost or 0.0 for _, answer in answers)
    return SPENT if budget is not None and spent >= budget else _failed(answers)


def _failed(answers: Iterable[tuple[Part, Extracted]]) -> str:
    return next((FAILED.format(error=answer.error) for _, answer in answers if answer.error), "")


def _notice(why: str, read_some: bool) -> str:
    return LEFT_TO_GUIDE.format(why=why, share="only a part" if read_some else "nothing") if why else ""
