"""Which tools would do what the agent is there for, where nobody named one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest

from orchestrator.facts import Draft, said
from orchestrator.toolbox.library import KnownTool, Need, library, needs
from orchestrator.toolbox.recognising import known
from orchestrator.values import Tool, key_of

MOST = 3
_WHERE = ("goals", "workflow", "agent_role")
_PREFIX = 6  # letters: a shorter word is that word, or its plural
LANGUAGES = ("en", "de", "fr", "es", "zh", "ar")
_UNSPACED = ("zh", "ar")  # where a word does not begin after a blank


@dataclass(frozen=True)
class Suggestion:
    """A tool that fits, what it is needed for, and the words of the draft that call for it."""

    tool: KnownTool
    need: Need
    because: str


def suggested(draft: Draft, language: str = "en") -> tuple[Suggestion, ...]:
    """Up to three tools that fit goals and steps no named tool is for, the best of each first."""
    served = [f.value for f in said(draft, "tools") if isinstance(f.value, Tool)]
    named = {tool.id for value in served if (tool := known(value.name))}
    open_needs = [
        (need, because) for need, because in _called_for(draft, language) if not _is_met(need, served, language)
    ]
    rows = [[Suggestion(tool, need, because) for tool in _for(need.id)] for need, because in open_needs]
    found: dict[str, Suggestion] = {}
    for suggestion in filter(None, chain.from_iterable(zip_longest(*rows))):
        if suggestion.tool.id not in named and len(found) < MOST:
            found.setdefault(suggestion.tool.id, suggestion)
    return tuple(found.values())


def _called_for(draft: Draft, language: str) -> Iterator[tuple[Need, str]]:
    """What the agent needs, in the order in which the draft tells it."""
    met: set[str] = set()
    for text in (fact.text for slot in _WHERE for fact in said(draft, slot)):
        for need in needs().values():
            if need.id not in met and is_told(need, text, language):
                met.add(need.id)
                yield need, text


def _is_met(need: Need, tools: list[Tool], language: str) -> bool:
    """Whether a tool of the draft is for it, by what the library knows of it or by what the person said."""
    for tool in tools:
        found = known(tool.name)
        if (found and need.id in found.needs) or is_told(need, f"{tool.name} {tool.purpose or ''}", language):
            return True
    return False


def is_told(need: Need, text: str, language: str) -> bool:
    """Whether a text, in a language or in English, tells of a need."""
    plain = f" {key_of(text)} "
    code = language.split("-")[0].casefold()
    return any(
        all(_stands(word, plain, spoken) for word in phrase)
        for spoken in dict.fromkeys((code, "en"))
        for phrase in _phrases(need.id, spoken)
    )


def _stands(word: str, text: str, language: str) -> bool:
    if language in _UNSPACED and not word.isascii():
        return word in text
    if len(word) < _PREFIX:
        return any(f" {word}{end} " in text for end in ("", "s", "es"))
    return (word if language == "de" else f" {word}") in text


@cache
def _phrases(need: str, language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(key_of(phrase).split()) for phrase in needs()[need].words.get(language, ()))


@cache
def _for(need: str) -> tuple[KnownTool, ...]:
    """The first few tools for a need, those that are mostly for it first."""
    fitting = [tool for tool in library() if need in tool.needs]
    return tuple(sorted(fitting, key=lambda tool: tool.needs.index(need))[:MOST])
