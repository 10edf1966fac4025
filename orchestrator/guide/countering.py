"""Questions asked back beside an answer ("warm, does that count?", "or both?"): never part of what is stored."""

import re

from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.inquiry import is_question
from orchestrator.guide.sentences import sentences
from orchestrator.guide.targets import slot_named
from orchestrator.guide.text import blank

# "Maybe when a parent is upset?" answers: "when" asks nothing back.
_BACK = (
    r"(?:(?:@filler|@interjection|and|but|so)[ ,]+)*(?:(?!when(?!\w))@question_word"
    r"|(?:is|are|was|were)[ ]+(?:a|an|the|that|this|such)"
    r"|(?:do|does|did|must|should|shall)[ ]+(?:i|we|that|this|they|people|one|a|an|the)|must[ ]+it"
    r"|or(?=[ ]+(?:both|neither|either|is|are|do|does|should|must|what|maybe|not)(?!\w)))(?![\w'])"
)
# In a greeting people are asked things; these are asked of Parley all the same.
_OF_PARLEY = (
    r"(?:(?:@filler|@interjection|and|but|so)[ ,]+)*(?:(?:do|must|should)[ ]+(?:i|we)[ ]+(?:really[ ]+)?(?:need|have|"
    r"want)(?!\w)|(?:is|are|does|must)[ ]+(?:a|an|the|it)[ ]+(?:\w+[ ]+){0,2}(?:name|greeting|necessary|needed"
    r"|required)"
    r"|what[ ]+do[ ]+you[ ]+mean|or[ ]+(?:both|neither)(?=\W*$))(?!\w)"
)
# Their own questions are what goals, knowledge, measures and steps are about.
_OF_PEOPLE = {"goals", "knowledge", "workflow", "metrics", "anything_else", "confirm", "agent_role"}
_CLAUSE = re.compile(r"(?:^|(?<=[,;:.!?–—])[ ])[ ]*(?P<clause>[^,;:.!?\n–—]+\?)")
_BARE = r"\W*(?:yes|yeah|yep|no|nope|nah|ja|nein|oui|non|sí|both|neither|either)(?:\W+(?:both|neither|yes|no))*\W*"
# "Email? Nah, just Slack": asked and answered by the same person. Where rules are asked, what is denied is one.
_DENIED = (
    r"(?:^|(?<=[.!?\n。！？؟]))[ ]*[^.!?。！？؟\n]{2,60}[?？؟]+[ ]*(?:@denial)"
    r"(?:[ ]*[,，、.!。;:–—-]+[ ]*|[ ]+(?=(?:just|only)(?!\w))|[ ]*$)"
)
_FORBIDDEN = (
    r"(?P<what>(?:^|(?<=[.!?\n。！？؟]))[ ]*[^.!?。！？؟\n]{2,60}?)[ ]?[?？؟]+[ ]*(?:@denial|@never_ever)"
    r"(?:[ ,，]+(?:@never_ever))*[ ]*(?=[.!。\n]|$)"
)
_DENIES = {"guardrails", "greeting", "escalation", "workflow", "confirm"}
_SAID_TO_BE = r"(?:@copula)[ ]+(?:(?:@one|@own)[ ]+)?(?P<kind>[^,;:.!?\n]{3,40})$"
_NOT_THAT = r",[ ]+(?:and[ ]+|but[ ]+)?not[ ]+(?P<what>[\w' -]{3,20}?)(?=[ .!]*(?:\n|$))"


def without_questions(heard: Heard) -> str:
    """The text without what it asks back, without what it asks itself and denies ("Email? Nah, just Slack"), and
    without a field it only sets aside ("..., not the tone"); all of it where nothing else would be left."""
    topics = set(heard.asked.topics)
    text = heard.language.rx(_NOT_THAT).sub(lambda m: _unless_named(m, heard), heard.text)
    asks = re.search("[?？؟]", text) is not None
    if asks and topics and not topics & _DENIES:
        text = heard.language.rx(_DENIED).sub(lambda m: " " * len(m[0]), text)
    if asks and topics == {"guardrails"}:
        text = heard.language.rx(_FORBIDDEN).sub(lambda m: m["what"].ljust(len(m[0])), text)
    if topics and not topics & _OF_PEOPLE:
        way = _OF_PARLEY if "greeting" in topics else _BACK
        for match in _CLAUSE.finditer(text):
            if heard.language.rx(way).match(match["clause"].strip()):
                text = blank(text, *match.span("clause"))
    return text if re.search(r"\w", text) else heard.text


def only_asks(heard: Heard) -> bool:
    """Nothing but questions that are asked back about what was asked."""
    if not heard.asked.topics or set(heard.asked.topics) & _OF_PEOPLE:
        return False
    said = sentences(heard.text)
    back = [bool(heard.language.rx(_OF_PARLEY).match(s) and s.rstrip().endswith("?")) for s in said]
    return any(back) and all(b or is_question(s, heard.language) for b, s in zip(back, said, strict=True))


def says_something(found: Found) -> bool:
    """A bare "no" or "both" among the answers is no value."""
    return not isinstance(found.value, str) or not re.fullmatch(_BARE, found.value, re.IGNORECASE)


def _unless_named(match: re.Match[str], heard: Heard) -> str:
    """ "..., not the tone" goes; "the list is knowledge, not a rule" says where something belongs."""
    before = heard.language.rx(_SAID_TO_BE).search(heard.text[: match.start()])
    kind = before["kind"] if before else ""
    placed = slot_named(kind, heard.language) or heard.language.rx("@may_use").fullmatch(kind)
    return "" if slot_named(match["what"], heard.language) and not placed else match[0]
