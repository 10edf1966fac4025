"""What a step's own words say about it: does it ask, hand over, or use one of the tools?

Word lists, not a model: tuned to be right when they speak, and silent otherwise. A step they do not know is said.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from builder import step_words as words
from builder.wording import content_words, mentions, vocabulary
from orchestrator.values import Escalation, Operation, Tool, key_of

StepKind = Literal["say", "ask", "tool", "handoff"]

_LEAD = rf"^(?:(?:{'|'.join(words.LEAD)}) )*"
WRITE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def _any_of(parts: Iterable[str], lead: str = "") -> re.Pattern[str]:
    return re.compile(f"{lead}(?:{'|'.join(parts)})", re.IGNORECASE)


_ASKS, _TELLS = _any_of((*words.ASKS, words.TELLS), _LEAD), _any_of((words.TELLS,), _LEAD)
_GREETS = _any_of(words.GREETS, _LEAD)
_ESCALATES, _PASSES_ON, _A_PERSON = _any_of(words.ESCALATES), _any_of(words.PASSES_ON), _any_of(words.A_PERSON)
_CALLS = _any_of(words.CALLS, _LEAD)
_WRITES = _any_of(words.WRITES, "^")
_DOING = content_words(" ".join(words.DOING))


@lru_cache(maxsize=1024)
def greets(text: str) -> bool:
    return bool(_GREETS.search(text))


def is_told(text: str) -> bool:
    """Whether the step is the other side's: "the visitor says the number"."""
    return bool(_TELLS.search(text))


def kind_of(text: str, escalations: Iterable[Escalation]) -> StepKind:
    """Whether a step that uses no tool asks, hands over to a person, or just says something."""
    if _ESCALATES.search(text):
        return "handoff"
    if _PASSES_ON.search(text) and (_A_PERSON.search(text) or any(e.to and mentions(text, e.to) for e in escalations)):
        return "handoff"
    return "ask" if _ASKS.search(text) or text.endswith(("?", "？", "؟")) else "say"


def target_of(text: str, escalations: Iterable[Escalation]) -> str:
    """Who of the escalations' targets the text names, "" if none."""
    return next((e.to for e in escalations if e.to and mentions(text, e.to)), "")


def tool_of(text: str, tools: Sequence[Tool]) -> str:
    """The name of the tool a step uses: named, or its purpose said, or nothing but its matter acted on."""
    named = [tool.name for tool in tools if mentions(text, tool.name)]
    if named:
        return max(named, key=len)
    fitting = [tool for tool in tools if fits(text, tool.purpose or "")] or [
        tool for tool in tools if _acts_on(text, tool)
    ]
    return fitting[0].name if len(fitting) == 1 else ""


@lru_cache(maxsize=8192)
def fits(text: str, purpose: str) -> bool:
    """Whether every word of the purpose that matters is in the text."""
    wanted = content_words(purpose)
    if not wanted or not wanted - _DOING:
        return False
    return wanted <= content_words(text) or (not purpose.isascii() and key_of(purpose) in key_of(text))


def writes(tool: Tool) -> bool:
    """Whether the tool changes something out there, by its method or, where none is known, by its purpose or name."""
    if tool.operations:
        return any(map(changes, tool.operations))
    if tool.method:
        return tool.method in WRITE_METHODS
    first = [key_of(text).removeprefix("to ").removeprefix("for ") for text in (tool.purpose or "", tool.name)]
    return any(_WRITES.search(key) for key in first)


def changes(operation: Operation) -> bool:
    """Whether the operation changes something out there, by its risk or, where none was said, by its method."""
    return operation.risk != "read" if operation.risk else operation.method in WRITE_METHODS


def asks_first(operation: Operation) -> bool:
    """Whether the agent asks for a yes before the call: as configured, else where it changes something."""
    return changes(operation) if operation.confirm is None else operation.confirm


def _acts_on(text: str, tool: Tool) -> bool:
    things = _acted_on(text)
    return bool(things and things <= vocabulary(tool))


@lru_cache(maxsize=4096)
def _acted_on(text: str) -> frozenset[str]:
    """What a text does something to, if it says so."""
    return content_words(text) - _DOING if _CALLS.search(text) else frozenset()
