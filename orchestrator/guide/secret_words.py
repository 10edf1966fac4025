"""The words by which secrets are told, of every language at once, and patterns made of them."""

import re
from functools import cache

from orchestrator.guide.patterns import any_of
from orchestrator.languages import known, spoken

UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
EDGE = r"[\"'`*_)\]]{0,4}\s{0,3}"
COLON = rf"{EDGE}(?P<sign>=>|:=|->|→|[:=：＝])"
IS = rf"@is(?:(?<=[{CJK}])|(?=[\s\"'`“„«:]))"


@cache
def entries(name: str) -> frozenset[str]:
    """The words of a list under `secrets` in the files of all languages."""
    lists = (data.get("secrets", {}).get(name, ()) for data in (*spoken().values(), *known().values()))
    return frozenset(entry for own in lists for entry in own)


@cache
def words(name: str) -> str:
    """A pattern of such a list."""
    ordered = sorted(sorted(entries(name)), key=len, reverse=True)
    spaced = [_phrase(entry) for entry in ordered if not UNSPACED.search(entry)]
    unspaced = [re.escape(entry) for entry in ordered if UNSPACED.search(entry)]
    own = (rf"(?<!\w)[وبفلك]{{0,2}}{any_of(spaced)}(?!\w)", *([any_of(unspaced)] if unspaced else ()))
    return f"(?:{'|'.join(own)})"


def _phrase(entry: str) -> str:
    return re.escape(entry).replace(r"\*", r"\w{0,40}").replace(r"\ ", r"[\s_-]{1,2}")


@cache
def rx(template: str) -> re.Pattern[str]:
    """The pattern of a template, in which @name stands for the words of that list."""
    return re.compile(re.sub(r"@(\w+)", lambda m: words(m[1]), template), re.IGNORECASE)
