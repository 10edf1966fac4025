"""Lists in any form people type them: bullets of any mark, numbers, letters, lines, and enumerations within a line."""

import re
from dataclasses import dataclass

from orchestrator.guide.language import Language
from orchestrator.guide.sentences import cut, sentences

_SYMBOL = r"[^\w\s\"'(\[{<@#$€£&%/\\.:,;!?=]{1,3}[ ]+|[-–—•·‣▪●○◦▶►☞➤✓✔✗✘](?=[\w*`\"'\[])|\[[ xX]\][ ]+|\#{1,6}[ ]+"
_NUMBER = r"\(?\d{1,2}(?:[.):][ ]*(?=[^\d\s])|[ ][-–—][ ]+)|\(?[A-Za-z][.)][ ]+"
_MARK = re.compile(rf"^[ ]*(?:{_SYMBOL}|{_NUMBER})")
_STEP = re.compile(r"^[ ]*\W{0,3}step[ ]+\d{1,2}\W{0,3}[ ]+", re.IGNORECASE)
_DIGITS = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})(?:[.):][ ]*|[ ]+)(?=[^\d\s.,:%])")
_LETTERS = re.compile(r"(?:(?<=\s)|^)\(?([a-h])[.)][ ]+(?=\S)")
_STEPS = re.compile(r"(?:(?<=\s)|^)step[ ]+(\d{1,2})[ ]*[.:)–-][ ]*(?=\S)", re.IGNORECASE)
_INLINE_BULLET = re.compile(r"\s+[•·‣▪●○◦|¦]\s+")
_RULE = re.compile(r"^[\s|:+*=_~#>-]*$")
_LINE = re.compile(r"[^\n]+")


