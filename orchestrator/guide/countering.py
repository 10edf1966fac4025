"""Questions asked back beside an answer ("warm, does that count?", "or both?"): never part of what is stored."""

import re

from orchestrator.facts import said
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.inquiry import is_question
from orchestrator.guide.language import Hit
from orchestrator.guide.sentences import sentences
from orchestrator.guide.targets import LEXICONS, slot_named
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
# "Email? Nah, just Slack": asked and answered by the same person.
_DENIED = (
    r"(?:^|(?<=[.!?\n。！？؟]))[ ¿]*(?P<what>[^.!?。！？؟¿,;:\n]{2,40}?)[ ]?[?？؟]+[ ]*(?:@denial)"
    r"(?:[ ]*[,，、.!。;:–—-]+|[ ]+(?=(?:just|only)(?!\w))|[ ]*$)(?=(?P<rest>[^\n]*))"
)
# "Refunds? No, never": where rules are asked, what is denied is one.
_FORBIDDEN = (
    r"(?P<lead>(?:^|(?<=[.!?\n。！？؟]))[ ¿]*)(?P<what>[^\W\d_][\w-]*(?:[ ][\w-]+){0,2})[ ]?[?？؟]+"
    r"[ ]*(?:@denial|@never_word|never)(?:[ ,，]+(?:@never_word|never))*[ ]*(?=[.!。\n]|$)"
)
_NO_THING = r"(?<!\w)(?:@question_word|@pronoun|@modal|@negator|is|are|was|do|does|did|have|has)(?!\w)"
_FEW = 4  # words: what is asked so is a name and little else
_SAID_TO_BE = r"(?:@copula)[ ]+(?:(?:@one|@own)[ ]+)?(?P<kind>[^,;:.!?\n]{3,40})$"
_NOT_THAT = r",[ ]+(?:and[ ]+|but[ ]+)?not[ ]+(?P<what>[\w' -]{3,20}?)(?=[ .!]*(?:\n|$))"


def without_questions(heard: Heard) -> str:
    """The text without what it asks back, without what it asks itself and denies ("Email? Nah, just Slack"), and
    without a field it only sets aside ("..., not the tone"); all of it where nothing else would be left."""
    topics = set(heard.asked.topics)
    text = heard.language.rx(_NOT_THAT).sub(lambda m: _unless_named(m, heard), heard.text)
    asks = re.search("[?？؟]", text) is not None
    if asks and topics & set(LEXICONS):
        text = heard.language.rx(_DENIED).sub(lambda m: _unless_meant(m, heard), text)
    if topics and not topics & _OF_PEOPLE:
        way = _OF_PARLEY if "greeting" in topics else _BACK
        for match in _CLAUSE.finditer(text):
            if heard.language.rx(way).match(match["clause"].strip()):
                text = blank(text, *match.span("clause"))
    if asks and topics == {"guardrails"}:
        text = heard.language.rx(_FORBIDDEN).sub(lambda m: _as_rule(m, heard), text)
    return text if re.search(r"\w", text) else heard.text


def _as_rule(match: re.Match[str], heard: Heard) -> str:
    """The thing alone, which the question forbids; nothing of "Anything else? No"; all of it where it names nothing."""
    what = match["what"]
    if heard.language.rx(r"(?<!\w)(?:@anything_more)").search(what):
        return " " * len(match[0])
    if slot_named(what, heard.language) or heard.language.rx(_NO_THING).search(what):
        return match[0]
    return (" " * len(match["lead"]) + what).ljust(len(match[0]))


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


def _unless_meant(match: re.Match[str], heard: Heard) -> str:
    """The question goes where it is about a known name that is not in the draft, unless both are meant."""
    what, whole = match["what"], match[0]
    rx = heard.language.rx
    both = rx(r"(?<![A-Za-z])(?:@only_these)").search(what) or rx(r"(?<![A-Za-z])(?:@too_word)").search(match["rest"])
    if both or len(what.split()) > _FEW:  # "Only email? No, phone too"
        return whole
    named = {hit.name for t in heard.asked.topics if t in LEXICONS for hit in _hits(t, what, heard)}
    there = {fact.text for t in heard.asked.topics for fact in said(heard.draft, t)}
    return " " * len(whole) if named and not named & there else whole


def _hits(topic: str, text: str, heard: Heard) -> list[Hit]:
    return heard.language.lexicons[LEXICONS[topic]].find(text, loose=True)


def _unless_named(match: re.Match[str], heard: Heard) -> str:
    """ "..., not the tone" goes; "the list is knowledge, not a rule" says where something belongs."""
    before = heard.language.rx(_SAID_TO_BE).search(heard.text[: match.start()])
    kind = before["kind"] if before else ""
    placed = slot_named(kind, heard.language) or heard.language.rx("@may_use").fullmatch(kind)
    return "" if slot_named(match["what"], heard.language) and not placed else match[0]
