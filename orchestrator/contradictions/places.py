"""Where an agent is met, in which languages, and whether a person takes over: against what is said of it."""

import re
from collections.abc import Iterator

from orchestrator.contradictions import words
from orchestrator.contradictions.finding import Contradiction, Side
from orchestrator.contradictions.statements import gone, statements, whole
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
        if cases and _NEVER_OVER.match(key_of(rule.value)):
            losses = tuple(gone("escalation", fact) for fact in cases)
            other = Side(slot="escalation", text=text_of(cases[0].value), losses=losses)
            yield Contradiction(rule="handover", one=whole("guardrails", rule), other=other)


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
        against = _not_allowed(key_of(rule.value), spoken)
        if against:
            losses = tuple(gone("languages", fact) for fact in against)
            text = ", ".join(fact.text for fact in against)
            yield Contradiction(
                rule="languages", one=whole("guardrails", rule), other=Side(slot="languages", text=text, losses=losses)
            )


def _not_allowed(rule: str, spoken: tuple[Fact, ...]) -> list[Fact]:
    never = _NEVER_IN.match(rule)
    if never and _name(never["name"]):
        return [fact for fact in spoken if _name(fact.text) == _name(never["name"])]
    only = next((_only(match.groupdict()) for pattern in _ONLY if (match := pattern.match(rule))), None)
    return [fact for fact in spoken if only and _name(fact.text) not in (None, only)]


def _only(named: dict[str, str | None]) -> str | None:
    return next((_name(name) for name in named.values() if name and _name(name)), None)


def _name(text: str) -> str | None:
    """One name for a language, whatever it is called; None for what is no language known here."""
    words_of = frozenset(key_of(text).split())
    if len(words_of) != 1:
        return None
    names = next((names for names in words.LANGUAGES if words_of <= names), frozenset())
    return min(names) if names else None


_VOICE = re.compile(rf"\b(?:{words.VOICE})\b")
_SHOWS = re.compile(rf"\b(?:{words.SHOWS})\b")
_ELSEWHERE = re.compile(rf"\b(?:{words.WRITTEN})\b")


def voice_only(draft: Draft) -> Iterator[Contradiction]:
    """People only hear it; and it is to show or send something to look at, by no other way."""
    channels = said(draft, "channels")
    if not channels or not all(_VOICE.search(key_of(fact.value)) for fact in channels) or _can_write(draft):
        return
    where = Side(slot="channels", text=", ".join(fact.text for fact in channels))
    for statement in statements(draft):
        text = key_of(statement.deed or statement.text)
        if statement.slot in ("goals", "workflow") and _SHOWS.search(text) and not _ELSEWHERE.search(text):
            yield Contradiction(rule="voice_only", one=where, other=statement.side)


def _can_write(draft: Draft) -> bool:
    """Whether a tool or a channel carries written messages, too."""
    texts = [key_of(fact.value) for fact in said(draft, "channels")]
    tools = [f"{key_of(fact.value)} {key_of(getattr(fact.value, 'purpose', ''))}" for fact in said(draft, "tools")]
    return any(_ELSEWHERE.search(text) for text in (*texts, *tools))
