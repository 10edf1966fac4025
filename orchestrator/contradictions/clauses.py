"""The deeds of a text in any language but English, read by its words alone: their verbs are not also things, and the
things stand before or behind them. A word that is not known is a thing: it narrows a rule, and nothing else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from orchestrator.contradictions import english, words
from orchestrator.contradictions.deed import Deed
from orchestrator.contradictions.vocabulary import LONGEST, Token, Vocabulary, written_in
from orchestrator.values import key_of

_SENTENCE = re.compile(r"[.;:!?\n•。；：！？؟؛]+(?:\s|$)|[;\n•。；：！？؟؛]")
_PART = re.compile(r"([,&/，、،])")
_JOINED = {",": "comma", "，": "comma", "،": "comma", "&": "and", "/": "or", "、": "and"}
_WEAK = ("gives", "ask", "grant")  # a stronger verb beside them is the deed: "give advice", "fragen"
PEOPLE = frozenset({"anybody", "humans"})  # one of the staff, whoever it is; or one of a certain rank
BINDING = frozenset({"conditions", "only", "alone", "without"})  # what a deed waits for, or is kept to


@dataclass(frozen=True)
class _Part:
    """What stands between two commas or "and"s. `act` is "" where it has no verb; `after` is what joins it to the part
    before: comma, and, or."""

    act: str
    things: frozenset[str]
    forbids: bool = False
    after: str = ""


def deeds_of(text: str) -> tuple[Deed, ...]:
    """The deeds of a text, one per part of a sentence; parts of one sentence share its only verb. A rule with a
    condition forbids nothing outright, and what is left to people or to a condition is not the agent's own deed."""
    vocabulary = written_in(text)
    sentences = [list(_told(sentence, vocabulary)) for sentence in _SENTENCE.split(text[:LONGEST])]
    halves = (half for sentence in sentences for half in _split(sentence, "but"))
    found = tuple(deed for half in halves for deed in deeds_in(half, vocabulary))
    own = not any(token.roles & {*BINDING, *PEOPLE, "elsewhere"} for sentence in sentences for token in sentence)
    return found if own else tuple(replace(deed, own=False) for deed in found)


def _told(sentence: str, vocabulary: Vocabulary) -> Iterator[Token]:
    """The words of a sentence, and its commas."""
    for part in _PART.split(sentence):
        if part in _JOINED:
            yield Token(part, frozenset({_JOINED[part]}))
        else:
            yield from vocabulary.cut(key_of(part))


def _split(told: Iterable[Token], role: str) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in told:
        if role in token.roles:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def deeds_in(told: list[Token], vocabulary: Vocabulary) -> list[Deed]:
    """The deeds of one sentence, by its words."""
    bound = any(token.roles & BINDING for token in told)
    parts = [part for part in _parts(told, vocabulary) if part.act or part.things]
    acts = [part.act for part in parts if part.act]
    if "?" in acts:
        return []
    found: list[Deed] = []
    forbidden = False
    for part in parts:
        forbidden = part.forbids or (forbidden and (len(acts) < 2 or not part.act or part.after == "or"))
        if forbidden and bound:
            return []
        if found and found[-1].act and not part.act and part.after == "comma":  # "orders, those that were shipped"
            found[-1] = replace(found[-1], things=found[-1].things | part.things)
        else:
            found.append(_made(part.act or (found[-1].act if found else "") or next(iter(acts), ""), part, forbidden))
    return [deed for deed in found if deed.act or deed.forbidden]


def _parts(told: list[Token], vocabulary: Vocabulary) -> Iterator[_Part]:
    part: list[Token] = []
    after = ""
    for token in (*told, Token(",", frozenset({"comma"}))):
        joins = next((role for role in ("or", "and", "comma") if role in token.roles), "")
        if not joins:
            part.append(token)
            continue
        if part:
            yield _part(part, vocabulary, after)
            after, part = joins, []
        after = joins if joins != "comma" else after
        if "forbids" in token.roles:  # "ni"
            part.append(token)


def _part(told: list[Token], vocabulary: Vocabulary, after: str) -> _Part:
    act, verbs = _act(told)
    named = (token for token in told if token not in verbs or token.meaning("whole"))
    things = frozenset(name for token in named for name in _names(token, token in verbs, vocabulary))
    return _Part(act, things, any("forbids" in token.roles for token in told), after)


def _verbs(told: Iterable[Token]) -> list[Token]:
    return [token for token in told if _act_of(token)]


def _act_of(token: Token) -> str:
    whole = token.meaning("whole")
    return whole.split()[0] if whole else token.meaning("act") or ("gives" if "gives" in token.roles else "")


def _act(told: list[Token]) -> tuple[str, list[Token]]:
    """(what is done, "" if nothing and "?" if more than one thing, the words that say it)"""
    verbs = _verbs(told)
    plain = [token for token in verbs if "empty" not in token.roles] or verbs
    sure = [token for token in plain if not token.meaning("thing")] or plain
    strong = [token for token in sure if _act_of(token) not in _WEAK or token.meaning("whole")]
    acts = {_act_of(token) for token in strong} or {_act_of(token) for token in sure}
    return (acts.pop() if len(acts) == 1 else "?" if acts else ""), sure


def _names(token: Token, is_verb: bool, vocabulary: Vocabulary) -> Iterator[str]:
    """The names of the things a word stands for."""
    if is_verb:
        yield from map(english.named, token.meaning("whole").split()[1:])
    elif token.meaning("thing"):
        yield from map(english.named, token.meaning("thing").split())
    elif not token.roles & {"empty", "forbids", "at_once", "every", "always", "or", "and"}:
        yield vocabulary.stem(token.text)


def _made(act: str, part: _Part, forbidden: bool) -> Deed:
    if act == "gives":
        act = "tell" if part.things & words.INFORMATION else "grant"
    return Deed(act, part.things, forbidden)


def things_of(text: str) -> frozenset[str]:
    """The things a text names."""
    vocabulary = written_in(text)
    return things_in(vocabulary.cut(key_of(text[:LONGEST])), vocabulary)


def things_in(told: Iterable[Token], vocabulary: Vocabulary) -> frozenset[str]:
    """The things that words of a text name."""
    return frozenset(name for token in told for name in _names(token, False, vocabulary))
