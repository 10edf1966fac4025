"""Which tools would do what the agent is there for, where nobody named one."""

from collections.abc import Iterator, Mapping
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
_STRETCH = 24  # letters: no phrase has a longer word
_LONGEST = 500  # letters that are looked at
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
    met = _met(served, language)
    rows = [
        [Suggestion(tool, need, because) for tool in _for(need.id)]
        for need, because in _called_for(draft, language)
        if need.id not in met
    ]
    found: dict[str, Suggestion] = {}
    for suggestion in filter(None, chain.from_iterable(zip_longest(*rows))):
        if suggestion.tool.id not in named and len(found) < MOST:
            found.setdefault(suggestion.tool.id, suggestion)
    return tuple(found.values())


def _called_for(draft: Draft, language: str) -> Iterator[tuple[Need, str]]:
    """What the agent needs, in the order in which the draft tells it."""
    heard: set[str] = set()
    for text in (fact.text for slot in _WHERE for fact in said(draft, slot)):
        fresh = told(text, language) - heard
        heard |= fresh
        yield from ((need, text) for need in needs().values() if need.id in fresh)


def _met(tools: list[Tool], language: str) -> set[str]:
    """The needs that tools of the draft are for, by what the library knows of them or by what the person said."""
    known_for = {need for tool in tools if (found := known(tool.name)) for need in found.needs}
    return known_for.union(*(told(f"{tool.name} {tool.purpose or ''}", language) for tool in tools))


def told(text: str, language: str) -> frozenset[str]:
    """The needs a text tells of, in a language or in English."""
    words = key_of(text[:_LONGEST]).split()
    found: set[str] = set()
    for code in dict.fromkeys((language.split("-")[0].casefold(), "en")):
        phrases, heard = _phrases(code), {piece for word in words for piece in _pieces(word, code)}
        beginnings = heard & phrases.keys()
        found |= {need for word in beginnings for phrase, need in phrases[word] if heard.issuperset(phrase)}
    return frozenset(found)


def _pieces(word: str, language: str) -> Iterator[str]:
    """What a word of a phrase may be for this word to be it: the word, its singular, the beginning of a long one; in
    German also what a long one is made of, and where nothing parts words, any stretch of letters."""
    yield from (word, word.removesuffix("s"), word.removesuffix("es"))
    unspaced = language in _UNSPACED and not word.isascii()
    shortest = 1 if unspaced else _PREFIX
    for start in range(len(word)) if unspaced or language == "de" else (0,):
        yield from (word[start:end] for end in range(start + shortest, min(len(word), start + _STRETCH) + 1))


@cache
def _phrases(language: str) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """(words, need) of all phrases of a language, by their first word."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for need in needs().values():
        for phrase in need.words.get(language, ()):
            words = tuple(key_of(phrase).split())
            by_first.setdefault(words[0], []).append((words, need.id))
    return {word: tuple(phrases) for word, phrases in by_first.items()}


@cache
def _for(need: str) -> tuple[KnownTool, ...]:
    """The first few tools for a need, those that are mostly for it first."""
    fitting = [tool for tool in library() if need in tool.needs]
    return tuple(sorted(fitting, key=lambda tool: tool.needs.index(need))[:MOST])
