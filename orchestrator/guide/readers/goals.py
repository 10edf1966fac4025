"""What the agent gets done."""

import re

from orchestrator.guide.clean import deed, is_story, reasoned, tidy, trimmed
from orchestrator.guide.deeds import deeds
from orchestrator.guide.heard import HEDGED, PARTIAL, SURE, Found, Heard
from orchestrator.guide.lists import Line, is_list, lines
from orchestrator.guide.runon import unrun
from orchestrator.guide.sentences import sentences
from orchestrator.guide.shape import is_clause
from orchestrator.guide.text import capital, lower_first
from orchestrator.guide.verbs import begins_with_deed, does, doing, imperative, is_told

_WISH = (
    r"(?<!\w)(?:(?:it|she|he|@agent)[ ]+(?:@modal)(?![\w'])(?![ ]+(?:not|never)\b)|(?:want"
    r"|like|need|love|expect|got|get)[ ]+(?:it|her|him|them|@agent)[ ]+to|(?:people|customers"
    r"|guests|users|visitors|callers|they|patients|members|employees|clients)[ ]+(?:should"
    r"|must|can|could|need[ ]+to|want[ ]+to|would[ ]+like[ ]+to|will)[ ]+be[ ]+able[ ]+to"
    r"|able[ ]+to|(?:help|helps)[ ]+(?:people|customers|us|with|them|guests|users|visitors"
    r"|patients|members|students|callers)"
    r"|(?:the[ ]+)?(?:most[ ]+important|main|first|biggest|other|second|third)?[ ]*(?:goal|job"
    r"|task|thing|point|purpose|aim)s?[ ]+(?:is|are|would[ ]+be)(?:[ ]+(?:to|that[ ]+it))?)"
    r"[ ]*(?::[ ]*|[ ]+)"
)
_ASKING = (
    r"^(?:(?:people|they|customers|guests|callers|users|parents|patients|half[ ]+\w+)"
    r"[ ]+(?:always|often|mostly|usually|also|just|mainly)?[ ]*(?=(?:ask|want|call|report|need"
    r"|write|complain|request|cancel|change|book)\b)|(?:people|they|customers|guests|callers"
    r"|users|parents|patients|members|students|visitors|clients)[ ]+(?:can|could|should|may"
    r"|will|would[ ]+like[ ]+to|want[ ]+to|need[ ]+to|must)[ ]+(?:also[ ]+)?(?:be[ ]+able"
    r"[ ]+to[ ]+)?)"
)
# "If it is urgent, it should call us" is about a case, not about what the agent is for.
_UNDER_CONDITION = r"^(?:(?:@filler|@interjection)[ ,]+)*(?:if|unless|in[ ]+case|in[ ]+the[ ]+event)(?!\w)"
# What leads to the next wish belongs to neither.
_NICE = (
    r"(?:[ ,;]+(?:and|but|also|plus|then|maybe|perhaps|it[ ]+would[ ]+(?:also[ ]+)?be[ ]+\w+(?:[ ]+(?:if|that))?"
    r"|i'd[ ]+like|i[ ]+would[ ]+like|it'd[ ]+be[ ]+\w+(?:[ ]+if)?|if))+[ ,]*$"
)
_BUILDS = (
    r"^(?:build|create|make|design|set[ ]+up|develop|get)[ ]+(?:me[ ]+|us[ ]+)?(?:a|an|the|my"
    r"|our)[ ].*(?:@role)(?!\w)"
)
_BEING = r"^(?:be|sound|speak|know|run|work|use|start|say|greet|come|stay|live|sit|talk|connect|integrate|link)\b"
_IT_DOES = r"^\W*(?:it|she|he|@agent)[ ]+(?:also[ ]+|then[ ]+)?(?=[a-z]{2,}s[ ])(?!is[ ]|has[ ]|was[ ]|does[ ])"
_FORM = r"(?:also[ ]+|just[ ]+|can[ ]+|could[ ]+|will[ ]+|would[ ]+|should[ ]+|must[ ]+)*"
_DOES = rf"(?:^|,[ ]+(?:and[ ]+)?)(?P<who>(?:it|he|she|@agent)[ ]+)?{_FORM}(?=[a-z]{{2,}}s[ ])"
# "something that answers the phone, books visits and tells the prices": what is wanted, told by what it does.
_THAT_DOES = (
    r"(?<!\w)(?:@role|something|anything|somebody|someone|thing|system|tool|solution|ai)(?!\w)[^,.;:!?]{0,60}?[ ]"
    r"(?:that|which|who|to)[ ]+(?:(?:can|could|should|will|would|also|then)[ ]+)*(?=[a-z])"
)
_UNDER = r"[ ]*[,;–—-]?[ ]+(?:(?:and|but|so|or)[ ,]+)*(?=(?:@if_branch)[ ])"
_ONLY = r",[ ]+(?:but[ ]+)?(?:only|just)[ ]+(?=[a-z])"


