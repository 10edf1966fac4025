"""What the agent must never do: full rules, with their negation."""

import re

from orchestrator.guide.clean import is_story, is_talk, reasoned, talked, trailed, trimmed
from orchestrator.guide.deeds import listed_deeds
from orchestrator.guide.forbidding import forbidden, forbidden_beside
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.lists import lines
from orchestrator.guide.readers.metrics import MEASURED
from orchestrator.guide.remarks import limited
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.shape import is_clause
from orchestrator.guide.text import capital, lower_first, unmarked
from orchestrator.guide.verbs import begins_with_deed, first_word, imperative, plain_form

_SUBJECT = r"(?:(?:it|she|he|they|you|one|@agent)[ ]+(?:(?:really|definitely|absolutely|certainly|also)[ ]+)?)"
_PLAINLY = rf"^{_SUBJECT}(?:must|should|may|shall|can)[ ]+(?:also[ ]+)?never[ ]+[a-z]{{3,}}[ ]+\w"
_MODAL_NOT = (
    rf"^{_SUBJECT}?(?:(?:must|should|may|shall|can|could|will|would)(?:[ ]+also)?[ ]*(?:not|n't|nt|never)"
    rf"|(?<=[ ])do(?:es)?[ ]*(?:not|n't|nt)|mustn'?t|shouldn'?t|won'?t|can'?t|cannot|is"
    rf"[ ]+(?:not|never)[ ]+(?:allowed|permitted|supposed|meant)[ ]+to|isn'?t[ ]+(?:allowed"
    rf"|permitted|supposed)[ ]+to|has[ ]+no[ ]+business|is[ ]+(?:forbidden|prohibited)[ ]+(?:to"
    rf"|from)|never|must[ ]+(?:absolutely[ ]+|under[ ]+no[ ]+circumstances[ ]+)(?:not)?|under"
    rf"[ ]+no[ ]+circumstances)"
    r"[ ]+(?:ever[ ]+|under[ ]+any[ ]+circumstances[ ]+|be[ ]+allowed[ ]+to[ ]+|please[ ]+)?(?P<what>\S.*)$"
)
_WISH_NOT = (
    r"^(?:i|we)(?:'d)?[ ]+(?:really[ ]+|definitely[ ]+)?(?:don'?t|do[ ]+not|never|wouldn'?t"
    r"|would[ ]+not|would[ ]+never)[ ]+(?:ever[ ]+)?(?:want|like|need)[ ]+(?:it|her|him|them"
    r"|@agent)[ ]+(?:to[ ]+)?(?P<what>\S.*)$"
)
_RATHER_NOT = (
    r"^(?:(?:i|we)(?:'d|[ ]+would)[ ]+(?:much[ ]+)?(?:rather|prefer|like)(?:[ ]+it)?[ ]+(?:if[ ]+)?"
    r"|it(?:'d|[ ]+would)[ ]+be[ ]+(?:better|best|good)[ ]+if[ ]+)(?:it|she|he|they|@agent)[ ]+(?:didn'?t|did[ ]+not"
    r"|doesn'?t|does[ ]+not|never|wouldn'?t|would[ ]+not|not)[ ]+(?P<what>\S.*)$"
)
_VAGUE = r"(?:use|call|contact|see|need|have|want|get)[ ]+(?:it|that|this|them)$"
_WE_NEVER = (
    r"^(?:we|i)[ ]+(?:(?:really[ ]+|absolutely[ ]+)?(?:don't|do[ ]+not|never|won't|can't|cannot|must[ ]+not|may[ ]+not"
    r"|are[ ]+not[ ]+allowed[ ]+to))[ ]+(?:ever[ ]+)?(?P<what>\S.*)$"
)
_TOLD_NOT = (
    r"(?<!\w)(?:wants?|told|asked|said|says|needs?|expects?|requires?|insists?)(?!\w)[^.!?]{0,40}?"
    r"(?<!\w)(?:to[ ]+never|never[ ]+to|not[ ]+to|never)[ ]+(?P<what>\S.*)$"
)
_DONT = (
    r"^(?P<neg>(?:please[ ]+)?(?:don'?t|do[ ]+not|never|dont[ ]+ever|no|not|nothing|avoid|without|refuse[ ]+to|nor"
    r"|neither|zero|nobody|no[ ]+one)(?:[ ]+ever)?)(?:[ ]*:)?[ ]+(?P<what>\S.*)$"
)
_HEADING = (
    r"^(?:(?:things[ ]+)?(?:it[ ]+(?:must|should)[ ]+)?(?:@filler[ ]+)*(?P<neg>never|don'?ts?"
    r"|do[ ]+not|no|not|must[ ]+not|forbidden|avoid)(?:[ ]+(?:do|ever|allowed|say))?(?:"
    r"[ ]+(?:these|this|the[ ]+following|any[ ]+of[ ]+(?:these|this)))?)[ ]*:[ ]*(?P<what>.*)$"
)
_AWAY = (
    r"^(?:(?:it[ ]+|she[ ]+|he[ ]+)?(?:should|must|needs[ ]+to|has[ ]+to)[ ]+)?(?:stay|keep"
    r"|steer|stays|keeps|steers)[ ]+(?:well[ ]+|far[ ]+)?(?:away|clear|out)[ ]+(?:from|of)"
    r"[ ]+(?P<what>\S.*)$"
)
# Also "staff confirm every order": what people do is demanded, not forbidden.
_POSITIVE = (
    r"^(?:(?:it|she|he|the[ ]+\w+)[ ]+)?(?:always|only|must(?![ ]+(?:not|never))|should(?!"
    r"[ ]+(?:not|never))|has[ ]+to|needs[ ]+to|make[ ]+sure|ensure|stick[ ]+to|refuse|declines?"
    r"|limit|keep|up[ ]+to(?=[ ]+[€$£]?\d)|be[ ]+careful|remember|say[ ]+so|if|when|before|unless|anything"
    r"|everything|any|all|(?:(?:our|my)[ ]+)?(?:@staff|@person|\w+s)[ ]+(?!in|on|at|about|for|with|from|of|to|by|and|or"
    r"|over|under|during|without)[a-z]+[ ]+(?:every|each|all|any|the|our|it|them))(?!\w)"
)
_OFF = (
    r"(?<!\w)(?:off[ -]?limits|taboo|no[ -]?go(?:es|s)?|forbidden|prohibited|not[ ]+(?:allowed"
    r"|ok(?:ay)?|acceptable|its[ ]+business|our[ ]+thing)|off[ ]+the[ ]+table|banned|out"
    r"[ ]+of[ ]+bounds)(?!\w)"
)
_CUT = (
    r"[ ]*;[ ]*(?:(?:@and|@or|nor)(?!\w)[ ]*)?|[ ]*,(?!\d)[ ]*(?:(?:@and|@or|nor|@but)(?!\w)"
    r"[ ]*)?(?:also[ ]+)?|(?<=\S)[ ]+(?:@and|@or|nor|but)(?!\w)[ ]+(?:also[ ]+)?|[ ]+[/|][ ]+|"
    r"[ ]+[–—-][ ]+|(?<=\w)[ ]+(?=(?:don'?t|do[ ]+not|never)[ ]+[a-z])"
)
# "medical | vet advice": adjectives before one noun.
_ATTRIBUTES = re.compile(
    r"(?i)\w[ ]\w+(?:al|ic|ive|ary|ory|ous|ful|less|ual)\|\w+[ ](?:advice|information|data|details?|questions?"
    r"|opinions?|topics?|issues?|matters?|claims?|content|guidance|\w+tions?|\w+ments?)\W*$"
)
# Told beside its rules: "... and should be reachable at night", "and if somebody is ill call us".
_ELSE = (
    r"(?:(?:it|she|he)[ ]+)?(?:should|must|can|will)(?!\w*n't)[ ](?![^,;]{0,25}(?<!\w)(?:not|never)(?!\w))\w"
    r"|(?:@if_word)[ ](?!.*(?<!\w)(?:@negator|never)(?!\w))"
)
# Words a negation belongs to: "it should | never", "and | don't".
_LEADS_ON = r"(?:@pronoun|@modal|@and|@or|@but|to|that|also|just|simply|please|people|customers|who)$"
_NEGATED = (
    r"^(?:(?:@filler)[ ,]+)*(?:@pronoun[ ]+|@agent[ ]+)?(?:@negator|@modal[ ]+(?:not|never)"
    r"|avoid|without|nor|dont|doesnt|cant|wont|shouldnt|mustnt)(?!\w)"
)
_NO_RULE = (
    r"^(?:that|the|this)[ ]+(?:one|same|rule|thing)(?!\w)|(?<!\w)(?:in|into|to|from)[ ]+(?:the|your|this)"
    r"[ ]+(?:prompt|spec|specification|draft"
    r"|export|interview)(?!\w)|^(?:please[ ]+)?(?:don'?t|do[ ]+not)[ ]+(?:(?:worry|know|mind"
    r"|care|have|think|need|forget|hesitate|you)\b|ask[ .!]*$)|^(?:no|not)[ ]+(?:problem|idea"
    r"|clue|worries|sure|really|yet|thanks|need|that|one|wait|more)\b|^never[ ]+mind\b"
)


