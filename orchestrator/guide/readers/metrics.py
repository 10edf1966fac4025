"""How success is measured: numbers with their direction, or what should become more or less."""

import re

from orchestrator.guide.clean import deed, is_story, led, reasoned, trailed, trimmed
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.lists import parts
from orchestrator.guide.sentences import cut
from orchestrator.guide.text import capital

_CUT = (
    r"[ ]*;[ ]*|[ ]*,(?!\d)[ ]*(?:(?:@and|@or|@but)(?!\w)[ ]*)?(?:also[ ]+)?|"
    r"[ ]+(?:@and)(?!\w)[ ]+|[ ]+[/][ ]+|[ ]+[–—-][ ]+"
)
# "Ten tours a week": a number in words measures beside what it is counted by.
NUMBERED = r"(?<!\w)@number[ ]+(?:\w+[ ]+){0,3}(?:a|per|every|each)[ ]"
_MEASURE = rf"\d|{NUMBERED}|(?<!\w)(?:@measure)(?!\w)"
_LEAD = (
    r"^(?:(?:(?:i|we)(?:'d|[ ]+would)?[ ]+)?(?:consider|call)[ ]+it[ ]+a[ ]+success[ ]+(?:if|when)[ ]+|(?:i|we)(?:'d"
    r"|'ll|[ ]+would|[ ]+will)?[ ]+(?:measure|judge|track|see|know)[ ]+(?:it"
    r"|success|that|this)?[ ]*(?:by|with|from|on|through)[ ]+|(?:success(?:[ ]+for[ ]+us)?|a[ ]+good[ ]+result"
    r"|it[ ]+works|we[ ]+(?:win|know[ ]+it[ ]+works))[ ]+(?:is|means|would[ ]+be|looks[ ]+like"
    r"|if|when)[ ]+(?:that[ ]+|when[ ]+|if[ ]+)?|(?:i|we)(?:'d|'ll|[ ]+would|[ ]+will)?"
    r"[ ]+be[ ]+(?:happy|glad|satisfied|content|thrilled|delighted)[ ]+(?:if|when|with)[ ]+"
    r"|(?:i|we)[ ]+(?:would[ ]+)?(?:want|hope|aim|expect|like|need)[ ]+(?:for|to[ ]+see|to"
    r"[ ]+have|to[ ]+get|to[ ]+reach|that)?[ ]*|(?:our[ ]+|the[ ]+)?(?:goals?|targets?|kpis?"
    r"|metrics?|aim|benchmark)[ ]*(?:is|are|would[ ]+be|:|=)[ ]*(?:to[ ]+(?:have|get|reach"
    r"|see)[ ]+)?|if[ ]+|when[ ]+|that[ ]+|getting[ ]+(?=\d)|to[ ]+(?:have|get|see|reach)[ ]+"
    r"|say[ ]+|measure[ ]+|look[ ]+at[ ]+|track[ ]+|seeing[ ]+|having[ ]+|(?:the|a)[ ]+(?=\d"
    r"|percentage|share|number|rate))+"
)
# "Never fall under 4.5 stars" is a number to reach, no rule.
MEASURED = r"(?:fall|drop|go|sink|get|rise|exceed|last|take|cost|stay|slip|dip)[ ]+(?:\w+[ ]+){0,3}\d"
_CUE = (
    r"(?<!\w)(?:success|measure[sd]?|kpis?|targets?|metrics?)(?!\w)[^.!?\n]{0,60}\d"
    rf"|(?<!\w)(?:@negator|never|must[ ]+not|should[ ]+not)[ ]+{MEASURED}"
    r"|(?<!\w)(?:want|aim|hope|expect|target|reach|like[ ]+to[ ]+see)(?!\w)[^.!?\n]{0,30}\d[ ]*(?:%|percent|stars?)"
)


def answer(text: str, heard: Heard) -> list[Found]:
    clauses = [c for part in parts(text) for c in _clauses(part, heard)]
    measured = [c for c in clauses if heard.language.rx(_MEASURE).search(c)]
    numbered = any(re.search(r"\d", c) for c in measured)
    kept = [
        c
        for c in (measured or clauses)
        if not is_story(led(c, heard.language), heard.language)
        or re.search(r"\d", c)
        or (not numbered and len(clauses) == 1)
    ]
    return [f for f in (_item(c, heard) for c in _refined(kept, heard)) if f]


def _clauses(part: str, heard: Heard) -> list[str]:
    """Measures stand apart only where both sides measure something."""
    measures = heard.language.rx(_MEASURE).search

    def separates(left: str, by: str, right: str) -> bool:
        first = re.split(r"[,;]", right)[0]
        own = heard.language.rx(r"^(?:@determiner|@pronoun|my|our)[ ]").match(right) and is_story(right, heard.language)
        continues = heard.language.rx(
            r"^(?:@modal|\w+n't|never|not|should|must|is|are|has|was|now|today|currently|at[ ]+the"
            r"[ ]+moment)(?![\w'])|^\d[\d.,%]*[ ]+(?:now|today|currently|so[ ]+far|at[ ]+the[ ]+moment)"
        ).match(right)
        return ";" in by or bool(own) or bool(measures(left) and measures(first) and not continues)

    return cut(part, heard.language.rx(_CUT), (), separates)


def _refined(clauses: list[str], heard: Heard) -> list[str]:
    """ "fewer calls, say 30% fewer": the number says what was meant."""
    kept: list[str] = []
    for clause in clauses:
        if kept and heard.language.rx(r"^(?:let's[ ]+)?say[ ]+").match(clause):
            kept.pop()
        kept.append(clause)
    return kept


def _item(clause: str, heard: Heard) -> Found | None:
    value = trimmed(trailed(deed(reasoned(clause, heard.language), heard.language), heard.language))
    shorter = trimmed(heard.language.rx(_LEAD).sub("", value))
    value = (shorter if re.search(r"\w{2}", shorter) else value).rstrip("!?")
    case = heard.language.rx(r"^(?:@filler[ ,]+)*(?:if|when)(?!\w).*(?<!\w)(?:should|must|goes|hand|call)(?!\w)").match(
        clause
    )
    if case or not re.search(r"\w{2}", value) or len(value.split()) > 30:
        return None
    return Found("metrics", capital(value), clause)


def mention(sentence: str, heard: Heard) -> list[Found]:
    if not heard.language.rx(_CUE).search(sentence):
        return []
    return [
        Found("metrics", f.value, f.quote, confidence=PARTIAL)
        for f in answer(sentence, heard)
        if re.search(r"\d", str(f.value))
    ]
