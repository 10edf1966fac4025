"""What the agent is called."""

import re

from orchestrator.guide.clean import led, trailed, trimmed
from orchestrator.guide.heard import HEDGED, PARTIAL, SURE, Found, Heard
from orchestrator.guide.lists import parts
from orchestrator.guide.shape import is_clause
from orchestrator.guide.text import without_emoji

_CUES = (
    r"(?<!\w)(?:call|name|christen|dub|rename)[ ]+(?:it|her|him|them|this|that|(?:the|our|my"
    r"|this)[ ]+(?:@bot))[ ]+(?:simply[ ]+|just[ ]+|something[ ]+like[ ]+|to[ ]+)?[:\"]?",
    r"(?<!\w)(?:go(?:ing)?[ ]+(?:with|for)|take|chose|choose|picked|pick|settled[ ]+on"
    r"|decided[ ]+on|stick[ ]+(?:with|to)|keep)[ ]+(?:the[ ]+name[ ]+)?",
    r"(?<!my )(?<!\w)(?:name|title|names?[ ]+it)(?:[ ]+(?:of[ ]+(?:it|the[ ]+\w+)))?(?:"
    r"[ ]+(?:is|was|should[ ]+be|would[ ]+be|will[ ]+be|shall[ ]+be|could[ ]+be)|'s|[ ]*[:=])"
    r"[ ]+(?:going[ ]+to[ ]+be[ ]+|probably[ ]+|called[ ]+)?",
    r"(?<!\w)(?:@called)[ ]+",
    r"(?<!\w)let'?s[ ]+(?:do|make[ ]+it|have|use|say|call[ ]+it)[ ]+(?:it[ ]+)?",
    r"(?<!\w)(?:prefer|rather)[ ]+(?=(?-i:[A-Z]))",
    r"(?:^|[ ,])(?=(?-i:[A-Z])[\w'-]+[ ]+it[ ]+is(?!\w))",
    r"(?<!\w)(?:thinking[ ]+(?:of|about)|thought[ ]+(?:of|about)|how[ ]+about|what[ ]+about"
    r"|like|love|prefer|fancy)[ ]+(?:the[ ]+name[ ]+)?(?=(?-i:[\"'A-Z]))",
)
# "My wife says Chalky", and nothing else: a name somebody near suggests.
_SUGGESTED = (
    r"(?:(?:name|@filler)[ .,:…]+)*(?:@ours)[ ]+(?:[\w-]+[ ]+){1,2}?(?:@suggests)[ ]+[\"'«“]?"
    r"(?P<name>(?-i:[A-ZÀ-Ý])[\w-]{2,20})[\"'»”]?[ .!]*"
)
# Behind these even a language is a name: "call it Irish".
_NAMING = (_CUES[0], _CUES[2], _CUES[3])
_STOP = (
    r"[ ]*(?:[,;:(\n]|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bst)(?<!\bmrs)[.](?:\s|$)|[!?](?:\s|$)"
    r"|[ ][-–—][ ]|(?<!\w)(?:after|like|because|since|for|as|which|if|please|pls|who|that|so"
    r"|but|and|it'?s|it[ ]+is|was|is|would|should|with|or|from|in|on|of[ ]+course|then|maybe"
    r"|i[ ]+(?:think|guess)|sounds|works|though|instead|short|now|not|please|again|will|could"
    r"|fits|seems|has|works)(?!\w))"
)
_AGENT_BEFORE = (
    r"(?:@bot|it|him|her|one|this|which|that)(?![ ]+(?:for|at|of|in|from)\b)(?:[ ]+(?:is|to"
    r"[ ]+be|should[ ]+be|will[ ]+be|would[ ]+be)){0,2}[ ]*,?[ ]*$"
)
# Of "a desk for our hall called Ridge" it is the hall that is called so.
_ITSELF = (
    r"(?:(?:[\w',.!-]{1,20}[ ]+){0,8}?(?:needs?|wants?|to[ ]+(?:build|create|make)|looking[ ]+for|like)[ ]+)?"
    r"(?:a|an)[ ]+"
    r"(?:(?!(?:for|of|at|in|on|from|with|by|to|that|which|who|is|are|was|and|or)(?!\w))[\w'-]+[ ]+){1,6}"
)
# "A company called Acme, and we need an assistant": that one has no name yet.
_WANTS_ELSE = (
    r"(?<!\w)(?:@and|@but|so)[ ]+(?:(?:@pronoun)[ ]+)?(?:@wanting)[ ]+"
    r"(?:(?:@indefinite)[ ]+(?:[\w'-]+[ ]+){0,4}?(?:@bot|@role)|@something|help)(?!\w)"
)
# "Mia, a booking assistant for our clinic", "Fern is a support bot".
_APPOSED = (
    r"^\W*(?P<name>(?-i:[A-ZÀ-Ý])[\w'-]+(?:[ ](?-i:[A-ZÀ-Ý])[\w'-]+)?)(?:[ ]*,[ ]+|[ ]+(?:@being)[ ]+)"
    r"(?P<what>(?:@indefinite|@who_lead)[ ]+(?:(?!(?:for|of|at|in|with|to|that|who)(?!\w))[\w'-]+[ ]+){0,4}?"
    r"(?:@bot|@role)(?!\w).*)$"
)
_NO_FIRST_NAME = (
    r"(?:@filler|@interjection|@trailing|@greeting|@small_talk|@doubt|@pronoun|@and|@but|@first_word)(?!\w).*"
)
# "Anna is a support agent and she is overwhelmed", "Mia, a receptionist, is leaving": told of somebody.
_TOLD_OF = r"(?:,|(?<!\w)(?:@and|@but|so))[ ]*(?:@pronoun|@being|was|are|were|has|had|our|my)(?![\w-])"
# "People who call us" are somebody else.
_DESCRIBES = r"^\W*(?:(?-i:[a-z])\w*|all|people|everyone|everybody|anyone|those)[ ]+(?:who|whose|that|which)(?!\w)"
_NAMELIKE = r"[A-Z][\w'&.-]*|[a-z]+[A-Z]\w*|[A-Z0-9]{2,}"


