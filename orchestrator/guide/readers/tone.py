"""How the agent sounds: adjectives, comparisons, and what it must not sound like."""

import re

from orchestrator.guide.clean import is_story, reasoned, trailed, trimmed
from orchestrator.guide.heard import PARTIAL, SURE, Found, Heard
from orchestrator.guide.lists import nouns, parts
from orchestrator.guide.sentences import cut
from orchestrator.guide.shape import is_clause, is_own
from orchestrator.guide.text import capital

_LEAD = (
    r"^(?:(?:kinda|sorta|kind[ ]+of|sort[ ]+of)[ ]+|(?:@filler)(?!\w)(?!')[ ,.:;!…–—-]*"
    r"|(?:the[ ]+)?(?:tone|voice|style|personality|vibe|mood)(?:[ ]+(?:of[ ]+voice|should"
    r"[ ]+be|is|would[ ]+be))?[ :=]+"
    r"|(?:@pronoun|@agent)[ ]+(?:@modal)[ ]+(?=(?:be|sound|feel|come|speak|talk|write|act)\b)"
    r"|(?:be|being|sound(?:s|ing)?|feel(?:s|ing)?|come(?:s)?[ ]+across(?:[ ]+as)?|as"
    r"|act(?:ing)?|stay)[ ]+(?!as\b)"
    r"|(?:i|we)(?:'d)?[ ]+(?:want|like|prefer|need|would[ ]+like|love)[ ]+(?:it|her|him|them|a"
    r"|an)?[ ]*(?:to[ ]+(?:be|sound|feel|come[ ]+across(?:[ ]+as)?)[ ]+)?|(?:something"
    r"|somewhere)[ ]+|(?:both|quite|always|generally|overall)[ ]+)+"
)
_WISHED = (
    r"(?<!\w)(?:want|like|prefer|need|love|hope|wish|aim|think|feel|expect|say|go|are|am|be)(?!\w)"
    r"|(?<!\w)(?:i|we)'(?:d|re|m)(?!\w)"
)
_TAIL = r"[ ]+(?:in[ ]+(?:tone|style)|tone(?:[ ]+of[ ]+voice)?|voice|vibe|style|manner)s?$"
_DIRECTIVE = (
    r"^(?:like|as[ ]+if|as[ ]+though|no|not|never|don'?t|without|nothing|use[sd]?|using|keep"
    r"|short|brief|avoid|with|more|less|a[ ]+(?:bit|touch|little|tad|hint|tiny|dash)|some"
    r"|slightly|very|too|how|first|plain|simple|think|just[ ]+like|emoji|humou?r|jokes?"
    r"|sentences?|formal|informal|max|at[ ]+most|only)\b"
)
_SOUNDS = (
    r"(?<!\w)(?:(?:should|must|to|will|'ll|needs[ ]+to|has[ ]+to|want[ ]+(?:it|her|him)|make"
    r"[ ]+(?:it|her|him)|keep[ ]+(?:it|her|him))[ ]*(?:be|sound|feel|stay|come[ ]+across(?:"
    r"[ ]+as)?|speak)?|tone|sounds?|voice|personality|style|vibe)[ :=]+(?:of[ ]+voice"
    r"[ ]+)?(?:is[ ]+|be[ ]+|should[ ]+be[ ]+)?(?:always[ ]+|very[ ]+|quite[ ]+|a[ ]+bit[ ]+"
    r"|kept[ ]+|as[ ]+)?"
)


def answer(text: str, heard: Heard) -> list[Found]:
    found = []
    for part in parts(text):
        for clause in cut(part, re.compile(r":[ ]+|[ ]+[-–—][ ]+")):
            found += _items(clause, heard)
    known = [f for f in found if f.confidence >= SURE or len(str(f.value).split()) <= 3]
    return known or found


