"""What the agent may rely on: documents, pages, facts."""

import re

from orchestrator.guide.clean import deed, is_story, reasoned, trimmed
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.lists import nouns, parts
from orchestrator.guide.sentences import cut
from orchestrator.guide.shape import is_clause
from orchestrator.guide.text import capital

_LEAD = (
    r"^(?:know|use|using|uses|rely(?:ing)?[ ]+on|read|consult|draw[ ]+on|look[ ]+(?:at|in"
    r"|into)|check|search|refer[ ]+to|base[ ]+(?:its[ ]+answers[ ]+|everything[ ]+)?on|have"
    r"[ ]+access[ ]+to|access[ ]+to|get[ ]+(?:its[ ]+answers[ ]+)?from|take[ ]+(?:it[ ]+"
    r"|everything[ ]+)?from|everything[ ]+(?:on|in|from)|all[ ]+of|feed[ ]+it|give[ ]+it|from"
    r"|in|on|mostly|mainly|only|just|it'?s[ ]+all[ ]+(?:in|on))[ ]+(?:about[ ]+)?(?:is[ ]+"
    r"|are[ ]+)?(?:in[ ]+|on[ ]+|from[ ]+)?"
)
_NOT = (
    r"^(?:but[ ]+|and[ ]+)?(?:not|no|never|don'?t|without|except|nothing[ ]+from|ignore|forget|skip|leave[ ]+out)(?!\w)"
)
_CUE = (
    r"(?<!\w)(?:knows?[ ]+(?:everything[ ]+)?(?:about|from)|rel(?:y|ies)[ ]+on|based?"
    r"[ ]+(?:its[ ]+answers[ ]+)?on|answers?[ ]+(?:should[ ]+|must[ ]+)?come[ ]+from"
    r"|knowledge(?:[ ]+(?:base|sources?))?(?:[ ]+(?:is|are)|[ ]*:))"
    r"[ ]+(?P<what>[^.!?;\n]{3,160})"
)

_KNOWS = r"^(?:(?:@filler|@and|@but)(?!\w)[ ,]*)*(?:@knows)[ ]*:?[ ]*(?P<what>\S[^!?;\n]{2,240})$"

# A fact people tell on the way, which the agent needs to know: hours, places, prices.
_FACT = (
    r"^(?:(?:@filler|@interjection)[ ,:]+)*(?:(?:our|the)[ ]+)?(?:"
    r"(?:opening|business|office|visiting|service)[ ]+(?:hours|times)(?:[ ]+(?:is|are)|[ ]*:)[ ]|we(?:'re"
    r"|[ ]+are)?[ ]+(?:open|closed?)[ ].*"
    r"(?:\d|days?(?!\w)|noon|midnight)|(?:address|phone[ ]+number|office|shop|store|parking)[ ]+is[ ]+.*\w"
    r"|(?:delivery|shipping|price|fee|deposit|return[ ]+period)s?[ ]+(?:is|are|costs?|takes?)[ ].*\d).*$"
)


def answer(text: str, heard: Heard) -> list[Found]:
    return [found for part in parts(text) for found in _items(part, heard)]


def _items(part: str, heard: Heard) -> list[Found]:
    found: list[Found] = []
    for clause in cut(part, re.compile(r"[ ]*;[ ]*|[ ]+[–—-][ ]+")):
        if heard.language.rx(_NOT).match(deed(clause, heard.language)):
            continue
        for piece in nouns(clause, heard.language):
            value = _clean(piece, heard)
            if heard.language.rx(
                r"^(?:and[ ]+)?(?:that's|that[ ]+is|it's[ ]+(?:a|an|in|on|from|about|quite|very)"
                r"|everything[ ]+else|the[ ]+rest|all[ ]+there[ ]+is|nothing[ ]+else)(?!\w)"
            ).match(trimmed(piece)):
                continue
            if _is_source(value, bool(found), heard):
                found.append(Found("knowledge", capital(value), piece))
    return found


def _clean(piece: str, heard: Heard) -> str:
    value = deed(reasoned(piece, heard.language), heard.language)
    shorter = heard.language.rx(_LEAD).sub("", value)
    value = shorter if re.search(r"\w{2}", shorter) else value
    value = heard.language.rx(
        r"[ ]+(?:that[ ]+(?:we|i)[ ]+(?:have|wrote|made|keep)(?:[ ]+\w+){0,3}|(?:would|should)"
        r"[ ]+be[ ]+(?:good|enough|fine|great|useful))$"
    ).sub("", value)
    return trimmed(value).rstrip("!?")


def _is_source(value: str, later: bool, heard: Heard) -> bool:
    if not re.search(r"[^\W\d_]{2}", value) or is_story(value, heard.language) or heard.language.rx(_NOT).match(value):
        return False
    return not (is_clause(value, heard.language) and (later or len(value.split()) > 10))


def mention(sentence: str, heard: Heard) -> list[Found]:
    if heard.language.rx(_FACT).match(sentence):
        return [Found("knowledge", capital(trimmed(sentence).rstrip("!?. ")), sentence, confidence=PARTIAL)]
    match = heard.language.rx(_CUE).search(sentence)
    if not match:
        return _known(sentence, heard)
    return [Found("knowledge", f.value, f.quote, confidence=PARTIAL) for f in _items(match["what"], heard)]


def _known(sentence: str, heard: Heard) -> list[Found]:
    """ "It can use the handbook, our price list and the map": a list that names a document."""
    rx = heard.language.rx
    match = rx(_KNOWS).match(sentence.rstrip(" .!。"))
    what = rx(r"[ ]*(?<!\w)(?:@knows_tail)$").sub("", match["what"]) if match else ""
    if not rx(r"(?<!\w)(?:@source_word)(?!\w)").search(what):
        return []
    found = [f for f in _items(what, heard) if not rx(r"(?<![\w.])(?:@negator)(?!\w)").search(f.quote)]
    named = heard.language.lexicons["tools"].name
    return [Found("knowledge", f.value, f.quote, confidence=PARTIAL) for f in found if not named(str(f.value))]
