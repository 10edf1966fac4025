"""Where the agent will run."""

import re

from orchestrator.guide.clean import tidy
from orchestrator.guide.heard import HEDGED, SURE, VOLUNTEERED, Found, Heard
from orchestrator.guide.lists import nouns, parts
from orchestrator.guide.negation import wanted
from orchestrator.guide.text import capital

_PLACED = r"(?<!\w)(?:@deploy)(?!\w)[^.!?]{0,40}$"
_DECIDED = (
    r"(?<!\w)(?:but|it'?ll be|we'?ll (?:go|use|take)|go(?:ing)? with|end(?:ed)? up|decided"
    r"|settled|finally|in the end|now|actually|rather|instead|no,)(?!\w)"
)
_SHAPE = (
    r"^(?:(?:we'?(?:ll|re|d)?|it'?(?:ll|s)?|i'?(?:ll|m|d)?|they)(?!\w))?[ ]*(?:will|would|are|am|is"
    r"|should)?[ ]*(?:probably[ ]+)?(?:going[ ]+to[ ]+)?(?:be[ ]+)?(?:use[sd]?|using|run(?:s"
    r"|ning)?|deploy(?:ed|ing)?|export(?:ed)?|host(?:ed)?|go(?:ing|es)?|work(?:s|ing)?|have"
    r"|take|live|put)?[ ]*(?:it|this|that)?[ ]*(?:on|to|in|with|for|at|into)?[ ]*(?:the[ ]+)?"
)


def answer(text: str, heard: Heard) -> list[Found]:
    known = [
        (part, hit)
        for part in parts(text)
        for hit in wanted(part, heard.language.lexicons["platforms"].find(part, loose=True), heard.language)
    ]
    if known:
        part, hit = next(((p, h) for p, h in known[1:] if heard.language.rx(_DECIDED).search(p[: h.start])), known[0])
        return [Found("platform", hit.name, part[hit.start : hit.end])]
    return _unknown(text, heard)


def mention(sentence: str, heard: Heard) -> list[Found]:
    hits = heard.language.lexicons["platforms"].find(sentence)
    for hit in wanted(sentence, hits, heard.language):
        if heard.language.rx(_PLACED).search(sentence[: hit.start]):
            return [Found("platform", hit.name, sentence[hit.start : hit.end], confidence=VOLUNTEERED)]
    return []


def _unknown(text: str, heard: Heard) -> list[Found]:
    for part in parts(text):
        name = heard.language.rx(_SHAPE).sub("", tidy(part, heard.language), count=1)
        name = (nouns(name, heard.language) or [""])[0].strip(" .!?")
        if re.search(r"\w{2}", name) and len(name.split()) <= 6:
            confidence = SURE if len(name.split()) <= 3 else HEDGED
            return [Found("platform", capital(name), part, confidence=confidence)]
    return []
