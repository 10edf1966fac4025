"""An answer to a question two slots share: which of its words are about which of them."""

import re
from collections.abc import Callable

from orchestrator.guide.clean import led, talked, trimmed
from orchestrator.guide.consent import objects
from orchestrator.guide.evasion import says_nothing
from orchestrator.guide.heard import Heard
from orchestrator.guide.language import Hit, Language
from orchestrator.guide.lists import lines
from orchestrator.guide.readers.metrics import NUMBERED
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.verbs import begins_with_deed
from orchestrator.slots import BY_NAME

Halves = tuple[str, str]
_CLAUSE = r"[ ]*[,;:](?!\d)[ ]+(?:(?:@and|@but)(?!\w)[ ]*)?|[ ]+[–—-][ ]+|[ ]+(?:@and|@but)[ ]+(?=(?:@pronoun|in)[ ])"
# The first words of what somebody is told: a greeting, a name given, an offer.
_SPEAKS = (
    r"(?<![\w\"'])(?:@greeting)(?=[ ,!.:;]|$)|(?<!\w)(?:i'm|i[ ]+am|this[ ]+is)[ ]+(?-i:[A-Z])"
    r"|(?<!\w)(?-i:[A-Z])[\w-]+[ ]+here(?!\w)"
    r"|(?<!\w)(?:thank[ ]+you|thanks)[ ]+for[ ]+(?:calling|contacting|reaching|visiting|writing|choosing)"
    r"|(?<!\w)(?:how|what)[ ]+(?:can|may)[ ]+(?:i|we)[ ]+(?:help|do)"
)
_SAYING = (
    r"(?<!\w)(?:(?:(?:it|she|he|they|@agent|and|you|should|could|can|must|would|will|to|which)[ ]+)+"
    r"(?:says?|saying|greets?|greeting|starts?|opens?|answers?|introduces?|begins?|welcomes?)(?:[ ]+(?:people|them"
    r"|everyone|callers|with|by|ppl))*"
    r"|(?:the|its|our|as)[ ]+(?:a[ ]+)?(?:greeting|welcome|opener|first[ ]+(?:words|line|message)))(?![\w'])"
)
_JOINT = r"(?:[ ,;.]+(?:@and|@but|then|it|she|he|they|should|will|must|can|@agent))+[ ,]*$"
_QUOTED = re.compile(r"\"[^\"\n]{6,400}\"|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){6,400}'(?!\w)|`[^`\n]{6,400}`")
_NAMED = (
    r"(?<!\w)(?:i'm|i[ ]+am|this[ ]+is|my[ ]+name[ ]+is)[ ]+(?P<name>(?-i:[A-Z])[\w-]*)"
    r"|(?<!\w)(?P<here>(?-i:[A-Z])[\w-]+)[ ]+here(?!\w)"
)
_MEASURES = (
    r"[<>≤≥][ ]*\d|(?<!\w)in[ ]+\d+[ ]*(?:s|min|h|sec|second|minute|hour)\w{0,4}(?!\w)|\d[ ]*(?:%|percent)"
    rf"|(?<!\w)\d+[ ]+(?:\w+[ ]+){{0,3}}(?:a|per|every|each)[ ]|{NUMBERED}|(?<!\w)(?:@measure)(?!\w)"
)


def speaks(text: str, language: Language) -> bool:
    """Whether a text speaks to somebody as a first sentence does."""
    return bool(language.rx(_SPEAKS).search(text))


def apportioned(heard: Heard) -> dict[str, str]:
    """{topic: the words that are about it}; where nothing tells them apart, every topic's reader sees all of them."""
    topics = [topic for topic in (heard.asked.topics or ("agent_role",)) if topic in BY_NAME]
    way = _WAYS.get(tuple(heard.asked.topics))
    halves = way(heard) if way else None
    if halves is None:
        return dict.fromkeys(topics, heard.text)
    return {topic: half for topic, half in zip(topics, halves, strict=False) if re.search(r"\w", half)}


def named_in(greeting: str, heard: Heard) -> str:
    """What the agent calls itself in a greeting ("Hi, I'm Fern"), "" if nothing."""
    match = heard.language.rx(_NAMED).search(greeting)
    return (match["name"] or match["here"]) if match else ""


def _pieces(text: str) -> list[str]:
    return [piece for line in lines(text) for piece in sentences(line.text)]


def _tone_and_languages(heard: Heard) -> Halves:
    """A clause that names a language is about languages; the words of tone before it are not."""
    tone: list[str] = []
    spoken: list[str] = []
    for piece in _pieces(heard.text):
        apart = heard.language.rx(_CLAUSE) if _beside_languages(piece, heard) else re.compile(r"(?!)")
        for clause in cut(piece, apart):
            hits = _languages(clause, heard)
            before = heard.language.rx(r"(?:[ ]+(?:in|and|speaks?|languages?|both|@and))+[ ]*$").sub(
                "", clause[: hits[0].start] if hits else clause
            )
            known = any(word in heard.language.set("tones") for word in re.findall(r"[\w-]+", before.casefold()))
            if hits:
                spoken.append(clause)
            if known or not (hits or _beside_languages(piece, heard)):
                tone.append(before)
    left = "\n".join(tone)
    return left, "\n".join(spoken) or _codes(heard)


