"""What one part of a draft does and another forbids, leaves to people, or keeps read-only."""

import re
from collections.abc import Iterator
from functools import lru_cache

from orchestrator.contradictions import clauses, words
from orchestrator.contradictions.deed import Deed
from orchestrator.contradictions.deeds import deeds
from orchestrator.contradictions.english import stem
from orchestrator.contradictions.finding import Contradiction, Side
from orchestrator.contradictions.statements import Statement, gone, statements, whole
from orchestrator.contradictions.vocabulary import has, is_english, made_of, tokens, written_in
from orchestrator.facts import Draft, said
from orchestrator.languages.patterns import any_of, everywhere
from orchestrator.values import AnyValue, Step, Tool, key_of

WRITING_METHODS = frozenset({"PUT", "PATCH", "DELETE"})


def forbidden(draft: Draft) -> Iterator[Contradiction]:
    """A rule forbids what a goal, a step, a tool or another rule does."""
    told = list(statements(draft))
    for rule in (s for s in told if s.slot == "guardrails"):
        for statement in told:
            if statement.text != rule.text and _breaks(statement, rule):
                yield Contradiction(rule="forbidden", one=rule.side, other=statement.side)


def _breaks(statement: Statement, rule: Statement) -> bool:
    return any(must_not.forbids(deed) for must_not in rule.deeds for deed in statement.done)


_HUMANS = rf"(?:(?:a|an|the|our|my|one of our|some) )?(?:{words.HUMANS})(?: members?)?"
_CHECKS = r"(?:confirm|approve|authori[sz]e|sign off(?: on)?|ok|okay|accept)"
_CHECKED = r"(?:confirmed|approved|authori[sz]ed|signed off|accepted|okayed)"
_DUTY = r"(?:always|first|must|has to|have to|needs? to|should|will|manually|personally)"
_STAFF_CHECKS = re.compile(
    rf"^{_HUMANS} (?:{_DUTY} )*{_CHECKS}s? (?P<things>(?:every|each|all|any) .+?|\w+s)(?: by hand| manually| first)?$"
)
_IS_CHECKED = re.compile(
    rf"^(?P<things>.+?) (?:must|has to|have to|needs? to|should|is|are|will|gets?)(?: always| first| all)*(?:"
    rf" be)? {_CHECKED}"
    rf" (?:\w+ )?by {_HUMANS}(?: first| by hand| manually| beforehand)?$"
)
_NEEDS_CHECK = re.compile(
    rf"^(?P<things>.+?) (?:always )?(?:needs?|requires?) (?:the |an? )?(?:approval|confirmation|ok|okay|sign off)"
    rf"(?: (?:of|from|by) {_HUMANS})?$"
)
_ONLY_STAFF = re.compile(rf"^only {_HUMANS} (?:can|may|must|should|is allowed to|are allowed to)? ?(?P<deed>\w+ .+)$")
_AT_ONCE = re.compile(rf",?\s*{any_of(everywhere('at_once'))}", re.IGNORECASE)


def approvals(draft: Draft) -> Iterator[Contradiction]:
    """People confirm each one, or alone may do it; and the agent does it directly."""
    told = list(statements(draft))
    for rule in told:
        checked, alone = _left_to_people(rule.text)
        for statement in told if checked or alone else ():
            if statement is not rule and (_skips(statement, checked) or any(_does(d, alone) for d in statement.done)):
                yield Contradiction(rule="approval", one=rule.side, other=_less_direct(statement))


_ALONE = frozenset({"only", "alone"})


@lru_cache(maxsize=2048)
def _left_to_people(text: str) -> tuple[frozenset[str], Deed | None]:
    """(the things people confirm each time, what only people do)"""
    if not is_english(text):
        return _left_by_words(text)
    key = key_of(text)
    match = _STAFF_CHECKS.match(key) or _IS_CHECKED.match(key) or _NEEDS_CHECK.match(key)
    if match:
        things = [deed.things for deed in deeds(f"no {match['things']}")]
        return (things[0] if len(things) == 1 else frozenset()), None
    alone = _ONLY_STAFF.match(key)
    done = deeds(alone["deed"]) if alone else ()
    return frozenset(), done[0] if len(done) == 1 else None


def _left_by_words(text: str) -> tuple[frozenset[str], Deed | None]:
    """The same in any other language: people, a word for their consent, "every"; or "only" and people, and a deed."""
    told, vocabulary = tokens(text), written_in(text)
    roles = frozenset(role for token in told for role in token.roles)
    if "forbids" in roles:
        return frozenset(), None
    if {"checks", "every"} <= roles:
        rest = [token for token in told if not token.roles & {*clauses.PEOPLE, "checks", "every"}]
        return (frozenset() if roles & clauses.BINDING else clauses.things_in(rest, vocabulary)), None
    if not roles & clauses.PEOPLE or not any(token.roles & _ALONE for token in told[:2]):
        return frozenset(), None
    done = clauses.deeds_in([token for token in told if not token.roles & (clauses.PEOPLE | _ALONE)], vocabulary)
    return frozenset(), done[0] if len(done) == 1 else None


