"""Two values of one kind that cannot both be: tones, greetings, hours, limits."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from orchestrator.contradictions import words
from orchestrator.contradictions.clauses import things_of
from orchestrator.contradictions.english import stem
from orchestrator.contradictions.figures import NUMBER, RANGE, amounts, spans
from orchestrator.contradictions.finding import Contradiction, Side
from orchestrator.contradictions.statements import gone, whole
from orchestrator.contradictions.vocabulary import is_english, readable
from orchestrator.facts import Draft, said
from orchestrator.languages.patterns import any_of, everywhere, in_keys
from orchestrator.values import key_of

_OPPOSITE = {"formal": "casual", "serious": "funny", "brief": "chatty", "warm": "cold"}


def tones(draft: Draft) -> Iterator[Contradiction]:
    """A formal and a casual one; what is a tone only here or there is not meant."""
    for first, second in combinations(said(draft, "tone"), 2):
        one, other = _tone_of(first.text), _tone_of(second.text)
        if one and other and (_OPPOSITE.get(one) == other or _OPPOSITE.get(other) == one):
            yield Contradiction(rule="tone", one=whole("tone", first), other=whole("tone", second))


@lru_cache(maxsize=512)
def _tone_of(text: str) -> str:
    """The one manner that a text names in any of the languages and nothing else, "" otherwise."""
    for vocabulary in readable(key_of(text)):
        told = [token for token in vocabulary.cut(key_of(text)) if "degrees" not in token.roles]
        named = {token.meaning("tone") for token in told}
        if len(named) == 1 and named != {""}:
            return named.pop()
    return ""


_QUOTED = re.compile(r"""[“"«„‘'](?P<words>[^“”"«»„]{8,200})[”"»“’']""")
_GREETS = re.compile("^" + in_keys(everywhere("hello")))
FIRST_STEPS = 2


def greetings(draft: Draft) -> Iterator[Contradiction]:
    """A greeting, and other first words in the workflow or in a rule."""
    for greeting in said(draft, "greeting"):
        places = [("workflow", f) for f in said(draft, "workflow")[:FIRST_STEPS]]
        for slot, fact in (*places, *(("guardrails", f) for f in said(draft, "guardrails"))):
            quoted = _QUOTED.search(fact.text)
            if quoted and _is_other_greeting(quoted["words"], greeting.text):
                other = Side(slot=slot, text=fact.text, losses=() if slot == "workflow" else (gone(slot, fact),))
                yield Contradiction(rule="greeting", one=whole("greeting", greeting), other=other)


def _is_other_greeting(text: str, greeting: str) -> bool:
    one, other = key_of(text), key_of(greeting)
    return bool(_GREETS.match(one)) and one not in other and other not in one


# What hours or a number could mean, and the things they are said of.
Told = tuple[frozenset[object], frozenset[str]]

_OPEN = re.compile(any_of(everywhere("open")), re.IGNORECASE)
_ANYWHERE = ("knowledge", "guardrails", "goals", "greeting")


def hours(draft: Draft) -> Iterator[Contradiction]:
    """Two sets of opening hours for the same days."""
    yield from _two_numbers(draft, "hours", _ANYWHERE, _hours_of)


@lru_cache(maxsize=4096)
def _hours_of(text: str) -> Told | None:
    """(what the hours could be, what they are said of), None where the text tells no hours or several."""
    ranges = list(RANGE.finditer(text))
    if len(ranges) != 1 or not _OPEN.search(text):
        return None
    return spans(ranges[0]), _about(_OPEN.sub(" ", RANGE.sub(" ", text)))


_AMOUNT = re.compile(
    rf"(?P<sign>[€$£]) ?(?P<money>{NUMBER})"
    rf"|(?P<number>{NUMBER}) ?(?P<unit>%(?!\w)|{any_of(everywhere('units'), before='')})",
    re.IGNORECASE,
)


def limits(draft: Draft) -> Iterator[Contradiction]:
    """The same rule or measure with two different numbers."""
    yield from _two_numbers(draft, "limit", ("guardrails", "knowledge", "metrics"), _limit_of)


@lru_cache(maxsize=4096)
def _limit_of(text: str) -> Told | None:
    found = list(_AMOUNT.finditer(text))
    if len(found) != 1 or len(re.findall(NUMBER, text)) != 1:
        return None
    amount = found[0]
    unit = stem((amount["unit"] or amount["sign"]).lower())
    about = _about(_AMOUNT.sub(" ", text))
    return (amounts(amount["number"] or amount["money"]), about | {unit}) if len(about) > 1 else None


def _two_numbers(
    draft: Draft, rule: str, slots: Sequence[str], read: Callable[[str], Told | None]
) -> Iterator[Contradiction]:
    """Two that are said of the same and can in no reading be the same."""
    told = [(slot, fact, read(fact.text)) for slot in slots for fact in said(draft, slot)]
    for (slot, fact, one), (slot2, fact2, other) in combinations([t for t in told if t[2] and t[2][0]], 2):
        if one and other and one[1] == other[1] and one[0].isdisjoint(other[0]):
            yield Contradiction(rule=rule, one=whole(slot, fact), other=whole(slot2, fact2))


def _about(text: str) -> frozenset[str]:
    if not is_english(text):
        return things_of(text)
    return frozenset(stem(word) for word in key_of(text).split() if word not in words.EMPTY)
