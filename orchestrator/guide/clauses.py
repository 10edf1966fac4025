"""The clauses of a sentence that tell of one thing, apart from what is told beside it."""

import re
from collections.abc import Callable

from orchestrator.guide.language import Language

# "Between 8 and 16" and a number to call are no clauses of their own.
JOINTS = (
    r"[ ]*[;:][ ]+|[ ]*,[ ]+(?![+\d])(?:(?:@and|but|also|plus)(?!\w)[ ]+)?"
    r"|[ ]+(?:@and|but|plus)(?!\w)[ ]+(?!\d)(?:also[ ]+)?"
)
Holds = Callable[[str], object]


def stretch(sentence: str, language: Language, begins: Holds, ends: Holds) -> str:
    """From the clause that holds the one to the nearest that holds the other, whichever comes first: "if somebody
    complains, hand over to Marta". The whole sentence where no clause holds them."""
    spans = _spans(sentence, language)
    one = [i for i, (start, end) in enumerate(spans) if begins(sentence[start:end])]
    other = [i for i, (start, end) in enumerate(spans) if ends(sentence[start:end])]
    pairs = [(abs(a - b), min(a, b), max(a, b)) for a in one for b in other]
    if not pairs:
        return sentence
    _, first, last = min(pairs)
    while last + 1 < len(spans) and last + 1 in one and last + 1 not in other:  # further cases of the same
        last += 1
    return sentence[spans[first][0] : spans[last][1]]


def _spans(sentence: str, language: Language) -> list[tuple[int, int]]:
    joints: list[re.Match[str]] = list(language.rx(JOINTS).finditer(sentence))
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(sentence)]
    return list(zip(starts, ends, strict=True))
