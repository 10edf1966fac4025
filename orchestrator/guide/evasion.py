"""What leaves a question to Parley ("you decide", "no idea") and what says there is nothing ("none, I think")."""

import re
from functools import lru_cache

from orchestrator.guide.clean import is_talk, talked, trailed, trimmed
from orchestrator.guide.language import Language
from orchestrator.guide.sentences import sentences
from orchestrator.guide.shape import is_clause
from orchestrator.guide.text import blank

_CLAUSE = re.compile(r"(?:[,;:]|\s[–—-]\s|(?<!\w)(?:but|though|so)(?!\w)|\.{2,}|…)\s*", re.IGNORECASE)
_NEGATES = re.compile(r"not[ ]+(?:yet|now|at[ ]+first|at[ ]+the[ ]+moment|needed|important)\b", re.IGNORECASE)
_EVADES = (
    r"^(?:(?:@filler|@interjection|i'm|oh|for|to|about|that|this|on|with|as|(?:the"
    r"[ ]+)?(?:rest|others?|remaining))(?!\w)[ ,.:!…–—-]*){0,6}(?:(?:@evasion)(?![\w'])"
    r"|(?:@evasion_word)(?=\W*$))"
)


def unevaded(text: str, language: Language) -> tuple[str, bool]:
    """(the text without clauses that leave it to Parley, whether there were any)"""
    evaded, at = False, 0
    for sentence in sentences(text):
        at = text.index(sentence, at)
        for start, end in _clauses(sentence):
            # "by phone, but not yet" says no to the phone
            stop = 0 if start and _NEGATES.match(sentence, start) else _evasion(sentence[start:end], language)
            if stop:
                text, evaded = blank(text, at + start, at + start + stop), True
        at += len(sentence)
    return text, evaded


def evasions(text: str, language: Language) -> list[str]:
    """The clauses that leave something to Parley."""
    said = sentences(text)
    return [s[a : a + stop] for s in said for a, b in _clauses(s) if (stop := _evasion(s[a:b], language))]


def _clauses(sentence: str) -> list[tuple[int, int]]:
    joints = [match.span() for match in _CLAUSE.finditer(sentence)]
    starts = [0, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), len(sentence)]
    return [(s, e) for s, e in zip(starts, ends, strict=True) if s < e]


@lru_cache(maxsize=4096)  # asked for again where a reader looks at one answer of several
def _evasion(clause: str, language: Language) -> int:
    """How much of a clause is evasion, from its start; 0 if it evades nothing."""
    match = language.rx(_EVADES).match(clause)
    if not match or language.rx(r"^\W*(?:if|when|whenever|unless|in case)(?!\w)").match(clause):
        return 0
    stop = language.rx(r"(?<!\w)(?:@evasion_stop)(?!\w)").search(clause, _core(clause, match.end(), language))
    return stop.start() if stop else len(clause)


def _core(clause: str, end: int, language: Language) -> int:
    """Trailing words a pattern swallowed may hold the answer ("don't know maybe Pip"): look from its third word on."""
    words = [m.end() for m in re.finditer(r"\w+", clause[:end])]
    return words[min(2, len(words) - 1)] if words else 0


def without_talk(text: str, language: Language) -> str:
    """The text without sentences that are only "well", "oh dear", "sorry"."""
    at = 0
    for sentence in sentences(text):
        at = text.index(sentence, at)
        is_said = re.match(r"(?i)say[ ]+\w", sentence)  # "say thank you" is a step
        if is_talk(sentence, language) and not is_said and not language.rx(r"\W*@nothing\W*").fullmatch(sentence):
            text = blank(text, at, at + len(sentence))
        at += len(sentence)
    return text


def says_nothing(text: str, language: Language) -> bool:
    """Does all of a text say that there is nothing: "none", "no tools", "I don't think we have any"?"""
    said = [s for s in (_bare(sentence, language) for sentence in sentences(text)) if s]
    return (
        bool(said)
        and all(language.rx("@nothing").fullmatch(s) or is_talk(s, language) for s in said)
        and any(language.rx("@nothing").fullmatch(s) for s in said)
    )


def says_again(text: str, language: Language) -> bool:
    """Nothing but "as I said", "see above"?"""
    pieces = [
        talked(p.strip(" .!?*_-•"), language)
        for s in sentences(text)
        for p in re.split(r"[,;]", s)
        if p.strip(" .!?*_-•")
    ]
    return any(language.rx("@repeat").fullmatch(p) for p in pieces) and all(
        language.rx("(?:@repeat|@nothing)").fullmatch(p) or is_talk(p, language) for p in pieces
    )


def _bare(sentence: str, language: Language) -> str:
    body = trimmed(sentence).strip(" .!?")
    if language.rx("@nothing").fullmatch(body):
        return body
    body = trailed(talked(body, language), language).strip(" .!?,")
    pieces = [
        trailed(talked(p.strip(), language), language)
        for p in re.split(r"[,;]|\s[–—-]\s", body)
        if p.strip() and not is_talk(p, language)
    ]
    if (
        pieces
        and language.rx("(?:none|no|nothing|never|nope|not)(?:[ ]+(?:really|needed|yet|for now))?").fullmatch(pieces[0])
        and all(is_clause(p, language) and not _names_field(p, language) for p in pieces[1:])
    ):
        return pieces[0]
    return pieces[0] if pieces and all(language.rx("@nothing").fullmatch(p) for p in pieces) else body


def _names_field(clause: str, language: Language) -> bool:
    """ "The tone is formal": says what a field holds."""
    match = language.rx(r"(?:the|its|our)[ ]+(?P<label>\w+)[ ]+(?:is|are|should|must)(?!\w)").match(clause)
    return match is not None and match["label"].casefold() in language.labels