def answer(text: str, heard: Heard) -> list[Found]:
    if heard.language.code != "en":
        return forbidden(text, heard)
    found: list[Found] = []
    shared = ""
    for line in lines(text):
        heading = heard.language.rx(_HEADING).match(trimmed(line.text) + ":" * line.heading)
        if heading:
            shared = _shared_word(heading["neg"])
        if heading and not heading["what"].strip(": "):
            continue
        if line.heading and not heading:
            shared = ""
            continue
        for sentence in sentences(line.text):
            found += rules(sentence, heard, shared or "Never", asked=True)
    return found


def _shared_word(negation: str) -> str:
    return {"no": "No", "avoid": "Avoid"}.get(negation.casefold().split()[0], "Never")


def rules(sentence: str, heard: Heard, shared: str, *, asked: bool) -> list[Found]:
    """The rules of a sentence. A negation reaches on over what is listed after it; where it was asked what must never
    be done, a bare "promise refunds" is forbidden too."""
    sentence = unmarked(sentence)
    heading = heard.language.rx(_HEADING).match(trimmed(sentence))
    found: list[Found] = []
    carried = ""
    if heading:
        shared = _shared_word(heading["neg"])
        sentence = sentence[sentence.index(":") + 1 :] if ":" in sentence else sentence
    permits = bool(heard.language.rx(r"^\W*(?:@permits)(?!\w)").match(sentence))
    for piece in cut(
        sentence,
        heard.language.rx(_CUT),
        listed_deeds(sentence, heard.language),
        lambda left, by, right: _separates(left, by, right, heard),
    ):
        if not asked and heard.language.rx(r"(?:@and)[ ]*$").search(sentence[: sentence.find(piece)]):
            carried = ""
        permits = permits and not heard.language.rx(_NEGATED).match(piece)  # what is allowed ends where it forbids
        besides = permits or heard.language.rx(_ELSE).match(piece)
        rule, carried = ("", "") if besides else _rule(piece, heard, carried, shared if asked or heading else "")
        if rule:
            found.append(Found("guardrails", capital(rule), piece))
    return found


