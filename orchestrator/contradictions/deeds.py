"""What a text says is done, or must not be: compared by act and things, not by its very words."""

from functools import lru_cache

from orchestrator.contradictions import clauses, english
from orchestrator.contradictions.deed import Deed
from orchestrator.contradictions.vocabulary import is_english


@lru_cache(maxsize=4096)
def deeds(text: str) -> tuple[Deed, ...]:
    """The deeds of a text, read in the language it is written in; what is known has one name in all of them."""
    return english.deeds_of(text) if is_english(text) else clauses.deeds_of(text)


@lru_cache(maxsize=2048)
def asking_for(name: str) -> tuple[Deed, ...]:
    """What is done where a tool needs a thing: people are asked for it."""
    return english.deeds_of(f"ask for {name}") if is_english(name) else (Deed("ask", clauses.things_of(name)),)
