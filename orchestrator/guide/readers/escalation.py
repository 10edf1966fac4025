"""When the agent hands over, and to whom."""

import re
from collections.abc import Collection

from orchestrator.guide.cases import LEADING_IF, cases_of
from orchestrator.guide.clauses import stretch
from orchestrator.guide.clean import is_story, tidy, trimmed
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.lists import lines
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.shape import is_clause
from orchestrator.guide.takers import STOP, VERB_LAST, split, taker
from orchestrator.guide.verbs import begins_with_deed
from orchestrator.values import Escalation

_IF = r"(?<!\w)(?:only[ ]+)?(?:@if_word|for|after|in[ ]+case[ ]+of|on)(?!\w)[ ]+"
_HAND = (
    r"(?<!\w)(?:@handover)(?!\w)[ ]*:?[ ]*(?:straight[ ]+|directly[ ]+|right[ ]+away[ ]+"
    r"|immediately[ ]+)?(?:to[ ]+)?(?P<to>\S.*)$"
)
_CASE = r"(?<!\w)(?:@if_word)(?!\w)|^\W*(?:@if)(?!\w)"
_NEVER = r"(?:^|,)\W*(?:@negator)[ ]+(?:@handover)(?!\w)"
_CALL = r"(?<!\w)(?:@fetch)[ ]+(?P<to>\S.*)$"
_TO = (
    r"(?:^|[ ])(?:straight[ ]+|directly[ ]+)?to[ ]+(?P<to>(?:the|our|my|a|an)[ ]+[^,;]{2,60}"
    r"|(?:@staff)s?(?:[ ]+\w+){0,3}|[\w.+-]+[@][\w.-]+.*|(?-i:[A-Z])[^,;]{1,60})$"
)
_TAKES = r"^(?P<to>[^,;:]{2,50}?)[ ]+(?:@takes)(?!\w)[ ]*(?:it|them|over|care[ ]+of|with|for)?[ ]*(?P<when>.*)$"
_STAYS = (
    r"(?<!\w)(?:stays?|remains?)[ ]+(?:with|in)[ ]+(?:the[ ]+)?(?:@bot|it)|(?:@agent)"
    r"[ ]+(?:handles?|keeps?|does|deals?[ ]+with|answers?)[ ]+(?:itself|the[ ]+rest|everything"
    r"[ ]+else)|(?:rest|else|others?)[ ]+(?:is[ ]+)?(?:handled|done|answered)[ ]+by"
    r"[ ]+(?:@agent)"
)
_SOMEBODY_IF = (
    r"^(?:to[ ]+)?(?P<to>(?:(?:the|our|my|a|an)[ ]+)?[^,]{2,40}?)[, ]+(?:only[ ]+)?(?:if|when"
    r"|whenever|in[ ]+case|for|as[ ]+soon[ ]+as|once|after)[ ]+(?P<when>.+)$"
)
_ARROW = r"[ ]*(?:@arrow)[ ]*"


def answer(text: str, heard: Heard) -> list[Found]:
    found: list[Found] = []
    waiting = ""
    for sentence in (rule for line in lines(text) for rule in _rules_of(line.text, heard)):
        cases, to = _read(sentence, heard, found)
        if not cases and to:
            found, waiting = _given(found, to, sentence), to
            continue
        to = to or (waiting if not any(isinstance(f.value, Escalation) and f.value.to for f in found) else "")
        found += [Found("escalation", Escalation(when=case, to=to or None), sentence) for case in cases]
    return found


def _rules_of(line: str, heard: Heard) -> list[str]:
    """The rules of a line: sentences, and pieces after ";" or after a comma where another arrow or colon follows."""
    pieces = []
    for sentence in sentences(line):
        for part in cut(sentence, re.compile(r"[ ]*[;][ ]*")):
            pieces += cut(
                part,
                heard.language.rx(r",[ ]*(?:and[ ]+)?|[ ]+and[ ]+"),
                (),
                lambda left, by, right: _hands_over(left, heard) and _hands_over(right, heard, own=True),
            )
    return [p for p in pieces if not heard.language.rx(_STAYS).search(p)]