def _separates(left: str, by: str, right: str, heard: Heard) -> bool:
    """A rule ends where the next negation or deed begins; things under one "no" are rules of their own if there are
    commas."""
    if not by.strip():
        return bool(heard.language.rx(_NEGATED).match(left)) and not heard.language.rx(_LEADS_ON).search(left)
    if ";" in by or heard.language.rx(_NEGATED).match(right) or heard.language.rx(_ELSE).match(right):
        return True
    if _ATTRIBUTES.search(f"{left.rstrip()}|{right}") and re.search(r"(?i)\b(?:or|and)\b", by):
        return False
    body = _what(left, heard)
    marked = "," in by or "/" in by
    if not begins_with_deed(body, heard.language):
        return (
            (marked or (" or " in by and "," in left + right[:40]) or (len(body.split()) > 1 and _gerund(right, heard)))
            and not _story(right, heard)
            and not _tail(right, heard)
        )
    return begins_with_deed(right, heard.language, strict=not marked)


def _gerund(text: str, heard: Heard) -> bool:
    word = first_word(text, heard.language)
    return word.casefold().endswith("ing") and plain_form(word, heard.language) is not None


def _story(text: str, heard: Heard) -> bool:
    return is_clause(text, heard.language)


def _tail(text: str, heard: Heard) -> bool:
    return bool(
        heard.language.rx(
            r"^(?:even|not[ ]+even|ever|period|full[ ]+stop|at[ ]+all|no[ ]+matter|unless|except|if"
            r"|when|without|please|especially|including|like|such|which|that|who|only)\b"
        ).match(text)
    )


def _what(text: str, heard: Heard) -> str:
    """What is forbidden in a rule: the text after its negation."""
    body = talked(trimmed(text), heard.language)
    for pattern in (_MODAL_NOT, _WISH_NOT, _DONT):
        match = heard.language.rx(pattern).match(body)
        if match:
            return match["what"]
    return body


