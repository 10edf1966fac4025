"""Numbered steps as a workflow: one step an item, what is decided there as its branches."""

from dataclasses import dataclass, field

from orchestrator.documents import rules
from orchestrator.documents.blocks import Block
from orchestrator.documents.conditions import Decision, decided, handed_over, otherwise
from orchestrator.documents.told import Told, tidy
from orchestrator.documents.words import words
from orchestrator.guide.language import language
from orchestrator.guide.sentences import sentences
from orchestrator.guide.verbs import begins_with_deed
from orchestrator.values import Step

LONGEST_STEP = 240


@dataclass
class _Open:
    """A step while its branches are still being read."""

    text: str
    first: int
    last: int
    decisions: list[Decision] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)

    def told(self, quotes: dict[int, str]) -> Told:
        text = self.text.rstrip(": ：")
        text = f"{text}: {', '.join(self.listed)}" if self.listed else text
        value = Step(step=tidy(text), branches=tuple(d.branch for d in self.decisions))
        return Told("workflow", value, quotes[self.first], self.first, self.last)


class Walk:
    """Reads the items of a list one after the other. `code` is the language of what it has to say itself."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._steps: list[_Open] = []
        self._beside: list[Told] = []
        self._quotes: dict[int, str] = {}

    @property
    def found(self) -> list[Told]:
        return [*(step.told(self._quotes) for step in self._steps), *self._beside]

    def item(self, block: Block, *, is_sub: bool) -> None:
        """One item; a sub-item or a paragraph below one only adds to the step above it."""
        self._quotes[block.number] = block.shown
        told = 0
        for sentence in sentences(block.text):
            told += self._sentence(sentence, block.number, is_first=not told, is_sub=is_sub)
        if is_sub and self._steps and self._steps[-1].text.rstrip().endswith(":") and not decided(block.text):
            self._steps[-1].listed.append(block.text.strip().rstrip(".;,。；，"))
            self._steps[-1].last = block.number

    def _sentence(self, sentence: str, number: int, *, is_first: bool, is_sub: bool) -> int:
        """1 if the sentence was the first thing told by its item."""
        self._beside += rules.systems(sentence, number)
        last = self._steps[-1] if self._steps else None
        if (rest := otherwise(sentence)) and last and last.decisions:
            last.decisions[-1] = Decision(last.decisions[-1].condition, last.decisions[-1].act, rest)
            last.last = number
        elif decision := decided(sentence):
            self._decide(decision, sentence, number)
        elif rules.forbids(sentence):
            self._beside.append(Told("guardrails", tidy(sentence), sentence, number))
        elif (is_first and not is_sub) or (not is_sub and _is_deed(sentence)):
            self._steps.append(_Open(sentence[:LONGEST_STEP], number, number))
            return 1
        return 0

    def _decide(self, decision: Decision, sentence: str, number: int) -> None:
        if rules.forbids(decision.act):
            self._beside.append(Told("guardrails", tidy(sentence), sentence, number))
            return
        if not self._steps:
            check = words().say(self._code, "check", condition=decision.condition)
            self._steps.append(_Open(check, number, number))
        self._steps[-1].decisions.append(decision)
        self._steps[-1].last = number
        if (escalation := handed_over(sentence)) is not None:
            self._beside.append(Told("escalation", escalation, sentence, number))


def _is_deed(sentence: str) -> bool:
    """Whether a sentence orders something, rather than telling how things are."""
    return bool(words().rx(r"^@imperative").match(sentence)) or begins_with_deed(sentence, language("en"), strict=True)


def walked(blocks: tuple[Block, ...], code: str, *, bullets: bool) -> list[Told]:
    """The workflow of a list, and the rules told on the way. `bullets`: unnumbered items are steps, too."""
    items = [b for b in blocks if b.kind == "item" and (bullets or b.is_ordered)]
    if not items:
        return []
    walk, top, first, last = Walk(code), min(b.depth for b in items), items[0], items[-1]
    for block in blocks:
        if not first.number <= block.number <= last.number:
            continue
        is_item = block.kind == "item" and (bullets or block.is_ordered)
        walk.item(block, is_sub=not is_item or block.depth > top or _is_lettered(block, first))
    return walk.found


def _is_lettered(block: Block, first: Block) -> bool:
    """a), -, i) below 1., 2., 3."""
    return any(c.isdigit() for c in first.marker) and not any(c.isdigit() for c in block.marker)