_COUNTED = re.compile(r"\W*(?:step\W*)?\d{1,2}\W", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line or list item as it stands in the text, without its mark; `depth` is its indentation in blanks."""

    text: str
    depth: int = 0
    marked: bool = False
    title: bool = False
    numbered: bool = False

    @property
    def heading(self) -> bool:
        return self.title or self.text.rstrip("*_ ").endswith(":")


def lines(text: str) -> list[Line]:
    """The lines of a text, with enumerations within a line ("1) a 2) b", "• a • b") taken apart."""
    found: list[Line] = []
    for raw in _LINE.findall(text):
        if not _RULE.match(raw):
            found += _of_line(raw)
    return found


def _of_line(raw: str) -> list[Line]:
    depth = len(raw) - len(raw.lstrip())
    for pattern, least in ((_STEPS, 2), (_DIGITS, 2), (_LETTERS, 2)):
        parts = _enumerated(raw, pattern, least)
        if parts:
            head, rest = parts[0], parts[1:]
            counted = pattern is not _LETTERS
            return [*([Line(head, depth)] if head else []), *(Line(p, depth, True, numbered=counted) for p in rest)]
    body, marked = _without_mark(raw)
    pieces = [p for p in _INLINE_BULLET.split(body) if p.strip(" |")]
    if len(pieces) > 1:
        return [Line(p.strip(" |"), depth, True) for p in pieces]
    counted = marked and bool(_COUNTED.match(raw))
    return [Line(body.strip(), depth, marked, raw.lstrip().startswith("#"), counted)] if body.strip() else []


def _without_mark(raw: str) -> tuple[str, bool]:
    marked = False
    while match := _MARK.match(raw) or _STEP.match(raw):
        raw, marked = raw[match.end() :], True
    return raw, marked


def _enumerated(raw: str, pattern: re.Pattern[str], least: int) -> list[str]:
    """[what stands before, item, item...] if the line counts up from one; a bare "1 ask 2 look" needs three."""
    marks: list[re.Match[str]] = []
    for match in pattern.finditer(raw):
        value = int(match[1]) if match[1].isdigit() else ord(match[1]) - 96
        if value == len(marks) + 1:
            marks.append(match)
    bare = [m for m in marks if not set(m[0]) & set(".):")]
    if len(marks) < (3 if bare else least) or (
        bare and marks[0].start() > 0 and not raw[: marks[0].start()].rstrip().endswith(":")
    ):
        return []
    ends = [m.start() for m in marks[1:]] + [len(raw)]
    return [raw[: marks[0].start()].strip(), *(raw[m.end() : end].strip() for m, end in zip(marks, ends, strict=True))]


def bare(text: str) -> str:
    """A text without the list marks it begins with."""
    return _without_mark(text)[0].strip()


def is_list(found: list[Line]) -> bool:
    return sum(line.marked for line in found) >= 2


# What stands between the things of an enumeration; the words come from the language.
_NOUN_CUT = (
    r"[ ]*;[ ]*(?:(?:@and|@or)(?!\w)[ ]*)?|[ ]*[,、](?!\w)[ ]*(?:(?:@and|@or|@but)(?!\w)"
    r"[ ]*)?(?:(?:also|then)(?!\w)[ ]*)?|,(?=[^\W\d_])"
    r"|(?<=\S)[ ]+(?:@and)(?!\w)(?![ ]+(?:so[ ]+(?:on|forth)|such|the[ ]+like|stuff))"
    r"[ ]+(?:also[ ]+)?|[ ]+[/|][ ]+|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})|[ ]+[-–—][ ]+|(?<=[\u4e00-\u9fff]{2})(?:和"
    r"|以及)(?=[\u4e00-\u9fff]{2})"
)


# "Architekten, mit denen wir arbeiten": a clause with its verb last says more of the thing before it.
_CLAUSE = (
    r",[ ]+(?:@clause_lead)[ ]+[^,;.!?\n]{0,100}?(?<!\w)(?-i:[a-zäöüß])[\w-]*(?=[ ]*(?:[,;.!?\n]|$)"
    r"|[ ]+(?:@and)[ ]+(?:[^,;.!?\n]{1,60}[ ])?(?-i:[A-ZÄÖÜ])[\w-]*[ ]*(?:[,;.!?\n]|$))"
)


def relative_clauses(text: str, language: Language) -> list[tuple[int, int]]:
    """Where such clauses stand in a list, from their comma to their verb."""
    known = "clause_lead" in language.words
    return [m.span() for m in language.rx(_CLAUSE).finditer(text)] if known else []


def nouns(text: str, language: Language) -> list[str]:
    """The things of an enumeration: "a, b and c", "a / b", "a + b". Fixed pairs such as "terms and conditions" stay
    whole, and so does a thing with the clause about it."""
    fixed = [m.span() for m in language.rx(r"(?<!\w)@binomial(?!\w)").finditer(text)]
    fixed += relative_clauses(text, language)
    return cut(text, language.rx(_NOUN_CUT), fixed, lambda left, by, right: _separates(left, by, right, language))


def _separates(left: str, by: str, right: str, language: Language) -> bool:
    """An "and" inside "the FAQ on shipping and returns" belongs to what the FAQ is about, unless "the" or "our"
    starts anew."""
    if any(mark in by for mark in ",;/|、"):
        return True
    inside = language.rx(r"(?<=\w)[ ]+(?:about|on|regarding|concerning|of|for|between|with|in|to)[ ]+\S").search(left)
    same = re.search(r"[ ]with[ ]+(the|our|its)[ ]+[^,;]+$", left)
    if same and right.startswith(f"{same[1]} "):
        return False
    return not inside or bool(
        language.rx(r"(?:the|our|my|a|an|your|their|all|some|its|his|her|also|from|every)[ ]").match(right)
    )


def parts(text: str) -> list[str]:
    """List items and sentences of a text, as they stand in it; headings are left out."""
    return [piece for line in lines(text) for piece in _said(line)]


def _said(line: Line) -> list[str]:
    """The sentences of a line; of a heading only what stands before its last one."""
    said = sentences(line.text)
    return said[:-1] if line.heading and not line.title else [] if line.heading else said
