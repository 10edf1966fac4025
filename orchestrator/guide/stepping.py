"""The steps a clause tells: its deeds, and what the person on the other side does."""

import re

from orchestrator.guide.branches import act_of, unsubjected
from orchestrator.guide.clean import is_story, led, reasoned, trimmed
from orchestrator.guide.deeds import deeds
from orchestrator.guide.flow import Flow
from orchestrator.guide.heard import Heard
from orchestrator.guide.shape import is_clause
from orchestrator.guide.verbs import begins_with_deed, plain_form

_FIRST_THING = (
    r"^.{0,40}?(?<!\w)(?:first|next|last|second)[ ]+thing(?:[ ]+\w+){0,4}?[ ]+(?:is|be|would"
    r"[ ]+be)[ ]+(?:always[ ]+)?(?:to[ ]+)?"
)


_THEIR_TURN = r"^(?:a|an|the)?[ ]*(?:@people)[ ]+(?:\w+ly[ ]+)?(?P<verb>[a-z]+)(?!\w)"


_SEQUENCER = (
    r"^(?:(?:@sequencer|@filler)(?!\w)(?!')[ ,.:;!–—-]*|(?:@interjection|@ordinal)"
    r"[ ]*[,.:;!–—]+[ ]*|(?:@ordinal)[ ]+(?=(?:@pronoun|@agent)(?!\w)))+"
)


_NEW_SUBJECT = r"(?<=\w)(?:,?[ ]+(?:and|n|&|so)[ ]+|,[ ]+)(?=(?:@pronoun|@agent)[ ]+(?:(?:@modal|@adverb)[ ]+)*[a-z]+)"


_MEANWHILE = r"^(?:once|as[ ]+soon[ ]+as|after|when|whenever)[ ]+[^,]{2,80},[ ]*(?P<act>\S.*)$"


def steps(clause: str, flow: Flow, heard: Heard, telling: str) -> int:
    meanwhile = heard.language.rx(_MEANWHILE).match(plain(clause, heard))
    told = meanwhile["act"] if meanwhile else clause
    sequenced = bool(heard.language.rx(r"^(?:(?:@filler)[ ,]+)*(?:@sequencer|@ordinal)(?!\w)").match(told))
    turn = heard.language.rx(_NEW_SUBJECT).search(told)
    if turn and _is_their_turn(told[: turn.start()], heard):
        theirs, ours = told[: turn.start()], told[turn.end() :]
        return steps(theirs, flow, heard, telling) + steps(ours, flow, heard, telling)
    if _is_their_turn(told, heard):
        return _their_step(told, flow, heard, telling if not sequenced else "prose")
    added = 0
    for piece in deeds(_sequenced(told, heard), heard.language, share=False):
        text = _step(
            _elided(piece, flow, added, heard),
            heard,
            telling if added or not sequenced else "prose" if telling == "story" else "list",
        )
        if text:
            flow.step(text, piece)
            added += 1
    return added


def _is_their_turn(told: str, heard: Heard) -> bool:
    """ "A visitor says the number": what the person on the other side does is a step as well, in its own words."""
    match = heard.language.rx(_THEIR_TURN).match(plain(told, heard))
    if heard.language.rx(r"^(?:they|people)[ ]+[a-z]+").match(plain(told, heard)):
        return bool(re.search(r"(?i)(?<!\w)(?:it|she|he)[ ]+[a-z]+s\b", heard.text))
    if not match or not match["verb"].casefold().endswith("s"):
        return False
    return bool(plain_form(match["verb"], heard.language) or heard.language.rx(r"^(?:a|an|the)[ ]").match(match[0]))


def _their_step(told: str, flow: Flow, heard: Heard, telling: str) -> int:
    body = reasoned(plain(told, heard), heard.language)
    if telling == "story" or len(body.split()) > 20 or is_story(body, heard.language):
        return 0
    flow.step(trimmed(body).rstrip("."), told)
    return 1


def _elided(piece: str, flow: Flow, added: int, heard: Heard) -> str:
    """ "ask which service, then which barber": the second asks too."""
    if (
        added
        and flow.last_step.casefold().startswith("ask ")
        and heard.language.rx(
            r"^(?:(?:@sequencer)[ ,]+)*(?:which|wich|witch|what|wat|when|where|how|who|whether|for)(?!\w)"
        ).match(piece)
    ):
        return "ask " + piece
    return piece


def _sequenced(text: str, heard: Heard) -> str:
    """ ", then", "and after that" between steps are as good as a semicolon; one length for the other."""
    text = reasoned(plain(text, heard), heard.language)
    text = heard.language.rx(
        r"(?<=\w)[,]?[ ]+(?:and[ ]+|so[ ]+)?(?:then|after[ ]+that|afterwards|finally|lastly|in"
        r"[ ]+the[ ]+end|at[ ]+the[ ]+end)[ ,]+|(?<=\w)(?:,[ ]+(?:and[ ]+)?|[ ]+and[ ]+)next[ ,]+"
    ).sub(lambda m: "; ".ljust(len(m[0])), text)
    return heard.language.rx(_NEW_SUBJECT).sub(lambda m: "; ".ljust(len(m[0])), text)


def plain(text: str, heard: Heard) -> str:
    body = heard.language.rx(_FIRST_THING).sub("", trimmed(text))
    return heard.language.rx(_SEQUENCER).sub("", body)


def _step(piece: str, heard: Heard, telling: str) -> str:
    if telling == "list" and re.fullmatch(
        r"(?i)(?:hello|hi|hey|bye|goodbye|thanks|thank you|welcome)\W*", trimmed(piece)
    ):
        return trimmed(piece)
    body = led(heard.language.rx(_SEQUENCER).sub("", trimmed(piece)), heard.language)
    return act_of(body, heard) if _is_step(body, heard, telling) else ""


def _is_step(body: str, heard: Heard, telling: str) -> bool:
    act = unsubjected(body, heard)
    if not re.search(r"[^\W\d_]{2}", act) or len(act.split()) > 30:
        return False
    deed = begins_with_deed(act, heard.language, strict=telling == "story")
    if (is_story(body, heard.language) and (not deed or telling == "story")) or (
        heard.language.rx(
            r"^(?:be|bear|try|make[ ]+something|stop|imagine|remember|believe|trust|mind|let[ ]+me)(?!\w)"
        ).match(act)
        and telling == "story"
    ):
        return False
    if deed:
        own = (
            r"^(?:i|we|they|people)(?![\w])"
            if telling == "story"
            else r"^(?:i|we|they|you)[ ]+(?:think|guess|know|hope|want|love|hate|try|keep|work|have|see)\b"
        )
        return not heard.language.rx(own).match(body) and not (
            telling == "story"
            and heard.language.rx(
                r"^(?:(?-i:[iI]t)|that|this|he|she)[ ]+(?:takes?|is|has|looks?|comes?|happens?|works?"
                r"|makes?|goes|does)\b"
            ).match(body)
        )
    return telling == "list" and not (
        is_clause(body, heard.language)
        and heard.language.rx(r"^(?:@pronoun|my|our|people|that|this|there)\b").match(body)
    )
