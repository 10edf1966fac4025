"""Who takes over from the agent, told in passing: "the guard Tom steps in when a child is lost"."""

import re

from orchestrator.guide.cases import cases_of
from orchestrator.guide.clauses import stretch
from orchestrator.guide.clean import talked, trimmed
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.readers import escalation
from orchestrator.values import Escalation

_IF = r"(?<!\w)(?:only[ ]+)?(?:@if_word)(?!\w)[ ]+"
_WHO = r"(?P<to>[^,;:]{1,60}?)"
# Chinese puts no blank before a verb.
_TAKES = r"(?:(?<!\w)|(?<=[\u3400-\u9fff]))(?:(?P<plain>@takes_over)|(?:@takes_it))(?!\w)"
_LED = r"(?:@who_lead)(?:[ ]+|\b)[^,;:]{1,50}?"
_TAIL = r"(?:[ ]+(?:@takes_tail))*[ ]*"
_THEN = r"(?:(?:@then)(?!\w)[ ]+)?"
_SHAPES = (
    rf"^{_IF}(?P<when>.+?),[ ]*{_THEN}{_WHO}[ ]*{_TAKES}{_TAIL}$",
    rf"^{_IF}(?P<when>.+?)[ ]*,?[ ]*{_TAKES}[ ]+{_WHO}{_TAIL}$",
    rf"^{_IF}(?P<when>.+)[ ]+(?<!of )(?<!at )(?<!in )(?P<to>{_LED})[ ]+{_TAKES}{_TAIL}$",
    rf"^(?:(?:@and|@but)(?!\w)[ ]*)?{_WHO}[ ]+{_TAKES}{_TAIL}[ ]*,?[ ]*{_IF}(?P<when>.+)$",
)
# "Our treasurer Ute handles money questions", "Geldfragen macht unsere Kassenwartin Ute".
_CARES = (
    r"^(?P<to>(?:@who_lead)(?:[ ]|\b)[^,;:]{2,40}?)[ ]*(?:@takes_care)(?!\w)[ ]*(?P<when>@matters)$",
    r"^(?P<when>@matters)[ ]*(?:@takes_care)[ ]+(?P<to>(?:@who_lead)(?:[ ]|\b)[^,;:]{2,40})$",
    r"^(?P<when>(?:@matters)?)(?=(?:@who_lead)[\u3400-\u9fff])(?P<to>[\u3400-\u9fff]{2,12}?)(?:@takes_care)$",
)
# Behind who it is: a name, a number to call.
_NUMBER = r"(?:[^\W\d_]{2,8}[.:]?[ ]*)?\+?\d(?:[ ()/-]?\d){2,16}"
_MORE = rf"(?:[ ]*,[ ]*(?:(?-i:[A-ZÄÖÜÉ][\w.]+)(?:[ ](?-i:[A-ZÄÖÜÉ]\w+)){{0,3}}(?![\w ])|{_NUMBER})|[ ]*\({_NUMBER}\))+"
_NAMED = r"[^\W\d_][ ](?-i:[A-ZÄÖÜÉ])[^\W\d_]+$|^(?-i:[A-ZÄÖÜÉ])[^\W\d_]+(?:[ ](?-i:[A-ZÄÖÜÉ])[^\W\d_]+)*$"


def mention(sentence: str, heard: Heard) -> list[Found]:
    """The handovers of a sentence, however it puts them."""
    return escalation.mention(sentence, heard) or _taken_over(sentence, heard)


def _taken_over(sentence: str, heard: Heard) -> list[Found]:
    conditional, takes = heard.language.rx(_IF).search, heard.language.rx(_TAKES).search
    if not conditional(sentence):
        return _cared_for(sentence, heard)
    if not takes(sentence):
        return []
    part = stretch(sentence, heard.language, conditional, takes)
    at = sentence.index(part)
    ends = heard.language.rx(rf"{_MORE}[ .!。]*$").search(part)
    more = ends or heard.language.rx(_MORE).match(sentence, at + len(part))
    cases, to = _read(trimmed(part[: ends.start()] if ends else part), heard)
    to += more[0].rstrip(" .!。") if more and to else ""
    quote = sentence[at : more.end() if more and not ends else at + len(part)]
    return [Found("escalation", Escalation(when=case, to=to), quote, confidence=PARTIAL) for case in cases if to]


def _cared_for(sentence: str, heard: Heard) -> list[Found]:
    """Who sees to questions of a kind."""
    for shape in _CARES:
        match = heard.language.rx(shape).match(talked(trimmed(sentence), heard.language).rstrip(" .!。"))
        to = _somebody(match["to"], heard, plainly=True) if match else ""
        if match and to and match["when"]:
            when = Escalation(when=heard.language.small(match["when"]), to=to)
            return [Found("escalation", when, sentence, confidence=PARTIAL)]
    return []


def _read(part: str, heard: Heard) -> tuple[list[str], str]:
    """(the cases, who takes over then); nobody where that is the agent or whoever writes to it."""
    for shape in _SHAPES:
        match = heard.language.rx(shape).match(talked(part, heard.language).rstrip(" .!"))
        to = _somebody(match["to"], heard, plainly=bool(match["plain"])) if match else ""
        if match and to:
            return cases_of(match["when"], heard), to
    return [], ""


def _somebody(text: str, heard: Heard, *, plainly: bool) -> str:
    who = text.strip(" .!")
    bare = heard.language.rx(r"^(?:(?:@who_lead)(?:[ ]+|\b|(?=[\u3400-\u9fff])))+").sub("", who).strip(" '")
    who = bare if re.match(r"[\u3400-\u9fff]", who) else who
    if not bare or len(who.split()) > 8 or bare.casefold() in heard.language.set("no_name"):
        return ""
    rx = heard.language.rx
    if rx(r"(?:@agent|@bot|@pronoun)(?!\w).*").fullmatch(bare) or bare.casefold() in heard.agents:
        return ""
    named = rx(_NAMED).search(who) or rx(r"(?<!\w)(?:@staff|@kin)(?!\w)").search(who)
    return who if named or (plainly and not rx("@people").fullmatch(bare)) else ""
