"""Lines of a text as blocks: what belongs to one paragraph is joined, marks of lists and headings are read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from orchestrator.documents.blocks import Block
from orchestrator.documents.words import length, words

_MARKER = (
    r"(?P<marker>@ordinal:|@step[ ]\d{1,3}[.:)]?"
    r"|\d{1,3}(?:\.\d{1,2}){0,3}[.)]|\d{1,3}(?:\.\d{1,2}){1,3}"
    r"|\(\d{1,3}\)|\(?[a-z]\)|[a-hA-H]\.(?=[ ][A-Z\"'„“])|\(?[ivx]{1,4}\)|[-–—*•●▪◦‣·»+])[ ]+(?=\S)"
)
_NUMERAL = "[一二三四五六七八九十\\d]{1,3}"
_UNSPACED = re.compile(
    rf"(?P<marker>{_NUMERAL}、|[（(]{_NUMERAL}[)）]|\d{{1,3}}[.．](?=[\u3400-\u9fff])|[①-⑳]"
    rf"|(?:第{_NUMERAL}步|步骤{_NUMERAL})[:：、.]?|[-–—*•●▪◦‣·](?=[\u3400-\u9fff]))[ \u3000]*(?=\S)"
)
_HASHES = re.compile(r"(?P<level>#{1,6})[ ]+(?P<text>\S.*?)[ #]*$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})[ ]*$")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<text>[^*_]{2,100})(?:\*\*|__):?[ ]*$")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|`)(?=\S)([^*`\n]{1,500}?)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_FENCE = re.compile(r"[ ]*(?:```|~~~)")
_ROW_RULE = re.compile(r"[ |:-]+$")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|p\.)?[ ]*\d{1,4}(?:[ ]*(?:/|of|von|de|sur)[ ]*\d{1,4})?$", re.IGNORECASE
)
SENTENCE_END = (".", "!", "?", ":", ";", "…", "。", "？", "！", "：", "；", "؟", "؛")
HEADING_WORDS, HEADING_LETTERS = 10, 80


@dataclass(frozen=True)
class Line:
    """One line as it stood. `goes_on`: it ran to the edge, so that what follows belongs to it. `is_big`: set as a
    heading."""

    text: str
    page: int | None = None
    indent: int = 0
    goes_on: bool = False
    is_big: bool = False


def marker_of(text: str) -> re.Match[str] | None:
    """The mark of a list that a text begins with: with a blank behind it, or as Chinese has them."""
    return words().rx(_MARKER).match(text) or _UNSPACED.match(text)


def marked(block: Block) -> Block:
    """A paragraph that begins with the mark of a list is an item."""
    found = marker_of(block.text) if block.kind == "text" else None
    return replace(block, kind="item", marker=found["marker"], text=block.text[found.end() :]) if found else block


def blocks(lines: Iterable[Line], *, markdown: bool = False) -> list[Block]:
    """The blocks of some lines; an empty line always parts."""
    found: list[Block] = []
    last: Line | None = None
    in_code = False
    for line in lines:
        if markdown and _FENCE.match(line.text):
            in_code, last = not in_code, None
        elif (
            not line.text.strip()
            or in_code
            or (markdown and _ROW_RULE.fullmatch(line.text) and "-" in line.text and "|" in line.text)
        ):
            last = None
        elif found and last and markdown and _UNDERLINE.fullmatch(line.text.strip()) and found[-1].kind == "text":
            found[-1], last = replace(found[-1], kind="heading", depth=1), None
        elif found and last and _joins(found[-1], last, line):
            found[-1], last = _longer(found[-1], line.text.strip()), line
        else:
            found.append(_begun(line, markdown))
            last = line
    return [_unmarked(block) for block in found] if markdown else found


def _longer(block: Block, text: str) -> Block:
    """A word cut at the end of a line is made whole, where small letters meet."""
    cut = re.search(r"[^\W\d_]{2}-$", block.text) and re.match(r"[a-zà-ÿ]{2}", text)
    blank = "" if re.search(r"[\u3000-\u9fff\uff00-\uffef]$", block.text) else " "
    return replace(block, text=block.text[:-1] + text if cut else f"{block.text}{blank}{text}")


def _joins(block: Block, last: Line, line: Line) -> bool:
    """Whether a line goes on with the paragraph before it."""
    if marker_of(line.text.strip()) or _HASHES.match(line.text.strip()) or _BOLD_LINE.match(line.text.strip()):
        return False
    if block.kind == "heading":
        return last.is_big and line.is_big and last.goes_on
    if line.is_big or line.text.lstrip().startswith(("|", ">")):
        return False
    in_mid_sentence = line.text.strip()[:1].islower() and not last.text.rstrip().endswith(SENTENCE_END)
    return last.goes_on or in_mid_sentence


def _begun(line: Line, markdown: bool) -> Block:
    """The block that a line begins."""
    text = line.text.strip()
    hashes = _HASHES.match(text) if markdown else None
    if hashes:
        return Block("heading", hashes["text"], depth=len(hashes["level"]), page=line.page)
    bold = _BOLD_LINE.match(text) if markdown else None
    if bold:
        return Block("heading", bold["text"].rstrip(":"), depth=3, page=line.page)
    found = marker_of(text)
    if found and not (line.is_big and not text.endswith(SENTENCE_END)):
        return Block("item", text[found.end() :], marker=found["marker"], depth=line.indent // 2, page=line.page)
    if line.is_big and len(text) <= HEADING_LETTERS:
        return Block("heading", text[found.end() :] if found else text, depth=2, page=line.page)
    if text.startswith("|"):
        text = " | ".join(cell.strip() for cell in text.strip("|").split("|"))
    return Block("text", text.removeprefix("> "), depth=line.indent // 2, page=line.page)


def _unmarked(block: Block) -> Block:
    """Without Markdown's marks of emphasis and the addresses of links."""
    return replace(block, text=_EMPHASIS.sub(r"\2", _LINK.sub(r"\1", block.text)).strip() or block.text)


