"""An existing prompt: who the agent is, what it is for, how it speaks and begins."""

import re
from functools import cache

from orchestrator.documents.told import Told, tidy
from orchestrator.documents.words import any_of, is_unspaced, length, words
from orchestrator.guide.language import language
from orchestrator.guide.verbs import begins_with_deed, finite
from orchestrator.languages import spoken

_NAME = (
    r"(?-i:[A-Z\u00c0-\u00de][\w'’-]{1,20}(?:[ ][A-Z\u00c0-\u00de][\w'’-]{1,20})?"
    r"|[\u3400-\u9fff]{1,4}(?![\u3400-\u9fff])|[\u0621-\u064a][\u0621-\u0652]{1,15})"
)
_QUOTED = re.compile(r"[\"“„«「『](?P<text>[^\"“”„«»「」『』]{2,500})[\"”“»」』]")
_ROLE_END = r"[,.;:!(。]|[ ]@role_end"
_SPACED = r"[^\W\d_\u3400-\u9fff]"
_ARABIC, _ARABIC_VOWELS = re.compile("[\u0621-\u064a]"), "[\u0640\u064b-\u0652]"
_AIMS = r"(?:^|[,;](?:[ ]+|(?=[\u3400-\u9fff])))(?:@and[ ]+)?(?P<cue>@goal[ ]+)|^(?P<about>@about[ ]+)"
_SPEAKS = r"^(?:\W*(?:@always[ ]+|@only[ ]+|@lead_in[ ]+|@subject[ ]+)){0,3}(?:@modal[ ]+)?@speak"
_FIRST = rf"[\"“„'*]?(?P<name>{_NAME})[\"”“'*]?(?:,|[ ](?=@article[ ]))[ ]*"
# Words that describe much else besides a tone.
_UNSURE = frozenset(
    (
        "short open human natural simple quick urgent local personal expert technical slow "
        "jargon emoji emojis modern clear-cut objective reliable voice"
    ).split()
)
_SPLIT = (
    r",?[ ]+(?:@and|@or)[ ]+|,[ ]+|[ ]+و(?=[\u0621-\u064a])|[,、](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?:@and|@or)"
)


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
    first = words().rx(_FIRST).match(rest)
    first = None if first and words().rx(r"@role_noun").search(first["name"]) else first
    if name := named or first:
        found.append(Told("agent_name", name["name"], sentence, number))
    if begun:
        found += _role(rest[first.end() :] if first else rest, sentence, number, named=bool(first))
    return found


def _role(text: str, sentence: str, number: int, *, named: bool) -> list[Told]:
    """The role without the words for its tone, which are a tone."""
    text, articles = words().rx(r"^@article[ ]+").subn("", text.strip())
    if not articles and not named and (text[:1].islower() or text[:1].isupper()):
        return []  # "You are not allowed to ..."; Chinese and Arabic have no such article
    text, tones = _without_tones(text)
    text = words().rx(_ROLE_END).split(text, maxsplit=1)[0].strip()
    rest = text.split()
    while rest and not is_unspaced(rest[0]) and _tone_of(rest[0].strip(",")):
        tones.append(rest.pop(0).strip(","))
        rest = rest[1:] if rest and words().rx(r"(?:@and|but|yet)").fullmatch(rest[0]) else rest
    if not rest or length(" ".join(rest)) > 14 or not text[0].isalpha():
        return []
    found = [Told("agent_role", tidy(" ".join(rest)), sentence, number)]
    return found + [Told("tone", tidy(tone), sentence, number) for tone in tones]


def _without_tones(text: str) -> tuple[str, list[str]]:
    """A Chinese role without the words for its tone, which stand before "的"."""
    led = re.match(rf"(?:{_unspaced_tones()}[,、和且又而]*){{1,4}}的?", text)
    return (text[led.end() :], re.findall(_unspaced_tones(), led[0])) if led else (text, [])


def goals_in(sentence: str, number: int) -> list[Told]:
    """What a sentence says the agent, or the procedure, is for."""
    begun = words().rx(_AIMS).search(sentence)
    if not begun:
        return []
    text = re.split(r"[.;](?:[ ]|$)|[;。]", sentence[begun.end() :], maxsplit=1)[0]
    text = _deed(text) if begun["about"] else text
    helps = re.search(r"help[ ](?:\w+[ ]){1,3}$", sentence[: begun.end()]) if begun["cue"] else None
    pieces = [f"help {piece}" if helps and not i else piece for i, piece in enumerate(_pieces(text))]
    return [Told("goals", tidy(piece), sentence, number) for piece in pieces if 1 < length(piece) <= 30]


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
    for joint in words().rx(_SPLIT).finditer(text):
        if _begins_with_deed(text[joint.end() :]) and joint.start() > at + 3:
            pieces.append(text[at : joint.start()])
            at = joint.end()
    return [words().rx(r"^@deed_lead[ ]*").sub("", piece.strip()) for piece in (*pieces, text[at:]) if piece.strip()]


def _begins_with_deed(text: str) -> bool:
    return bool(words().rx(r"^@deed").match(text)) or begins_with_deed(text, language("en"), strict=True)


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
    about = words().rx(r"^(?:\W*@always[ ]+|@lead_in[ ]+)?@tone_word|@tone_noun").search(sentence)
    return tones_in(sentence, number) if about else []


def tones_in(sentence: str, number: int) -> list[Told]:
    """The words for a tone in a sentence, up to where it begins to forbid one."""
    told = words().rx(r"@never|@without").split(sentence, maxsplit=1)[0]
    pieces = re.findall(rf"{_unspaced_tones()}|{_SPACED}+(?:-{_SPACED}+)*", re.sub(_ARABIC_VOWELS, "", told))
    found = dict.fromkeys(tone for piece in pieces if (tone := _tone_of(piece)))
    return [Told("tone", tidy(word), sentence, number) for word in found]


def languages_in(text: str, number: int) -> list[Told]:
    """The languages a text names."""
    names = [name for name, aliases in words().languages.items() if re.search(any_of(aliases), text, re.IGNORECASE)]
    return [Told("languages", name, text, number) for name in names]


def _languages(sentence: str, number: int) -> list[Told]:
    speaks = words().rx(_SPEAKS).match(sentence)
    return languages_in(sentence, number) if speaks and not words().rx(r"@if").search(sentence) else []


def _tone_of(word: str) -> str:
    """The word where it is one for a tone; in Arabic without "and" and its ending: "وودودا" as "ودود"."""
    bare = (word, word.rstrip("\u0627"), word[1:], word[1:].rstrip("\u0627")) if _ARABIC.match(word) else (word,)
    return next((form for form in bare if form.casefold() in _tones()), "")


@cache
def _unspaced_tones() -> str:
    return f"(?:{'|'.join(sorted(filter(is_unspaced, _tones()), key=len, reverse=True)) or '(?!)'})"


@cache
def _tones() -> frozenset[str]:
    return (frozenset[str]().union(*(language(code).set("tones") for code in spoken())) - _UNSURE) | words().tones
