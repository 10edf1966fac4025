"""What kind of agent it is."""

import re

from orchestrator.guide.clean import deed, led, trailed, trimmed
from orchestrator.guide.deeds import deeds
from orchestrator.guide.heard import SURE, Found, Heard
from orchestrator.guide.lists import parts
from orchestrator.guide.readers.names import apposed
from orchestrator.guide.sentences import cut
from orchestrator.guide.shape import is_clause, is_own
from orchestrator.guide.text import capital
from orchestrator.guide.verbs import does, is_told

_NEED = (
    r"(?<!\w)(?:need|needs|require|requires|seek|seeking|want|wants|wanted|wanna|looking[ ]+for|build|building|make"
    r"|making"
    r"|create|creating|develop|developing|design|designing|set(?:ting)?[ ]+up|setup|plan"
    r"|planning|get|getting|have|having|like|love|is|be|as|after|automate|implement|launch"
    r"|add)"
    r"[ ]+(?:to[ ]+(?:build|make|create|have|get|set[ ]+up|develop|design|add|launch|try)[ ]+"
    r"|us[ ]+|me[ ]+|out[ ]+|basically[ ]+|just[ ]+|really[ ]+|here[ ]+)*"
    r"(?P<role>(?:a|an|the|some|some[ ]+kind[ ]+of|some[ ]+sort[ ]+of|kind[ ]+of[ ]+a|our"
    r"|our[ ]+own|my|my[ ]+own|one|another|this)[ ]+\S.*|(?:something|someone|somebody)"
    r"[ ]+\S.*)"
)
_BARE_NEED = (
    r"(?<!\w)(?:need|want|wants|make|build|create|looking[ ]+for)[ ]+(?:to[ ]+)?(?:make[ ]+|build[ ]+|create"
    r"[ ]+|have[ ]+"
    r"|get[ ]+)*(?P<role>(?!(?:a|an|the|to|it|my|our|your|this|that|some|help|no)[ ])(?:[\w'-]+[ ]+){0,3}?"
    r"(?:@role)(?!\w).*)"
)
_ELSE = r"(?:never|always|not|no|don'?t|connects?|connected|integrat\w+|uses?|using|runs?|should|must|can|to[ ]+be)[ ]"
_PLACE = (
    r"[ ]+(?:on|via|over|through|in)[ ]+(?:our[ ]+|the[ ]+|my[ ]+)?(?P<where>[^,.;]{2,50}?)"
    r"(?=[ ]+(?:that|which|who|for)[ ]|$)"
)
_PLACES = r"[ ]+(?:and|or|&)[ ]+(?:(?:on|via|over|through|in)[ ]+)?(?:our[ ]+|the[ ]+|my[ ]+)?"
# "answers those" says nothing without the sentence before it.
_OF_BEFORE = (
    r"(?<!^something)(?<!^someone)[ ]+(?:that|which|who)[ ]+\w+[ ]+(?:those|these|them|that|it|this)"
    r"(?:[ ]+for[ ]+(?:me|us))?$"
)
_WHEN = r"(?<=\w)[ ]+(?:when|whenever|while|because|since|so[ ]+that)(?:[ ].*)?$"
# "it helpdesk" in small letters is the department.
_IT = r"(?:help|support|desk|service|department|staff|team|ticket|operations)"
_DEPARTMENT = re.compile(rf"^it(?=[ ]{_IT})")
# "an assistant called Ada for our clinic" is one for the clinic.
_NAMED = (
    r",?[ ]+(?:@called)[ ]+[\"„“«']?(?-i:[A-ZÀ-Ý])[\w-]*(?:[ ](?-i:[A-ZÀ-Ý])[\w-]*){0,2}[\"”“»']?"
    r"(?=[ ]+(?:for|of|für|pour|para|de|del)[ ])"
)
_THEIRS = (
    r"^\W*(?:(?:@filler|@and|@but)[ ,]+)*(?:they|people|(?:(?:our|my|most|many|some)[ ]+)?(?=\w+s[ ])(?:@people))[ ]+"
    r"(?:(?:all|also|always|often|mostly|usually|just|mainly)[ ]+)*(?P<verb>[a-z]+)"
)
# "If ..."; "we want to get rid of something called ...".
_UNWANTED = (
    r"^(?:@if_word)(?!\w)|(?<!\w)(?:@not_wanted)[ ]+(?:@something)(?!\w)"
    r"|(?<!\w)(?:@something)[ ]+(?:@called)[ ]+\S+[ ]+(?:@done_away)(?!\w)"
)
HEDGED_ROLE = 0.7
PARTIAL_ROLE = 0.5
_STARTS = (
    r"^(?:(?:want|need|looking[ ]+for)[ ]+)?(?:(?:need(?:ed)?|wanted|idea|project|task"
    r"|looking[ ]+for|goal|request|topic|subject|what[ ]+(?:we|i)[ ]+(?:need|want))[ ]*:"
    r"[ ]*)?(?:one[ ]+of[ ]+(?:those|these)|a|an|the|some[ ]+(?:kind|sort)[ ]+of(?:[ ]+an?)?"
    r"|kind[ ]+of[ ]+an?|our[ ]+own|our|my[ ]+own|my|one|another|this|eine?n?|une?|una)?(?:(?<=:)[ ]*|(?<=\w)"
    r"[ ]+|(?<=: )|(?<=:  ))"
)
_ENDS = (
    r"[ ]*(?:[.!?;](?:\s|$)|\n|:[ ]|[ ](?:-|–|—)[ ]|[ ]*\(|,[ ]*(?=(?:and[ ]+|but[ ]+)?(?:it"
    r"|she|he|they|we|i|you|which|that's|what|sits?|lives?|on|via|in|with|should|must|but|so|please"
    r"|il|elle|er|sie|él|ella|name|named|called|for[ ]+now|mostly|mainly|because|since|as|preferably|ideally|also"
    r"|called|running|available|speaking|nothing|no|not|my|our|people|customers|where|who"
    r"[ ]+can|who[ ]+should|and[ ]+(?:it|we|i|she|he))\b)"
    r"|,?[ ]+(?:called|named|with[ ]+the[ ]+name|by[ ]+the[ ]+name)[ ]|[ ]+(?:and|so|but"
    r"|because|since|cause|coz|cuz|bc)[ ]+(?:it|she|he|we|i|they|you|people|customers|my|our"
    r"|the|ppl)[ ]|[ ]+(?=(?:ppl|people|customers|everyone|everybody|i|we|they|my[ ]+\w+|it)"
    r"[ ]+(?:keep|keeps|always|are|is|have|has|got|get|gets|call|calls|need|want|can|can't|don't"
    r"|do|am|was|were|used|never|just|never)(?!\w)))"
)