def answer(text: str, heard: Heard) -> list[Found]:
    if heard.asked.topics == ("agent_name",) and (near := heard.language.rx(_SUGGESTED).fullmatch(text.strip())):
        return [f for f in [_found(near["name"], heard, HEDGED)] if f]
    pieces = parts(text)
    for cue in _CUES:
        for piece in reversed(pieces):
            for match in reversed(list(heard.language.rx(cue).finditer(piece))):
                found = _found(piece[match.end() :], heard, SURE, cued=cue in _NAMING)
                if found and not _is_somebody(piece[: match.start()], heard):
                    return [found]
    return _plainly(pieces, heard)


def _is_somebody(before: str, heard: Heard) -> bool:
    """ "My wife wanted to call it X": others' wishes are not the answer."""
    return bool(heard.language.rx(r"(?<!\w)my[ ]+(?:@kin)(?!\w)(?:(?!(?:@but|so)(?!\w))[^.!?])*$").search(before))


def _plainly(pieces: list[str], heard: Heard) -> list[Found]:
    """No cue: a quoted name, a short answer, or the one capitalised name in it."""
    for piece in pieces:
        chosen = heard.language.rx(r"(?<!\w)([\w'-]+)[ ]+or[ ]+([\w'-]+)\b.*?[,.;–-][ ]*(\1|\2)(?!\w)").search(piece)
        if chosen:
            return [f for f in [_found(chosen[3], heard, SURE)] if f]
        quoted = re.search(r"[\"`]([^\"`\n]{1,40})[\"`]|(?<!\w)'([^'\n]{1,40})'(?!\w)|\*\*([^*\n]{1,40})\*\*", piece)
        if quoted and not heard.language.rx(r"(?<!\w)(?:with|containing|has|contains|word)[ ]+$").search(
            piece[: quoted.start()]
        ):
            return [f for f in [_found(quoted[0], heard, SURE)] if f]
    for piece in pieces:
        if heard.language.rx(_DESCRIBES).search(piece):
            continue
        body = trailed(led(trimmed(without_emoji(piece)), heard.language), heard.language)
        head = _head(body, heard)
        if len(head.split()) <= 4 and (len(body.split()) <= 4 or re.match(_NAMELIKE, head)):
            return [f for f in [_found(body, heard, SURE if len(body.split()) <= 4 else HEDGED)] if f]
    names = [m[0] for piece in pieces for m in re.finditer(rf"(?<=[a-z,] )(?:{_NAMELIKE})", piece)]
    return [f for f in [_found(names[-1], heard, HEDGED)] if f] if names else []


def _head(text: str, heard: Heard) -> str:
    stop = heard.language.rx(_STOP).search(text, 1)
    return text[: stop.start()] if stop else text


def _found(rest: str, heard: Heard, confidence: float, *, cued: bool = False) -> Found | None:
    name = _name(rest, heard)
    if (
        not name
        or len(name.split()) > 5
        or name.casefold() in heard.language.set("no_name")
        or not re.search(r"\w", name)
        or (not cued and heard.language.lexicons["languages"].name(name))  # "English and Italian, quiet tone"
        or (not cued and len(rest) > len(name) and heard.language.rx("@people").fullmatch(name))  # "Guests, by phone"
    ):
        return None
    quote = name if name in rest else re.sub(r"\s+", " ", name)
    start = rest.casefold().find(quote.casefold())
    return Found(
        "agent_name",
        _cased(name),
        rest[start : start + len(quote)] if start >= 0 else rest.strip(),
        confidence=confidence,
    )


