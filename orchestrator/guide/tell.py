"""The line told beside the reply: what changed, written from the changes themselves as a receipt one can check at a
glance."""

import re
from collections.abc import Sequence

from orchestrator.facts import Change
from orchestrator.guide.language import Language, language
from orchestrator.guide.wording import PROSE, joined, label, noun, sentences_of
from orchestrator.slots import BY_NAME
from orchestrator.values import AnyValue, Step, Tool, text_of

# A value is shown up to this long; up to so many of a list are shown, of a longer one only the count.
SHORT, FEW = 80, 4
# A line longer than this counts its lists instead of showing them; beyond so many slots only their names stand.
LONG_LINE, MANY_SLOTS = 240, 6
# More than this many clauses about what was exchanged, and the rest goes unsaid.
MOST = 4
_SWAP_SHORT = 40


def tell(changes: Sequence[Change], code: str = "en") -> str:
    """One short line about what changed, "" if nothing did."""
    spoken = language(code)
    slots = list(dict.fromkeys(change.slot for change in changes))
    turned = [clause for slot in slots for clause in _turned([c for c in changes if c.slot == slot], spoken)]
    detailed = [_details(c.before, c.after, spoken) for c in changes]
    fresh = [c for c in changes if _is_noted(c, changes)]
    noted = _listed([c for c in fresh if c.source != "assumed"], "told.noted", spoken, [d for d in detailed if d])
    assumed = _listed([c for c in fresh if c.source == "assumed"], "told.assumed", spoken)
    line = spoken.say("marks.semicolon").join(turned[:MOST])
    line = f"{line[:1].upper()}{line[1:]}{spoken.say('marks.stop')}" if line else ""
    return sentences_of((line, noted, assumed), spoken)


def _is_noted(change: Change, changes: Sequence[Change]) -> bool:
    """Something new in a slot that lost nothing in the same turn."""
    return change.kind == "added" and not any(
        c.slot == change.slot and c.kind in ("removed", "changed") and not _is_detailed(c) for c in changes
    )


def _turned(changes: Sequence[Change], spoken: Language) -> list[str]:
    """The clauses for one slot whose values were exchanged, removed or kept."""
    slot = changes[0].slot
    gone = [c.before for c in changes if c.kind == "removed"]
    swaps = [(c.before, c.after) for c in changes if c.kind == "changed" and not _is_detailed(c)]
    come = [c.after for c in changes if c.kind == "added"] if gone or swaps else []
    parked = any(c.kind == "parked" for c in changes)
    moved = [spoken.say("told.moved", what=_named(slot, c.after, spoken)) for c in changes if c.kind == "moved"]
    clauses = [spoken.say("told.parked", noun=noun(slot, 2 if BY_NAME[slot].many else 1, spoken))] if parked else []
    if (slot == "tone" or not BY_NAME[slot].many) and (come or swaps):
        after = [_shown(slot, v, _SWAP_SHORT, spoken) for v in (*(a for _, a in swaps), *come)]
        return [*clauses, spoken.say("told.now", label=label(slot, spoken), after=joined(after, spoken))]
    return [*clauses, *moved, *_swapped(slot, swaps, gone, come, spoken)]


Pair = tuple[AnyValue | None, AnyValue | None]


def _swapped(
    slot: str, swaps: list[Pair], gone: list[AnyValue | None], come: list[AnyValue | None], spoken: Language
) -> list[str]:
    pairs = [*swaps, *zip(gone, come, strict=False)]
    left, fresh = gone[len(come) :], come[len(gone) :]
    if len(pairs) > 2 or any(len(text_of(v)) > _SWAP_SHORT for pair in pairs for v in pair):
        clauses = [_counted("told.changed", slot, pairs, spoken)] if pairs else []
    else:
        named = [(_named(slot, b, spoken), _named(slot, a, spoken)) for b, a in pairs]
        clauses = [spoken.say("told.swapped", before=before, after=after) for before, after in named]
    if len(left) > 2:
        clauses.append(_counted("told.gone_many", slot, left, spoken))
    else:
        clauses += [spoken.say("told.gone", before=_named(slot, v, spoken)) for v in left]
    return [*clauses, *([_counted("told.fresh", slot, fresh, spoken)] if fresh else [])]


