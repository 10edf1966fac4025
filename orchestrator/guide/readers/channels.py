"""Where people meet the agent: website chat, phone, WhatsApp, Slack..."""

import re

from orchestrator.guide.clean import tidy
from orchestrator.guide.heard import PARTIAL, SURE, Found, Heard
from orchestrator.guide.language import Hit
from orchestrator.guide.lists import nouns, parts
from orchestrator.guide.negation import named, wanted
from orchestrator.guide.text import capital

_REACH = r"(?<!\w)(?:@reach)(?!\w)"
_BEFORE = (
    r"(?<!\w)(?:on|via|through|over|by|in|using|from|channels?(?:[ ]+(?:is|are))?)"
    r"[ :=]+(?:both[ ]+)?(?:the[ ]+|our[ ]+|my[ ]+|a[ ]+|your[ ]+|their[ ]+)?$"
)
_USED = (
    r"(?<!\w)(?:they|people|everybody|everyone|most|(?:our|the|my)[ ]+\w+)[ ]+(?:all[ ]+|will[ ]+|would[ ]+|can[ ]+"
    r"|mostly[ ]+|mainly[ ]+|usually[ ]+|already[ ]+)*(?:use|prefer)[ ]+(?:the[ ]+|our[ ]+|mostly[ ]+|mainly[ ]+)?$"
)
# "A bot for our website" stands there; one "for our web shop" works for it.
_BOT_FOR = r"(?<!\w)(?:@bot|@role)[ ]+for[ ]+(?:our[ ]+|the[ ]+|my[ ]+)?$"
# "I spend my evenings on the phone" says where the person is, not where the agent is met.
_OWN_TIME = (
    r"(?<!\w)(?:i|we|my[ ]+\w+|our[ ]+\w+)[ ]+(?:\w+ly[ ]+|always[ ]+|just[ ]+)?(?:spend|spent|am|are|sit|hang|was|were"
    r"|hate|lose|waste)(?!\w)[^,;.!?]*$"
)
# "Something that answers the phone" is met there.
_ANSWERS = (
    r"(?<!\w)(?:that|which|who|to|it|she|he|@bot|@agent|@modal)[ ]+(?:answers?|picks?[ ]+up|takes?)[ ]+"
    r"(?:(?:the|our|my)[ ]+)?$"
)
_SITE = r"^(?:.*site|home ?page|web ?page|(?:mobile[ ]+)?app|intranet|.*portal)$"
_BETWEEN = (
    r"^[ ]*(?:,|;|/|(?:@and)(?!\w)|(?:@or)(?!\w)|[ ]|on|via|by|the|our|from|in|also|maybe|over|my|through){1,10}[ ]*$"
)
_NO_NAME = re.compile(
    r"(?:no|yes|not|none|those|these|that|this|both|all|just|only|them|it|the|thanks?)\b", re.IGNORECASE
)
_BOT = r"^[ ]*(?:@bot)(?!\w)"

_NAMES = r"(?i)call[ ]+(?:it|him|her|them)(?!\w)"  # "call it Fern" rings nobody


def answer(text: str, heard: Heard) -> list[Found]:
    found = []
    for part in parts(text):
        found += [] if heard.language.lexicons["channels"].find(part, loose=True) else _unknown(part, heard)
    found += [
        Found("channels", hit.name, part[hit.start : hit.end])
        for part, hit in named(parts(text), heard.language.lexicons["channels"], heard.language)
    ]
    known = [f for f in found if f.confidence >= SURE]
    return _without_general(known or found)


def mention(sentence: str, heard: Heard) -> list[Found]:
    """Channels people are said to use it on: "reach it on WhatsApp", "a phone bot"; more may come, so not yet
    settled."""
    hits = [h for h in heard.language.lexicons["channels"].find(sentence) if not re.match(_NAMES, sentence[h.start :])]
    foreign = heard.is_opening and heard.language.code != "en"  # what stands before them there is not known here
    good = hits if foreign else _reached(sentence, hits, heard)
    return _without_general(
        [
            Found("channels", h.name, sentence[h.start : h.end], confidence=PARTIAL)
            for h in wanted(sentence, good, heard.language)
        ]
    )


def _reached(sentence: str, hits: list[Hit], heard: Heard) -> list[Hit]:
    rx = heard.language.rx
    good: list[Hit] = []
    for hit in hits:
        before = sentence[max(0, hit.start - 60) : hit.start]
        listed = good and rx(_BETWEEN).match(sentence[good[-1].end : hit.start])
        placed = rx(_BEFORE).search(before) and (rx(_REACH).search(before) or rx(r"(?<!\w)channels?\b").search(before))
        if rx(_OWN_TIME).search(sentence[: hit.start]):
            continue
        if (
            listed
            or placed
            or rx(_USED).search(before)
            or (hit.name == "Phone" and rx(_ANSWERS).search(before))
            or (rx(_BOT_FOR).search(before) and rx(_SITE).search(sentence[hit.start : hit.end]))
            or rx(_BOT).match(sentence[hit.end :])
            or _is_first_with(sentence, hit, heard)
        ):
            good.append(hit)
    return good


def _is_first_with(sentence: str, hit: Hit, heard: Heard) -> bool:
    """ "Discord first, maybe email": a fragment that starts with a channel, while nothing but the agent was asked
    about."""
    return (
        heard.is_opening
        and not re.search(r"\w", sentence[: hit.start])
        and bool(re.match(r" (?:first|only|mainly|mostly)\b|[ ]*(?:,|$|\.|\+|&)", sentence[hit.end :]))
    )


def _without_general(found: list[Found]) -> list[Found]:
    """Each channel once; plain "Voice" or "Chat" says nothing beside "Phone" or "Website chat"."""
    by_name = {f.value: f for f in reversed(found)}
    names = set(by_name)
    general = {
        "Voice": {"Phone", "In-app voice", "Smart speaker"},
        "Chat": {"Website chat", "Live chat", "Mobile app", "WhatsApp", "In-app chat"},
    }
    if {"Mobile app", "Voice"} <= names and len(names) == 2:
        return [
            Found("channels", "In-app voice", by_name["Mobile app"].quote, confidence=by_name["Mobile app"].confidence)
        ]
    kept = [by_name[n] for n in dict.fromkeys(f.value for f in found) if not general.get(str(n), set()) & names]
    return kept


def _unknown(part: str, heard: Heard) -> list[Found]:
    found = []
    for piece in nouns(part, heard.language):
        placed = heard.language.rx(r"^(?:just[ ]+|only[ ]+)?(?:on|via|through|by|over|using)[ ]").match(
            tidy(piece, heard.language)
        )
        if "audience" in heard.asked.topics and not placed:
            continue
        name = (
            heard.language.rx(r"^(?:just|only|on|via|through|by|in|over|using|from)[ ]+(?:the[ ]+|our[ ]+|a[ ]+)?")
            .sub("", tidy(piece, heard.language))
            .strip(".!?")
        )
        if re.search(r"[^\W\d_]{2}", name) and len(name.split()) <= 4 and not _NO_NAME.match(name):
            found.append(Found("channels", capital(name), piece, confidence=0.7))
    return found
