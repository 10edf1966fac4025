"""Passwords as people write them, in the words of every language: found to be taken out, rather too much than too
little, while what is said about passwords stays."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from orchestrator.guide.known_shapes import is_known_shape
from orchestrator.languages import known, spoken

Span = tuple[int, int]

_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WIDE = r"\u3000-\u303f\uff00-\uff0f\uff1a-\uff20"
_SHOWS = 200  # signs of a value by which it is judged
_TOKENS = 7
_QUOTES = {
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
_CLOSING = ".,;:!?…)]}>*_~\"'`”“»«’‘」』。،؛؟"
_SIGN = re.compile(
    r"[^\w\s.,:;!?'’()\[\]{}/<>\"`*-]|[!?.:,;*/](?=[^\W_]{0,40}\d)|(?<=\d)[!?,:;*]{1,9}(?=\w)|[!?*](?=\w)"
)
_PLACEHOLDER = re.compile(r"<[A-Za-z][\w. -]*>|\{+[A-Za-z_. -]*\}+|\[[A-Za-z][\w. -]*\]|\$\{\w+\}|\$[A-Z_]{3,}|%\w+%")
_FILLED = re.compile(r"[*.x_•…-]+", re.IGNORECASE)
_EDGE = r"[\"'`*_)\]]{0,4}\s{0,3}"
_COLON = rf"{_EDGE}(?P<sign>=>|:=|->|→|[:=：＝])"
_ORDINARY = re.compile(r"[A-Z0-9./-]+|\d{1,3}-?[^\W\d_A-Z]+|[A-Z]?[a-z]+[-.]?\d{1,3}|\d[\d.:/-]*[^\W\d_]{0,3}")
_SENTENCE_END = re.compile(r"[.!?;。！？；]$")
_IS = rf"@is(?:(?<=[{_CJK}])|(?=[\s\"'`“„«:]))"
_USER = (
    rf"(?:{_COLON}\s{{0,3}}|\s{{1,3}}(?:@is|@and)\s{{1,3}}|\s{{1,3}}|(?<=[{_CJK}]))"
    r"(?P<name>[^\s/|,;:]{2,60}?)(?=[\s/|,;:]|@password|@pin)"
)
_ITS_PASSWORD = (
    r"[\s/|,;:&+]{0,4}(?:@and\s{0,3})?(?:\w{1,12}\s{1,2})?(?:@password|@maybe|@pin)"
    rf"(?:\s{{0,3}}(?:{_IS}|[:=：]))?"
)
_JOINT = r"\s{0,3}(?P<sign>[/|,:+&])\s{0,3}|\s{1,3}@and\s{1,3}|(?P<blank>\s{1,3})"
_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|www)[:.]|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\W*$|/[a-z][a-z0-9_/{}-]*\W*$"
)


@cache
def words(name: str) -> str:
    """A pattern of a list under `secrets` in the files of all languages."""
    lists = (data.get("secrets", {}).get(name, ()) for data in (*spoken().values(), *known().values()))
    entries = sorted({entry for own in lists for entry in own}, key=len, reverse=True)
    spaced = [_phrase(entry) for entry in entries if not _UNSPACED.search(entry)]
    unspaced = [re.escape(entry) for entry in entries if _UNSPACED.search(entry)]
    before = r"(?<!\w)[وبفلك]{0,2}"
    return "(?:" + "|".join((rf"{before}(?:{'|'.join(spaced)})(?!\w)", *unspaced)) + ")"


def _phrase(entry: str) -> str:
    return re.escape(entry).replace(r"\*", r"\w{0,40}").replace(r"\ ", r"[\s_-]{1,2}")


@cache
def rx(template: str) -> re.Pattern[str]:
    """The pattern of a template, in which @name stands for the words of that list."""
    return re.compile(re.sub(r"@(\w+)", lambda m: words(m[1]), template), re.IGNORECASE)


def passwords(text: str) -> list[Span]:
    """Where the passwords of a text stand, apart from each other, in order."""
    found: list[Span] = []
    for noun in rx(r"@password|(?P<maybe>@maybe)|(?P<pin>@pin)").finditer(text):
        found += [*_behind(text, noun), *_before(text, noun)]
    for login in rx(r"@login|@user").finditer(text):
        found += _with_user(text, login)
    return _apart(span for begun in found for span in (begun, *_others(text, begun[1])))


def _behind(text: str, noun: re.Match[str]) -> Iterator[Span]:
    """ "password X", "password: X", "the password for the portal is X"."""
    pin, unsure = bool(noun["pin"]), bool(noun["pin"] or noun["maybe"])
    if text[max(0, noun.start() - 1) : noun.start()] in ("?", "&"):
        return  # in an address
    if rx(r"@phrase").fullmatch(noun[0]) and (phrase := _phrase_behind(text, noun.end())):
        yield phrase
        return
    link = rx(rf"{_COLON}|{_EDGE}{_IS}\s{{0,3}}:?").match(text, noun.end())
    if link:
        span = _value_at(text, link.end())
        if span and _is_told(text, span, noun.start(), bool(link["sign"]), unsure, pin):
            yield span
            return
    yield from _near(text, noun.end(), unsure, pin)


def _phrase_behind(text: str, at: int) -> Span | None:
    """The words of a passphrase, to the end of its sentence: nearly all of them say nothing about passphrases."""
    said = rx(rf"(?:{_COLON}|{_EDGE}{_IS})?[\s\"'“„«`]{{1,4}}(?P<words>[^\n.!?;]{{8,200}})").match(text, at)
    words_of = [w for w in said["words"].split() if re.search(r"\w", w)] if said else []
    if not said or len(words_of) < 3 or "[secret" in said["words"] or sum(map(_is_plain, words_of)) > 1:
        return None
    return said.span("words")


def _near(text: str, at: int, unsure: bool, pin: bool) -> Iterator[Span]:
    """The first thing near the word that looks like a password: next to it, or a few words on."""
    told = linked = False  # "password for the portal"; "... is"
    if not _UNSPACED.match(text[at - 1]) and not re.compile(r"[*_]{0,3}[\s(\"'“„«]").match(text, at):
        return
    for n in range(_TOKENS):
        span = _value_at(text, at)
        if span is None or span[0] - at > 4 or "[secret" in text[slice(*span)]:
            return
        value = text[slice(*span)]
        near = linked or (n == 0 and not unsure)
        if _surely(value, pin) or (near and _looks(value, pin)):
            yield span
            return
        if near and not unsure and (_is_last_word(text, span) if linked else _is_quoted(text, span)):
            yield span
            return
        if _SENTENCE_END.search(value) or "\n" in text[at : span[0]]:
            return
        told = (told or (n == 0 and bool(rx(r"@at").fullmatch(value)))) and not value.endswith(",")
        linked = told and bool(value.endswith((":", "=", "：")) or rx(r"@is").fullmatch(value[:_SHOWS].strip(_CLOSING)))
        at = span[1]


def _is_quoted(text: str, span: Span) -> bool:
    return (
        text[span[0] - 1] in _QUOTES
        and text[span[1] : span[1] + 1] in _CLOSING
        and span[1] - span[0] > 2
        and not _is_plain(text[slice(*span)])
    )


def _before(text: str, noun: re.Match[str]) -> Iterator[Span]:
    """ "X is the password", "use X as PIN"."""
    start = max(0, noun.start() - 80)
    found = rx(r"(?<!\S)(?P<value>\S{3,60}?)\s{0,2}@as\s{0,2}(?:\w{1,12}\s{1,2}){0,2}$").search(
        text[start : noun.start()]
    )
    if found and re.search(r"\d", found["value"]) and _looks(found["value"], bool(noun["pin"])):
        yield start + found.start("value"), start + found.end("value")


def _with_user(text: str, login: re.Match[str]) -> Iterator[Span]:
    """ "user U and password X", "log in with U / X"."""
    name = rx(_USER).match(text, login.end())
    if not name or _is_plain(name["name"]):
        return
    noun = rx(_ITS_PASSWORD).match(text, name.end())
    joint = noun or rx(_JOINT).match(text, name.end())
    span = _value_at(text, joint.end()) if joint else None
    if span is None or joint is None:
        return
    value = text[slice(*span)]
    last = bool(noun or (joint["sign"] == "/" and name["sign"])) and _is_last_word(text, span)
    looks = _looks(value, bool(noun)) and (noun or not joint["blank"])
    if last or looks or _surely(value, False):
        yield span


def _others(text: str, at: int) -> Iterator[Span]:
    """More of them in a row: "X and Y", "X or Y"."""
    for _ in range(5):
        joint = rx(r"\s{0,2}(?:[,;/|+&]|@and)?\s{0,2}").match(text, at)
        span = _value_at(text, joint.end()) if joint else None
        if (
            span is None
            or not joint
            or not joint[0]
            or not (_surely if joint[0].strip() else _looks)(text[slice(*span)], False)
        ):
            return
        yield span
        at = span[1]


def _value_at(text: str, at: int) -> Span | None:
    """What stands there: all between quotation marks, or up to the next blank; in Chinese, up to a sign of it."""
    begin = re.compile(r"(?:[*_)\]|]{0,4}\s{1,4})?").match(text, at)
    start = begin.end() if begin else at
    if start >= len(text):
        return None
    if enclosed := re.compile(r"\((\S+?)\)[.,;]?(?=\s|$)").match(text, start):
        return enclosed.span(1)
    closing = _QUOTES.get(text[start])
    if closing and (
        start > at or text[start] not in "\"'`" or text[at - 1] in ":=：＝"
    ):  # else it ends the word before
        quoted = re.compile(rf"[^\n]{{1,80}}?[{closing}](?=\W|$)").match(text, start + 1)
        if quoted:
            return start + 1, quoted.end() - 1
    token = re.compile(rf"[^\s{_WIDE}{_CJK}]+|[{_CJK}]{{1,24}}").match(text, start)
    return token.span() if token else None


def _bare(value: str) -> str:
    return value[:_SHOWS].strip(_CLOSING + _OPENING)


def _is_told(text: str, span: Span, begin: int, signed: bool, unsure: bool, pin: bool) -> bool:
    """Whether what stands behind ":" or "is" is the password: anything but a word that explains."""
    value = text[slice(*span)]
    bare = _bare(value)
    if len(bare) < 3 or "[secret" in value or _stands_in(value) or _is_plain(value):
        return False
    if re.fullmatch(r"\d+%|[\d.,]{1,3}", bare) and not (pin and bare.isdigit()):
        return False
    if _looks(value, pin) and not (unsure and not pin and re.search(r"%$", bare)):
        return True
    if _UNSPACED.search(bare):
        return _is_last_word(text, span) and len(bare) <= 10
    begins = bool(re.search(r"(?:^|[.,;!?\n])\W*$", text[max(0, begin - 4) : begin]))
    return (signed and not unsure) or (((signed and begins) or not unsure) and _is_last_word(text, span))


def _is_last_word(text: str, span: Span) -> bool:
    """A word that ends its clause and explains nothing."""
    value = text[slice(*span)]
    bare = _bare(value)
    ends = value[-1] in _CLOSING or rx(rf"\s*(?:$|[\n.,;!?()|/{_WIDE}]|@and)").match(text, span[1])
    return bool(ends) and len(bare) >= 3 and "[secret" not in value and not _stands_in(value) and not _is_plain(value)


@lru_cache(maxsize=4096)
def _is_plain(value: str) -> bool:
    """A word that explains, or several such ("string,user:string")."""
    bare = _bare(value)
    if _UNSPACED.search(bare):
        return bool(re.search(words("plain"), bare))
    if re.search(r"\d|[a-z][A-Z]|[^\w\s.,:;|/()='’-]", bare):
        return is_known_shape(bare)
    nouns = rx(r"@plain|@password|@maybe|@pin|@user|@login|@is")
    first = re.split(r"[,;|/:()=]", bare)[0]
    return bool(
        nouns.fullmatch(first) or nouns.fullmatch(bare) or all(map(nouns.fullmatch, re.split(r"[\s-]+", first)))
    )


def _stands_in(value: str) -> bool:
    """<password>, ${PASSWORD}, ****."""
    bare = value[:_SHOWS].rstrip(".,;:!?")
    return bool(_PLACEHOLDER.fullmatch(bare) or _FILLED.fullmatch(bare))


@lru_cache(maxsize=4096)
def _looks(value: str, pin: bool) -> bool:
    """Digits, signs or capitals where words have none."""
    bare = _bare(value)
    if pin and re.fullmatch(r"[\d*#-]{3,12}", bare) and len(re.findall(r"\d", bare)) >= 3:
        return not is_known_shape(bare)
    if len(bare) < 4 or "[secret" in value or _stands_in(value) or _ADDRESS.match(bare) or is_known_shape(bare):
        return False
    mixed = re.search(r"\d", bare) and re.search(r"[^\W\d_]", bare)
    inside = value[:_SHOWS].strip(_OPENING).rstrip(_CLOSING)
    return bool(mixed or re.fullmatch(r"\d{4,}", bare) or re.search(r"[a-z][A-Z]", bare) or _SIGN.search(inside))


@lru_cache(maxsize=4096)
def _surely(value: str, pin: bool) -> bool:
    """Letters and digits mixed as in no ordinary name, or a PIN where one is meant."""
    bare = _bare(value)
    if not _looks(value, pin):
        return False
    if pin and re.fullmatch(r"[\d*#-]{3,12}", bare):
        return True
    if not re.search(r"\d", bare) or not re.search(r"[^\W\d_]", bare) or len(value) < 6:
        return False
    return not _ORDINARY.fullmatch(bare)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart
