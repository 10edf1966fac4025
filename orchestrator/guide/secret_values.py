"""What stands where a secret is told, and whether it looks like one: not a word, a name, a count or a stand-in."""

import re
from collections.abc import Iterable
from functools import lru_cache

from orchestrator.guide.known_shapes import is_known_shape
from orchestrator.guide.secret_words import CJK, UNSPACED, rx, words

Span = tuple[int, int]

WIDE = r"\u3000-\u303f\uff00-\uff0f\uff1a-\uff20"
SHOWN = 200  # signs of a value by which it is judged
QUOTES = {
    '"': '"',
    "'": "'",
    "`": "`",
    "“": "”“",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
}
_OPENING = "([{<*_~"
CLOSING = ".,;:!?…)]}>*_~\"'`”“»«’‘」』。،؛؟"
_SIGN = re.compile(
    r"[^\w\s.,:;!?'’()\[\]{}/<>\"`*-]|[!?.:,;*/](?=[^\W_]{0,40}\d)|(?<=\d)[!?,:;*]{1,9}(?=\w)|[!?*](?=\w)"
)
_PLACEHOLDER = re.compile(r"<[A-Za-z][\w. -]*>|\{+[A-Za-z_. -]*\}+|\[[A-Za-z][\w. -]*\]|\$\{\w+\}|\$[A-Z_]{3,}|%\w+%")
_FILLED = re.compile(r"[*.x_•…-]+", re.IGNORECASE)
_ORDINARY = re.compile(
    r"[A-Z0-9./-]+|\d{1,3}-?[^\W\d_A-Z]+|[A-Z]?[a-z]+[-.]?\d{1,3}|\d+(?:[.:/-]\d+)*[.:/-]?[^\W\d_]{0,3}"
)
_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|www)[:.]|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\W*$|/[a-z][a-z0-9_/{}-]*\W*$"
)


def value_at(text: str, at: int) -> Span | None:
    """What stands there: all between quotation marks, or up to the next blank; in Chinese, up to a sign of it."""
    begin = re.compile(r"(?:[*_)\]|]{0,4}\s{1,4})?").match(text, at)
    start = begin.end() if begin else at
    if start >= len(text):
        return None
    if enclosed := re.compile(r"\((\S+?)\)[.,;]?(?=\s|$)").match(text, start):
        return enclosed.span(1)
    closing = QUOTES.get(text[start])
    if closing and (
        start > at or text[start] not in "\"'`" or text[at - 1] in ":=：＝"
    ):  # else it ends the word before
        quoted = re.compile(rf"[^\n]{{1,80}}?[{closing}](?=\W|$)").match(text, start + 1)
        if quoted:
            return start + 1, quoted.end() - 1
    token = re.compile(rf"[^\s{WIDE}{CJK}]+|[{CJK}]{{1,24}}").match(text, start)
    return token.span() if token else None


def bare_of(value: str) -> str:
    return value[:SHOWN].strip(CLOSING + _OPENING)


@lru_cache(maxsize=4096)
def is_plain(value: str) -> bool:
    """A word that stands in any sentence, or several such ("string,user:string")."""
    return _consists_of(value, "plain")


@lru_cache(maxsize=4096)
def explains(value: str) -> bool:
    """A plain word, or one that says how a password is: how long, how simple."""
    return is_plain(value) or _consists_of(value, "explains")


def _consists_of(value: str, name: str) -> bool:
    bare = bare_of(value)
    if UNSPACED.search(bare):
        return bool(re.search(words(name), bare))
    if re.search(r"\d|[a-z][A-Z]|[^\w\s.,:;|/()='’-]", bare):
        return is_known_shape(bare)
    nouns = rx(rf"@{name}|@password|@maybe|@pin|@user|@login|@is")
    first = re.split(r"[,;|/:()=]", bare)[0]
    return bool(
        nouns.fullmatch(first) or nouns.fullmatch(bare) or all(map(nouns.fullmatch, re.split(r"[\s-]+", first)))
    )


def stands_in(value: str) -> bool:
    """<password>, ${PASSWORD}, ****."""
    bare = value[:SHOWN].rstrip(".,;:!?")
    return bool(_PLACEHOLDER.fullmatch(bare) or _FILLED.fullmatch(bare))


@lru_cache(maxsize=4096)
def looks(value: str, pin: bool) -> bool:
    """Digits, signs or capitals where words have none."""
    bare = bare_of(value)
    if pin and re.fullmatch(r"[\d*#-]{3,12}", bare) and len(re.findall(r"\d", bare)) >= 3:
        return not is_known_shape(bare)
    if len(bare) < 4 or "[secret" in value or stands_in(value) or _ADDRESS.match(bare) or is_known_shape(bare):
        return False
    mixed = re.search(r"\d", bare) and re.search(r"[^\W\d_]", bare)
    inside = value[:SHOWN].strip(_OPENING).rstrip(CLOSING)
    return bool(mixed or re.fullmatch(r"\d{4,}", bare) or re.search(r"[a-z][A-Z]", bare) or _SIGN.search(inside))


@lru_cache(maxsize=4096)
def surely(value: str, pin: bool) -> bool:
    """Letters and digits mixed as in no ordinary name, or a PIN where one is meant."""
    bare = bare_of(value)
    if not looks(value, pin):
        return False
    if pin and re.fullmatch(r"[\d*#-]{3,12}", bare):
        return True
    if not re.search(r"\d", bare) or not re.search(r"[^\W\d_]", bare) or len(value) < 6:
        return False
    return not _ORDINARY.fullmatch(bare)


def is_last_word(text: str, span: Span) -> bool:
    """A word that ends its clause and explains nothing."""
    value = text[slice(*span)]
    bare = bare_of(value)
    ends = value[-1] in CLOSING or rx(rf"\s*(?:$|[\n.,;!?()|/{WIDE}]|@and)").match(text, span[1])
    return bool(ends) and len(bare) >= 3 and "[secret" not in value and not stands_in(value) and not explains(value)


def apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
