"""What an answer is by its form, whatever was asked: the course of a conversation, a rule or a handover instead of the
first words somebody hears."""

import re

from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.readers import READERS
from orchestrator.guide.sentences import sentences
from orchestrator.guide.shared import speaks
from orchestrator.values import Step

# Where one of these is asked, its own reader knows such sentences best.
_OWN = {"workflow", "tools", "tool_details", "escalation", "anything_else", "confirm", "contradiction", "agent_role"}
_COURSE = r"^\W*(?:@ordinal|@sequencer)(?!\w).*(?<!\w)(?:@sequencer)(?!\w)"
_RULES = ("guardrails", "escalation")


def formed(heard: Heard) -> list[Found]:
    """The values of a message that is as a whole about something else than was asked; [] if it is not."""
    topics = set(heard.asked.topics)
    if not topics or topics & _OWN:
        return []
    if heard.language.rx(_COURSE).search(heard.text.replace("\n", " ")):
        course = READERS["workflow"].answer(heard.text, heard)
        return course if len(course) > 1 or any(isinstance(f.value, Step) and f.value.branches for f in course) else []
    return _rules(heard) if "greeting" in topics and not speaks(heard.text, heard.language) else []


def _rules(heard: Heard) -> list[Found]:
    """Rules and handovers, if every sentence is one."""
    read = [
        [f for slot in _RULES for f in READERS[slot].mention(sentence, heard)] for sentence in sentences(heard.text)
    ]
    return [f for found in read for f in found] if all(read) and not re.search(r"[\"“”`]", heard.text) else []
