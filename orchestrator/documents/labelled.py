"""What stands under a heading that names a slot: each item is one value of it."""

import re
from collections.abc import Callable
from functools import partial

from orchestrator.documents import persona, rules
from orchestrator.documents.blocks import Block
from orchestrator.documents.conditions import handed_over
from orchestrator.documents.told import Part, Told, tidy
from orchestrator.documents.words import length, words
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import lower_first
from orchestrator.values import Escalation, Tool

_FUNCTION = re.compile(
    r"`?(?P<name>[A-Za-z]\w*(?:_\w+)+|[a-z]+[A-Z]\w*|[A-Za-z]\w*(?=\())`?(?:\((?P<inputs>[^()]{0,200})\))?`?"
    r"(?:[ ]*[:–—-][ ]*(?P<purpose>\S.*))?$"
)
_NAMED = re.compile(
    r"(?P<name>[^:–—()。]{2,40}?)(?:[ ]?\((?P<aside>[^()]{2,80})\))?(?:[ ]*[:–—][ ]*|[ ]-[ ])(?P<purpose>\S.{2,})$"
)
_ARROW = re.compile(r"^(?P<when>[^:→>]{3,160}?)[ ]*(?:→|->|=>|:)[ ]*(?P<to>[^:→]{2,80}?)\.?$")
LONGEST = 300


Read = Callable[[Block], list[Told]]


def told(part: Part, code: str) -> list[Told]:
    """The values of the slot that a heading names, from the blocks below it. `code` is the document's language."""
    read = _READERS.get(part.slot) or partial(_plain, part.slot)
    if part.slot == "guardrails" and part.heading and words().rx(r"@negating").search(part.heading.text):
        read = partial(_forbidden, code=code)
    return [found for block in part.blocks for found in read(block)]


def _plain(slot: str, block: Block) -> list[Told]:
    """An item as it stands; of a paragraph, only a short one."""
    if block.text.rstrip().endswith(":") or len(block.text) > LONGEST or not re.search(r"\w{2}", block.text):
        return []
    return [Told(slot, tidy(block.text), block.text, block.number)]


def _goals(block: Block) -> list[Told]:
    if block.kind == "item":
        return _plain("goals", block)
    return [found for s in sentences(block.text) for found in persona.told_by(s, block.number)]


def _guardrails(block: Block) -> list[Told]:
    """Every item is a rule; of a paragraph, each sentence that is one."""
    found = []
    for sentence in sentences(block.text):
        own = persona.told_by(sentence, block.number) or rules.told_by(sentence, block.number)
        if own or block.kind != "item":
            found += own
        elif not sentence.rstrip().endswith((":", "?", "？")) and sentence == sentences(block.text)[0]:
            found.append(Told("guardrails", tidy(block.text), block.text, block.number))
    return found


def _forbidden(block: Block, *, code: str) -> list[Told]:
    """Below "Never", an item says only what: its value says never, too."""
    is_whole = rules.forbids(block.text) or rules.ordains(block.text) or words().rx(r"^@negating").match(block.text)
    if block.kind != "item" or is_whole:
        return _guardrails(block)
    act = block.text.strip().rstrip("。")
    act = lower_first(act) if code in words().lower else act
    return [Told("guardrails", tidy(words().say(code, "never", act=act)), block.text, block.number)]


def _escalation(block: Block) -> list[Told]:
    found = []
    for sentence in sentences(block.text):
        arrow = _ARROW.match(sentence) if block.kind == "item" else None
        value = handed_over(sentence)
        if value is None and arrow:
            value = Escalation(when=arrow["when"].strip(), to=arrow["to"].strip())
        if value is None and block.kind == "item" and not sentence.endswith(":") and len(sentence) < LONGEST:
            value = None if rules.forbids(sentence) else Escalation(when=tidy(sentence))
        if value is not None:
            found.append(Told("escalation", value, sentence, block.number))
        elif rules.forbids(sentence):
            found.append(Told("guardrails", tidy(sentence), sentence, block.number))
    return found


def _tools(block: Block) -> list[Told]:
    function = _FUNCTION.match(block.text)
    if function:
        inputs = tuple(i.split(":")[0].strip() for i in (function["inputs"] or "").split(",") if i.strip())
        tool = Tool(name=function["name"], purpose=_purpose(function["purpose"]), inputs=inputs)
        return [Told("tools", tool, block.text, block.number)]
    named = _NAMED.match(block.text) if block.kind == "item" else None
    if named and length(named["name"]) <= 4:
        tool = Tool(name=named["name"].strip(), purpose=_purpose(named["purpose"]))
        return [Told("tools", tool, block.text, block.number)]
    if block.kind == "item" and length(block.text) <= 3:
        return [Told("tools", Tool(name=tidy(block.text)), block.text, block.number)]
    return [found for sentence in sentences(block.text) for found in rules.systems(sentence, block.number)]


def _purpose(text: str | None) -> str | None:
    return tidy(sentences(text)[0]) if text and text.strip() else None


def _tone(block: Block) -> list[Told]:
    found = [t for sentence in sentences(block.text) for t in persona.tones_in(sentence, block.number)]
    return [*found, *(t for s in sentences(block.text) for t in rules.told_by(s, block.number))]


def _languages(block: Block) -> list[Told]:
    return persona.languages_in(block.text, block.number)


def _greeting(block: Block) -> list[Told]:
    return persona.greeting_below(block.text, block.number)


def _channels(block: Block) -> list[Told]:
    """Also a short list in one line: "Website chat, WhatsApp and phone"."""
    joints = r",[ ]+|[、,](?=[\u3400-\u9fff])|[ ]+(?:@and|@or)[ ]+|(?<=[\u3400-\u9fff])(?:@and|@or)|[ ]و"
    pieces = words().rx(joints).split(block.text.rstrip(". 。"))
    if all(length(piece) <= 4 for piece in pieces):
        return [Told("channels", tidy(piece), block.text, block.number) for piece in pieces if piece.strip()]
    return _plain("channels", block)


def _role(block: Block) -> list[Told]:
    found = [t for sentence in sentences(block.text) for t in persona.told_by(sentence, block.number)]
    return found or ([] if length(block.text) > 12 else _plain("agent_role", block))


_READERS: dict[str, Read] = {
    "goals": _goals,
    "guardrails": _guardrails,
    "escalation": _escalation,
    "tools": _tools,
    "tone": _tone,
    "languages": _languages,
    "greeting": _greeting,
    "channels": _channels,
    "agent_role": _role,
}
