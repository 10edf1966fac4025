"""Findings against the draft: what only says again what is known, what makes a half-heard value precise, what
replaces a list."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from orchestrator.facts import Fact, said
from orchestrator.guide.heard import PARTIAL_BELOW, Found, Heard
from orchestrator.guide.targets import stems, texts
from orchestrator.slots import BY_NAME
from orchestrator.values import AnyValue, Escalation, Step, Tool, key_of

_ADDS = r"^\W*(?:(?:yes|oh|well|and)[ ,]+)*(?:also|add|plus|additionally|besides|and)(?!\w)"
_REPLACES = (
    r"^\W*(?:(?:no|ok|okay|well|actually|please|let's|it|they|should|be|use|have|make|the)[ ,]+)*"
    r"(?:instead(?![ ]+of)|replace|only|just|rather|make[ ]+it|from[ ]+scratch"
    r"|new[ ]+(?:\w+[ ]+)?(?:steps?|list|workflow|ones?|order)|change[ ]+(?:it|that|them|this)[ ]+to)(?!\w)"
)
# A step may end on these words, too: "offer a voucher instead".
_REPLACES_AT_END = r"(?<!read[ -])(?<!\w)(?:instead|only|now)[ .!]*$"
_PROSE = {"goals", "guardrails", "knowledge", "metrics", "audience", "escalation"}


def settle(found: Sequence[Found], heard: Heard) -> list[Found]:
    """The findings as they should be applied: each value once, nothing known again, a revised list in place of the
    old."""
    settled: list[Found] = []
    once = _each_once(found)
    for f in once:
        if f.op != "add" or f.value is None or f.source == "assumed":
            settled.append(f)
        elif f.slot in heard.asked.topics and _revises(f.slot, once, heard):
            settled.append(replace(f, op="set"))
        else:
            settled += _against_draft(f, heard)
    return settled


def _each_once(found: Sequence[Found]) -> list[Found]:
    """Per slot and value the first finding; one that says the same in fewer words gives way to the fuller one."""
    kept: list[Found] = []
    for f in found:
        twin = next((k for k in kept if k.slot == f.slot and k.op == f.op == "add" and _is_twin(k, f)), None)
        if twin is None:
            kept.append(f)
        elif twin.confidence < PARTIAL_BELOW <= f.confidence or (
            isinstance(f.value, Tool) and key_of(f.value) == key_of(twin.value) and f.value != twin.value
        ):
            kept[kept.index(twin)] = f if twin.confidence < f.confidence else _fuller(twin, f)
    return kept


def _is_twin(one: Found, other: Found) -> bool:
    """In one message people list things that are alike; only what was let fall beside the list may be the same in
    other words."""
    if one.confidence >= PARTIAL_BELOW and other.confidence >= PARTIAL_BELOW:
        return one.key == other.key
    return _is_same(one.slot, one.value, other.value, loose=True)


def _fuller(one: Found, other: Found) -> Found:
    """Two findings about the same tool: the one that says more."""
    return other if len(texts(other.value)) > len(texts(one.value)) else one


def _revises(slot: str, found: Sequence[Found], heard: Heard) -> bool:
    """Does an answer to a settled list replace it? Only where it says so, or where half of the old items come back:
    anything else is added, for nothing is lost by that."""
    sure = [f for f in said(heard.draft, slot) if f.source != "assumed" and f.confidence >= PARTIAL_BELOW]
    if not sure or not BY_NAME[slot].many or heard.language.rx(_ADDS).match(heard.text.strip()):
        return False
    fresh = [f.value for f in found if f.slot == slot]
    kept = sum(any(_is_same(slot, fact.value, value, loose=True) for value in fresh) for fact in sure)
    ways = (_REPLACES,) if slot == "workflow" else (_REPLACES, _REPLACES_AT_END)
    return 2 * kept >= len(sure) or any(heard.language.rx(way).search(heard.text) for way in ways)


def _against_draft(f: Found, heard: Heard) -> list[Found]:
    if twin_tool := _same_address(f, heard):
        return [replace(f, op="replace", target=twin_tool.text)]
    twin = next(
        (
            fact
            for fact in said(heard.draft, f.slot)
            if _is_same(f.slot, fact.value, f.value, loose=_is_half_heard(fact))
        ),
        None,
    )
    if twin is None or twin.source == "assumed" or isinstance(f.value, Tool) or not BY_NAME[f.slot].many:
        return [f]
    if key_of(twin.value) == key_of(f.value):
        return [f] if isinstance(f.value, (Escalation, Step)) or _is_half_heard(twin) else []
    return (
        [replace(f, op="replace", target=twin.text)] if _is_half_heard(twin) and f.confidence >= PARTIAL_BELOW else []
    )


def _same_address(f: Found, heard: Heard) -> Fact | None:
    """The tool of the draft that has this one's method and address under another name."""
    tool = f.value
    if not isinstance(tool, Tool) or not tool.url:
        return None
    return next(
        (
            fact
            for fact in said(heard.draft, "tools")
            if isinstance(fact.value, Tool)
            and (fact.value.url, fact.value.method) == (tool.url, tool.method)
            and key_of(fact.value) != key_of(tool)
        ),
        None,
    )


def _is_half_heard(fact: Fact) -> bool:
    return fact.confidence < PARTIAL_BELOW and fact.source == "said"


def _is_same(slot: str, one: AnyValue | None, other: AnyValue | None, *, loose: bool = False) -> bool:
    """The same value, or in prose the same in other words: most content words shared (`loose`: of the shorter one)."""
    if one is None or other is None:
        return False
    if key_of(one) == key_of(other):
        return True
    if slot not in _PROSE:
        return False
    (first, numbers), (second, others) = (_meaning(key_of(v), tuple(texts(v))) for v in (one, other))
    shared, whole = len(first & second), (min if loose else max)(len(first), len(second))
    return shared >= 2 and shared / whole > 0.7 and numbers == others


@lru_cache(maxsize=2048)  # every turn asks it of each goal
def _meaning(key: str, told: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The content words of a value, and its numbers with their signs: 50% are not 50, nor 1.5 what 5.1 are."""
    return stems(key), frozenset(word for text in told for word in text.split() if any(c.isdigit() for c in word))