def _skips(statement: Statement, checked: frozenset[str]) -> bool:
    """Whether it does such a thing at once, without anybody's word."""
    if not checked or not has(statement.text, "at_once"):
        return False
    return any(checked <= deed.things and not deed.forbidden for deed in statement.deeds)


def _less_direct(statement: Statement) -> Side:
    """Where it loses, a text keeps what it does and loses only that it does it at once."""
    side, rest = statement.side, re.sub(r"\s+", " ", _AT_ONCE.sub("", statement.text)).strip(" ,")
    if len(side.losses) != 1 or side.losses[0].value is not None or rest == statement.text or statement.slot == "tools":
        return side
    value: AnyValue = Step(step=rest) if statement.slot == "workflow" else rest
    return side.model_copy(update={"losses": (side.losses[0].model_copy(update={"value": value}),)})


def _does(deed: Deed, alone: Deed | None) -> bool:
    return bool(alone and alone.things and deed.act == alone.act and alone.things <= deed.things)


_PERSONAL = frozenset(map(stem, words.PERSONAL))


def personal_data(draft: Draft) -> Iterator[Contradiction]:
    """No personal data may be asked for, and a step, a goal or a tool asks for an e-mail address."""
    told = list(statements(draft))
    for rule in (s for s in told if s.slot == "guardrails"):
        if not any(d.forbidden and d.act in ("ask", "store") and d.things == {"personal", "data"} for d in rule.deeds):
            continue
        for statement in told:
            if any(d.act == "ask" and d.things & _PERSONAL for d in statement.done):
                yield Contradiction(rule="personal_data", one=rule.side, other=statement.side)


_READ_ONLY = re.compile(
    rf"^(?:it |the agent |the bot )?(?:(?:{words.FORBIDS}) )(?:ever )?(?:{words.WRITES})(?: (?:or|and) (?:\w+))*"
    r" (?:anything|any (?:data|records?|orders?)|data|records?)(?: (?:in|on|at) (?:the |our )?(?P<where>.+))?$"
    r"|^(?:.*\b)?(?:read only|no write access|must not write)\b(?: access)?(?: (?:in|on|to|for) (?:the |our"
    r" )?(?P<there>.+))?$"
)
_WRITES = re.compile(rf"^(?:to |for )?(?:{words.WRITES})(?:ing|s)?\b")


_CHANGING = ("change", "delete", "grant")
_CHANGES = frozenset(f"act {act}" for act in _CHANGING)


def read_only(draft: Draft) -> Iterator[Contradiction]:
    """Nothing may be changed, and a tool changes something."""
    for slot in ("guardrails", "knowledge"):
        for rule in said(draft, slot):
            where = _left_as_it_is(rule.text)
            for fact in said(draft, "tools") if where is not None else ():
                if isinstance(fact.value, Tool) and _writes(fact.value) and _is_at(where, fact.value):
                    loss = gone("tools", fact)
                    side = whole("tools", fact).model_copy(update={"losses": (loss,), "text": _told(fact.value)})
                    yield Contradiction(rule="read_only", one=whole(slot, rule), other=side)


@lru_cache(maxsize=2048)
def _left_as_it_is(text: str) -> str | None:
    """The words for where nothing may be changed: "" for everywhere, None where a rule says no such thing."""
    if is_english(text):
        match = _READ_ONLY.match(key_of(text))
        return (match["where"] or match["there"] or "") if match else None
    told = [token for token in tokens(text) if "empty" not in token.roles]
    known = [token for token in told if token.roles]
    changes = made_of(known, ("forbids", "anything"), _CHANGES) and any(token.roles & _CHANGES for token in known)
    where = " ".join(token.text for token in told if not token.roles)
    return where if changes or made_of(known, ("read_only",)) else None


def _writes(tool: Tool) -> bool:
    return tool.method in WRITING_METHODS or (tool.method != "GET" and _says_it_writes(tool.purpose or ""))


def _says_it_writes(purpose: str) -> bool:
    if is_english(purpose):
        return bool(_WRITES.match(key_of(purpose)))
    return any(deed.act in _CHANGING and not deed.forbidden for deed in deeds(purpose))


def _is_at(where: str | None, tool: Tool) -> bool:
    """Whether the rule speaks of this tool, or of all."""
    return not where or bool(set(where.split()) & set(key_of(tool.name).split()))


def _told(tool: Tool) -> str:
    return f"{tool.name}: {tool.purpose}" if tool.purpose else f"{tool.name} ({tool.method})"
