"""Patterns that stay fast on any text."""

import re
from collections.abc import Iterable
from itertools import pairwise

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|\(|\)|.", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_](?![?*+{])")
_REPEATED = re.compile(r"[*+]|\{\d*,\d*\}")


def without_second_thoughts(source: str) -> str:
    """The pattern with each round of a repeated group made atomic: `(?:x|y)*` as `(?:(?>x|y))*`.

    Where two alternatives can match the same words, as lists of words do, a plain group tries every combination before
    it gives up: seconds for fifteen words. Whole rounds are still given back, one after the other.
    """
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(source):
        if token[0] in ("(", "(?:"):
            opened.append(token.start())
        elif token[0] == ")":
            start = opened.pop()
            if source.startswith("(?:", start) and _REPEATED.match(source, token.end()):
                found.append((start, token.start()))
    marks = {place: mark for start, end in found for place, mark in ((start + 3, "(?>"), (end, ")"))}
    cuts = [0, *sorted(marks), len(source)]
    return "".join(marks.get(a, "") + source[a:b] for a, b in pairwise(cuts))


def any_of(entries: Iterable[str]) -> str:
    """A group that matches any of these patterns, the first that fits: those with the same first letter stand together
    and are tried only where it does, as `re` tries every alternative of a list one by one."""
    branches: list[tuple[str, list[str]]] = []  # (their first letter, what follows it) or ("", [a whole pattern])
    places: dict[str, int] = {}  # of letters since the last pattern that may begin in any way: nothing may pass that
    for entry in entries:
        letter = entry[0] if _LETTER.match(entry) and not _has_branches(entry) else ""
        place = places.get(letter.casefold(), -1)
        if letter and place >= 0 and branches[place][0] == letter:
            branches[place][1].append(entry[1:])
            continue
        places = {**places, letter.casefold(): len(branches)} if letter and place < 0 else {}
        branches.append((letter, [entry[1:] if letter else entry]))
    return "(?:" + "|".join(letter + (any_of(rest) if len(rest) > 1 else rest[0]) for letter, rest in branches) + ")"


def _has_branches(pattern: str) -> bool:
    """Whether it is several patterns, outside of groups: "a|b"."""
    depth = 0
    for token in _TOKEN.finditer(pattern) if "|" in pattern else ():
        depth += {"(": 1, "(?:": 1, ")": -1}.get(token[0], 0)
        if token[0] == "|" and not depth:
            return True
    return False
