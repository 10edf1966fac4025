"""What people add when they tell their whole story at once: "a helpdesk bot, on Slack, English and German, warm tone".

Clauses of an opening that are about one slot alone are read as that and taken out, so that the role and the goals keep
to what is theirs.
"""

import re
from collections.abc import Callable

from orchestrator.guide.clean import tidy
from orchestrator.guide.heard import PARTIAL, VOLUNTEERED, Found, Heard
from orchestrator.guide.lists import lines, nouns
from orchestrator.guide.negation import wanted
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.text import capital

_CUT = r"[ ]*,[ ]+(?:(?:@and|@but)(?!\w)[ ]*)?|[ ]+[–—-][ ]+"
_BESIDE_CHANNELS = (
    r"(?<!\w)(?:on|in|via|by|over|through|from|within|inside|as|the|our|a|an|my|your|their|its|live|chat|only"
    r"|just|also|both"
    r"|mainly|mostly|later|first|maybe|and|or|available|reachable|channels?|should|be|it|is|work|works|working|run|runs"
    r"|running|lives?|there|please|with|page|site|app|to|start|for|now)(?!\w)"
)
_BESIDE_LANGUAGES = (
    r"(?<!\w)(?:in|and|or|both|only|just|also|speaks?|speaking|it|should|must|can|to|the|languages?|fluent|plus"
    r"|later|maybe"
    r"|mainly|mostly|first|for|now|please|all|answers?|replies|is|are|be|bilingual|as|well|too|with)(?!\w)"
)
_TONE_TAIL = (
    r"[ ]+(?:tone(?:[ ]+of[ ]+voice)?|voice|style|manner|vibe|answers|replies|sentences|personality|language|wording)$"
)
_TONE_LEAD = (
    r"^(?:(?:(?:it|he|she|@agent)|(?:the[ ]+|its[ ]+)?(?:tone|style|voice|personality))(?:[ ]+(?:should|must))?[ ]+)?"
    r"(?:(?:be|is|sound|sounding|stay|with|in|a|an|the|always|very|quite|rather|tone|nice|and)[ :]+)*"
)


def volunteered(heard: Heard) -> tuple[list[Found], Heard]:
    """(what clauses of an opening say about one slot alone, the opening without them)"""
    found: list[Found] = []
    kept = [_parts(sentence, found, heard) for line in lines(heard.text) for sentence in sentences(line.text)]
    return found, heard.with_text("\n".join(k for k in kept if k)) if found else heard


def _parts(sentence: str, found: list[Found], heard: Heard) -> str:
    parts = [_kept(part, found, heard) for part in cut(sentence, re.compile(r"[ ]*;[ ]+"))]
    return "; ".join(part for part in parts if part)


def _kept(sentence: str, found: list[Found], heard: Heard) -> str:
    """The sentence without its clauses that are about one slot alone; a first clause is only such if all are."""
    pieces = cut(sentence, heard.language.rx(_CUT))
    read = [alone(piece, heard) for piece in pieces]
    if not any(read):
        return sentence
    if not all(read):
        read[0] = []
    found += [f for clause in read for f in clause]
    left = [piece for piece, clause in zip(pieces, read, strict=True) if not clause]
    return re.sub(r",[ ]+(?=for[ ])", " ", ", ".join(left))


def alone(clause: str, heard: Heard) -> list[Found]:
    """The findings of a clause that says nothing else."""
    reads: tuple[Callable[[str, Heard], list[Found]], ...] = (_languages, _channels, _tones)
    return next((found for read in reads if (found := read(clause.strip(" .!"), heard))), [])


def _languages(clause: str, heard: Heard) -> list[Found]:
    return _named(clause, "languages", _BESIDE_LANGUAGES, VOLUNTEERED, heard)


def _channels(clause: str, heard: Heard) -> list[Found]:
    return _named(clause, "channels", _BESIDE_CHANNELS, PARTIAL, heard)


def _named(clause: str, slot: str, beside: str, confidence: float, heard: Heard) -> list[Found]:
    """The known names of a clause in which no other word means anything."""
    hits = heard.language.lexicons[slot].find(clause)
    rest = clause
    for hit in reversed(hits):
        rest = rest[: hit.start] + " " + rest[hit.end :]
    if not hits or re.search(r"\w", heard.language.rx(beside).sub(" ", rest)):
        return []
    good = wanted(clause, hits, heard.language)
    return [Found(slot, hit.name, clause[hit.start : hit.end], confidence=confidence) for hit in good]


def _tones(clause: str, heard: Heard) -> list[Found]:
    """Adjectives of tone: "warm but discreet", "professional tone", "short answers"."""
    known = heard.language.set("tones")
    body = heard.language.rx(_TONE_LEAD).sub("", tidy(clause, heard.language))
    pieces = [p for piece in nouns(body, heard.language) for p in re.split(r"[ ]+(?:but|yet|though)[ ]+", piece)]
    found = []
    for piece in pieces:
        words = heard.language.rx(_TONE_TAIL).sub("", piece).split()
        if not words or len(words) > 3 or words[-1].casefold().strip(".!") not in known or _may_be_name(words, heard):
            return []
        found.append(Found("tone", capital(" ".join(words).strip(".!")), piece, confidence=PARTIAL))
    return found


def _may_be_name(words: list[str], heard: Heard) -> bool:
    """ "Sunny" where a name was asked for."""
    return "agent_name" in heard.asked.topics and len(words) == 1 and words[0][0].isupper()