def _items(clause: str, heard: Heard) -> list[Found]:
    if is_own(clause, heard.language) and not heard.language.rx(_WISHED).search(clause):
        return []  # "we had one that was so casual"
    pieces = [
        p
        for piece in nouns(clause, heard.language)
        for p in cut(
            piece, heard.language.rx(r"[ ]+(?:but|yet|though|so)[ ]+|(?<!and)(?<!but)(?<!,)[ ]+(?=(?:no|not|never)[ ])")
        )
    ]
    found = [f for f in (_item(p, heard) for piece in pieces for p in _run_together(piece, heard)) if f]
    return [f for i, f in enumerate(found) if " " not in str(f.value) or _last(f) not in {_last(e) for e in found[:i]}]


def _run_together(piece: str, heard: Heard) -> list[str]:
    """ "chilled friendly" is two words of tone, "dry humour" one thing."""
    words = [word.strip(".!") for word in piece.casefold().split()]
    adjectives = (
        words and set(words) <= heard.language.set("tones") and words[-1] not in heard.language.set("tone_nouns")
    )
    return piece.split() if adjectives else [piece]


def _last(found: Found) -> str:
    """ "a bit of humour, dry humour" is said about one thing."""
    return str(found.value).casefold().split()[-1]


def _item(piece: str, heard: Heard) -> Found | None:
    value = _clean(piece, heard)
    if not re.search(r"[^\W\d_]{2}", value) or (
        is_story(value, heard.language) and not heard.language.rx(r"^(?:like|as)\b").match(value)
    ):
        return None
    if is_own(value, heard.language):
        return None
    known = bool(_adjectives(value, heard))
    if heard.language.rx(r"^(?:my|our|that's|this|the[ ]+kind)[ ]").match(value) and not known:
        return None
    told = known or bool(heard.language.rx(_DIRECTIVE).match(value))
    if (not known and is_clause(value, heard.language)) or (not told and len(value.split()) > 5):
        return None
    return Found("tone", capital(value), piece, confidence=SURE if told else 0.8)


def _clean(piece: str, heard: Heard) -> str:
    value = trimmed(trailed(trimmed(piece), heard.language))
    value = heard.language.rx(_LEAD).sub("", reasoned(value, heard.language))
    return trimmed(heard.language.rx(_TAIL).sub("", trailed(value, heard.language))).rstrip("?!. ")


def _adjectives(text: str, heard: Heard) -> list[str]:
    known = heard.language.set("tones")
    return [w for w in re.findall(r"[^\W\d_][\w'-]*", text.casefold()) if w in known or w.removesuffix("ly") in known]


def mention(sentence: str, heard: Heard) -> list[Found]:
    """ "it should be gentle and upbeat", "tone: dry": adjectives we know after words of sounding."""
    if all_tones := _nothing_else(sentence, heard):
        return all_tones
    match = heard.language.rx(_SOUNDS).search(sentence)
    while match:
        run = _run(sentence[match.end() :], heard)
        if run:
            return run
        match = heard.language.rx(_SOUNDS).search(sentence, match.end())
    return []


def _nothing_else(sentence: str, heard: Heard) -> list[Found]:
    """ "Short and clear.": words we know for a tone, and nothing besides."""
    body = sentence.strip(" .!;,")
    told = heard.language.rx(r"^(?:@tone_lead)[ ]+|[ ]+(?:@tone_tail)$").sub("", body)
    pieces = [piece.strip(" .!") for piece in nouns(told, heard.language)]
    known = heard.language.set("tones")
    alone = told == body and len(pieces) < 2 and "agent_name" in heard.asked.topics  # "Sunny." may be its name
    if not pieces or alone or not all(piece.casefold() in known for piece in pieces):
        return []
    return [Found("tone", capital(piece), piece, confidence=PARTIAL) for piece in pieces]


def _run(rest: str, heard: Heard) -> list[Found]:
    """The tone words right there, up to the first piece that is none."""
    found = []
    for piece in nouns(re.split(r"[.!?;:\n]", rest)[0], heard.language):
        value = _clean(piece, heard)
        if not _adjectives(value, heard) or len(value.split()) > 4:
            break
        found.append(Found("tone", capital(value), piece, confidence=PARTIAL))
    return found
