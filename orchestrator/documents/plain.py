"""Plain text and Markdown: found out how they are encoded, then read line by line."""

import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

from orchestrator.documents import lines, refusals
from orchestrator.documents.blocks import Block
from orchestrator.documents.lines import SENTENCE_END, Line
from orchestrator.documents.refusals import Refused

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
WRAPPED, LONGEST_LINE = 50, 200  # letters between which a line may have been broken because it was long


def blocks(content: bytes, *, markdown: bool) -> list[Block]:
    """The blocks of a text; raises Refused where no encoding makes it one."""
    return lines.blocks(_lines(decoded(content)), markdown=markdown)


def decoded(content: bytes) -> str:
    """The text of these bytes; raises Refused."""
    marked = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), "")
    for encoding in filter(None, (marked, "utf-8")):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes  # only the process that reads pays for it

    best = from_bytes(content).best()
    if best is None:
        raise Refused(refusals.UNKNOWN.format(found="no text in any encoding known"))
    return str(best)


def _lines(text: str) -> Iterator[Line]:
    """A line goes on where it was broken only because the next word had no room, and never after a sentence."""
    raw = [_clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    widest = max((len(line.strip()) for line in raw), default=0)
    for line, following in zip_longest(raw, raw[1:], fillvalue=""):
        length, next_word = len(line.strip()), len(following.strip().split(" ", 1)[0])
        is_full = WRAPPED <= widest <= LONGEST_LINE and length + 1 + next_word > widest
        continues = is_full and length >= WRAPPED and not line.rstrip(' "”“»)」）').endswith(SENTENCE_END)
        yield Line(line, indent=len(line) - len(line.lstrip()), goes_on=continues)


def _clean(line: str) -> str:
    return "".join(c for c in line.expandtabs(4) if c == "\t" or not unicodedata.category(c).startswith("C"))
