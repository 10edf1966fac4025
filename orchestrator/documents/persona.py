"""An existing prompt: who the agent is, what it is for, how it speaks and begins."""

import re
from functools import cache

from orchestrator.documents.told import Told, tidy
from orchestrator.documents.words import words
from orchestrator.guide.language import language
from orchestrator.guide.verbs import begins_with_deed, finite

_NAME = r"(?-i:[A-Z\u00c0-\u00de][\w'’-]{1,20}(?:[ ][A-Z\u00c0-\u00de][\w'’-]{1,20})?)"
_QUOTED = re.compile(r"[\"“„«](?P<text>[^\"“”„«»]{3,500})[\"”“»]")
_ROLE_END = (
    r"[,.;:!(]|[ ]"
    r"(?:who|that|which|whose|named|called|namens|and[ ]your|and[ ]you|und[ ]du|und[ ]hilfst|helping|working)"
    r"(?!\w)"
)
# Words that describe much else besides a tone.
_UNSURE = frozenset(
    (
        "short open human natural simple quick urgent local personal expert technical slow "
        "jargon emoji emojis modern clear-cut objective reliable voice"
    ).split()
)
_SPLIT = re.compile(r",?[ ]+(?:and|or)[ ]+|,[ ]+")


def told_by(sentence: str, number: int) -> list[Told]:
    """What one sentence says about who the agent is."""
    found = [*_identity(sentence, number), *goals_in(sentence, number), *_languages(sentence, number)]
    return found or _tone(sentence, number)


def is_addressed(sentence: str) -> bool:
    """Whether a sentence tells an agent who it is: the sign of a prompt."""
    return bool(words().rx(r"^(?:[#*\W]*)@you_are[ ]+(?:\w|\"|“)").match(sentence))


def _identity(sentence: str, number: int) -> list[Told]:
    found = []
    named = words().rx(rf"@named[ ]+[\"“„'*]?(?P<name>{_NAME})").search(sentence)
    begun = words().rx(r"^[#*\W]*@you_are[ ]+").match(sentence)
    rest = sentence[begun.end() :] if begun else ""
    first = re.match(rf"[\"“„'*]?(?P<name>{_NAME})[\"”“'*]?(?:,|[ ](?=(?:an?|the|eine?|der|die)[ ]))[ ]*", rest)
    if name := named or first:
        found.append(Told("agent_name", name["name"], sentence, number))
    if begun:
        found += _role(rest[first.end() :] if first else rest, sentence, number, named=bool(first))
    return found


def _role(text: str, sentence: str, number: int, *, named: bool) -> list[Told]:
    """The role without the words for its tone, which are a tone."""
    text, articles = words().rx(r"^@article[ ]+").subn("", text.strip())
    if not articles and not named:
        return []  # "You are not allowed to ..."
    text = re.split(_ROLE_END, text, maxsplit=1)[0].strip()
    tones, rest = [], text.split()
    while rest and _tone_of(rest[0].strip(",")):
        tones.append(rest.pop(0).strip(","))
        rest = rest[1:] if rest and rest[0] in ("and", "und", "but", "yet") else rest
    if not rest or len(rest) > 14 or not text[0].isalpha():
        return []
    found = [Told("agent_role", tidy(" ".join(rest)), sentence, number)]
    return found + [Told("tone", tidy(tone), sentence, number) for tone in tones]


def goals_in(sentence: str, number: int) -> list[Told]:
    """What a sentence says the agent, or the procedure, is for."""
    begun = words().rx(r"(?:^|[,;][ ]+)(?:and[ ]+|und[ ]+)?(?P<cue>@goal)[ ]+|^(?P<about>@about)[ ]+").search(sentence)
    if not begun:
        return []
    text = re.split(r"[.;](?:[ ]|$)", sentence[begun.end() :], maxsplit=1)[0]
    text = _deed(text) if begun["about"] else text
    helps = re.search(r"help[ ](?:\w+[ ]){1,3}$", sentence[: begun.end()]) if begun["cue"] else None
    pieces = [f"help {piece}" if helps and not i else piece for i, piece in enumerate(_pieces(text))]
    return [Told("goals", tidy(piece), sentence, number) for piece in pieces if 1 < len(piece.split()) <= 30]


def _deed(text: str) -> str:
    """ "the service desk handles returns" and "to handle returns" as "handle returns"; "" for what names no doer."""
    found = text.split()
    if found[:1] == ["to"]:
        return " ".join(found[1:])
    for at, word in enumerate(found[:6]):
        if at and (plain := finite(word, language("en"))) and plain != word:
            return " ".join((plain, *found[at + 1 :]))
    return ""


def _pieces(text: str) -> list[str]:
    """The deeds of a list, cut only where the next one begins."""
    pieces, at = [], 0
    for joint in _SPLIT.finditer(text):
        if begins_with_deed(text[joint.end() :], language("en"), strict=True) and joint.start() > at + 3:
            pieces.append(text[at : joint.start()])
            at = joint.end()
    return [re.sub(r"^to[ ]+", "", piece.strip()) for piece in (*pieces, text[at:]) if piece.strip()]


def greeting_in(text: str, number: int) -> list[Told]:
    """The greeting that a paragraph orders, quoted in it."""
    cue, quoted = words().rx(r"^(?:\W*@always[ ]+)?\W*@greeting").match(text), _QUOTED.search(text)
    return [Told("greeting", quoted["text"].strip(), text, number)] if cue and quoted else []


def greeting_below(text: str, number: int) -> list[Told]:
    """The greeting under a heading of that name."""
    quoted = _QUOTED.search(text)
    value = quoted["text"] if quoted else text
    is_told = not words().rx(r"^\W*(?:@greeting|@if)").match(value)
    return [Told("greeting", value.strip(), text, number)] if is_told and len(value) < 500 else []


def _tone(sentence: str, number: int) -> list[Told]:
    about = words().rx(r"^(?:\W*@always[ ]+|please[ ]+)?@tone_word|(?<!\w)(?:tone|tonfall|ton)(?!\w)").search(sentence)
    return tones_in(sentence, number) if about else []


def tones_in(sentence: str, number: int) -> list[Told]:
    """The words for a tone in a sentence that does not forbid one."""
    if words().rx(r"@never|(?<!\w)(?:not|avoid|without|nicht|ohne|kein\w*|vermeide\w*)(?!\w)").search(sentence):
        return []
    found = dict.fromkeys(w for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", sentence) if _tone_of(w))
    return [Told("tone", tidy(word), sentence, number) for word in found]


def languages_in(text: str, number: int) -> list[Told]:
    """The languages a text names."""
    names = [
        name
        for name, aliases in words().languages.items()
        if re.search(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, aliases))})(?!\w)", text)
    ]
    return [Told("languages", name, text, number) for name in names]


def _languages(sentence: str, number: int) -> list[Told]:
    speaks = words().rx(r"^(?:\W*(?:@always|@only|please|you)[ ]+)*(?:(?:must|should|can)[ ]+)?@speak").match(sentence)
    return languages_in(sentence, number) if speaks and not words().rx(r"@if").search(sentence) else []


def _tone_of(word: str) -> bool:
    return word.casefold() in _tones()


@cache
def _tones() -> frozenset[str]:
    return (language("en").set("tones") - _UNSURE) | words().tones
