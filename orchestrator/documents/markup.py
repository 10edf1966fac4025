"""Web pages as blocks: headings, paragraphs, items with their numbers, rows of tables. A stream: no depth harms."""

from html.parser import HTMLParser

from orchestrator.documents.blocks import Block

_SILENT = {
    "script",
    "style",
    "head",
    "nav",
    "footer",
    "template",
    "noscript",
    "svg",
    "iframe",
    "select",
    "button",
    "form",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BREAKING = set(
    "p div section article main header table blockquote pre dl dt dd figure aside address hr body "
    "summary details tr".split()
)
_BOLD = {"b", "strong"}
DEEPEST = 100
_BREAK = "\u2028"


def blocks(page: str) -> list[Block]:
    """The blocks of a web page, whatever is wrong with it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_block()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._text: list[str] = []
        self._bold = self._plain = 0
        self._in_bold = 0
        self._silent = ""
        self._silences = 0
        self._heading = 0
        self._marker = ""
        self._in_row = False
        self._lists: list[int | None] = []  # the next number of each open list, None where it has bullets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._silences += tag == self._silent
        elif tag in _SILENT:
            self.end_block()
            self._silent, self._silences = tag, 1
        elif tag in ("ul", "ol"):
            self.end_block()
            if len(self._lists) < DEEPEST:
                self._lists.append(_first(attrs) if tag == "ol" else None)
        elif tag == "li":
            self._item()
        elif tag in _HEADINGS:
            self.end_block()
            self._heading = _HEADINGS[tag]
        else:
            self._inline(tag)

    def _inline(self, tag: str) -> None:
        if tag in _BREAKING and not (self._in_row and tag != "tr"):
            self.end_block()
            self._in_row = tag == "tr"
        elif tag in _BREAKING:
            self._text.append(" ")
        elif tag in _BOLD:
            self._in_bold += 1
        elif tag == "br":
            self._text.append(_BREAK)
        elif tag in ("td", "th") and "".join(self._text).strip():
            self._text.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silences -= tag == self._silent
            self._silent = self._silent if self._silences else ""
        elif tag in ("ul", "ol"):
            self.end_block()
            self._lists = self._lists[:-1]
        elif tag in _BOLD:
            self._in_bold = max(0, self._in_bold - 1)
        elif self._in_row and tag not in ("tr", "table"):
            self._text.append(" ")
        elif tag in _BREAKING or tag in _HEADINGS or tag == "li":
            self._in_row = False
            self.end_block()
            self._heading = 0
            if tag == "li":
                self._marker = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self._text.append(data)
        letters = len(data.strip())
        self._bold += letters if self._in_bold else 0
        self._plain += 0 if self._in_bold else letters

    def _item(self) -> None:
        self.end_block()
        number = self._lists[-1] if self._lists else None
        self._marker = "-" if number is None else f"{number}."
        if number is not None:
            self._lists[-1] = number + 1

    def end_block(self) -> None:
        """What was read so far is a block; a line break within it begins another."""
        text, self._text = "".join(self._text), []
        bold, self._bold, self._plain = self._bold > 0 and not self._plain, 0, 0
        for line in text.split(_BREAK):
            if words := " ".join(line.split()):
                self.found.append(self._block(words, bold))
                self._marker = ""

    def _block(self, words: str, bold: bool) -> Block:
        depth = max(0, len(self._lists) - 1)
        if self._heading or (bold and not self._marker and len(words) < 100 and not words.endswith((".", ":", ","))):
            return Block("heading", words, depth=self._heading or 3)
        if self._marker:
            return Block("item", words, marker=self._marker, depth=depth)
        return Block("text", words, depth=depth)


def _first(attrs: list[tuple[str, str | None]]) -> int:
    """The number a list begins with."""
    start = dict(attrs).get("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
