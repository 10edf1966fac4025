"""Whether a section that was written anew still tells all it told: the proof that a polish changed no fact."""

import re
from collections.abc import Iterator

from builder.definition import AgentDefinition
from builder.prompt_writer.markup import inline
from builder.wording import one_line
from orchestrator.slots import SLOTS
from orchestrator.values import Escalation, Operation, Step, Tool, key_of

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”)]{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*%?")
_QUOTED = re.compile(r"“([^”]{1,2000})”")
_BRACES = re.compile(r"\{\{?[^{}]{1,80}\}?\}")
# What makes a rule: of each kind no fewer than before; and of what loosens one, no more.
_RULES = tuple(
    re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for words in (
        r"never|not|no|cannot|\w+n['’]t|nie|niemals|nicht|kein\w*|jamais|pas|aucun\w*|nunca|jamás|ningun\w*",
        r"only|nur|seulement|uniquement|sólo|solo|solamente",
        r"always|must|immer|muss|müssen|toujours|siempre",
    )
)
_LOOSE = re.compile(
    r"(?<!\w)(?:without|may|allowed|unless|except|ohne|dürfen|darf|erlaubt|sans|sauf|sin|excepto)(?!\w)", re.IGNORECASE
)
GROWTH = 2  # times as long as before, and a few hundred characters, is polish; more is something else


def facts_in(text: str, definition: AgentDefinition) -> tuple[str, ...]:
    """What of a definition stands in a text, to the letter but for case and punctuation; quotations too."""
    key = f" {key_of(text)} "
    told = (one_line(fact) for fact in (*_texts(definition), *_QUOTED.findall(text)))
    return tuple(dict.fromkeys(fact for fact in told if key_of(fact) and f" {key_of(fact)} " in key))


def lost(before: str, after: str, definition: AgentDefinition) -> tuple[str, ...]:
    """What the text told before and does not tell now, and what it made up: () if every fact is still there."""
    key = f" {key_of(after)} "
    gone = [fact for fact in facts_in(before, definition) if f" {key_of(fact)} " not in key]
    for pattern in (_ADDRESS, _BRACES, _NUMBER):
        was, now = (_found(pattern, text) for text in (before, after))
        gone += [one for one in was if one not in now]
        if pattern is not _NUMBER or "\n1." not in f"\n{after}":  # a list may be numbered that was not
            gone += [one for one in now if one not in was]
    weaker = any(len(rule.findall(after)) < len(rule.findall(before)) for rule in _RULES)
    if weaker or len(_LOOSE.findall(after)) > len(_LOOSE.findall(before)):
        gone.append("what is never, only or always to be done")
    if not after.strip() or len(after) > GROWTH * len(before) + 400:
        gone.append("its measure")
    return tuple(dict.fromkeys(gone))


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [found.rstrip(".,;:!?") for found in pattern.findall(text)]


def _texts(definition: AgentDefinition) -> Iterator[str]:
    """Every text that was told, as it stands in a prompt."""
    for slot in SLOTS:
        for fact in definition.said(slot.name):
            match fact.value:
                case Step():
                    yield fact.value.step
                    for branch in fact.value.branches:
                        yield from (text for text in (branch.if_, branch.then, branch.else_) if text)
                case Escalation():
                    yield from (text for text in (fact.value.when, fact.value.to) if text)
                case Tool():
                    tool = fact.value
                    yield from (text for text in (tool.name, tool.purpose, tool.method, tool.url, tool.auth) if text)
                    yield from (*tool.inputs, *tool.outputs)
                    for one in tool.operations:
                        yield from _operation(one)
                case str():
                    yield inline(fact.value)


def _operation(one: Operation) -> Iterator[str]:
    told = (one.name, one.purpose, one.url, one.when, one.when_not, one.on_failure)
    yield from (inline(text) for text in told if text)
    yield from (*one.inputs.get("properties", {}), *one.outputs.get("properties", {}))
