"""Where an agent is met, in which languages, and whether a person takes over: against what is said of it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from orchestrator.contradictions import words
from orchestrator.contradictions.clauses import PEOPLE
from orchestrator.contradictions.finding import Contradiction, Side
from orchestrator.contradictions.statements import Statement, gone, statements, whole
from orchestrator.contradictions.vocabulary import Token, has, is_english, made_of, readable, tokens
from orchestrator.facts import Draft, Fact, said
from orchestrator.values import Escalation, key_of, text_of

_SOMEBODY = (
    r"(?:a |an |any |the |our |real )*(?:humans?|persons?|people|agents?|staff|teams?|colleagues?|employees?"
    r"|anyone|anybody|someone|operators?)"
)
_CALLER = (
    r"(?: (?:a |the |any )?(?:calls?|it|them|people|persons?|customers?|callers?|users?|chats?|conversations?"
    r"|anyone|anybody))?"
)
_NEVER_OVER = re.compile(
    rf"^(?:the agent |it )?(?:{words.FORBIDS}) (?:ever )?(?:hand|transfer|escalate|forward|connect|pass)\w*{_CALLER}"
    rf"(?: (?:over|off|on))?{_CALLER}(?: (?:to|with) {_SOMEBODY})?$"
    rf"|^(?:never|no|without)(?: any)?(?: human)? (?:handovers?|hand overs?|handoffs?|escalations?"
    rf"|transfers?)(?: to {_SOMEBODY})?$"
    rf"|^(?:never|do not|don t) involve {_SOMEBODY}$"
)


def handovers(draft: Draft) -> Iterator[Contradiction]:
    """Never hand over; and a case in which somebody takes over."""
    cases = [fact for fact in said(draft, "escalation") if isinstance(fact.value, Escalation)]
    for rule in said(draft, "guardrails"):
        if cases and _is_never_over(rule.text):
            losses = tuple(gone("escalation", fact) for fact in cases)
            other = Side(slot="escalation", text=text_of(cases[0].value), losses=losses)
            yield Contradiction(rule="handover", one=whole("guardrails", rule), other=other)


@lru_cache(maxsize=2048)
def _is_never_over(rule: str) -> bool:
    if is_english(rule):
        return bool(_NEVER_OVER.match(key_of(rule)))
    return made_of(tokens(rule), ("forbids", "act transfer"), ("empty", "anybody", "voice"))


_SPEAK = r"(?:speak|answer|reply|respond|use|write|talk|communicate|converse)"
_ONLY = (
    re.compile(
        rf"^(?:it |the agent )?(?:must |should |may )?(?:always|only|exclusively) {_SPEAK}s? (?:only )?(?:in"
        rf" )?(?P<name>[\w ]+)$"
    ),
    re.compile(
        rf"^(?:it |the agent )?(?:must |should |may )?{_SPEAK}s? (?:(?:only|exclusively) (?:in )?|in"
        rf" )?(?P<name>\w+) ?(?:only|exclusively)?$"
    ),
    re.compile(r"^(?:only (?P<name>\w+)|(?P<name2>\w+) only)$"),
    re.compile(
        rf"^(?:{words.FORBIDS}) (?:{_SPEAK} )?(?:in )?(?:any )?(?:thing |languages? )?(?:other than|but|except)"
        rf" (?P<name>\w+)$"
    ),
)
_NEVER_IN = re.compile(rf"^(?:{words.FORBIDS}) {_SPEAK} (?:in )?(?P<name>\w+)$")


def languages(draft: Draft) -> Iterator[Contradiction]:
    """A rule that leaves one language only, or rules one out; and the list of languages says otherwise."""
    spoken = said(draft, "languages")
    for rule in said(draft, "guardrails"):
        against = _not_allowed(rule.text, spoken)
        if against:
            losses = tuple(gone("languages", fact) for fact in against)
            text = ", ".join(fact.text for fact in against)
            yield Contradiction(
                rule="languages", one=whole("guardrails", rule), other=Side(slot="languages", text=text, losses=losses)
            )


def _not_allowed(rule: str, spoken: tuple[Fact, ...]) -> list[Fact]:
    never, only = _ruled(rule)
    return [
        fact
        for fact in spoken
        if _name(fact.text) and (_name(fact.text) == never or (only and _name(fact.text) != only))
    ]


@lru_cache(maxsize=2048)
def _ruled(rule: str) -> tuple[str, str]:
    """(the language a rule rules out, the one it leaves), "" for none"""
    if not is_english(rule):
        return _ruled_by_words(tokens(rule))
    key = key_of(rule)
    never = _NEVER_IN.match(key)
    if never and _name(never["name"]):
        return _name(never["name"]), ""
    named = (match.groupdict().values() for pattern in _ONLY if (match := pattern.match(key)))
    return "", next((_name(name) for name in next(named, ()) if name and _name(name)), "")


def _ruled_by_words(told: tuple[Token, ...]) -> tuple[str, str]:
    names = {token.meaning("language") for token in told} - {""}
    if len(names) != 1:
        return "", ""
    rest, name = [token for token in told if not token.meaning("language")], names.pop()
    if made_of(rest, ("other_than",), ("empty", "forbids", "speaks")):
        return "", name
    if made_of(rest, ("only",), ("empty", "speaks", "always")) or made_of(rest, ("always", "speaks")):
        return "", name
    return (name, "") if made_of(rest, ("forbids", "speaks")) else ("", "")


@lru_cache(maxsize=512)
def _name(text: str) -> str:
    """One name for a language, whatever it is called; "" for what is no language known here."""
    for vocabulary in readable(key_of(text)):
        told = [token for token in vocabulary.cut(key_of(text)) if token.roles != {"empty"}]
        if len(told) == 1 and told[0].meaning("language"):
            return told[0].meaning("language")
    return ""


_SHOWS = re.compile(rf"\b(?:{words.SHOWS})\b")


def voice_only(draft: Draft) -> Iterator[Contradiction]:
    """People only hear it; and it is to show or send something to look at, by no other way."""
    channels = said(draft, "channels")
    if not channels or not all(has(fact.text, "voice") for fact in channels) or _can_write(draft):
        return
    where = Side(slot="channels", text=", ".join(fact.text for fact in channels))
    for statement in statements(draft):
        if statement.slot in ("goals", "workflow") and _shows(statement):
            yield Contradiction(rule="voice_only", one=where, other=statement.side)


def _shows(statement: Statement) -> bool:
    text = statement.deed or statement.text
    if is_english(text):
        shows = bool(_SHOWS.search(key_of(text)))
    else:
        roles = frozenset(role for token in tokens(text) for role in token.roles)
        shows = {"shows", "visual"} <= roles and not roles & {"forbids", *PEOPLE}
    return shows and not has(text, "written")


def _can_write(draft: Draft) -> bool:
    """Whether a tool or a channel carries written messages, too."""
    tools = [f"{fact.text} {getattr(fact.value, 'purpose', None) or ''}" for fact in said(draft, "tools")]
    return any(has(text, "written") for text in (*(fact.text for fact in said(draft, "channels")), *tools))
