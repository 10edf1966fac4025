"""A whole slot named in a correction: "the name is wrong", "that's not its tone", "delete the greeting"."""

import re

from orchestrator.facts import said
from orchestrator.guide.amend import added, renamed
from orchestrator.guide.clean import talked, trimmed
from orchestrator.guide.evasion import unevaded
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.targets import slot_named
from orchestrator.slots import BY_NAME

_WHAT = r"(?:(?:the|its|our|your|my|that|this|all[ ]+the)[ ]+)?(?P<what>[\w' -]{3,30}?)"
_NOW = (
    r"(?:[ ]*[,;:.–—-]+[ ]*(?:(?:and|so|please)[ ]+)?(?:(?:it|they|that|this|she|he)(?:'s|[ ]+(?:is|are"
    r"|(?:should|must|has[ ]+to|needs[ ]+to)[ ]+be))[ ]+(?:called[ ]+)?|(?:make|use|call|take)[ ]+(?:it[ ]+)?)?"
    r"(?P<new>[^;\n]{1,160}?))?"
)
_SURELY = r"(?:(?:all|just|still|completely|simply|totally|quite)[ ]+)*"
WRONG = (
    rf"{_WHAT}[ ]+(?:is|are|was|were|looks?|seems?|'s)[ ]+{_SURELY}(?:wrong|incorrect|false|mistaken|a[ ]+mistake"
    rf"|not[ ]+{_SURELY}(?:right|correct|true))(?:[ ]+(?:too|also|as[ ]+well))?{_NOW}",
    rf"{_WHAT}[ ]+(?:isn't|aren't|wasn't|weren't)[ ]+{_SURELY}(?:right|correct|true){_NOW}",
    rf"(?:you|parley)(?:'ve|[ ]+have)?[ ]+(?:got|get|have|had|put|wrote|noted|understood)[ ]+{_WHAT}[ ]+wrong{_NOW}",
    rf"(?:(?:that|this|it)(?:'s|[ ]+is)[ ]+not|(?:that|this|it)[ ]+isn't|(?:those|these|they)[ ]+(?:are[ ]+not|aren't)"
    rf"|not)[ ]+(?=(?:the|its|our|my)[ ]){_WHAT}{_NOW}",
    rf"(?:(?:that|this|it)(?:'s|[ ]+is)[ ]+)?(?:the[ ]+)?wrong[ ]+(?P<what>[\w' -]{{3,30}}?){_NOW}",
)
REMOVED = (
    rf"(?:please[ ]+)?(?:remove|delete|erase|clear|drop|scrap|get[ ]+rid[ ]+of|take[ ]+out"
    rf"|throw[ ]+out)[ ]+{_WHAT}"
    r"(?:[ ]+(?:that[ ]+|which[ ]+)?you(?:'ve)?[ ]+(?:have[ ]+)?(?:noted|wrote|written|listed|put|added"
    r"|mentioned|named)(?:[ ]+down|[ ]+in|[ ]+there)?)?(?:[ ]+(?:again|completely|entirely|altogether|out))*",
)
# Where none of these was asked, nobody answers with an order to remove something.
_DOING = {"goals", "workflow", "guardrails", "tools", "tool_details", "escalation", "knowledge", "greeting"}
_ORDER = (
    r"^(?:please[ ]+)?(?:remove|delete|erase|get[ ]+rid[ ]+of|take[ ]+out)[ ]+\w"
    r"(?!.*,[ ]+(?:the|our)[ ]+only[ ]+(?:@slot_word)(?!\w))"  # what is there instead is told, too
)


def wrong(match: re.Match[str], heard: Heard) -> list[Found]:
    """What is said in its place becomes the slot's content; without that its values go, and it is asked again."""
    slot = _slot(match, heard)
    if not said(heard.draft, slot):
        return []
    told = unevaded(match["new"] or "", heard.language)[0]
    new = trimmed(talked(told, heard.language)).rstrip(".! ")
    if heard.language.rx(r"(?:@negation)(?!\w)").match(new):  # "it's not that": still what is wrong
        new = ""
    return (_now(slot, new, heard) if new else []) or _emptied(slot, heard)


def remove_slot(match: re.Match[str], heard: Heard) -> list[Found]:
    """All of a slot's values; of a list only where the plural is named."""
    slot = _slot(match, heard)
    many = len(said(heard.draft, slot)) > 1 and not match["what"].casefold().rstrip().endswith(
        ("s", "audience", "tone")
    )
    return [] if many or slot in ("", "agent_role") else _emptied(slot, heard)


def is_void(sentence: str, heard: Heard) -> bool:
    """An order about a slot that holds nothing, or to remove what is nowhere: no answer to what was asked."""
    if not heard.draft or heard.is_opening:
        return False
    about = (heard.language.rx(f"(?:{way})[ .!]*").fullmatch(sentence.strip()) for way in (*WRONG, *REMOVED))
    if any(match and _slot(match, heard) for match in about):
        return True
    return not _DOING & set(heard.asked.topics) and bool(heard.language.rx(_ORDER).match(sentence.strip()))


def _slot(match: re.Match[str], heard: Heard) -> str:
    return slot_named(match["what"], heard.language)


def _now(slot: str, new: str, heard: Heard) -> list[Found]:
    if slot == "agent_name":
        return renamed(said(heard.draft, slot)[0], new, heard)
    return added(new, slot, heard, op="set" if BY_NAME[slot].many else "add")


def _emptied(slot: str, heard: Heard) -> list[Found]:
    return [Found(slot, None, "", "remove", fact.text) for fact in said(heard.draft, slot)]
