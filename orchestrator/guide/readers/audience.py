"""Who will use the agent."""

import re

from orchestrator.guide.clean import is_story, reasoned, tidy, trimmed
from orchestrator.guide.heard import PARTIAL, SURE, Found, Heard
from orchestrator.guide.language import Hit
from orchestrator.guide.lists import nouns, parts
from orchestrator.guide.sentences import cut
from orchestrator.guide.shape import is_clause
from orchestrator.guide.text import capital

_LEAD = (
    r"^(?:(?:@filler)(?!\w)(?!')[ ,.:;!…–—-]*|(?:it'?s|it[ ]+is|this[ ]+is|that'?s|they'?re"
    r"|it[ ]+will[ ]+be|it'?ll[ ]+be|will[ ]+be)[ ]+(?:used[ ]+by|meant[ ]+for|aimed[ ]+at"
    r"|intended[ ]+for|made[ ]+for|for|going[ ]+to[ ]+be[ ]+used[ ]+by|open[ ]+to)?[ ]*"
    r"|(?:used[ ]+by|meant[ ]+for|aimed[ ]+at|intended[ ]+for|open[ ]+to|for|by|mostly|mainly"
    r"|primarily|usually|typically|generally|both|basically|only|just)[ ]+|(?:it|@agent)[ ]+(?:answers|serves|greets"
    r"|assists|is[ ]+there[ ]+for|looks[ ]+after|talks[ ]+(?:to|with)|speaks[ ]+(?:to|with))[ ]+|(?:the[ ]+|our[ ]+"
    r"|its[ ]+)?(?:users?|audience|target[ ]+(?:group|audience)|people[ ]+using[ ]+it|main"
    r"[ ]+users?)(?:[ ]+(?:is|are|will[ ]+be|would[ ]+be))[ ]+|(?:users?|audience|target"
    r"[ ]+(?:group|audience))[ ]*:[ ]*)+"
)
_PRED = (
    r"[ ]+(?:use|uses|using|call|calls|write|text|contact|ask|message|reach|visit|come|talk"
    r"|speak|chat)[ ]+(?:it|this|us|to|in|with|on|via)(?!\w).*$|[ ]+(?:will|would|should|can"
    r"|could|may|might|are[ ]+going[ ]+to|'ll)[ ]+(?:be[ ]+(?:using|talking|calling|writing"
    r"|the)|use|talk|call|write|contact|chat|reach|message)\b.*$"
)
_FOR = (
    r"(?<!\w)(?:used[ ]+by|meant[ ]+for|aimed[ ]+at|intended[ ]+for|audience(?:[ ]+is)?[ :]+"
    r"|users?[ ]+(?:are|is)[ ]+)[ ]*(?P<who>[^.!?;:\n]{3,80})"
)
_USE_IT = (
    r"\W*(?:(?:and|so)[ ]+)?(?P<who>(?!they(?!\w)|we(?!\w)|i(?!\w)|you(?!\w))[^.!?;:,\n]{3,60}?)[ ]+"
    r"(?:(?:will|would|should|can|may|mostly|mainly)[ ]+)*(?:use|call|text|chat[ ]+with|talk[ ]+to|write[ ]+to)[ ]+"
    r"(?:it|the[ ]+(?:bot|agent|assistant))(?!\w)"
)
_SAID_ASIDE = r",?[ ]+(?:of[ ]+course|i[ ]+(?:suppose|guess|think)|probably|naturally)(?=,)"
_PEOPLE = r"(?<!\w)(?:@people)(?!\w)"
_SMALL = (
    r"(?<!\w)(?:@filler|@trailing|@and|@or|they|people|will|would|should|write|writes|writing"
    r"|to|it|use|uses|using|call|calls|calling|from|the|our|my|a|on|via|by|in|over|through"
    r"|just|only|and|chat|talk|reach|reaches|contact|us|them|both|also|mainly|mostly|channel"
    r"|channels|want|be|with|site|there|is|are|i|we|that|this|if|possible|suppose)(?!\w)"
)


def answer(text: str, heard: Heard) -> list[Found]:
    found = []
    for part in parts(text):
        people = _without_channels(part, heard)
        if people:
            found += _items(people, heard)
    return found


def _items(part: str, heard: Heard) -> list[Found]:
    found: list[Found] = []
    part = heard.language.rx(r"(?<=\w),?[ ]+so[ ]+(?!that\b).*$").sub("", part)
    part = heard.language.rx(_SAID_ASIDE).sub("", part)
    for clause in cut(part, re.compile(r"[ ]*[;][ ]*|[ ]+[–—-][ ]+|^[^:]{1,30}:[ ]+")):
        for piece in _people(reasoned(clause, heard.language), heard):
            value = "" if later_clause(piece, heard) else _clean(piece, heard)
            if _is_people(value, bool(found), heard):
                found.append(Found("audience", capital(value), piece))
    return found


def later_clause(piece: str, heard: Heard) -> bool:
    """ "that's where everyone is": says something about the group before."""
    return bool(
        heard.language.rx(
            r"^(?:and[ ]+)?(?:that's|that[ ]+is|it's|it[ ]+is|this[ ]+is|there)(?!\w)(?![ ]+(?:for"
            r"|used|meant|aimed|mostly|mainly))"
        ).match(trimmed(piece))
    )