_NAMES = r"(?i)(?:please[ ]+)?(?:call|name)[ ]+(?:it|him|her|them)[ ]+\S+[ ]*[.!]*$"  # "Call it Fern": its name


def answer(text: str, heard: Heard) -> list[Found]:
    # "Mia, a booking assistant": it is a role.
    told = [match["what"] if (match := apposed(part, heard)) else part for part in parts(text)]
    told = [p for p in told if not re.match(_NAMES, trimmed(p))]
    pieces = [p for p in told if not heard.language.rx(_UNWANTED).search(trimmed(p))]
    named = _needed(pieces, heard) or _nominal(pieces, heard)
    return named or _whole(pieces, heard)


def mention(sentence: str, heard: Heard) -> list[Found]:
    """ "we want an adoption helper": only where the thing wanted is an agent of some kind."""
    unwanted = heard.language.rx(_UNWANTED).search(trimmed(sentence))
    return _needed([sentence], heard) if heard.is_opening and not unwanted else []


def _needed(pieces: list[str], heard: Heard) -> list[Found]:
    found = []
    for piece in pieces:
        for first in heard.language.rx(_NEED).finditer(piece):
            match: re.Match[str] | None = first
            while match:
                role = _shaped(match["role"], heard)
                if _is_generic(role, heard):
                    found.append(_found(role, piece, PARTIAL_ROLE))
                elif heard.language.rx(r"(?<!\w)(?:@role)(?!\w)").search(role):
                    return [_found(role, piece, 0.9)]
                if heard.language.rx(r"^(?:something|someone|somebody)\b").match(role):
                    found.append(_found(role, piece, HEDGED_ROLE))
                match = heard.language.rx(_NEED).search(piece, match.start("role"))
        if not found and (role := _bare(piece, heard)) and not _is_generic(role, heard):
            return [_found(role, piece, 0.9)]
    return sorted(found, key=lambda f: -f.confidence)[:1]


def _bare(piece: str, heard: Heard) -> str:
    """ "I want make voice bot": the thing wanted without an article, at most four words before what kind it is."""
    match = heard.language.rx(_BARE_NEED).search(piece)
    return _shaped(match["role"], heard) if match else ""


def _nominal(pieces: list[str], heard: Heard) -> list[Found]:
    """A sentence that is a noun phrase with an agent in it ("IT helpdesk agent")."""
    for piece in pieces:
        role = _shaped(deed(piece, heard.language), heard)
        if is_clause(trimmed(piece), heard.language):
            continue
        if (
            len(role.split()) <= 25
            and not is_clause(role, heard.language)
            and heard.language.rx(r"(?<!\w)(?:@role)(?!\w)").search(" ".join(role.split()[:8]))
            and not heard.language.rx(rf"^(?:@pronoun)[ '](?!{_IT})").match(role)
        ):
            return [
                _found(
                    role,
                    piece,
                    PARTIAL_ROLE if _is_generic(role, heard) else SURE if "agent_role" in heard.asked.topics else 0.8,
                )
            ]
    return []