def _hands_over(text: str, heard: Heard, *, own: bool = False) -> bool:
    """Does a piece say who takes over? `own`: and begin with a case of its own."""
    named = heard.language.rx(
        rf"{_ARROW}|(?<!\w)(?:@handover|@takes)(?!\w)|\w[ ]+to[ ]+(?:the|our|my|(?-i:[A-Z])"
        rf"|(?:@staff)s?(?!\w))|\([^()]{{3,40}}\)[ .]*$"
    ).search(text)
    return bool(named) and not (
        own
        and heard.language.rx(
            r"^(?:then[ ]+|also[ ]+)?(?:to|it|they|she|he|who|that|which|@handover|@takes|only|tell"
            r"|say|give|apologi[sz]e|end)(?!\w)"
        ).match(text)
    )


def _given(found: list[Found], to: str, sentence: str) -> list[Found]:
    """A sentence that only names who takes over names them for the cases before it that have nobody yet."""
    return [
        Found(f.slot, Escalation(when=f.value.when, to=to), f.quote)
        if isinstance(f.value, Escalation) and not f.value.to
        else f
        for f in found
    ]


def _read(sentence: str, heard: Heard, before: list[Found]) -> tuple[list[str], str]:
    """(cases, who takes over) of one rule; either may be missing."""
    sentence = re.sub(r"(?i)^\W*(?:by the way|btw|oh and|also)[ ,:]+", "", trimmed(sentence)).rstrip("?!.")
    known = {
        word
        for f in before
        if isinstance(f.value, Escalation)
        for word in (f.value.to or "").split()
        if word[:1].isupper()
    }
    for shape in (_by_arrow, _by_brackets, _by_parts, _by_handover, _by_taker, _by_colon, _by_tail, _by_comma):
        read = shape(sentence, heard) if shape is not _by_comma else _by_comma(sentence, heard, known)
        if read:
            return cases_of(read[0], heard), taker(read[1], heard)
    return _only_case(sentence, heard)


def _by_arrow(sentence: str, heard: Heard) -> tuple[str, str] | None:
    halves = heard.language.rx(_ARROW).split(sentence, 1)
    if len(halves) != 2 or not all(h.strip() for h in halves):
        return None
    handed = heard.language.rx(_HAND).search(halves[1]) or heard.language.rx(rf"^{_CALL}").search(halves[1])
    return halves[0], handed["to"] if handed else halves[1]


def _by_brackets(sentence: str, heard: Heard) -> tuple[str, str] | None:
    """ "lost luggage (airline desk)" """
    match = re.match(r"^(?P<when>[^():]{3,80})[ ]*\((?P<to>[^()]{3,60})\)$", sentence)
    return (
        (match["when"], match["to"])
        if match
        and _is_somebody(match["to"], heard)
        and not re.search(r",[ ]*(?:me|us|my \w+)$", match["when"])
        and not _hands_over(match["when"], heard)
        else None
    )


def _by_parts(sentence: str, heard: Heard) -> tuple[str, str] | None:
    """ "to support@x.com, if it does not know the answer": a part with "to" and a part with "if", in any order."""
    pieces = [p.strip() for p in re.split(r",[ ]+|(?<=\S)[ ]+(?=(?:if|when|whenever)[ ])", sentence)]
    when = next((p for p in pieces if heard.language.rx(r"(?:if|when|whenever|in[ ]+case)(?!\w)").match(p)), "")
    to = next((p for p in pieces if re.match(r"(?i)to[ ]+\S", p) and (_is_somebody(p[3:], heard) or "@" in p)), "")
    return (when, to[3:]) if when and to and len(pieces) <= 4 else None


