"""A slot that is called by its name and what it shall be, in the words of any language: "der Name ist X", "ändern Sie
den Namen auf X", "le nom est X"."""

import re

from orchestrator.facts import said
from orchestrator.guide.amend import added, renamed
from orchestrator.guide.clean import talked, trimmed
from orchestrator.guide.correcting import is_marked
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.targets import slot_named
from orchestrator.guide.text import capital
from orchestrator.guide.wording import label

_WHAT = r"(?:(?:@own|@add_one)[ ]+)*(?P<what>[^\W\d_][\w'-]{2,20})"
_NEW = r"(?P<new>[^,;.!?\n]{2,100}?)"
_END = (
    r"(?:[ ,]+(?:@change_last|@reads_last|@trailing))*"
    r"(?:[ ]*,[ ]*(?:@and_not|@negation|not)[ ]+[^,;.!?\n]{1,60})?"
)
_NO = r"(?:(?:@no)[ ]*[,;:–—-]+[ ]*)?"
READS = rf"{_NO}{_WHAT}[ ]+(?P<is>@reads)[ ]*:?[ ]+{_NEW}{_END}"
CHANGED = rf"{_NO}(?:@change_it)[ ]+{_WHAT}(?:[ ]+(?:@trailing))?[ ]+(?:@change_to)[ ]+{_NEW}{_END}"
CHANGED_LAST = rf"{_NO}{_WHAT}(?:[ ]+(?:@trailing))?[ ]+(?:@change_to)[ ]+{_NEW}[ ]+(?:@change_last){_END}"
CUE = r"(?<!\w)(?:@reads|@change_it|@change_last)(?!\w)"
_SLOTS = ("agent_name", "agent_role", "audience", "tone", "languages", "platform")
# Where these were asked, "the name is ..." may be about a customer's.
_DONE = {"goals", "workflow", "guardrails", "escalation", "tools", "tool_details", "knowledge"}


def reads_now(match: re.Match[str], heard: Heard) -> list[Found]:
    """ "Der Name ist Linus": of what an agent does only where it is said as a correction."""
    marked = is_marked(match[0], heard) or bool(heard.language.rx(r"(?:@no)(?!\w)").match(match[0]))
    plain = heard.language.rx(r"(?:@copula)(?!\w)").match(match["is"])
    return [] if plain and not marked and _DONE & set(heard.asked.topics) else change_slot(match, heard)


def change_slot(match: re.Match[str], heard: Heard) -> list[Found]:
    """The slot's new content; nothing where its own name was not told, or where it was asked anyway."""
    slot = slot_named(match["what"], heard.language)
    if slot not in _SLOTS or slot in heard.asked.topics or not _is_its_name(match["what"], slot, heard):
        return []
    new = trimmed(talked(match["new"], heard.language)).strip(' .!:"')
    if slot == "agent_name":
        if not new[:1].isalnum() or new[:1].islower() or len(new.split()) > 4:
            return []
        old = said(heard.draft, slot)
        return renamed(old[0], new, heard) if old else added(new, slot, heard)
    if slot == "agent_role":  # "die Rolle ist wichtig" tells none
        plain = len(match[0].split()) < 5 and new[:1].islower()
        return [] if plain else [Found(slot, capital(new), "", "set")]
    return added(new, slot, heard, op="set")


def _is_its_name(what: str, slot: str, heard: Heard) -> bool:
    """ "Namen" of "Name": the label as it is declined; other words for a slot have meanings of their own."""
    names = (label(slot, heard.language).casefold(), slot.rpartition("_")[2])
    return any(what.casefold().startswith(name) and len(what) - len(name) <= 1 for name in names)
