"""Answers people label themselves: "Name: Pixel", "## Channels", "lang=en"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from orchestrator.guide.language import Language
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import blank
from orchestrator.slots import BY_NAME

_LABEL = (
    r"(?:^|(?<=\n)|(?<=[.;,|] )|(?<=[.;,|]))[ ]*(?P<mark>(?:[^\w\s\"'(]{1,4}[ ]*|\d{1,2}[.)]"
    r"[ ]*){0,3})(?:(?:the|its|our|and|agent's|bot's)[ ]+)?(?P<adds>(?:(?:one|some)[ ]+more"
    r"|another|also|an?|additional|new|extra|further)[ ]+)?(?P<label>[^\W\d_][\w' "
    r"-]{1,28}?)[ ]*[*_`\"]{0,3}(?:\([^()\n]{1,40}\)[ ]*)?(?:[:=][ ]*[*_`]{0,3}|(?=[ ]*\n)|"
    r"[ ]+[–—-][ ]+)"
)

_NAMED = (
    r"(?:^|(?<=\n))[ ]*(?:(?:and|also|oh|please|ok|well)[ ,]+)*(?:(?:change|set|make|update)[ ]+)?"
    r"(?P<the>(?:the|its|our|his|her)[ ]+)?(?P<label>[^\W\d_][\w -]{2,20}?)"
    r"(?:[ ]+(?:(?:should|must|shall|will|has[ ]+to|needs[ ]+to)[ ]+be|is|are|to)[ ]*:?|[ ]*:)[ ]+(?=\S)"
)
# "Add a goal: ...", "füge ein Ziel hinzu: ...": an order to add to what it names.
_ADDED = (
    r"(?:^|(?<=\n)|(?<=[.;!?] ))[ ]*(?:(?:@filler)[ ,]+)*(?:@add_to)[ ]*(?:(?:@add_one)[ ]*)*"
    r"(?P<label>[^\W\d_](?:[^\W_]|[ '-](?=\w)){0,28}?)(?:[ ]*(?:@add_tail))?"
    r"(?:[ ]*:[ ]*|[ ,]+(?:@add_that)(?!\w)[ ]*)(?=\S)"
)
# Slots whose names mean nothing else in a sentence: "the users are..." tells a story.
_NAMEABLE = {"tone", "languages", "channels", "greeting", "platform", "metrics", "goals", "guardrails"}
# With a colon behind it, these are labels whatever was asked.
_HEADED = _NAMEABLE | {"knowledge", "audience", "tools"}
# "Die Ziele sind:" is the label "Ziele:"; "one tool:" is "Tool:"; Chinese writes no blank there.
_AROUND = r"^(?:(?:@one|one|@own)(?:[ ]+|(?<=')))?(?P<name>.+?)(?:(?:[ ]+|(?<=[\u3400-\u9fff]))(?:@copula))?$"


@dataclass(frozen=True)
class Section:
    """A labelled stretch of a text; `start` and `end` include the label."""

    slot: str
    text: str
    start: int
    end: int
    adds: bool = False


@lru_cache(maxsize=16)  # several readers of a message ask
def sections(text: str, language: Language) -> tuple[Section, ...]:
    """The labelled stretches, in order: up to the next label, the end of the line, or the end of the list below."""
    marks = [m for m in language.rx(_LABEL).finditer(text) if _slot(m, language)]
    found = []
    for match, following in zip(marks, [*(m.start() for m in marks[1:]), len(text)][: len(marks)], strict=True):
        end = _end(
            text,
            match,
            following,
            single=not BY_NAME[_slot(match, language)].many and _slot(match, language) != "greeting",
        )
        adds = bool(match["adds"] or language.rx(r"(?:@one|one)[ ]").match(match["label"]))
        found.append(Section(_slot(match, language), text[match.end() : end], match.start(), end, adds))
    return tuple(s for s in found if re.search(r"\w", s.text))


def named(text: str, language: Language) -> list[Section]:
    """The lines that name their field in a sentence ("the greeting should be: ..."): all the rest of the line is its
    value."""
    found = []
    for match in language.rx(_NAMED).finditer(text):
        slot = language.labels.get(match["label"].casefold(), "")
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        own = match["label"].casefold().rstrip("s") == slot.rstrip("s")  # "where is my order" names no channel
        headed = match[0].rstrip().endswith(":")
        plainly = headed or own or match["the"]
        if plainly and slot in (_HEADED if headed else _NAMEABLE) and re.search(r"\w", text[match.end() : end]):
            found.append(Section(slot, text[match.end() : end], match.start(), end))
    return found


def headed(text: str, language: Language) -> list[Section]:
    """The section a text of one line begins with, under a name that is no step's or tool's, with its colon."""
    first = next(iter(sections(text, language)), None)
    if first is None or "\n" in text.strip() or text[: first.start].strip() or first.slot not in _HEADED:
        return []
    return [first] if text[: first.end - len(first.text)].rstrip(" *_`").endswith(":") else []


def appended(text: str, language: Language) -> list[Section]:
    """The lines and sentences that order to add to a slot they name; each runs to the end of its line."""
    found = []
    for match in language.rx(_ADDED).finditer(text):
        label = match["label"].casefold()
        slot = "workflow" if label in language.set("step_word") else language.labels.get(label, "")
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if slot in BY_NAME and BY_NAME[slot].many:
            found.append(Section(slot, text[match.end() : end], match.start(), end, adds=True))
    return found


def _slot(match: re.Match[str], language: Language) -> str:
    """The slot of a label; a word alone on its line must look like a heading."""
    label = re.sub(r"\s+", " ", match["label"]).strip(" '-").casefold()
    explicit = match[0].rstrip(" *_`").endswith((":", "=", "-", "–", "—"))
    if label not in language.labels and match[0].rstrip(" *_`").endswith((":", "=")):
        around = language.rx(_AROUND).match(label)
        label = around["name"] if around else label
    heading = "#" in match["mark"] or "*" in match["mark"] or (match["label"][0].isupper() and len(label.split()) <= 2)
    return language.labels.get(label, "") if explicit or heading else ""


def _end(text: str, match: re.Match[str], following: int, *, single: bool) -> int:
    """Where a section ends: an inline one with its line (one within a line, or for one value, with its sentence);
    a heading's with its list."""
    body = text[match.end() : following]
    line_end = body.find("\n")
    inline = body if line_end < 0 else body[:line_end]
    if inline.strip(" *_`"):
        first = next(iter(sentences(inline)), inline)
        within = match.start() > 0 and text[match.start() - 1] != "\n"
        short = (single and not re.match(r"[ *_`]*[\"'>]", inline)) or within
        return match.end() + (inline.index(first) + len(first) if short else len(inline))
    body = _indented(body)
    blank_line = re.search(r"\n\s*\n(?=\s*\w)", body.lstrip("\n"))
    return match.end() + (len(body) - len(body.lstrip("\n")) + blank_line.start() if blank_line else len(body))


def _indented(body: str) -> str:
    """A list below its heading, up to where the text moves back to the left."""
    lines = body.split("\n")
    depth = next((len(line) - len(line.lstrip()) for line in lines if line.strip()), 0)
    at = 0
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) < depth:
            return body[:at]
        at += len(line) + 1
    return body


def without_sections(text: str, found: list[Section]) -> str:
    for section in found:
        text = blank(text, section.start, section.end)
    return text
