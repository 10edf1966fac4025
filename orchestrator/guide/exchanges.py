"""How people say that one thing takes the place of another: "drop X, use Y", "Y instead of X", "lieber Y als X"."""

import re

from orchestrator.guide.amend import added
from orchestrator.guide.clean import talked, trimmed
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.protests import is_known_name
from orchestrator.guide.sentences import sentences
from orchestrator.guide.targets import exactly, whole_words
from orchestrator.guide.text import blank
from orchestrator.slots import BY_NAME

NEW = r"(?P<new>(?:[^,;:.!?\n]|(?<=\d)[.,](?=\d)){1,80}?)"
OLD = r"(?P<old>(?:[^,;:.!?\n]|(?<=\d)[.,](?=\d)){1,60}?)"
TAIL = (
    r"(?:[ ,]+(?:instead|now|please|again|thanks|then|from[ ]+now[ ]+on|everywhere|after"
    r"[ ]+all|by[ ]+the[ ]+way|btw|actually|too))*[ .!?]*$"
)
_LEADS_IN = r"(?:@filler|@interjection|@marker|@protest|no|wait|hm+)(?![\w'])[ ,.:;!–—-]*"
_SUBJECT = (
    r"(?:(?:i|we|it|she|he|they|you|@agent|that|this)(?:'s|'re|'d|'ll)?[ ]+(?:(?:@modal|want"
    r"|wants|are|is|was|were|had|have|now|just|also|would[ ]+like|'d[ ]+like|rather|prefer)"
    r"[ ]+)*(?:it[ ]+)?(?:to[ ]+)?(?:be[ ]+)?)?"
)
_VERB = (
    r"(?:make[ ]+(?:it|that|this|her|him)|change[ ]+(?:it|that|this)[ ]+to|set[ ]+(?:it"
    r"|that)[ ]+to|use|using|take|put|say|write|go[ ]+with|let's[ ]+(?:use|take|have|say)|have"
    r"|keep|switch[ ]+to|switching[ ]+to|moved?[ ]+to|add|need|needs|speaks?|want)"
)
# "Dogs are not cats" corrects nothing.
_NO_COPULA = r"(?<![ ]is)(?<![ ]are)(?<![ ]was)(?<![ ]were)(?<![ ]do)(?<![ ]does)"
_MARKED = rf"{_SUBJECT}(?:{_VERB}[ ]+)?"
_NOT = r"not[ ]+(?!(?:just|only|merely|simply)(?!\w))"
# Both: nothing goes.
BESIDES = (
    rf"{_MARKED}{NEW}(?:[ ]+(?:too|also|as[ ]+well))?[ ]*[,–—-]?[ ]*(?:and[ ]+)?not[ ]+(?:just|only|merely|simply)"
    rf"[ ]+(?:for[ ]+|on[ ]+|in[ ]+|the[ ]+)?{OLD}"
)
EXCHANGES: tuple[str, ...] = (
    rf"(?:drop|remove|delete|scrap|lose|ditch|forget(?:[ ]+about)?|no[ ]+more|without|skip|kill"
    rf"|cut|take[ ]+out)[ ]+{OLD}[ ]*(?:,|;|[ ]and|[ ]but|[.])[ ]*(?:but[ ]+|and"
    rf"[ ]+)?(?:please[ ]+)?(?:use|add|take|go[ ]+with|put|make[ ]+it|we[ ]+(?:use|have|are"
    rf"[ ]+on)|it's|switch[ ]+to|have|get|instead)[ ]+{NEW}",
    rf"{OLD}[ ]*[,;][ ]*(?:please[ ]+)?(?:use|take|go[ ]+with|switch[ ]+to|have)[ ]+{NEW}[ ]+instead",
    rf"(?:replace|swap|exchange|substitute|switch|change|rename|correct)[ ]+(?:the[ ]+)?{OLD}"
    rf"[ ]+(?:with|for|by|to|into|against)[ ]+{NEW}",
    rf"(?:switched|switch|switching|moved|move|moving|migrated|changed|change)[ ]+from[ ]+{OLD}[ ]+to[ ]+{NEW}",
    rf"instead[ ]+of[ ]+{OLD}[ ]*,?[ ]*(?:please[ ]+)?{_MARKED}{NEW}",
    rf"{_MARKED}{NEW}[ ]*,?[ ]+(?:instead[ ]+of|rather[ ]+than|in[ ]+place[ ]+of)[ ]+{OLD}",
    rf"{_MARKED}{NEW}[ ]*[,–—-][ ]*(?:and[ ]+)?{_NOT}{OLD}",
    rf"(?:it's[ ]+|it[ ]+is[ ]+|that's[ ]+)?{_NOT}{OLD}[ ]*(?:,|;|[ ]but|[.]|[ ]–|[ ]-)"
    rf"[ ]*(?:but[ ]+|it's[ ]+|it[ ]+is[ ]+|rather[ ]+|use[ ]+|make[ ]+it[ ]+)*{NEW}",
    rf"{OLD}[ ]+(?:is|are)[ ]+(?:out|gone|dead)[ ]*(?:,|;|[ ]and)[ ]*{NEW}[ ]+(?:is|are)[ ]+in",
    rf"{NEW}[ ]+(?:is|are)[ ]+in[ ]*(?:,|;|[ ]and)[ ]*{OLD}[ ]+(?:is|are)[ ]+out",
    rf"(?:it's|its|it[ ]+is|it[ ]+should[ ]+be|make[ ]+it|that's|should[ ]+be)[ ]+{NEW}[ ]+not[ ]+{OLD}",
    rf"{_MARKED}{NEW}{_NO_COPULA}[ ]+{_NOT}{OLD}",
)
# The same with the words of each language's file. They say outright that one thing goes for another.
_OTHER = r"(?:(?:@take|@rather)[ ]+)*"
_END = r"(?:[ ,]+(?:@trailing))*"
NAMED_EXCHANGES: tuple[str, ...] = (
    rf"(?:@drop)[ ]+{OLD}(?:[ ]+(?:@away))?[ ]*(?:[,;.]|[ ]@and|[ ]@but)[ ]*(?:(?:@and|@but)[ ]+)?"
    rf"(?:@take|@rather)[ ]+{NEW}{_END}",
    rf"(?:@take[ ]+)?(?:@instead_of)(?:[ ]+|(?<=')){OLD}[ ]*,?[ ]+{_OTHER}(?:@take|@rather)[ ]+{NEW}{_END}",
    rf"(?:@take[ ]+)?(?:@instead_of)(?:[ ]+|(?<=')){OLD}[ ]*,[ ]*{NEW}{_END}",
    rf"(?:@take[ ]+)?(?:@instead_of)(?:[ ]+|(?<='))(?P<old>[^\s,;:.!?]{{1,40}})[ ]+{NEW}{_END}",
    rf"{_OTHER}{NEW}[ ]*,?[ ]+(?:@instead_of)(?:[ ]+|(?<=')){OLD}{_END}",
    rf"(?:@take[ ]+)?(?:@rather)[ ]+{NEW}[ ]+(?:@than)(?:[ ]+|(?<=')){OLD}{_END}",
    rf"(?:@negation)[ ]+{OLD}[ ]*,?[ ]+(?:@but_rather)[ ]+{_OTHER}{NEW}{_END}",
    rf"{_OTHER}{NEW}[ ]*,?[ ]+(?:@and_not)[ ]+{OLD}{_END}",
)
EXCHANGE_CUE = r"(?<!\w)(?:@instead_of|@rather|@drop|@but_rather|@and_not)(?!\w)"
_OUTRIGHT = NAMED_EXCHANGES[:6]
_BEGINS = r"(?:@drop|@take|@instead_of|@rather)(?!\w)"


