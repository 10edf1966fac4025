"""The deeds of an English text, read by its word order: "quote" and "book" are deeds at the head of a clause, and
things behind another deed."""

import re
from collections.abc import Iterator

from orchestrator.contradictions import words
from orchestrator.contradictions.deed import Deed
from orchestrator.contradictions.vocabulary import LONGEST
from orchestrator.values import key_of

_CLAUSE = re.compile(r"\s*(?:[.,;\n•]|\band then\b|\band\b|\bor\b|\bnor\b|\bbut\b|&|/)\s*", re.IGNORECASE)
# "medical, legal or financial advice" names the thing once, for all of them.
_SHARED = re.compile(
    rf"\b(?P<first>\w+)(?P<more>(?:, \w+)*),? (?P<or>or|and|nor) (?P<last>\w+) (?P<thing>{words.SHARED})\b",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"^(?:(?:{words.LEAD}) )*")
_FORBIDS = re.compile(rf"^(?:{words.FORBIDS}) (?:ever |to |be )?")
_PASSIVE = re.compile(
    r"^(?P<things>.+?) (?:(?:must|should|may|can|will|are|is) (?:never|not)(?: be)?|(?:are|is) never)(?:"
    r" (?P<verb>\w+))?$"
)
_BANNED = re.compile(
    r"^(?P<things>.+?) (?:is|are) (?:forbidden|prohibited|off limits|taboo|banned|not allowed|a no go)$"
)
_OTHERS = re.compile(rf"\b(?:{words.ELSEWHERE})\b")


def stem(word: str) -> str:
    """The word without its commonest endings, so that forms of it meet."""
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    word = word.rstrip("ey") if len(word) > 3 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


_ACTS = {stem(verb): act for act, verbs in words.ACTS.items() for verb in verbs}
_GIVES = frozenset(map(stem, words.GIVES))
_WHOLE = {stem(verb): (act, thing) for verb, (act, thing) in words.WHOLE.items()}
_THINGS = {form: thing for thing, forms in words.THINGS.items() for form in forms}


def named(word: str) -> str:
    """One name for a thing, whatever it is called."""
    return _THINGS.get(word) or stem(word)


def deeds_of(text: str) -> tuple[Deed, ...]:
    """The deeds of a text, one per clause; a clause without a verb of its own takes the one before."""
    found: list[Deed] = []
    own = not _OTHERS.search(_LEAD.sub("", key_of(text)))
    for clause in _clauses(text):
        deed = _read(clause, found[-1] if found else None, own)
        if deed:
            found.append(deed)
    return tuple(found)


def _clauses(text: str) -> Iterator[str]:
    for clause in _CLAUSE.split(_SHARED.sub(_spread, text[:LONGEST])):
        key = key_of(clause)
        if key:
            yield key


def _spread(match: re.Match[str]) -> str:
    kinds = [match["first"], *match["more"].split(", ")[1:], match["last"]]
    return f" {match['or']} ".join(f"{kind} {match['thing']}" for kind in kinds)


def _read(clause: str, before: Deed | None, own: bool) -> Deed | None:
    passive = _PASSIVE.match(clause)
    if passive:
        return _forbidden(f"{passive['verb'] or ''} {passive['things']}".split())
    banned = _BANNED.match(clause)
    if banned:
        return _forbidden(["", *banned["things"].split()])
    rest = _LEAD.sub("", clause)
    negation = _FORBIDS.match(rest)
    if negation:
        return _forbidden(_LEAD.sub("", rest[negation.end() :]).split())
    parts = rest.split()
    if before and not _is_verb(parts):
        return _made(before.act, parts, before.forbidden, before.own)
    act, things = _verb(parts)
    return _made(act, things, before.forbidden if before else False, own)


def _forbidden(parts: list[str]) -> Deed | None:
    if not parts or not _is_verb(parts) or parts[0] == "":
        about = {"question", "questions", "talk", "mention"} & set(parts)
        return _made("tell" if about else "", [p for p in parts if p not in ("talk", "mention")], True, True)
    act, things = _verb(parts)
    return _made(act, things, True, True)


def _is_verb(parts: list[str]) -> bool:
    """Whether the words begin with a deed; "quotes" and "bookings" are things."""
    if not parts:
        return False
    head = stem(parts[0])
    is_thing = parts[0] in _THINGS and (parts[0].endswith(("s", "ings", "ation")) or len(parts) == 1)
    return not is_thing and parts[0] not in ("booking", "pricing") and head in {*_ACTS, *_GIVES, *_WHOLE}


def _verb(parts: list[str]) -> tuple[str, list[str]]:
    """(act, the words of its things)"""
    head = stem(parts[0]) if parts else ""
    if head in _WHOLE:
        act, thing = _WHOLE[head]
        return act, [thing, *parts[1:]]
    if head in _GIVES:
        return ("tell" if {named(p) for p in parts[1:]} & words.INFORMATION else "grant"), parts[1:]
    return _ACTS.get(head, head), parts[1:]


def _made(act: str, parts: list[str], forbidden: bool, own: bool) -> Deed | None:
    things = frozenset(named(part) for part in parts if part and part not in words.EMPTY)
    if act == "grant" and "promise" in things:
        act, things = "promise", things - {"promise"}
    return Deed(act, things, forbidden, own) if act or things else None
