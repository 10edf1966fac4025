"""What an answer is by its form, whatever was asked: the course of a conversation, a rule or a handover instead of the
first words somebody hears."""

import re

from orchestrator.facts import said
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.readers import READERS
from orchestrator.guide.sentences import sentences
from orchestrator.guide.shared import speaks
from orchestrator.values import Step

# Where one of these is asked, its own reader knows such sentences best.
_OWN = {"workflow", "tools", "tool_details", "escalation", "anything_else", "confirm", "contradiction", "agent_role"}
_COURSE = r"^\W*(?:@ordinal|@sequencer)(?!\w).*(?<!\w)(?:@sequencer)(?!\w)"
_NONE_OF = r"^\W*(?:(?:@filler|we|i)[ ,]+)*(?:no|(?:have|need|want)[ ]+no|without)[ ]+(?P<what>[\w ]{3,30}?)\W*$"
_MAY_BE_NONE = {"tools", "knowledge", "guardrails", "escalation", "metrics"}
_WELCOME = r"^[\W_]*(?:@greeting|(?:thank[ ]+you|thanks)[ ]+for[ ]+(?:calling|contacting|visiting|writing))(?!\w)"
_OFFERS = r"(?<!\w)(?:how|what)[ ]+(?:can|may)[ ]+(?:i|we)[ ]+(?:help|do)(?!\w)"
_RULES = ("guardrails", "escalation")


def formed(heard: Heard) -> list[Found]:
    """The values of a message that is as a whole about something else than was asked; [] if it is not."""
    topics = set(heard.asked.topics)
    if not topics or topics & _OWN:
        return []
    if slot := denied_elsewhere(heard):
        return [Found(slot, None, heard.text.strip())]
    if greets(heard):
        return READERS["greeting"].answer(heard.text, heard)
    if heard.language.rx(_COURSE).search(heard.text.replace("\n", " ")):
        course = READERS["workflow"].answer(heard.text, heard)
        return course if len(course) > 1 or any(isinstance(f.value, Step) and f.value.branches for f in course) else []
    return _rules(heard) if "greeting" in topics and not speaks(heard.text, heard.language) else []


def denied_elsewhere(heard: Heard) -> str:
    """The slot that a "no tools" is about where another was asked, "" if it is about what was asked."""
    match = heard.language.rx(_NONE_OF).match(heard.text)
    slot = heard.language.labels.get(match["what"].casefold(), "") if match else ""
    return slot if slot in _MAY_BE_NONE - set(heard.asked.topics) and not said(heard.draft, slot) else ""


def greets(heard: Heard) -> bool:
    """First words of the agent where something else was asked: a welcome, and its name or an offer to help."""
    text, name = heard.text.strip(), said(heard.draft, "agent_name")
    known = bool(name) and name[0].text.casefold() in text.casefold()
    return (
        "greeting" not in heard.asked.topics
        and not said(heard.draft, "greeting")
        and heard.language.rx(_WELCOME).match(text) is not None
        and (known or heard.language.rx(_OFFERS).search(text) is not None)
    )


def _rules(heard: Heard) -> list[Found]:
    """Rules and handovers, if every sentence is one."""
    read = [
        [f for slot in _RULES for f in READERS[slot].mention(sentence, heard)] for sentence in sentences(heard.text)
    ]
    return [f for found in read for f in found] if all(read) and not re.search(r"[\"“”`]", heard.text) else []