def _audience_and_channels(heard: Heard) -> Halves | None:
    """Where some lines name channels and others none, each is about one; else the readers tell them apart."""
    told = [line.text for line in lines(heard.text)]
    placed = [_is_place(line, heard) for line in told]
    if all(placed) or not any(placed):
        return None
    people = [line for line, names in zip(told, placed, strict=True) if not names]
    where = [line for line, names in zip(told, placed, strict=True) if names]
    return "\n".join(people), "\n".join(where)


def _is_place(line: str, heard: Heard) -> bool:
    """Names channels and, beside them, no people."""
    hits = heard.language.lexicons["channels"].find(line, loose=True)
    rest = line
    for hit in reversed(hits):
        rest = rest[: hit.start] + " " + rest[hit.end :]
    return bool(hits) and not heard.language.rx(r"(?<!\w)(?:@people)(?!\w)").search(rest)


def _beside_languages(piece: str, heard: Heard) -> bool:
    """A sentence that names languages has no other words of tone than those it is known for."""
    return bool(_languages(piece, heard))


def _languages(clause: str, heard: Heard) -> list[Hit]:
    """The languages a clause names, or their codes in capitals."""
    codes = [h for h in heard.language.lexicons["language_codes"].find(clause) if clause[h.start : h.end].isupper()]
    return heard.language.lexicons["languages"].find(clause, loose=True) or codes


def _codes(heard: Heard) -> str:
    """Codes and misspelt names stand alone in a line of their own, after the tone."""
    return "\n".join(line.text for line in lines(heard.text)[1:])


def _with_greeting(heard: Heard) -> Halves:
    """(the rest, the greeting): what is quoted, what speaks to people, or all that follows the first short answer."""
    text = heard.text
    quoted = _QUOTED.search(text)
    cue = heard.language.rx(_SAYING).search(text)
    speaks = heard.language.rx(_SPEAKS).search(text)
    if quoted and (speaks is None or quoted.start() <= speaks.start()) and len(quoted[0].split()) > 2:
        return text[: (cue.start() if cue and cue.start() < quoted.start() else quoted.start())], quoted[0]
    if cue and re.search(r"\w{2}", text[cue.end() :]) and (speaks is None or cue.start() < speaks.start()):
        return heard.language.rx(_JOINT).sub("", text[: cue.start()]), text[cue.start() :]
    if speaks:
        line = text.rfind("\n", 0, speaks.start()) + 1
        start = line if re.search(r"\w", text[:line]) else _sentence_before(text, speaks.start())
        return text[:start], text[start:]
    first, _, rest = text.strip().partition("\n")
    if not rest:
        said = sentences(text)
        short = len(said) > 1 and len(talked(trimmed(said[0]), heard.language).split()) <= 3
        first, rest = (said[0], text[text.index(said[0]) + len(said[0]) :]) if short else (text, "")
    return first, rest


def _sentence_before(text: str, at: int) -> int:
    ends = [m.end() for m in re.finditer(r"[.!?;][ ]+|,[ ]+(?:and[ ]+)?", text[:at])]
    return ends[-1] if ends else 0


def _name_and_greeting(heard: Heard) -> Halves:
    first, greeting = _with_greeting(heard)
    return (first if re.search(r"\w", first) else named_in(greeting, heard)), greeting


def _goals_and_metrics(heard: Heard) -> Halves:
    """What is measured has a number or a word of measuring; a deed has none, or does not begin with one."""
    goals: list[str] = []
    measures: list[str] = []
    for piece in _pieces(heard.text):
        told = [c for c in cut(piece, heard.language.rx(_CLAUSE)) if not _is_no(c, heard)]
        measured = [bool(_measures(clause, heard)) for clause in told]
        if any(measured) and measured[0] != measured[-1]:
            goals += [c for c, m in zip(told, measured, strict=True) if not m]
            measures += [c for c, m in zip(told, measured, strict=True) if m]
        elif told:
            (measures if any(measured) else goals).append(piece[piece.index(told[0]) :])
    # "I'd be happy with that" measures nothing beside them.
    figures = [m for m in measures if heard.language.rx(rf"\d|{NUMBERED}").search(m)]
    listed = "\n".join(f"- {g}" for g in goals) if len(goals) > 1 else "".join(goals)
    return listed, "\n".join(figures or measures)


def _measures(clause: str, heard: Heard) -> bool:
    body = led(trimmed(clause), heard.language)
    match = heard.language.rx(_MEASURES).search(body)
    return match is not None and (
        bool(re.search(r"\d", body)) or match.start() == 0 or not begins_with_deed(body, heard.language)
    )


def _platform(heard: Heard) -> Halves:
    """What does not only say that there is nothing more."""
    kept = [piece for piece in _pieces(heard.text) if not _is_no(piece, heard)]
    known = [p for p in kept if heard.language.lexicons["platforms"].find(p, loose=True)]
    return "\n".join(known or kept[:1]), ""


def _is_no(piece: str, heard: Heard) -> bool:
    return (
        objects(piece, heard.language, begins=True)
        or says_nothing(piece, heard.language)
        or not re.search(r"\w", talked(trimmed(piece), heard.language))
    )


_WAYS: dict[tuple[str, ...], Callable[[Heard], Halves | None]] = {
    ("audience", "channels"): _audience_and_channels,
    ("tone", "languages"): _tone_and_languages,
    ("tone", "greeting"): _with_greeting,
    ("agent_name", "greeting"): _name_and_greeting,
    ("goals", "metrics"): _goals_and_metrics,
    ("platform", "anything_else"): _platform,
}
