"""What the agent should do, told while its name or its first words were asked for."""

import re

from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import blank
from orchestrator.guide.verbs import begins_with_deed, first_word

_ASKED = {"agent_name", "greeting"}
_DOES = (
    r"^\W*(?:(?:@filler|@interjection|and|so|well)[ ,]+)*(?:it|she|he|they|@agent)(?:'ll|[ ]+(?:should|must|shall"
    r"|needs?[ ]+to|has[ ]+to|will|can|is[ ]+(?:there|meant|supposed)[ ]+to)|(?=[ ]+helps?(?!\w)))[ ]+"
    r"(?:(?:mainly|also|mostly|just|be[ ]+able[ ]+to)[ ]+)*(?P<deed>\S.*)$"
)
# How it speaks is what was asked, not what it is for.
_SPEAKING = frozenset(
    "say greet welcome speak talk sound introduce open start begin use be ask mention wish tell thank invite offer "
    "respond reply call write go have".split()
)


def purposes(heard: Heard) -> tuple[list[Found], Heard]:
    """(the goals in sentences such as "it should book classes", what is left to read)"""
    if not heard.asked.topics or not set(heard.asked.topics) <= _ASKED:
        return [], heard
    found: list[Found] = []
    text, at = heard.text, 0
    for sentence in sentences(heard.text):
        at = text.index(sentence, at)
        goals = _goals(sentence, heard)
        if goals:
            text = blank(text, at, at + len(sentence))
        found += goals
        at += len(sentence)
    return found, heard.with_text(text)


def _goals(sentence: str, heard: Heard) -> list[Found]:
    from orchestrator.guide.readers import READERS

    match = heard.language.rx(_DOES).match(sentence)
    deed = match["deed"] if match else ""
    spoken = first_word(deed, heard.language).casefold() in _SPEAKING or re.search(r"[\"“]", deed)
    if not deed or spoken or not begins_with_deed(deed, heard.language):
        return []
    return READERS["goals"].answer(deed, heard)
