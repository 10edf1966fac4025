"""An opening that names what is wanted without saying what it is ("something called Fig that books visits"), and tells
what people come to ask."""

import re
from dataclasses import replace

from orchestrator.guide.clean import trimmed
from orchestrator.guide.heard import HEDGED, PARTIAL, Found, Heard
from orchestrator.guide.text import blank, capital
from orchestrator.guide.verb_last import wanted_with_deeds
from orchestrator.guide.verbs import begins_with_deed
from orchestrator.guide.volunteered import alone

_THING = (
    r"(?<!\w)(?P<thing>@something)[ ]*,?[ ]+(?:[^\W\d_]+[ ]){0,3}?(?:@called)[ ]+[\"'„“«]?"
    r"(?P<name>(?-i:[A-ZÀ-Ý])[\w-]*(?:[ ](?-i:[A-Z])[\w-]*){0,2})[\"'“”»]?(?!\w)"
)
_DOES = (
    r"[ ]*,?[ ]+(?:@relative|(?P<to>to))[ ]+(?:(?:can|could|should|will|would)[ ]+)?(?P<does>(?:[^.!?;\n]|[.](?=\w))+)"
)
_WISHES = r"(?<!\w)(?:@wanting)(?!\w)[^.!?,]{0,30}$"
_ONLY_WISHES = rf"^[^.!?,]{{0,30}}{_WISHES}"
_ELSE = r"(?<!\w)(?:@not_wanted|@negator)(?!\w)[^.!?,]*$"
_GONE = r"[ ]+(?:@done_away)(?!\w)"
# What it speaks, uses and must not do is told of other slots.
_BESIDE = ("languages", "channels", "tools", "knowledge", "guardrails", "escalation")
_NEVER = (
    r"(?:^|[ ]*,[ ]+(?:(?:@and|@but)[ ]+)?|[ ]+(?:@and|@but)[ ]+)(?:(?:must|should|may|can|will)[ ]+)?"
    r"(?:@negator)(?!\w)[^,]*"
)
_ASKING = r"(?<!\w)(?:@asking)[ ]+(?:(?:@asked_so)[ ]+)*:?[ ]*(?P<what>(?:@queried)[ ][^.!;\n]{3,300})"
_NEXT = r"[ ]*\?[ ]*,?[ ]*|[ ]*,[ ]+(?:(?:@and|@or)[ ]+)?|[ ]+(?:@and|@or)[ ]+(?=(?:@queried)[ ])"
# "... and we want a bot": there the person tells of something else.
_STOP = r"[ ]*,?[ ]+(?:@hence|(?:@and|@but)(?=[ ]+(?:@teller)(?!\w)))(?!\w)"
_BEFORE = r"(?:@people|@askers)(?!\w)[^.?!;,\n]{0,60}$"
_NOT_TOLD = r"(?<!\w)(?:@negator)[ ]+(?:@telling)[ ]+(?:@it_word)(?!\w)"


def opened(heard: Heard) -> tuple[list[Found], Heard]:
    """(what is told so, the opening without that)"""
    found: list[Found] = []
    for read, by in ((_questions, "\n"), (_named_for, ""), (_named, "\n"), (wanted_with_deeds, "\n")):
        for sentence in heard.stretches:
            told, start, end = read(sentence, heard)
            at = heard.text.find(sentence)
            if told and at >= 0:
                heard, found = heard.with_text(blank(heard.text, at + start, at + end, by)), [*found, *told]
    return found, heard


def _thing(sentence: str, heard: Heard) -> re.Match[str] | None:
    """A thing that is wanted and nothing but a name; not one to be rid of."""
    match = heard.language.rx(_THING).search(sentence)
    if not match or heard.language.rx(_GONE).match(sentence, match.end()):
        return None
    return None if heard.language.rx(_ELSE).search(sentence[: match.start()]) else match


def _named_for(sentence: str, heard: Heard) -> tuple[list[Found], int, int]:
    """ "Something called Pip for our bakery": the name; something for the bakery is read by others."""
    match = _thing(sentence, heard)
    does = heard.language.rx(_DOES).match(sentence, match.end()) if match else None
    goes_on = match is not None and re.match(r"[ ]+\w", sentence[match.end() :])
    if not match or does or not goes_on or not heard.language.rx(_WISHES).search(sentence[: match.start()]):
        return [], 0, 0
    found = Found("agent_name", match["name"], match["name"], confidence=HEDGED)
    return [found], match.end("thing"), match.end()


