"""The line told beside the reply: what changed, written from the changes themselves."""

from collections.abc import Sequence

from orchestrator.facts import Change
from orchestrator.guide.language import Language, language
from orchestrator.guide.wording import clipped, joined, label, noun
from orchestrator.slots import BY_NAME
from orchestrator.values import Tool, text_of

# A value up to this long is named, a longer one counted.
SHORT = 40
# More than this many clauses and the rest is counted.
MOST = 4


def tell(changes: Sequence[Change], code: str = "en") -> str:
    """One short line about what changed, "" if nothing did."""
    spoken = language(code)
    slots = list(dict.fromkeys(change.slot for change in changes))
    turned = [clause for slot in slots for clause in _turned([c for c in changes if c.slot == slot], spoken)]
    noted = _listed([c for c in changes if _is_noted(c, changes) and c.source != "assumed"], "told.noted", spoken)
    assumed = _listed([c for c in changes if _is_noted(c, changes) and c.source == "assumed"], "told.assumed", spoken)
    line = "; ".join(turned[:MOST])
    return " ".join(part for part in (f"{line[:1].upper()}{line[1:]}." if line else "", noted, assumed) if part)


def _is_noted(change: Change, changes: Sequence[Change]) -> bool:
    """Something new in a slot that lost nothing in the same turn."""
    return change.kind == "added" and not any(
        c.slot == change.slot and c.kind in ("removed", "changed") for c in changes
    )


def _turned(changes: Sequence[Change], spoken: Language) -> list[str]:
    """The clauses for one slot whose values were exchanged, removed or kept."""
    slot = changes[0].slot
    gone = [c.before for c in changes if c.kind == "removed"]
    come = [c.after for c in changes if c.kind == "added"]
    swaps = [(c.before, c.after) for c in changes if c.kind == "changed"]
    clauses = (
        [spoken.say("told.parked", noun=noun(slot, 2 if BY_NAME[slot].many else 1, spoken))]
        if any(c.kind == "parked" for c in changes)
        else []
    )
    if not (gone or swaps):
        return clauses
    if (slot == "tone" or not BY_NAME[slot].many) and (come or swaps):
        after = [clipped(v, SHORT) for v in (*(a for _, a in swaps), *come)]
        return [
            *clauses,
            spoken.say(
                "told.now",
                label=label(slot),
                after=joined([a if not BY_NAME[slot].many else a.lower() for a in after], spoken),
            ),
        ]
    return [*clauses, *_swapped(slot, swaps, gone, come, spoken)]


def _swapped(slot: str, swaps: list, gone: list, come: list, spoken: Language) -> list[str]:  # type: ignore[type-arg]
    pairs = [*swaps, *zip(gone, come, strict=False)]
    left, fresh = gone[len(come) :], come[len(gone) :]
    if len(pairs) > 2 or any(len(text_of(v)) > SHORT for pair in pairs for v in pair) or _detailed(swaps):
        clauses = [spoken.say("told.changed", count=len(pairs), noun=noun(slot, len(pairs), spoken))] if pairs else []
    else:
        clauses = [spoken.say("told.swapped", before=clipped(b), after=clipped(a)) for b, a in pairs]
    if len(left) > 2:
        clauses.append(spoken.say("told.gone_many", count=len(left), noun=noun(slot, len(left), spoken)))
    else:
        clauses += [spoken.say("told.gone", before=clipped(v, SHORT)) for v in left]
    return [
        *clauses,
        *([spoken.say("told.many", count=len(fresh), noun=noun(slot, len(fresh), spoken)) + " new"] if fresh else []),
    ]


def _detailed(swaps: list) -> bool:  # type: ignore[type-arg]
    """The same tool with more known about it."""
    return any(isinstance(b, Tool) and isinstance(a, Tool) and b.name == a.name for b, a in swaps)


def _listed(changes: Sequence[Change], key: str, spoken: Language) -> str:
    """ "Noted 3 goals and the name Sole." """
    parts = []
    for slot in dict.fromkeys(c.slot for c in changes):
        values = [c.after for c in changes if c.slot == slot]
        named = clipped(values[0], 200)
        if len(values) > 1:
            parts.append(spoken.say("told.many", count=len(values), noun=noun(slot, len(values), spoken)))
        elif len(named) <= SHORT and slot != "workflow":
            parts.append(spoken.say("told.one", noun=noun(slot, 1, spoken), value=named))
        else:
            parts.append(spoken.say("told.one_long", noun=noun(slot, 1, spoken)))
    return spoken.say(key, what=joined(parts, spoken)) if parts else ""