def _by_handover(sentence: str, heard: Heard) -> tuple[str, str] | None:
    """ "if X, hand over to Y", "hand over to Y when X", "X goes to Y", and "X, too" behind it."""
    match = heard.language.rx(_HAND).search(sentence) or _fetched(sentence, heard)
    if not match:
        return None
    before = heard.language.rx(
        r"(?:^|[ ,;:–—-]+)(?:then[ ]+|@at_once[ ]+|please[ ]+|just[ ]+|and[ ]+|@pronoun[ ]+|@agent[ ]+|@modal"
        r"[ ]+|that'?s[ ]+|those[ ]+|these[ ]+|all[ ]+|always[ ]+|immediately[ ]+|'s[ ]+|be[ ]+"
        r"|are[ ]+|is[ ]+|get[ ]+|gets[ ]+|really[ ]+|that[ ]+|this[ ]+|could[ ]+|should[ ]+)*$"
    ).sub("", sentence[: match.start()])
    to, rest = split(match["to"], heard)
    also = heard.language.rx(
        r"^[, ]+(?:and[ ]+)?(?P<more>[^,;]{3,60}?)[, ]+(?:too|as[ ]+well|also|likewise)[ .]*$"
    ).match(rest)
    when = before if not also else f"{before}, {also['more']}"
    if last := heard.language.rx(VERB_LAST).match(rest):  # "Kunden an Frau Berg verweisen, wenn ..."
        with_it = heard.language.rx(_HAND).match(rest, last.end()) if last["and"] else None
        to = f"{to} {last['and']} {split(with_it['to'], heard)[0]}" if with_it else to
        when = when if heard.language.rx(LEADING_IF).match(when) else ""
    if heard.language.rx(r"\W*(?:@negator)\W*").fullmatch(when):
        return None
    case = heard.language.rx(_IF).search(rest)
    if when and case and not also and not heard.language.rx(LEADING_IF).match(when):  # "Refunds ... when they are late"
        when = f"{when} {rest.strip(' ,.!')}" if not rest[: case.start()].strip(" ,") else when
    return (when or _condition(rest, heard)), to


def _fetched(sentence: str, heard: Heard) -> re.Match[str] | None:
    """ "get my sister", "call the fire brigade": only after a condition."""
    match = heard.language.rx(_CALL).search(sentence)
    if not match or not (
        _is_somebody(split(match["to"], heard)[0], heard) or re.match(r"(?i)(?:our|my|the|me|us)\b|[A-Z]", match["to"])
    ):
        return None
    return (
        match
        if (heard.language.rx(LEADING_IF).match(sentence) and match.start() > 3)
        or (match and heard.language.rx(_IF).search(match["to"]) and match.start() == 0)
        else None
    )


def _condition(rest: str, heard: Heard) -> str:
    match = heard.language.rx(_IF).search(rest)
    return rest[match.end() :] if match else ""


def _by_taker(sentence: str, heard: Heard) -> tuple[str, str] | None:
    match = heard.language.rx(_TAKES).match(sentence)
    if not match or heard.language.rx(LEADING_IF).match(sentence):
        conditional = heard.language.rx(
            r"^(?P<when>.+?),[ ]+(?:then[ ]+)?(?P<to>[^,]{2,40}?)[ ]+(?:@takes)(?!\w)"
        ).match(sentence)
        return (conditional["when"], conditional["to"]) if conditional else None
    if begins_with_deed(match["to"], heard.language, strict=True) or heard.language.rx(
        r"^(?:it|they|he|she|someone|somebody|customer|the[ ]+(?:customer|user|guest|caller)|a"
        r"[ ]+(?:customer|user|guest|caller))\b"
    ).match(match["to"]):
        return None
    if not _is_somebody(match["to"], heard):
        return None
    when = heard.language.rx(r"^(?:over[ ]+)?(?:only[ ]+)?(?:@if_word)[ ]+").sub("", match["when"])
    return (when, match["to"]) if re.search(r"\w", when) else None


def _by_colon(sentence: str, heard: Heard) -> tuple[str, str] | None:
    match = re.match(r"^(?P<when>[^:]{2,120}):[ ]+(?P<to>\S.{0,80})$", sentence)
    if not match or re.search(r"https?$", match["when"]):
        return None
    if begins_with_deed(match["to"], heard.language):
        fetched = _last_fetched(match["to"], heard)
        return (match["when"], fetched) if fetched else None
    return match["when"], match["to"]


def _last_fetched(deeds: str, heard: Heard) -> str:
    """ "tell them to call 112 and then notify the duty manager": the last one who is called in."""
    marks = [m.end() for m in heard.language.rx(r"(?<!\w)(?:@handover|@fetch)[ ]+").finditer(deeds)]
    return deeds[marks[-1] :] if marks else ""


