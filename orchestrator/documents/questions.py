"""Questions and their answers as knowledge, and the headings above them as what the agent can answer."""

import re
from dataclasses import dataclass

from orchestrator.documents.blocks import Block
from orchestrator.documents.told import Told
from orchestrator.documents.words import length, words
from orchestrator.guide.text import lower_first

_ASKED = r"^(?:@question[ ]?\d{0,3}[ ]?[:.)][ ]*)?(?P<question>.{3,300}[?？])$"
_BOTH = (
    r"^(?:@question[ ]?\d{0,3}[ ]?[:.)][ ]*)?(?P<question>[^?？]{3,300}(?:[?][ ]+|？[ ]*))"
    r"(?:@answer[ ]?\d{0,3}[ ]?[:.)][ ]*)?(?P<answer>\S.{2,})$"
)
_MARKED = r"^@question[ ]?\d{0,3}[ ]?[:.)]"
LONGEST_ANSWER = 1_200
LONGEST_TOPIC = 6  # words


@dataclass(frozen=True)
class Pair:
    """A question, the number of its block, and the blocks that answer it."""

    question: str
    answer: str
    asked: int
    first: int
    last: int
    quote: str


def asks(block: Block) -> bool:
    """Whether a block is a question, with or without its answer behind it."""
    return bool(words().rx(_ASKED).match(block.text) or words().rx(_BOTH).match(block.text)) and _wonders(block.text)


def _wonders(text: str) -> bool:
    """A question that stands first, not one at the end of a paragraph."""
    return not re.search(r"[.!][ ]|[。！]", re.split(r"[?？]", text, maxsplit=1)[0])


def pairs(blocks: tuple[Block, ...], *, marked: bool = False) -> list[Pair]:
    """The questions that are answered, in order. `marked`: only those that say "Q:"."""
    found: list[Pair] = []
    for at, block in enumerate(blocks):
        if not asks(block) or (marked and not words().rx(_MARKED).match(block.text)):
            continue
        alone = words().rx(_ASKED).match(block.text)
        both = None if alone else words().rx(_BOTH).match(block.text)
        answer = [] if both else _answer(blocks[at + 1 :])
        if both:
            here = block.number
            found.append(Pair(both["question"].strip(), both["answer"], here, here, here, both["answer"]))
        elif alone and answer:
            text = words().rx(r"^@answer[ ]?\d{0,3}[ ]?[:.)][ ]*").sub("", " ".join(b.shown for b in answer))
            found.append(
                Pair(alone["question"], text, block.number, answer[0].number, answer[-1].number, answer[0].text)
            )
    return found


def _answer(following: tuple[Block, ...]) -> list[Block]:
    answer: list[Block] = []
    for block in following:
        if block.kind == "heading" or asks(block) or sum(len(b.text) for b in answer) > LONGEST_ANSWER:
            break
        answer.append(block)
    return answer


def told(blocks: tuple[Block, ...], known: list[Pair], code: str) -> list[Told]:
    """Each pair as a fact the agent knows, each heading above questions as a goal."""
    facts = [Told("knowledge", f"{p.question} {p.answer[:LONGEST_ANSWER]}", p.quote, p.first, p.last) for p in known]
    return [*_topics(blocks, {p.first for p in known}, code), *facts]


def _topics(blocks: tuple[Block, ...], answered: set[int], code: str) -> list[Told]:
    found = []
    for at, block in enumerate(blocks):
        below = blocks[at + 1 : at + 4]
        is_topic = block.kind == "heading" and not asks(block) and any(asks(b) for b in below[:2])
        if is_topic and length(block.text) <= LONGEST_TOPIC and not _is_title(block):
            topic = block.text.strip(" .:")
            topic = lower_first(topic) if code in words().lower else topic
            found.append(Told("goals", words().say(code, "topic", topic=topic), block.text, block.number))
    return found


def _is_title(block: Block) -> bool:
    """ "FAQ", "Frequently asked questions": what the document is, not what it is about."""
    return bool(words().rx(r"@title").search(block.text))