def with_headings(found: list[Block]) -> list[Block]:
    """Short paragraphs that stand above others are headings, so are numbered ones above a text; page numbers go."""
    kept = [block for block in found if not (block.kind == "text" and _PAGE_NUMBER.fullmatch(block.text))]
    return [
        replace(block, kind="heading", marker="", depth=2) if _is_heading(block, following) else block
        for block, following in zip_longest(kept, kept[1:])
    ]


def _begins_a_list(block: Block, following: Block) -> bool:
    """Whether an item is the title of the list below it: what it says names a section, and another count begins."""
    anew = following.marker.rstrip(".)、") in ("1", "一") or not following.is_ordered
    return (
        anew or block.marker.endswith("、") != following.marker.endswith("、")
        if words().slot_below(block.text)
        else False
    )


def _is_heading(block: Block, following: Block | None) -> bool:
    text = block.text
    if block.kind == "heading" or following is None or len(text) > HEADING_LETTERS or length(text) > HEADING_WORDS:
        return False
    begins = text[:1].isupper() or (text[:1].isalpha() and not text[:1].islower())
    is_bare = not re.search(r": |[：，。]", text) and not text.endswith((*SENTENCE_END, ",", "،")) and begins
    if block.kind == "item":
        numbered = bool(re.fullmatch(r"\d+(?:\.\d+)*\.?|[一二三四五六七八九十]+、", block.marker))
        below = following.kind == "text" or following.marker.startswith(block.marker.rstrip(".") + ".")
        return numbered and is_bare and length(text) <= 6 and (below or _begins_a_list(block, following))
    return following.kind != "heading" and (
        (is_bare and "|" not in text) or (text.endswith((":", "：")) and following.kind == "item" and length(text) <= 5)
    )
