"""Languages the agent speaks: names in English or their own, codes, near misses of thumbs."""

import difflib
import re
from dataclasses import replace

from orchestrator.guide.clean import tidy
from orchestrator.guide.heard import SURE, VOLUNTEERED, Found, Heard
from orchestrator.guide.language import Hit
from orchestrator.guide.lists import nouns, parts
from orchestrator.guide.negation import named
from orchestrator.guide.text import capital

_CODE = re.compile(r"(?<![\w-])([A-Za-z]{2})(?:[-_][A-Za-z]{2})?(?![\w-])")
_SPOKEN = (
    r"(?<!\w)(?:in|speaks?|speaking|languages?|lang|answers?[ ]+in|repl(?:y|ies)[ ]+in|writes?"
    r"|bilingual|multilingual|fluent|understands?|both|support(?:s|ing)?)(?!\w)"
)

_JOINT = r"[ ]*[,،/–-]?[ ]*(?:[^\W\d_]{1,3}[ ]?)?"  # between two languages: signs, or a word such as "et"


def answer(text: str, heard: Heard) -> list[Found]:
    found = _named(text, heard, SURE) or _coded(text, heard)
    return found or _unknown(text, heard)


def mention(sentence: str, heard: Heard) -> list[Found]:
    """Languages after "in", "speaks", "languages", or a sentence that is nothing but languages."""
    hits = heard.language.lexicons["languages"].find(sentence)
    if not hits:
        return _codes_beside(sentence, heard, VOLUNTEERED)
    if only := [f for piece in _only_pieces(sentence, heard) for f in _named(piece, heard, VOLUNTEERED)]:
        return [replace(f, op="set") for f in only]
    if heard.is_opening and heard.language.code != "en" and (told := _tongues(hits, sentence, heard)):
        known = {hit.name for hit in hits}
        return [f for f in _named(sentence, heard, VOLUNTEERED) if f.value in told or f.value not in known]
    if heard.language.rx(_SPOKEN).search(sentence[max(0, hits[0].start - 40) : hits[0].start]) or _only_languages(
        sentence, hits, heard
    ):
        return _named(sentence, heard, VOLUNTEERED)
    return []


def _tongues(hits: list[Hit], sentence: str, heard: Heard) -> set[str]:
    """The names of languages, and not of where something comes from: "un restaurante japonés y coreano" speaks none."""
    if "tongue_before" not in heard.language.words:  # there the two are not written alike
        return {hit.name for hit in hits}
    told: list[Hit] = []
    for hit in hits:
        goes_on = told and re.fullmatch(_JOINT, sentence[told[-1].end : hit.start])
        if goes_on or heard.language.rx(r"(?:^|:|(?<!\w)(?:@tongue_before))[ ]*$").search(sentence, 0, hit.start):
            told.append(hit)
    return {hit.name for hit in told}


def _only_pieces(sentence: str, heard: Heard) -> list[str]:
    """ "Dry, English only": a piece that says nothing but which languages are the only ones."""
    pieces = re.split(r"[,;]", sentence)
    found = heard.language.lexicons["languages"].find
    only = heard.language.rx(r"(?<!\w)(?:@only_these)(?!\w)")
    return [p for p in pieces if only.search(p) and (hits := found(p)) and _only_languages(p, hits, heard)]


def _only_languages(sentence: str, hits: list[Hit], heard: Heard) -> bool:
    rest = sentence
    for hit in reversed(hits):
        rest = rest[: hit.start] + " " + rest[hit.end :]
    return not re.search(
        r"[^\W\d_]{4,}", heard.language.rx(r"(?<!\w)(?:@and|@filler|@trailing|@only_these)(?!\w)").sub(" ", rest)
    )


def _named(text: str, heard: Heard, confidence: float) -> list[Found]:
    lexicon = heard.language.lexicons["languages"]
    loose = "languages" in heard.asked.topics
    found = [
        Found("languages", hit.name, part[hit.start : hit.end], confidence=confidence)
        for part, hit in named(parts(text), lexicon, heard.language, loose=loose)
    ]
    found += _codes_beside(text, heard, confidence)
    return list({f.value: f for f in found}.values())


def _codes_beside(text: str, heard: Heard, confidence: float) -> list[Found]:
    """ "NL and EN": codes in capitals, two or more of them, or one right after "lang"."""
    codes = heard.language.lexicons["language_codes"]
    matches = [
        m
        for m in _CODE.finditer(text)
        if codes.name(m[1]) and (m[1].isupper() or re.search(r"lang\w*\W{1,4}$", text[: m.start()], re.I))
    ]
    if len(matches) < 2 and not any(
        re.search(r"lang\w*\W{1,4}$", text[max(0, m.start() - 14) : m.start()], re.I) for m in matches
    ):
        return []
    return [Found("languages", codes.name(m[1]), m[0], confidence=confidence) for m in matches]


def _coded(text: str, heard: Heard) -> list[Found]:
    """Codes and misspelt names that stand alone as an item."""
    found = []
    for part in parts(text):
        for piece in nouns(part, heard.language):
            word = tidy(piece, heard.language).strip(".!?")
            name = heard.language.lexicons["language_codes"].name(re.split(r"[-_]", word)[0]) or _near(word, heard)
            if name:
                found.append(Found("languages", name, piece, confidence=SURE))
    return found


def _near(word: str, heard: Heard) -> str | None:
    if len(word) < 5:
        return None
    near = difflib.get_close_matches(
        word.casefold(), [n.casefold() for n in heard.language.lexicons["languages"].names], 1, 0.8
    )
    return near[0].title() if near else None


def _unknown(text: str, heard: Heard) -> list[Found]:
    """What stands alone as a short item is a language we do not know."""
    found = []
    for part in parts(text):
        for piece in nouns(part, heard.language):
            word = tidy(piece, heard.language).strip(".!?")
            if re.fullmatch(r"[^\W\d_]{3,}(?:[ -][^\W\d_]{2,}){0,2}(?: \([^()]+\))?", word):
                found.append(Found("languages", capital(word), piece, confidence=0.7))
    return found
