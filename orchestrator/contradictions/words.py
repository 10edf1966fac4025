"""The words that English sentences are read with: its file's, as the patterns of its word order take them."""

from collections.abc import Iterable

from orchestrator.languages import spoken

_LISTS = spoken()["en"]["contradictions"]


def _pattern(words: Iterable[str]) -> str:
    return "|".join(word.replace("*", r"\w*") for word in words)


ACTS: dict[str, list[str]] = _LISTS["acts"]  # a deed under one name, and the verbs people tell it with
GIVES: list[str] = _LISTS["gives"]  # these tell where they carry information, and grant where they carry anything else
# Verbs that hold their own object.
WHOLE: dict[str, tuple[str, str]] = {
    verb: (deed.split()[0], deed.split()[1]) for deed, verbs in _LISTS["whole"].items() for verb in verbs
}
THINGS: dict[str, list[str]] = _LISTS["things"]
INFORMATION = frozenset(_LISTS["information"])
EMPTY = frozenset(_LISTS["empty"])  # words that say nothing about which deed is meant
PERSONAL: list[str] = _LISTS["personal"]
LEAD = f"{_pattern(_LISTS['lead'])}|(?:{_pattern(_LISTS['lets'])}) (?:{_pattern(_LISTS['callers'])})(?: to)?"
FORBIDS = _pattern(_LISTS["forbids"])
# What turns a deed into another's, a way elsewhere, or one that waits for something.
ELSEWHERE = _pattern(_LISTS["elsewhere"])
HUMANS = _pattern(_LISTS["humans"])
WRITES = _pattern(_LISTS["writes"])
SHARED = _pattern(_LISTS["shared"])
SHOWS = (
    rf"(?:{_pattern(_LISTS['shows'])}) (?:\w+ ){{0,4}}(?:{_pattern(_LISTS['visual'])})"
    rf"|(?:{_pattern(_LISTS['uploads'])}) (?:\w+ ){{0,3}}(?:{_pattern(_LISTS['files'])})"
)