def _by_tail(sentence: str, heard: Heard) -> tuple[str, str] | None:
    """ "billing to accounts@x.com", "a colleague if X", "After two tries, a human"."""
    if match := heard.language.rx(_TO).search(sentence):
        return sentence[: match.start()], match["to"]
    match = heard.language.rx(_SOMEBODY_IF).match(sentence)
    if match and _is_somebody(match["to"], heard) and not heard.language.rx(LEADING_IF).match(sentence):
        return match["when"], match["to"]
    return None


def _by_comma(sentence: str, heard: Heard, known: Collection[str] = ()) -> tuple[str, str] | None:
    """ "after two tries, a human", "big orders, also Hanneke": somebody after a comma behind a condition or a known
    name."""
    pieces = sentence.split(",")
    conditional = heard.language.rx(rf"{LEADING_IF}|^(?:@filler[ ,]+)*after(?!\w)").match(sentence)
    for at in range(1, len(pieces)):
        to = heard.language.rx(r"^(?:(?:then|also|always|again|please|straight|directly|to|it's)[ ]+)*").sub(
            "", pieces[at].strip()
        )
        joined = to != pieces[at].strip()
        named = bool(set(to.split()[:3]) & set(known)) or "@" in to
        if named or ((conditional or joined) and _is_somebody(to, heard)):
            return ",".join(pieces[:at]), to
    return None


def _is_somebody(text: str, heard: Heard) -> bool:
    body = tidy(text, heard.language)
    named = bool(re.search(r"[@]|^(?:[A-Z][\w.]+ ?){1,3}(?:[ ]in\b.*)?$", body)) or bool(
        heard.language.rx(r"(?<!\w)(?:@person|@kin|@staff)s?(?!\w)").search(body)
    )
    return (
        named
        and len(body.split()) <= 8
        and not is_clause(body, heard.language)
        and not heard.language.rx(r"^(?:@if_word)\b").match(body)
    )


def _only_case(sentence: str, heard: Heard) -> tuple[list[str], str]:
    """Nobody named here, or nothing but somebody."""
    bare = heard.language.rx(r"^(?:(?:@filler|then|it|goes|go|to)[ ,]+)+").sub("", sentence)
    bare = heard.language.rx(STOP).split(bare)[0]
    if not heard.language.rx(LEADING_IF).match(sentence) and _is_somebody(bare, heard):
        return [], taker(bare, heard)
    if is_story(sentence, heard.language) and not heard.language.rx(LEADING_IF).match(sentence):
        return [], ""
    return cases_of(sentence, heard), ""


def mention(sentence: str, heard: Heard) -> list[Found]:
    """A sentence that hands over to somebody under a condition."""
    fetched = _fetched(sentence, heard)
    told = fetched and re.search(r"(?i)(?:\b(?:should|must|then|please|can|could)|,)[ ]+$", sentence[: fetched.start()])
    hands, conditional = heard.language.rx(_HAND).search, heard.language.rx(_CASE).search
    if not (hands(sentence) or told) or not conditional(sentence) or heard.language.rx(_NEVER).search(sentence):
        return []
    twice = heard.language.rx(r"(?:@handed_last)[ ]+(?:@and)[ ]+(?:@handover)(?!\w)").search(sentence)
    sentence = sentence if told or twice else stretch(sentence, heard.language, conditional, hands)
    cases, to = _read(sentence, heard, [])
    found = [Found("escalation", Escalation(when=case, to=to), sentence, confidence=PARTIAL) for case in cases if to]
    return found if not to or _takes_over(to, heard) else []


def _takes_over(to: str, heard: Heard) -> bool:
    """Where nobody asked for handovers: in other languages the words for them also pass on orders to a kitchen, data to
    a tool, and callers to the next question."""
    if heard.language.code == "en" or to.lower() == to.upper():
        return _is_somebody(to, heard) or len(to.split()) <= 6
    if heard.language.lexicons["tools"].name(to):
        return False
    person = heard.language.rx(r"(?<!\w)(?:@person|@kin|@staff)s?(?!\w)").search(to)
    return bool(person) or (to[:1].isupper() and _is_somebody(to, heard))