def answer(text: str, heard: Heard) -> list[Found]:
    found_lines = lines(unrun(text, heard.language))
    if is_list(found_lines):
        return [f for line in _leaves(found_lines) for f in _of_line(line, heard)]
    pieces = [p for line in found_lines if not line.heading for p in sentences(line.text)]
    wished = [bool(_wish(p, heard)) for p in pieces]
    refers = any(
        re.search(r"(?i)\b(?:that|this|those|these|it|them)\W*$", p) for p, w in zip(pieces, wished, strict=True) if w
    )
    told = [p for p, w in zip(pieces, wished, strict=True) if w or _is_told(p, any(wished) and not refers, heard)]
    return [f for p in told for f in _of_sentence(p, heard)]


def _leaves(found: list[Line]) -> list[Line]:
    """List items; a heading over deeper items gives way to them, unmarked lines around a list are talk."""
    return [line for line in found if line.marked and not line.heading]


def _of_line(line: Line, heard: Heard) -> list[Found]:
    return [
        f for piece in sentences(line.text)[:1] for f in _of_sentence(re.split(r"[ ]+[–—-][ ]+|:[ ]+", piece)[0], heard)
    ]


def _wish(piece: str, heard: Heard) -> re.Match[str] | None:
    """The words of wishing before a deed; the first words of wishing where none is before a deed."""
    wishes = list(heard.language.rx(_WISH).finditer(piece))
    return next(
        (
            m
            for m in wishes
            if begins_with_deed(piece[m.end() :], heard.language) and not piece[m.end() :].startswith("be ")
        ),
        wishes[0] if wishes else None,
    )


def _is_told(piece: str, others_wish: bool, heard: Heard) -> bool:
    """A deed or a thing; with wishes around, a sentence with its own subject is only talk."""
    body = tidy(piece, heard.language)
    if not re.search(r"[^\W\d_]{3}", body) or (
        is_story(body, heard.language) and not begins_with_deed(body, heard.language)
    ):
        return False
    if heard.language.rx(r"^(?:@if_word)(?!\w)").match(body):
        return False
    if is_clause(body, heard.language):
        return not others_wish and bool(heard.language.rx(_ASKING).match(body))
    return True


def _of_sentence(piece: str, heard: Heard) -> list[Found]:
    confidence = HEDGED if heard.language.rx(r"(?<!\w)(?:@hedge)(?!\w)").search(piece) else SURE
    wished = _wished(piece, heard)
    plain = heard.language.rx(_IT_DOES).sub("", piece)
    told = not wished and plain != piece and "(" not in piece
    return [
        f
        for body in wished or [plain if told else piece]
        for part in deeds(_shaped(body, heard), heard.language)
        if (f := _item(part, confidence, heard, told=told))
    ]


def _wished(piece: str, heard: Heard) -> list[str]:
    """What follows each wish of a sentence: "it should renew loans, and it would be nice if it could tell people"."""
    wishes = [
        m
        for m in heard.language.rx(_WISH).finditer(piece)
        if begins_with_deed(piece[m.end() :], heard.language)
        and not heard.language.rx(r"(?:help|helps)\b").match(m[0])
        and not piece[m.end() :].startswith("be ")
    ]
    ends = [*(m.start() for m in wishes[1:]), len(piece)][: len(wishes)]
    return [heard.language.rx(_NICE).sub("", piece[m.end() : end]) for m, end in zip(wishes, ends, strict=True)]


def _shaped(body: str, heard: Heard) -> str:
    return reasoned(_unasked(deed(body, heard.language), heard), heard.language)


