"""PDF files, read by PDFium page by page: its lines with their places, from which paragraphs and headings show."""

import re
from collections import Counter
from collections.abc import Callable
from ctypes import c_double
from dataclasses import dataclass
from typing import Any

from orchestrator.documents import lines, refusals
from orchestrator.documents.blocks import LONGEST_TEXT, Block
from orchestrator.documents.lines import Line
from orchestrator.documents.refusals import Refused

MOST_PAGES = 300
_WRONG_PASSWORD = "password"  # noqa: S105, a word of PDFium's message
_RUNNING = 0.5  # the share of pages on which a line of the margin stands that belongs to none of them


@dataclass(frozen=True)
class _Row:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def blocks(content: bytes, told: Callable[[int, int], None]) -> list[Block]:
    """The blocks of a PDF with their pages; raises Refused."""
    import pypdfium2 as pdfium  # only the process that reads pays for it

    try:
        opened = pdfium.PdfDocument(content)
        count = len(opened)
    except Exception as error:
        locked = _WRONG_PASSWORD in str(error).casefold() or "security" in str(error).casefold()
        raise Refused(refusals.ENCRYPTED if locked else refusals.BROKEN) from error
    if count > MOST_PAGES:
        raise Refused(refusals.LONG.format(size=f"{count} pages", most=f"{MOST_PAGES} pages"))
    pages = []
    letters = 0
    for number in range(count):
        told(number, count)
        pages.append(_rows(opened, number))
        letters += sum(len(row.text) for row in pages[-1])
        if letters > LONGEST_TEXT:
            raise Refused(refusals.LONG.format(size=f"more than {LONGEST_TEXT:,} letters", most=f"{LONGEST_TEXT:,}"))
    if count and letters < 15 * count / 4 + 10:
        raise Refused(refusals.SCANNED)
    return lines.blocks(_lines(_without_margins(pages)))


def _rows(opened: Any, number: int) -> list[_Row]:
    """The lines of a page from top to bottom; a page that is broken has none."""
    import pypdfium2.raw as raw

    try:
        text = opened[number].get_textpage()
        whole = text.get_text_range()
    except Exception:
        return []
    rows, at = [], 0
    for piece in re.split(r"(\r?\n)", whole):
        words = _clean(piece)
        if words:
            rows.append(_row(raw, text, words, at, at + len(piece)))
        at += len(piece)
    return rows


def _row(raw: Any, page: Any, words: str, start: int, end: int) -> _Row:
    """A line and where it stands, by its first and last letter. PDFium counts letters as the text does."""
    boxes = []
    for index in (start, end - 1):
        box = [c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(page.raw, index, *box)
        boxes.append([value.value for value in box])  # left, right, bottom, top
    size = raw.FPDFText_GetFontSize(page.raw, start)
    return _Row(words, boxes[0][0], boxes[1][1], max(boxes[0][3], boxes[1][3]), boxes[0][2], float(size))


def _clean(text: str) -> str:
    """PDFium marks a hyphen that it took for one of the line's end; blanks become one."""
    return " ".join(text.replace("\ufffe", "-").replace("\u0002", "-").replace("\0", "").split())


def _without_margins(pages: list[list[_Row]]) -> list[list[_Row]]:
    """Lines at the edge of a page that stand on most pages, but for their numbers, say nothing."""
    if len(pages) < 3:
        return pages
    edges = Counter(key for rows in pages for key in {_key(row) for row in (*rows[:2], *rows[-2:])})
    running = {key for key, count in edges.items() if count > _RUNNING * len(pages)}
    return [[row for row in rows if _key(row) not in running] for rows in pages]


def _key(row: _Row) -> str:
    return re.sub(r"\d+", "#", row.text)


def _lines(pages: list[list[_Row]]) -> list[Line]:
    body = _usual([row.size for rows in pages for row in rows for _ in range(len(row.text))])
    edge = max((row.right for rows in pages for row in rows), default=0.0)
    left = min((row.left for rows in pages for row in rows), default=0.0)
    found = []
    for page, rows in enumerate(pages, 1):
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            is_big = row.size > 1.12 * body
            goes_on = following is None or _runs_on(row, following, edge)
            indent = round((row.left - left) / 9)
            found.append(Line(row.text, page, indent, goes_on and not row.text.endswith(("?", ":")), is_big))
    return found


def _runs_on(row: _Row, following: _Row, edge: float) -> bool:
    """Whether a line ended only because its next word had no room, and the next one stands close below."""
    height = max(row.size, 1.0)
    letter = (row.right - row.left) / max(len(row.text), 1)
    next_word = len(following.text.split(" ", 1)[0]) * letter
    is_close = 0 < row.bottom - following.bottom < 1.9 * height
    return is_close and row.right + letter + next_word > edge - 0.5 * height and abs(row.size - following.size) < 0.6


def _usual(sizes: list[float]) -> float:
    rounded = Counter(round(size, 1) for size in sizes)
    return rounded.most_common(1)[0][0] if rounded else 10.0
