"""How things are said: lists of bans, words without an edge, fixed figures, triggers in the negative."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from builder.lint.checked import Checked, quoted
from builder.lint.finding import Finding, Fix, Replacement
from orchestrator.facts import Fact
from orchestrator.values import AnyValue, Branch, Escalation, Step

_VAGUE = re.compile(
    r"\b(?:as appropriate|appropriately|as (?:needed|necessary|required)|(?:if|when|where) (?:necessary|appropriate)"
    r"|et cetera|etc\b|and so (?:on|forth)|and (?:stuff|things) like that|somehow|asap|as soon as possible|properly"
    r"|user[- ]friendly|gegebenenfalls|bei bedarf|und so weiter|usw\b|seg[uú]n corresponda|si es necesario|etc[eé]tera"
    r"|si n[eé]cessaire|le cas [eé]ch[eé]ant|ainsi de suite)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,;]{0,3}\b(?:etc\b\.?|et cetera|and so (?:on|forth)|and (?:stuff|things) like that|usw\b\.?)\s{0,3}$",
    re.IGNORECASE,
)
_AMOUNT = r"\d(?:[\d.,]{0,14}\d)?"
_PRICE = re.compile(
    rf"[$€£¥₹]\s?{_AMOUNT}|(?<![\w.,]){_AMOUNT}\s?(?:[€£]|(?:USD|EUR|GBP|dollars?|euros?|pounds?)\b)", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w./-])\+?\(?\d(?:[\s().-]{0,2}\d){7,14}(?![\w/])")
_NOT = re.compile(r"\b(?:not|never|no|without|unless|except|\w{2,9}n['’]t)\b", re.IGNORECASE)


def ban_list(checked: Checked) -> Iterator[Finding]:
    count, most = len(checked.definition.texts("guardrails")), checked.advice.most_bans
    if count > most:
        text = f"{count} guardrails are more than a model keeps in mind. Join related ones, and keep the weightiest."
        yield Finding(code="ban_list", severity="warn", text=text, slot="guardrails", section="Guardrails")


def vague(checked: Checked) -> Iterator[Finding]:
    for slot, fact, text in checked.texts_of("goals", "guardrails", "escalation", "workflow"):
        found = _VAGUE.search(text)
        if found:
            why = f"{quoted(found[0])} leaves open what is meant in {quoted(text)}. Say exactly what, or when."
            yield Finding(
                code="vague", severity="info", text=why, slot=slot, fact=fact.id, fix=_without_tail(slot, fact)
            )


def _without_tail(slot: str, fact: Fact) -> Fix | None:
    value = _reworded(fact.value, lambda text: _TRAILING.sub("", text) or text)
    return _instead("Leave it out", slot, fact, value)


def hard_coded(checked: Checked) -> Iterator[Finding]:
    """Prices and telephone numbers in what the agent says. Limits and whom to call are rules, and stay."""
    for slot, fact, text in checked.texts_of("greeting", "goals", "workflow"):
        for what, name, pattern in (("price", "price", _PRICE), ("telephone number", "phone_number", _PHONE)):
            found = pattern.search(text)
            value = _reworded(fact.value, partial(pattern.sub, f"{{{{{name}}}}}"))
            if found and value != fact.value:
                why = f"The {what} {quoted(found[0])} stands in the text and will be wrong one day. Make it a variable."
                fix = _instead(f"Write {{{{{name}}}}} instead", slot, fact, value)
                yield Finding(code=f"fixed_{name}", severity="info", text=why, slot=slot, fact=fact.id, fix=fix)


def negative_triggers(checked: Checked) -> Iterator[Finding]:
    if not checked.advice.positive:
        return
    for slot in ("escalation", "workflow"):
        for fact in checked.definition.said(slot):
            for trigger in _triggers(fact.value):
                if _NOT.search(trigger):
                    text = f"{quoted(trigger)} says what is not so. Models follow triggers better that say what is."
                    yield Finding(code="negative_trigger", severity="info", text=text, slot=slot, fact=fact.id)


def _triggers(value: AnyValue | None) -> tuple[str, ...]:
    if isinstance(value, Escalation):
        return (value.when,)
    return tuple(branch.if_ for branch in value.branches) if isinstance(value, Step) else ()


def _instead(label: str, slot: str, fact: Fact, value: AnyValue | None) -> Fix | None:
    if value is None or value == fact.value:
        return None
    return Fix(label=label, replace=(Replacement(slot=slot, fact=fact.id, values=(value,)),))


def _reworded(value: AnyValue | None, change: Callable[[str], str]) -> AnyValue | None:
    """The value with what it has said changed; conditions stay as they are."""
    match value:
        case str():
            return change(value)
        case Step():
            return Step(step=change(value.step), branches=tuple(_branch(b, change) for b in value.branches))
        case Escalation():
            return Escalation(when=change(value.when), to=value.to)
    return value


def _branch(branch: Branch, change: Callable[[str], str]) -> Branch:
    else_ = change(branch.else_) if branch.else_ else None
    return Branch(if_=branch.if_, then=change(branch.then), else_=else_)