def _unasked(body: str, heard: Heard) -> str:
    rest = heard.language.rx(_ASKING).sub("", body)
    rest = re.sub(r"^(?:[^:,\d]{1,40}):[ ]+(?=\S)", "", rest) if len(rest.split(":")[0].split()) <= 6 else rest
    return heard.language.rx(
        r"^(?:the[ ]+)?(?:most[ ]+important|main|first|biggest|other|second|third)?[ ]*(?:goal|job"
        r"|task|thing|point|purpose|aim)s?[ ]+(?:is|are|would[ ]+be)(?:[ ]+(?:to|that[ ]+it))?[ ]+"
    ).sub("", rest)


def _item(part: str, confidence: float, heard: Heard, *, told: bool = False) -> Found | None:
    """`told`: of somebody, so that its verb is in the third person."""
    plain = imperative(deed(part, heard.language), heard.language, told=told)
    value = trimmed(doing(plain, heard.language)).rstrip("!?. ")
    if (
        not re.search(r"[^\W\d_]{3}", value)
        or len(value.split()) > 30
        or heard.language.rx(r"^(?:@no_goal)\b").match(value)
    ):
        return None
    if heard.language.rx(r"(?:\w+[ ]+)?(?:with[ ]+)?(?:that|this|it|them|those)").fullmatch(value) or heard.language.rx(
        r"^(?:@negator)(?!\w)"
    ).match(value):
        return None
    return Found("goals", capital(value), part, confidence=confidence)


def mention(sentence: str, heard: Heard) -> list[Found]:
    """ "it should also book tables": deeds the agent is wished to do, said on the way; more may come."""
    if heard.language.rx(_UNDER_CONDITION).match(sentence):
        return []
    wishes = [m for m in heard.language.rx(_WISH).finditer(sentence) if _wishes(m, sentence, heard)]
    does = _told(sentence[: wishes[0].start()] if wishes else sentence, heard)
    told = [(part, plain) for part, plain in ((does, False), (sentence[wishes[0].start() :] if wishes else "", True))]
    return [
        Found("goals", f.value if plain else _plainly(str(f.value), heard), f.quote, confidence=PARTIAL)
        for part, plain in told
        for f in (_of_sentence(part, heard) if part else [])
        if begins_with_deed(str(f.value), heard.language)
        and not heard.language.rx(_BUILDS).match(str(f.value))
        and not heard.language.rx(_BEING).match(str(f.value))
    ]


def _wishes(match: re.Match[str], sentence: str, heard: Heard) -> bool:
    """A wish for a deed, not for what happens in some case ("if it is urgent it has to ring")."""
    clause = re.split(r"[.;!?]|,[ ]+(?:and|but)[ ]", sentence[: match.start()])[-1]
    under = heard.language.rx(r"(?<!\w)(?:@if_word)(?!\w)").search(clause)
    return under is None and begins_with_deed(sentence[match.end() :], heard.language)


def _told(sentence: str, heard: Heard) -> str:
    """What an opening says the agent does beside its role: "it explains bills", "takes orders", "only books calls"; not
    what it does in some case."""
    rest = _deeds_in(sentence, heard) if heard.is_opening else ""
    case = heard.language.rx(_UNDER).search(rest)
    return rest[: case.start()] if case else rest


def _deeds_in(sentence: str, heard: Heard) -> str:
    for match in heard.language.rx(_THAT_DOES).finditer(sentence):
        rest = sentence[match.end() :]
        told = does(rest, heard.language) or begins_with_deed(rest, heard.language, strict=True)
        if told and len(deeds(rest, heard.language)) > 1:  # a single one is told by the role
            return rest
    for match in heard.language.rx(_DOES).finditer(sentence):
        rest = sentence[match.end() :]
        if is_told(rest, heard.language) or (match["who"] and begins_with_deed(rest, heard.language)):
            return rest
    only = heard.language.rx(_ONLY).search(sentence)
    return sentence[only.end() :] if only and begins_with_deed(sentence[only.end() :], heard.language) else ""


def _plainly(value: str, heard: Heard) -> str:
    """ "Books tables" as "Book tables", where it was said of the agent."""
    return capital(imperative(lower_first(value), heard.language, told=True))