def _rule(piece: str, heard: Heard, carried: str, shared: str) -> tuple[str, str]:
    """(the rule or "", the negation that reaches on to the next piece)"""
    piece = heard.language.rx(r"^to[ ]+(?=[a-z])").sub("", piece)
    body = trimmed(trailed(reasoned(talked(trimmed(piece), heard.language), heard.language), heard.language)).rstrip(
        "!. "
    )
    rx = heard.language.rx
    if not re.search(r"[^\W\d_]{2}", body) or rx(_NO_RULE).search(body) or is_talk(body, heard.language):
        return "", carried
    if match := rx(_AWAY).match(body):
        return f"Avoid {match['what']}", "Avoid"
    if match := rx(_MODAL_NOT).match(body) or rx(_WISH_NOT).match(body) or rx(_RATHER_NOT).match(body):
        return f"Never {_deed(lower_first(match['what']), heard)}", "Never"
    if shared and (match := rx(_WE_NEVER).match(body)) and begins_with_deed(match["what"], heard.language):
        return f"Never {lower_first(match['what'])}", "Never"
    if match := rx(_DONT).match(body):
        return _forbidden(match, body, heard), _carry(match["neg"])
    if match := rx(r"^(?:so|same)[ ]+(?:is|are|for|goes[ ]+for)[ ]+(?P<what>[^.!]*\w)").match(trimmed(piece)):
        return f"No {lower_first(match['what'])}", ""
    if match := rx(_TOLD_NOT).search(body):
        return f"Never {lower_first(match['what'])}", "Never"
    if (
        carried
        and not rx(_POSITIVE).match(body)
        and (begins_with_deed(body, heard.language) or carried in ("No", "Avoid"))
        and not is_clause(body, heard.language)
    ):
        return _under(carried, body, heard), carried
    return _positive(body, heard, shared)


def _forbidden(match: re.Match[str], body: str, heard: Heard) -> str:
    """A rule that begins with its negation, with the deed in its plain form after "never"."""
    negation, what = match["neg"].casefold(), match["what"]
    plain_not = negation == "not" and begins_with_deed(what.removeprefix("to "), heard.language)
    return f"Never {_deed(what, heard)}" if plain_not or negation == "never" else body


def _deed(what: str, heard: Heard) -> str:
    """ "gives the answer away" and "to give it away" as "give the answer away"."""
    what = what.removeprefix("to ")
    return imperative(what, heard.language, told=bool(re.match(r"[a-z]+s[ ]", what)))


def _carry(negation: str) -> str:
    word = negation.casefold().split()[-1]
    return {"no": "No", "nothing": "Nothing", "avoid": "Avoid", "without": "Without", "not": "Not", "zero": "No"}.get(
        word, "Don't" if "n" in word and word.startswith("do") else "Never"
    )


def _positive(body: str, heard: Heard, shared: str) -> tuple[str, str]:
    """No negation in sight: a rule that demands, a thing declared off limits, or something the question forbids."""
    if heard.language.rx(_OFF).search(body):
        return body, ""
    if is_story(body, heard.language):
        return "", ""
    if heard.language.rx(_POSITIVE).match(body):
        return (body if shared else ""), ""
    if not shared or is_clause(body, heard.language):
        return "", ""
    return _under(shared, body, heard), ""


def _under(negation: str, body: str, heard: Heard) -> str:
    """The negation before a deed ("Never promise"), a doing ("No promising") or a thing ("No politics")."""
    word = first_word(body, heard.language)
    if (
        negation in ("Never", "Don't", "Not")
        and begins_with_deed(body, heard.language)
        and not word.casefold().endswith("ing")
        and not re.fullmatch(r"[^\W\d_]+[^s\W]s", body)
    ):
        return f"{'Never' if negation == 'Not' else negation} {lower_first(body)}"
    if negation in ("Avoid", "Nothing", "Without"):
        return f"{'Avoid' if negation == 'Avoid' else 'No'} {lower_first(body)}"
    return f"No {lower_first(body)}"


def mention(sentence: str, heard: Heard) -> list[Found]:
    """ "it must never promise...", "don't discuss...": a deed or thing forbidden to the agent; tone is not meant."""
    found: list[Found] = []
    if "metrics" in heard.asked.topics and re.search(r"\d", sentence):
        return found
    elsewhere = forbidden_beside(sentence, heard) if heard.language.code != "en" else []
    if apart := elsewhere or limited(sentence, heard):
        return apart
    for rule in rules(sentence, heard, "", asked=False):
        what = _what(str(rule.value), heard)
        forbids = heard.language.rx(r"^(?:never|don'?t|do[ ]+not|avoid)\b").match(str(rule.value))
        bare_not = heard.language.rx(r"^(?:and[ ]+|but[ ]+)?not[ ]").match(rule.quote)
        if (
            forbids
            and not bare_not
            and (begins_with_deed(what, heard.language) or heard.language.rx(_PLAINLY).match(rule.quote))
            and not heard.language.rx(rf"^(?:be|sound|come|feel)\b|{MEASURED}|{_VAGUE}").match(what)
        ):
            found.append(Found("guardrails", rule.value, rule.quote, confidence=PARTIAL))
    return found