def _whole(pieces: list[str], heard: Heard) -> list[Found]:
    """No agent word anywhere: what was answered is the role, if it was asked for; a wish to automate counts too."""
    for piece in pieces:
        needed = heard.language.rx(_NEED).search(piece)
        role = _shaped(needed["role"] if needed else deed(piece, heard.language), heard)
        if _is_theirs(piece, heard):
            continue
        if is_own(piece, heard.language) and not heard.language.rx(r"(?<!\w)(?:automate|want|need|like)(?!\w)").search(
            piece
        ):
            continue
        wish = heard.language.rx(r"(?<!\w)(?:automate|want|need|help|handle|take[ ]+over)(?!\w)").search(
            piece
        ) or _is_named_thing(piece, heard)
        if ("agent_role" in heard.asked.topics or wish) and re.search(r"[^\W\d_]{3}", role):
            return [_found(role, piece, 0.8 if "agent_role" in heard.asked.topics else PARTIAL_ROLE)]
    return []


def _is_theirs(piece: str, heard: Heard) -> bool:
    """ "Customers ask for the menu", "and they want it warm": what people do is no agent."""
    match = heard.language.rx(_THEIRS).match(piece)
    return match is not None and match["verb"].casefold() in {"want", "need", "like", *heard.language.verbs}


def _is_named_thing(piece: str, heard: Heard) -> bool:
    """ "A booking desk for our climbing hall": all that an opening says is what is wanted."""
    begins = heard.language.rx(r"\W*(?:a|an|eine?n?|une?|una)[ ]").match(piece)
    return bool(begins) and heard.is_opening and not is_clause(trimmed(piece), heard.language)


def _is_generic(role: str, heard: Heard) -> bool:
    """ "an AI agent", "one of those chatbots": a kind of program, but not what it does; its role is still to be
    asked."""
    return bool(
        heard.language.rx(
            r"(?:(?:of[ ]+)?(?:those|these)[ ]+)?(?:(?:ai|a\.i\.|virtual|digital|chat|voice|smart"
            r"|conversational|new|own|simple|little|good|custom|llm)[ -]*)*(?:@role|things?)"
        ).fullmatch(role)
    )


def _shaped(role: str, heard: Heard) -> str:
    role = heard.language.rx(
        r"^(?:[\w']+[ ]+){0,3}(?:plan|idea|project|goal|wish|need|task|need(?:ed)?|wanted)s?[ ]*:[ ]+"
    ).sub("", role)
    named = heard.language.rx(_NAMED).search(role)
    if named and _is_generic(heard.language.rx(_STARTS).sub("", trimmed(role[: named.start()])), heard):
        role = role[: named.start()] + role[named.end() :]
    end = heard.language.rx(_ENDS).search(role, 4)
    role = role[: end.start()] if end else role
    role = heard.language.rx(_STARTS).sub("", led(trimmed(role), heard.language))
    role = trimmed(trailed(_alone(role, heard), heard.language)).rstrip("!?. ")
    return _shortened(role, heard)


def _alone(role: str, heard: Heard) -> str:
    """A role without the clauses that tell something else ("..., takes orders", "..., never rude") and without the
    place where people meet it."""
    pieces = cut(role, re.compile(r",[ ]+"))
    other = [i for i, p in enumerate(pieces) if i and heard.language.rx(_ELSE).match(p)]
    other += [i for i, p in enumerate(pieces) if i and is_told(p, heard.language)]
    role = ", ".join(pieces[: min(other)]) if other else role
    which = heard.language.rx(r"[ ]+(?:that|which|who)[ ]+(?:(?:can|should|will|could)[ ]+)?(?=[a-z])").search(role)
    if which and _is_job(role[: which.start()], heard) and _does_much(role[which.end() :], heard):
        role = role[: which.start()]
    channels = heard.language.lexicons["channels"]
    for place in heard.language.rx(_PLACE).finditer(role):
        if all(channels.name(p) for p in heard.language.rx(_PLACES).split(place["where"])):
            role = role[: place.start()] + role[place.end() :]
            break
    return heard.language.rx(_OF_BEFORE).sub("", heard.language.rx(_WHEN).sub("", role))


def _does_much(clause: str, heard: Heard) -> bool:
    """Several deeds are goals; one may be what kind of agent it is ("a bot for our shop that books cuts")."""
    return does(clause, heard.language) and len(deeds(clause, heard.language)) > 1


def _is_job(role: str, heard: Heard) -> bool:
    """Says enough without the clause that tells what it does: "bot for WhatsApp", but not "something", "a bot"."""
    known = heard.language.rx(r"(?<!\w)(?:@role)(?!\w)").search(role)
    return known is not None and not _is_generic(trimmed(role), heard) and len(role.split()) > 1


def _shortened(role: str, heard: Heard) -> str:
    """A role is a name for a job: a long tail of what it does is told by the goals."""
    if len(role.split()) <= 18:
        return role
    tail = heard.language.rx(r",?[ ]+(?:that|which|who|so[ ]+that|to)[ ]+(?:\w+)").search(role, 12)
    return role[: tail.start()] if tail else " ".join(role.split()[:18])


def _found(role: str, piece: str, confidence: float) -> Found:
    role = _DEPARTMENT.sub("IT", role)
    return Found("agent_role", capital(role), role if role in piece else piece, confidence=confidence)
