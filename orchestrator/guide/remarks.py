"""Rules and wishes for the tone that people drop in while something else is asked: "no emojis, and short please"."""

import re

from orchestrator.guide.clean import talked, tidy, trailed, trimmed
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.sentences import cut
from orchestrator.guide.text import capital

_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a|an)"
_LIMIT = (
    rf"(?:(?:max(?:imum)?(?:[ ]+of)?|at[ ]+most|(?:never|no|not)[ ]+more[ ]+than|only|up[ ]+to)[ .:]*{_COUNT}"
    rf"(?:[ ]+[\w-]+){{0,3}}?|{_COUNT}[ ]+[\w-]+(?:[ ]+(?:max(?:imum)?|at[ ]+most))?)"
    r"[ ]+(?:per|each|every|an?)[ ]+[\w-]+(?:[ ]+(?:max(?:imum)?|at[ ]+most))?"
)
_BOUNDED = r"(?<!\w)(?:max(?:imum)?|at[ ]+most|(?:never|no|not)[ ]+more[ ]+than|only|up[ ]+to)(?!\w)"
_PLACED = (
    r"^(?P<where>(?:outside|during|before|after|at|on|in|over|while)[ ][\w' -]{3,40}?)[ ,]+"
    r"(?:it|she|he|they|@agent)[ ]+"
    r"(?:(?:should|must|may|can|shall)[ ]*(?:not|n't|never)|cannot|can't|shouldn'?t|mustn'?t|never)"
    r"[ ]+(?P<what>\w[^,;]*)$"
)
_RULE = (
    r"(?:never|do[ ]+not|don'?t|avoid|refuse[ ]+to)[ ]+\w.*"
    r"|(?:no|zero)[ ]+(?!one\b|more\b|idea\b)[\w'-]+(?:[ ]+[\w'-]+){0,3}"
)
_DECLARED = (
    r"[ ]+(?:is|are)[ ]+(?:a|an|our|my|another)[ ]+(?:\w+[ ]+)?(?:rule|must|no-?go)$"
    r"|^that(?:'s|[ ]+is)[ ]+(?:a|an)[ ]+(?:\w+[ ]+)?rule$"
)
# Why it was said, pointing back: "our colleagues asked for that".
_REASON = (
    r"^(?:@pronoun|our|my|the|some|most|everyone|everybody)(?!\w)[\w' -]{0,50}[ ]"
    r"(?:ask(?:s|ed)?[ ]+for|want(?:s|ed)?|prefer(?:s|red)?|insist(?:s|ed)?[ ]+on|decided|requested|said|likes?|liked)"
    r"[ ]+(?:that|this|it|so)$"
)
_JOINTS = r"[ ]*[,;:][ ]+(?:(?:and|but|also|plus)[ ]+)?|[ ]+(?:and|but)[ ]+|[ ]+[–—-][ ]+"
_BEFORE_TONE = (
    r"^(?:(?:it|he|she|they|@agent)[ ]+(?:should|must|has[ ]+to|needs[ ]+to)[ ]+)?"
    r"(?:(?:be|sound|stay|keep[ ]+it|make[ ]+it|rather|quite|very|always|please)[ ]+)*"
    r"(?P<tone>(?:(?:not|less|more|too|so)[ ]+)*)"
)
# Where these are asked, "no tools" or "nothing formal" is their answer.
_THEIRS = {"guardrails", "tone", "greeting", "escalation", "tool_details", "agent_role", "agent_name"}
# Here "no X" says that a thing of the asked kind is not there.
_COUNTED = {"knowledge", "tools", "channels", "languages", "platform", "metrics", "audience", "agent_name"}


def remarked(sentence: str, heard: Heard) -> list[Found]:
    """The rules and tones of a sentence that is made of nothing else; one that tells anything more is no remark."""
    if _THEIRS & set(heard.asked.topics):
        return []
    pieces = [p for p in cut(trimmed(sentence), heard.language.rx(_JOINTS)) if re.search(r"\w", p)]
    read = [_rule(p, heard) or _tone(p, heard) for p in pieces]
    said = [found for found in read if found and found.value]
    return said if read and all(read) else []


def only_declares(sentence: str, heard: Heard) -> bool:
    """ "That's a rule.", "our boss asked for that": said of the sentence before, and nothing by itself."""
    body = _bare(sentence, heard)
    match = heard.language.rx(_DECLARED).search(body)
    return (match is not None and match.start() == 0) or bool(heard.language.rx(_REASON).match(body))


def limited(sentence: str, heard: Heard) -> list[Found]:
    """ "..., but only one per customer": a limit beside something else, in a clause of its own; and what must not be
    done in some circumstance ("at night it shouldn't call")."""
    placed = heard.language.rx(_PLACED).match(_bare(sentence, heard))
    if placed:
        rule = f"Never {placed['what']} {placed['where'].lower()}"
        return [Found("guardrails", rule, sentence, confidence=PARTIAL)]
    clauses = cut(trimmed(sentence), heard.language.rx(_JOINTS))
    return [f for clause in clauses if (f := _limit(_bare(clause, heard))) is not None]


def _bare(piece: str, heard: Heard) -> str:
    return trimmed(trailed(talked(trimmed(piece), heard.language), heard.language)).strip(" .!")


def _limit(body: str) -> Found | None:
    """ "max 4 sentences per message", with a word that bounds it."""
    if not re.search(_BOUNDED, body, re.IGNORECASE) or not re.fullmatch(_LIMIT, body, re.IGNORECASE | re.VERBOSE):
        return None
    return Found("guardrails", capital(body), body, confidence=PARTIAL)


def _rule(piece: str, heard: Heard) -> Found | None:
    """A rule; one without a value where a piece only says that it was one ("that's a rule")."""
    body = _bare(piece, heard)
    declared = heard.language.rx(_DECLARED).search(body)
    if declared:
        body = body[: declared.start()]
    if declared and not body:
        return Found("guardrails", None, piece)
    if limit := _limit(body):
        return limit
    bare_no = heard.language.rx(r"(?:no|zero)[ ]").match(body) and not declared
    if bare_no and _COUNTED & set(heard.asked.topics):
        return None
    if declared or heard.language.rx(_RULE).fullmatch(body):
        return Found("guardrails", capital(body), piece, confidence=PARTIAL)
    return None


def _tone(piece: str, heard: Heard) -> Found | None:
    body = tidy(piece, heard.language).strip(" .!")
    match = heard.language.rx(_BEFORE_TONE).match(body)
    words = body[match.end() :].split() if match else []
    if not match or len(words) != 1 or words[0].casefold() not in heard.language.set("tones"):
        return None
    return Found("tone", capital(f"{match['tone']}{words[0]}"), piece, confidence=PARTIAL)
