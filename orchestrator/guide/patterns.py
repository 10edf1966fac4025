"""Patterns that stay fast on any text."""

import re
from itertools import pairwise

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|\(|\)|.", re.DOTALL)
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
