"""Which facts of the draft a person means, and what a fact becomes when a name in it changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from orchestrator.facts import Draft, Fact
from orchestrator.flow import Flow
from orchestrator.guide.language import Language
from orchestrator.slots import BY_NAME, SLOTS
from orchestrator.values import AnyValue, Branch, Clarification, Escalation, PromptSection, Step, Tool, key_of

LEXICONS = {"channels": "channels", "languages": "languages", "platform": "platforms", "tools": "tools"}
_STOP = frozenset(
    (
        "the a an our my your its of for to in on at and or with it is are be should not never no any this "
        "that as by from one"
    ).split()
)
# An address of any kind, a path, a handle, a word joined by hyphens or dots: a name within one is part of it.
_JOINED = re.compile(
    r"[a-z][a-z+]*://[^\s<>\"]+|(?<![\w.+-])[\w.+-]+@[\w.-]*\w|(?<![\w.-])\w+(?:[.-]\w+)+(?:[:/?#][^\s<>\"]*)?"
    r"|(?<!\w)[@/#][\w./-]*\w|(?<!\w)\w+:\d+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Target:
    """A fact that is meant; `exact` if its whole value is what was named."""

    slot: str
    fact: Fact
    exact: bool


def facts(draft: Draft) -> Iterator[tuple[str, Fact]]:
    """Every said or assumed value of the draft, in the order of the slots."""
    for slot in SLOTS:
        for fact in draft.get(slot.name, ()):
            if fact.value is not None:
                yield slot.name, fact


def exactly(words: str, draft: Draft, language: Language) -> list[Target]:
    """Facts whose value is what was named, also by another of its usual names ("teams" for Microsoft Teams)."""
    found = []
    for slot, fact in facts(draft):
        names = {
            key_of(words),
            key_of(re.sub(r"^(?:the|a|an|our|my|being|too|so|very) ", "", words.strip().casefold())),
        }
        if slot in LEXICONS:
            names.add(key_of(language.lexicons[LEXICONS[slot]].name(words)))
        if key_of(fact.value) in names - {""}:
            found.append(Target(slot, fact, True))
    return found


def containing(words: str, draft: Draft) -> list[Target]:
    """Facts that hold the words somewhere in their texts."""
    pattern = whole_words(words)
    return [
        Target(slot, fact, False)
        for slot, fact in facts(draft)
        if pattern and any(pattern.search(t) for t in texts(fact.value))
    ]


def alike(words: str, draft: Draft, language: Language, slot: str = "") -> Target | None:
    """The one fact that shares most of the named words, at least half of them; None if two are as near."""
    wanted = stems(words)
    scored = sorted(
        (
            (len(wanted & stems(" ".join(texts(fact.value)))) / len(wanted), s, fact)
            for s, fact in facts(draft)
            if wanted and (not slot or s == slot)
        ),
        key=lambda entry: -entry[0],
    )
    if not scored or scored[0][0] < 0.5 or (len(scored) > 1 and scored[1][0] == scored[0][0] and not slot):
        return None
    return Target(scored[0][1], scored[0][2], False)


def stems(text: str) -> frozenset[str]:
    """The content words of a text, cut to their beginnings so that forms of a word meet."""
    return frozenset(_stem(word) for word in re.findall(r"[^\W_]{2,}", text.casefold()) if word not in _STOP)


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    if len(word) <= 4:
        return word.rstrip("s") if len(word) > 3 else word
    return re.sub(r"([^aeiou\W\d_])\1$", r"\1", re.sub(r"(?:ing|ed|es|s|e|y|ies)$", "", word))


def texts(value: AnyValue | None) -> list[str]:
    """All texts of a value."""
    match value:
        case str():
            return [value]
        case Tool():
            return [value.name, *filter(None, (value.purpose, value.auth)), *value.inputs, *value.outputs]
        case Step():
            return [value.step, *(t for b in value.branches for t in (b.if_, b.then, b.else_ or ""))]
        case Escalation():
            return [value.when, value.to or ""]
    return []


def whole_words(words: str) -> re.Pattern[str] | None:
    parts = re.findall(r"[\w@.'-]*\w", words)
    return (
        re.compile(r"(?<!\w)" + r"[\W_]{1,3}".join(map(re.escape, parts)) + r"(?!\w)", re.IGNORECASE) if parts else None
    )


def called(text: str, old: str, new: str) -> str:
    """The text with one name for another, but for the addresses and longer words that hold it ("help@ada.example")."""
    pattern = whole_words(old)
    kept = [m.span() for m in _JOINED.finditer(text)]

    def change(match: re.Match[str]) -> str:
        start, end = match.span()
        within = any(s < end and start < e and (s < start or end < e) for s, e in kept)
        return match[0] if within else new

    return pattern.sub(change, text) if pattern else text


def substituted(value: AnyValue, old: str, new: str, *, named: bool = False) -> AnyValue:
    """The value with some words replaced by others in all its texts; as a name (`named`) not within addresses."""
    pattern = whole_words(old)
    if pattern is None or isinstance(value, Clarification | Flow | PromptSection):
        return value
    change = partial(called, old=old, new=new) if named else partial(pattern.sub, lambda _: new)
    match value:
        case str():
            return change(value)
        case Tool():
            return value.model_copy(
                update={
                    "name": change(value.name),
                    "purpose": change(value.purpose or "") or None,
                    "inputs": tuple(map(change, value.inputs)),
                    "outputs": tuple(map(change, value.outputs)),
                }
            )
        case Step():
            return Step(
                step=change(value.step),
                branches=tuple(
                    Branch(if_=change(b.if_), then=change(b.then), else_=change(b.else_ or "") or None)
                    for b in value.branches
                ),
            )
        case Escalation():
            return Escalation(when=change(value.when), to=change(value.to or "") or None)


def without(value: AnyValue, name: str) -> AnyValue | None:
    """The value without a dropped name; None where nothing sensible is left."""
    match value:
        case str():
            return _text_without(value, name)
        case Step():
            step = _text_without(value.step, name)
            branches = tuple(
                b for b in value.branches if not any(_holds(t, name) for t in (b.if_, b.then, b.else_ or ""))
            )
            return Step(step=step, branches=branches) if step else None
        case Escalation():
            return None if _holds(value.when, name) else Escalation(when=value.when)
        case Tool():
            return None if _holds(value.name, name) else value.model_copy(update={"purpose": None})
    return None


def _holds(text: str, name: str) -> bool:
    pattern = whole_words(name)
    return bool(pattern and pattern.search(text))


def _text_without(text: str, name: str) -> str | None:
    """ "look it up in Zendesk" keeps "look it up"; "mail or Slack" keeps "mail"; a text about the name goes."""
    pattern = whole_words(name)
    if not pattern or not pattern.search(text):
        return text
    listed = re.compile(
        rf"(?:,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|&|/)\s+)(?:(?:maybe|perhaps|also|for|my|our|the)\s+){{0,3}}"
        rf"{pattern.pattern}|{pattern.pattern}\s*(?:,\s*|(?:and|or|&|/)\s+)",
        re.IGNORECASE,
    )
    placed = re.compile(
        rf"\s+(?:in|via|on|with|using|to|from|through|by|at|into)\s+(?:the\s+|our\s+)?{pattern.pattern}", re.IGNORECASE
    )
    for around in (listed, placed):
        shorter = around.sub("", text).strip(" ,")
        if shorter != text and not pattern.search(shorter) and len(shorter.split()) >= 2:
            return shorter
    return None


def slot_named(words: str, language: Language) -> str:
    """The slot a word stands for ("goal", "the greeting"), "" if none."""
    word = re.sub(r"^(?:the|its|our|my|a|an|that|this|one of the)\s+", "", words.strip().casefold())
    return language.labels.get(word, "") if word in language.labels and language.labels[word] in BY_NAME else ""