def _counted(key: str, slot: str, values: Sequence[object], spoken: Language) -> str:
    return spoken.say(key, count=len(values), noun=noun(slot, len(values), spoken))


def _is_detailed(change: Change) -> bool:
    """The same tool with more known about it."""
    before, after = change.before, change.after
    return isinstance(before, Tool) and isinstance(after, Tool) and before.name == after.name


def _details(before: AnyValue | None, after: AnyValue | None, spoken: Language) -> str:
    """ "Shopify: purpose, 2 outputs": what became known about a tool."""
    if not (isinstance(before, Tool) and isinstance(after, Tool) and before.name == after.name):
        return ""
    parts = [spoken.say("told.purpose")] if after.purpose != before.purpose else []
    for kind in ("input", "output", "operation"):
        old, new = (getattr(tool, f"{kind}s") for tool in (before, after))
        if new != old:
            parts.append(spoken.say(f"told.{kind}" if len(new) == 1 else f"told.{kind}s", count=len(new)))
    parts += [spoken.say("told.endpoint")] if (after.url, after.method) != (before.url, before.method) else []
    parts += [spoken.say("told.auth")] if (after.auth, after.access) != (before.auth, before.access) else []
    return spoken.say("told.item", noun=after.name, values=spoken.say("marks.comma").join(parts)) if parts else ""


def _listed(changes: Sequence[Change], key: str, spoken: Language, more: Sequence[str] = ()) -> str:
    """ "Noted name: Sole; goals: look up orders, create labels; 4 steps." """
    slots = {slot: [c.after for c in changes if c.slot == slot] for slot in dict.fromkeys(c.slot for c in changes)}
    parts = [_item(slot, values, spoken, FEW) for slot, values in slots.items()] + list(more)
    between = spoken.say("marks.semicolon")
    if len(between.join(parts)) > LONG_LINE:
        parts = [_item(slot, values, spoken, 1) for slot, values in slots.items()] + list(more)
    if key == "told.assumed" and len(parts) > MANY_SLOTS:
        return spoken.say(key, what=joined([noun(slot, 2, spoken) for slot in slots], spoken))
    return spoken.say(key, what=between.join(parts)) if parts else ""


def _item(slot: str, values: list[AnyValue | None], spoken: Language, few: int) -> str:
    shown = [_shown(slot, v, SHORT, spoken) for v in values]
    if slot == "workflow" or len(values) > few or (len(values) > 1 and sum(map(len, shown)) > 2 * SHORT):
        return _steps(values, spoken) if slot == "workflow" else _counted("told.many", slot, values, spoken)
    separator = spoken.say("marks.semicolon" if any(c in t for t in shown for c in ",،、") else "marks.comma")
    heading = spoken.texts["headings"].get(slot) or noun(slot, len(values), spoken)
    return spoken.say("told.item", noun=heading, values=separator.join(shown))


def _steps(values: Sequence[AnyValue | None], spoken: Language) -> str:
    count = sum(len(v.branches) for v in values if isinstance(v, Step))
    steps = _counted("told.many", "workflow", values, spoken)
    key = "" if not count else "told.condition" if count == 1 else "told.conditions"
    return spoken.say(key, steps=steps, count=count) if key else steps


def _shown(slot: str, value: AnyValue | None, longest: int, spoken: Language) -> str:
    """A value as the receipt shows it: in one line, cut where it is long, first words in quotation marks."""
    text = re.sub(r"\s+", " ", spoken.shown(text_of(value))).strip()
    if slot in PROSE:
        text = spoken.small(text)
    text = text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(" ,;") + " …"
    return spoken.say("marks.quoted", text=text) if slot == "greeting" else text


def _named(slot: str, value: AnyValue | None, spoken: Language) -> str:
    return _shown(slot if slot != "greeting" else "", value, SHORT, spoken)