def _name(rest: str, heard: Heard) -> str:
    rest = re.sub(r"^(?:名字|就)?(?:叫做?|是)(?=[\u4e00-\u9fff])", "", rest.strip(" :=-–—"))
    quoted = re.match(r"[\"'`*_]{1,3}([^\"`*\n]{1,40}?)[\"'`*_]{1,3}(?!\w)", rest)
    name = quoted[1] if quoted else _head(led(without_emoji(rest), heard.language), heard)
    name = trimmed(without_emoji(name)).strip(" .!?,。！'\"")
    run = re.match(rf"(?:{_NAMELIKE})(?:[ ](?:{_NAMELIKE}|of|the|der|de|&|\d+))*", name)
    if re.match(r"[\u0600-\u06ff]", name) and not quoted:
        return name.split()[0]  # what follows says whose or what for
    return run[0] if run and len(name.split()) > len(run[0].split()) and not quoted else name


def _cased(name: str) -> str:
    return name.title() if name.islower() and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", name) else name


def mention(sentence: str, heard: Heard) -> list[Found]:
    """ "a helper named Paws", "call it Fern", "Name: Pixel"; a shop's own name is not meant."""
    if heard.is_opening and (named := apposed(sentence, heard)) and _is_named(named, heard):
        return [f for f in [_found(named["name"], heard, PARTIAL)] if f]
    for cue in (_CUES[0], _CUES[2]):
        match = heard.language.rx(cue).search(sentence)
        if match and _introduces(sentence[match.end() :]):
            return [f for f in [_found(sentence[match.end() :], heard, 0.9, cued=True)] if f]
    match = heard.language.rx(_CUES[3]).search(sentence)
    if (
        match
        and _introduces(sentence[match.end() :])
        and heard.is_opening
        and _is_wanted(sentence[: match.start()], heard)
        and not heard.language.rx(_WANTS_ELSE).search(sentence, match.end())
    ):
        return [f for f in [_found(sentence[match.end() :], heard, HEDGED, cued=True)] if f]
    if (
        match
        and _introduces(sentence[match.end() :])
        and heard.language.rx(r"(?<!\w)(?:@bot|@role)(?!\w)[^,]*,[ ]*$").search(sentence[: match.start()])
    ):
        return [f for f in [_found(sentence[match.end() :], heard, HEDGED, cued=True)] if f]
    if (
        match
        and heard.language.rx(_AGENT_BEFORE).search(sentence[: match.start()])
        and _introduces(sentence[match.end() :])
    ):
        return [f for f in [_found(sentence[match.end() :], heard, 0.9, cued=True)] if f]
    return []


def apposed(sentence: str, heard: Heard) -> re.Match[str] | None:
    """A sentence that begins with a name (`name`) and goes on with some kind of agent (`what`)."""
    return heard.language.rx(_APPOSED).match(sentence)


def _is_named(match: re.Match[str], heard: Heard) -> bool:
    """Is it what is wanted, and not somebody who is there already, a tool or a first word such as "Please"?"""
    known = any(heard.language.lexicons[kind].name(match["name"]) for kind in ("tools", "platforms", "channels"))
    wanted = heard.language.rx(r"(?:@indefinite)[ ]").match(match["what"])
    told = heard.language.rx(_TOLD_OF).search(match["what"]) or heard.language.rx(_NO_FIRST_NAME).fullmatch(
        match["name"]
    )
    return bool(wanted) and not known and not told


def _is_wanted(before: str, heard: Heard) -> bool:
    """ "A booking desk for our climbing hall, called", "We need a rental desk called": a thing and nothing said of it,
    or one that is itself what is called so, or that the sentence before told of ("Er soll Linus heißen")."""
    if heard.language.rx(r"\W*(?:@pronoun)?\W*,[ ]*").fullmatch(before):
        return True
    wanted = heard.language.rx(r"\W*(?:a|an)[ ](?:(?!(?:is|are|was)(?!\w))[\w' -])+,[ ]*").fullmatch(before)
    if wanted and not is_clause(trimmed(before), heard.language):
        return True
    venture = heard.language.rx(r"(?<!\w)(?:@venture)[ ]*$").search(before)
    return not venture and bool(heard.language.rx(_ITSELF).fullmatch(before))


def _introduces(rest: str) -> bool:
    """Does a name follow: with a capital, in quotes, or as the last small word of the sentence?"""
    return bool(
        re.match(
            r"[ \"'`*_]{0,4}(?:[A-ZÄÖÜÉ]|[a-z]+[A-Z]|[\u0590-\u06ff\u3040-\u9fff])|[ ]*[\"'`*]"
            r"|[ ]*(?!(?:a|an|the|it|me|us|by|up|out|in|at|off|on|back|when|if|for|before|or)\b)"
            r"[a-z][\w-]{2,}[ ]*(?:[.,!;]|$)",
            rest,
        )
    )