def _named(sentence: str, heard: Heard) -> tuple[list[Found], int, int]:
    """A thing that is nothing but a name, and what it does."""
    match = _thing(sentence, heard)
    does = heard.language.rx(_DOES).match(sentence, match.end()) if match else None
    around = sentence[: match.start()] + ("" if does else sentence[match.end() :]) if match else ""
    alone = not re.search(r"\w", around)
    if not match or not (alone or heard.language.rx(_WISHES).search(sentence[: match.start()])):
        return [], 0, 0
    found = [Found("agent_name", match["name"], match["name"], confidence=HEDGED)]
    start = 0 if heard.language.rx(_ONLY_WISHES).match(sentence[: match.start()]) else match.start()
    told = _does(does["does"], "" if does["to"] else "it ", heard) if does else []
    return ([*found, *told], start, does.end()) if does and told else (found, start, match.end())


def _does(told: str, subject: str, heard: Heard) -> list[Found]:
    """Its goals, and what its deeds tell of other slots."""
    from orchestrator.guide.readers import READERS

    beside = [f for slot in _BESIDE for f in READERS[slot].mention(f"it {told}", heard)]
    deeds = heard.language.rx(_NEVER).sub("", told)
    goals = [
        f
        for f in READERS["goals"].answer(subject + deeds, heard)
        if begins_with_deed(str(f.value), heard.language) or deeds.startswith(f.quote)
    ]
    return [
        *(Found("goals", f.value, f.quote, confidence=PARTIAL) for f in goals if not alone(f.quote, heard)),
        *(replace(f, quote=f.quote.removeprefix("it ")) for f in beside),
    ]


def _questions(sentence: str, heard: Heard) -> tuple[list[Found], int, int]:
    """Each question people come with is one to answer; what follows them and asks nothing stays."""
    match = heard.language.rx(_ASKING).search(sentence)
    if not match or not heard.language.rx(_BEFORE).search(sentence[: match.start()]):
        return [], 0, 0
    asked, end = _pieces(match["what"], heard)
    if _is_forbidden(sentence, match.start("what") + end, heard):
        return [], 0, 0
    found = [
        Found(
            "goals", capital(heard.language.say("answering", question=heard.language.small(q))), q, confidence=PARTIAL
        )
        for q in asked
    ]
    before = heard.language.rx(_BEFORE).search(sentence[: match.start()])
    starts = match.start() if before and len(before[0].split()) > 1 else before.start() if before else 0
    return found, starts, match.start("what") + end


def _is_forbidden(sentence: str, end: int, heard: Heard) -> bool:
    """ "...; never tell them": what follows the questions forbids to answer them."""
    from orchestrator.guide.readers import READERS

    at = heard.text.find(sentence)
    same, _, after = re.sub(r"[.!?\n]+", "\n", heard.text[at + end :]).partition("\n")
    clauses = heard.language.rx(r"[;,:–-][ ]+|[ ]+(?:@and|@but)[ ]+").split(same)
    if any(READERS["guardrails"].mention(c.strip(" ,;"), heard) for c in clauses if c.strip(" ,;")):
        return True
    return bool(heard.language.rx(_NOT_TOLD).search(after.partition("\n")[0]))


def _pieces(told: str, heard: Heard) -> tuple[list[str], int]:
    """(the questions, where they end)"""
    stop = heard.language.rx(_STOP).search(told)
    told = told[: stop.start()] if stop else told
    asked, at, end = [], 0, 0
    for joint in [*heard.language.rx(_NEXT).finditer(told), None]:
        piece = told[at : joint.start() if joint else len(told)]
        if not heard.language.rx(r"(?:@queried)[ ]").match(piece):
            break
        if not heard.language.rx(r"(?:@wellbeing)\W*").fullmatch(piece):
            asked.append(trimmed(piece).rstrip("?"))
        end = at + len(piece)
        at = joint.end() if joint else at
    return asked, end
