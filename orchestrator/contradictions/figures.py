"""What a told time of day or number could mean, however it is spelled: "5pm" and "17:00", "1,000" and "1000"."""

import re
from decimal import Decimal
from itertools import product

from orchestrator.languages.patterns import any_of, everywhere

_MORNING = rf"(?:a\.? ?m\b\.?|{any_of(everywhere('morning'), before='')})"
_AFTERNOON = rf"(?:p\.? ?m\b\.?|{any_of(everywhere('afternoon'), before='')})"
_DAYTIME = rf"(?:{_MORNING}|{_AFTERNOON}|{any_of(everywhere('before_clock'), before='')})"
_CLOCK = rf" ?(?:o'clock|{any_of(everywhere('clock'), before='')}|h(?=\d))"
_HALF = any_of(everywhere("half_past"), before="")
_TIME = (
    rf"(?:(?:(?P<before>{_DAYTIME}) ?)?(?P<hour>\d{{1,2}})(?!\d)"
    rf"(?:(?:[:：.]|{_CLOCK} ?)(?P<minute>\d{{2}})(?!\d)|{_CLOCK}(?P<half>{_HALF}))?(?:{_CLOCK})?"
    rf"(?: ?(?P<after>{_DAYTIME}))?|noon|(?P<midnight>midnight))"
)
_PARTS = re.compile(_TIME, re.IGNORECASE)
_ANY_TIME = re.sub(r"\?P<\w+>", "?:", _TIME)
RANGE = re.compile(
    rf"(?:from )?(?<!\d)(?<!\d[:.])({_ANY_TIME}) ?(?:-|–|—|{any_of(everywhere('until'), before='')}) ?({_ANY_TIME})",
    re.IGNORECASE,
)

_BLANKS = r" '’\u00a0\u202f"
NUMBER = rf"(?<!\d)(?<!\d[.,{_BLANKS}])(?:\d{{1,3}}(?:[.,{_BLANKS}]\d{{3}}(?!\d))+|\d+)(?:[.,]\d+)?"

Span = tuple[int, int]


def spans(told: re.Match[str]) -> frozenset[Span]:
    """The spans of time that a match of RANGE could mean, in minutes since midnight; none where it is no time."""
    first, last = map(_minutes, told.groups())
    return frozenset(product(first, last))


def _minutes(time: str) -> frozenset[int]:
    told = _PARTS.fullmatch(time)
    if told is None or told["hour"] is None:
        return frozenset({0 if told["midnight"] else 12 * 60} if told else ())
    minute = 30 if told["half"] else int(told["minute"] or 0)
    if int(told["hour"]) > 24 or minute > 59:
        return frozenset()
    return frozenset(hour * 60 + minute for hour in _hours(int(told["hour"]), told["before"] or told["after"] or ""))


def _hours(hour: int, daytime: str) -> set[int]:
    """Both halves of the day where neither is told; 12 is left open even then, as people mix its halves up."""
    if not 0 < hour <= 12:
        return {hour % 24}
    if hour < 12 and re.fullmatch(_MORNING, daytime, re.IGNORECASE):
        return {hour}
    if hour < 12 and re.fullmatch(_AFTERNOON, daytime, re.IGNORECASE):
        return {hour + 12}
    return {hour % 12, hour % 12 + 12}


def amounts(number: str) -> frozenset[Decimal]:
    """What a match of NUMBER could mean: a single point or comma before three digits may part thousands or decimals."""
    plain = re.sub(f"[{_BLANKS}]", "", number)
    signs = re.findall("[.,]", plain)
    if not signs:
        return frozenset({Decimal(plain)})
    head, _, tail = plain.rpartition(signs[-1])
    whole = re.sub("[.,]", "", head)
    meant = set()
    if signs.count(signs[-1]) == 1:
        meant.add(Decimal(f"{whole}.{tail}"))
    if len(set(signs)) == 1 and len(tail) == 3 and int(whole):
        meant.add(Decimal(whole + tail))
    return frozenset(meant)