def _people(clause: str, heard: Heard) -> list[str]:
    """The groups of a list; "people who rent, own or share" and "parents of ill and well children" are one each."""
    pieces = nouns(clause, heard.language)
    if len(pieces) > 1 and any(_continues(p, heard) for p in pieces[1:]):
        return _rejoined(pieces, clause, heard)
    return pieces


def _rejoined(pieces: list[str], clause: str, heard: Heard) -> list[str]:
    """A piece that continues belongs to the group before it; another group may follow ("..., and also parents")."""
    last = pieces[-1]
    own = heard.language.rx(r"^(?:also[ ]+)?(?:the[ ]+|our[ ]+|some[ ]+)?(?:@people)(?!\w)").match(last)
    if not own or _continues(last, heard) or len(pieces) < 3:
        return [clause]
    return [clause[: clause.rfind(last)].rstrip(" ,").removesuffix(" and also").removesuffix(" and").rstrip(" ,"), last]


def _continues(piece: str, heard: Heard) -> bool:
    """A piece that belongs to the group before it ("incl. contractors", "or need help")."""
    return bool(
        heard.language.rx(
            r"^(?:incl|including|especially|excluding|except|not|who|that|whose|aged?|from|in|with"
            r"|before|during|after|at|on|of|to|by|under|over|between|some[ ]+of[ ]+them"
            r"|(?:mostly|often|usually|sometimes)(?![ ]+(?:the[ ]+|our[ ]+|some[ ]+)?(?:\w+[ ]+)?\w+s$))\b"
        ).match(piece)
    )


def _clean(piece: str, heard: Heard) -> str:
    value = heard.language.rx(_LEAD).sub("", trimmed(piece))
    shorter = heard.language.rx(_PRED).sub("", value)
    value = value if re.search(r"(?i)\b(?:who|that)$", shorter) else shorter  # "people who call us"
    return heard.language.rx(r"[ ,]+(?:@and|@or)$").sub("", tidy(value, heard.language).rstrip("!?., "))


def _is_people(value: str, later: bool, heard: Heard) -> bool:
    if not re.search(r"[^\W\d_]{2}", value) or is_story(value, heard.language):
        return False
    known = heard.language.rx(_PEOPLE).search(value)
    if heard.language.rx(r"^(?:on|via|by|through|over)(?![\w-])").match(value):
        return False
    if not known and (
        heard.language.lexicons["channels"].find(value, loose=True)
        or heard.language.rx(r"^(?:no|not|on|via|by|through|over|in)(?![\w-])").match(value)
    ):
        return False
    clause = is_clause(value, heard.language) and not heard.language.rx(
        r"^(?:people|customers|guests|everyone|everybody|someone|those)[ ]+(?:who|that|with|in|from)"
    ).match(value)
    return not clause and (bool(known) or not later or len(value.split()) <= 6)


def _without_channels(part: str, heard: Heard) -> str:
    """A sentence without its channels; "" if it was about nothing else."""
    hits = heard.language.lexicons["channels"].find(part, loose=True)
    if not hits:
        return part
    if _only_channels(part, hits, heard):
        return ""
    return _before_channels(part, hits, heard)


def _only_channels(part: str, hits: list[Hit], heard: Heard) -> bool:
    rest = part
    for hit in reversed(hits):
        rest = rest[: hit.start] + " " + rest[hit.end :]
    words = re.findall(r"[^\W\d_]{3,}", heard.language.rx(_SMALL).sub(" ", rest))
    return not words or (len(words) == 1 and not heard.language.rx(_PEOPLE).search(part))


def _before_channels(part: str, hits: list[Hit], heard: Heard) -> str:
    """Cut off ", via phone and Slack"; a channel that stands in the middle of things is left where it is."""
    placed = heard.language.rx(
        r"[ ,;–—-]*(?:(?<!\w)(?:and|who|they|mostly|will|use|it|reach|us|me|talk|write|call|chat"
        r"|to|can|contact)[ ,]+)*(?<!\w)(?:on|via|by|over|through|in|from|using|channels?[ ]*:)"
        r"[ ]+(?:both[ ]+|either[ ]+)?(?:our[ ]+|the[ ]+|a[ ]+|my[ ]+)?$"
    ).search(part[: hits[0].start])
    if placed and placed.start() > 0:
        return part[: placed.start()]
    pieces = [
        p
        for p in nouns(part, heard.language)
        if not _only_channels(p, heard.language.lexicons["channels"].find(p, loose=True), heard)
    ]
    return part if len(pieces) == 0 else (part[part.find(pieces[0]) : part.rfind(pieces[-1]) + len(pieces[-1])])


def mention(sentence: str, heard: Heard) -> list[Found]:
    users = heard.language.rx(_USE_IT).match(sentence)
    match = users or heard.language.rx(_FOR).search(sentence)
    if not match or not (users or heard.language.rx(_PEOPLE).search(match["who"])):
        return []
    return [
        Found("audience", f.value, f.quote, confidence=PARTIAL)
        for f in _items(match["who"], heard)
        if f.confidence >= SURE or users
    ]