def besides(match: re.Match[str], heard: Heard) -> list[Found]:
    """ "Managers too, not just engineers": one more beside the value that was named."""
    beside = [t for t in exactly(match["old"], heard.draft, heard.language) if BY_NAME[t.slot].many]
    new = trimmed(talked(match["new"], heard.language))
    return added(new, beside[0].slot, heard, op="add") if beside else []


def starts(sentence: str, heard: Heard) -> list[int]:
    """Where a sentence may begin: behind words that only lead in to it, most of them first."""
    leads_in, found = heard.language.rx(_LEADS_IN), [0]
    while lead := leads_in.match(sentence, found[-1]):
        found.append(lead.end())
    return found[::-1]


def begun(pattern: str, sentence: str, begins: list[int], heard: Heard) -> re.Match[str] | None:
    """The pattern at the first of these places where it matches."""
    compiled = heard.language.rx(pattern)
    return next((match for at in begins if (match := compiled.match(sentence, at))), None)


def exchanged(heard: Heard) -> tuple[list[Found], Heard, str]:
    """(what came for something that is nowhere; the message with each thing in place of the one it replaces, where both
    stand in it; the known name that was to give way and is nowhere)"""
    found: list[Found] = []
    text, missing = heard.text, ""
    for sentence in sentences(heard.text):
        match = _outright(sentence, heard)
        at = text.find(sentence) if match else -1
        if match is None or at < 0:
            continue
        old, new = _bare(match["old"], heard), _bare(match["new"], heard)
        words, here = whole_words(old), bool(exactly(old, heard.draft, heard.language))
        if words and words.search(text[:at]):
            rest = text[at:] if here else blank(text[at:], 0, len(sentence))
            text = new.join(words.split(text[:at])) + rest
        elif not here and _is_order(sentence, heard) and is_known_name(old, heard):
            made = added(new, "", heard)
            start, end = (at + place for place in match.span("new"))
            text = blank(blank(text, start if made else end, at + len(sentence)), at, start)
            found, missing = [*found, *made], missing or old
    return found, heard.with_text(text), missing


def _outright(sentence: str, heard: Heard) -> re.Match[str] | None:
    """Where a sentence puts one thing in place of another, and does nothing else."""
    if not heard.language.rx(EXCHANGE_CUE).search(sentence):
        return None
    begins = starts(sentence, heard)
    match = next((m for way in _OUTRIGHT if (m := begun(f"(?:{way}){TAIL}", sentence, begins, heard))), None)
    if match is None or _is_order(sentence, heard):
        return match
    old = _bare(match["old"], heard)
    return match if is_known_name(old, heard) or exactly(old, heard.draft, heard.language) else None


def _is_order(sentence: str, heard: Heard) -> bool:
    return bool(heard.draft) and bool(begun(_BEGINS, sentence, starts(sentence, heard), heard))


def _bare(words: str, heard: Heard) -> str:
    return heard.language.rx(r"^(?:@own|@one)[ ]+").sub("", words.strip(" .!?\"'"))
