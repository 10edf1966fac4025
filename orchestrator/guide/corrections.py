"""Corrections of what was said before: rename, replace, remove, add; found by looking for what is meant in the
whole draft."""

import dataclasses
import re
from collections.abc import Callable

from orchestrator.guide.amend import restated
from orchestrator.guide.another import ANOTHER, another
from orchestrator.guide.correcting import add, change_step, make, mean, put_new, remove, rename, replace, soften
from orchestrator.guide.dropping import ORDER, drop_named
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.reopening import REMOVED, WRONG, is_void, remove_slot, wrong
from orchestrator.guide.reordering import reordered
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.text import blank

_A = r"(?P<new>(?:[^,;:.!?\n]|(?<=\d)[.,](?=\d)){1,80}?)"
_B = r"(?P<old>(?:[^,;:.!?\n]|(?<=\d)[.,](?=\d)){1,60}?)"
_TAIL = (
    r"(?:[ ,]+(?:instead|now|please|again|thanks|then|from[ ]+now[ ]+on|everywhere|after"
    r"[ ]+all|by[ ]+the[ ]+way|btw|actually|too))*[ .!?]*$"
)
_HEAD = r"^(?:(?:@filler|@interjection|@marker|no|wait|hm+)(?![\w'])[ ,.:;!–—-]*)*"
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
_REPLACE: tuple[str, ...] = (
    rf"(?:drop|remove|delete|scrap|lose|ditch|forget(?:[ ]+about)?|no[ ]+more|without|skip|kill"
    rf"|cut|take[ ]+out)[ ]+{_B}[ ]*(?:,|;|[ ]and|[ ]but|[.])[ ]*(?:but[ ]+|and"
    rf"[ ]+)?(?:please[ ]+)?(?:use|add|take|go[ ]+with|put|make[ ]+it|we[ ]+(?:use|have|are"
    rf"[ ]+on)|it's|switch[ ]+to|have|get|instead)[ ]+{_A}",
    rf"{_B}[ ]*[,;][ ]*(?:please[ ]+)?(?:use|take|go[ ]+with|switch[ ]+to|have)[ ]+{_A}[ ]+instead",
    rf"(?:replace|swap|exchange|substitute|switch|change|rename|correct)[ ]+(?:the[ ]+)?{_B}"
    rf"[ ]+(?:with|for|by|to|into|against)[ ]+{_A}",
    rf"(?:switched|switch|switching|moved|move|moving|migrated|changed|change)[ ]+from[ ]+{_B}[ ]+to[ ]+{_A}",
    rf"instead[ ]+of[ ]+{_B}[ ]*,?[ ]*(?:please[ ]+)?{_MARKED}{_A}",
    rf"{_MARKED}{_A}[ ]*,?[ ]+(?:instead[ ]+of|rather[ ]+than|in[ ]+place[ ]+of)[ ]+{_B}",
    rf"{_MARKED}{_A}[ ]*[,–—-][ ]*(?:and[ ]+)?not[ ]+(?:just[ ]+)?{_B}",
    rf"(?:it's[ ]+|it[ ]+is[ ]+|that's[ ]+)?not[ ]+{_B}[ ]*(?:,|;|[ ]but|[.]|[ ]–|[ ]-)"
    rf"[ ]*(?:but[ ]+|it's[ ]+|it[ ]+is[ ]+|rather[ ]+|use[ ]+|make[ ]+it[ ]+)*{_A}",
    rf"{_B}[ ]+(?:is|are)[ ]+(?:out|gone|dead)[ ]*(?:,|;|[ ]and)[ ]*{_A}[ ]+(?:is|are)[ ]+in",
    rf"{_A}[ ]+(?:is|are)[ ]+in[ ]*(?:,|;|[ ]and)[ ]*{_B}[ ]+(?:is|are)[ ]+out",
    rf"(?:it's|its|it[ ]+is|it[ ]+should[ ]+be|make[ ]+it|that's|should[ ]+be)[ ]+{_A}[ ]+not[ ]+{_B}",
    rf"{_MARKED}{_A}{_NO_COPULA}[ ]+not[ ]+{_B}",
)
# "..., that's not a tool": why it goes.
_WHY = (
    r"(?:[ ]*[,;–-][ ]*(?:(?:that|it|this)'?s?|they)[ ]+(?:(?:is|are|was|were)[ ]+)?"
    r"(?:not?|wrong|a[ ]+mistake)(?!\w)[^.!?]{0,60})?"
)
_REMOVE: tuple[str, ...] = (
    rf"(?:please[ ]+)?(?:drop|remove|delete|scrap|lose|ditch|forget(?:[ ]+about)?|cut|strike"
    rf"|erase|kick[ ]+out|throw[ ]+out|get[ ]+rid[ ]+of|leave[ ]+out|take[ ]+out|cancel)"
    rf"[ ]+(?:the[ ]+)?{_B}(?:[ ]+(?:from[ ]+(?:the[ ]+)?(?:list|[\w ]{{3,20}})|out|again"
    rf"|everywhere|completely|altogether|entirely))*{_WHY}",
    rf"take[ ]+(?:the[ ]+)?{_B}[ ]+(?:out|off|away)(?:[ ]+(?:again|everywhere|of[ ]+(?:it|there|the[ ]+list)))*",
    rf"(?:we|i|they)[ ]+(?:have[ ]+)?(?:dropped|stopped(?:[ ]+using|[ ]+with)?|cancelled"
    rf"|canceled|discontinued|abandoned|closed|switched[ ]+off|turned[ ]+off|got[ ]+rid[ ]+of"
    rf"|gave[ ]+up(?:[ ]+on)?|killed|removed|shut[ ]+down)[ ]+(?:the[ ]+|our[ ]+)?{_B}(?:"
    rf"[ ]*,[ ]*(?:so[ ]+)?(?:please[ ]+)?(?:take|leave|remove|delete|drop)[ ]+(?:it|that"
    rf"|them)(?:[ ]+out)?(?:[ ]+everywhere|[ ]+please)?)?",
    rf"(?:we|it|i|they|she|he)[ ]+(?:don't|do[ ]+not|doesn't|won't|no[ ]+longer|can't|will"
    rf"[ ]+not|shouldn't)[ ]+(?:do|use|have|offer|support|need|want|speak|run|work[ ]+with|accept"
    rf"|be[ ]+on|be)?[ ]*{_B}[ ]+(?:any[ ]*more|any[ ]+longer|after[ ]+all|now|at[ ]+all)(?:"
    rf"[ ]*,[ ]*(?:so[ ]+)?(?:please[ ]+)?(?:drop|remove|delete|take|leave)[ ]+(?:it|that"
    rf"|them)(?:[ ]+out)?)?",
    rf"(?:we|it|they|she|he)[ ]+no[ ]+longer[ ]+(?:do|use|have|offer|support|need|want|speak)?[ ]*{_B}",
    rf"no[ ]+(?:more[ ]+)?{_B}[ ]+(?:any[ ]*more|after[ ]+all|please|now|any[ ]+longer)",
    rf"no[ ]+more[ ]+{_B}",
    rf"(?:the[ ]+)?{_B}[ ]+(?:is|are|was|were)[ ]+(?:gone|out|off|dead|history|wrong|not"
    rf"[ ]+needed|no[ ]+longer[ ]+(?:needed|there|used|available|valid)|obsolete|a[ ]+mistake"
    rf"|cancelled)(?:[ ]+(?:any[ ]*more|now|anymore))?(?:[ ]*,[ ]*(?:so[ ]+)?(?:please"
    rf"[ ]+)?(?:drop|remove|delete|take|leave)[ ]+(?:it|that|them)(?:[ ]+out)?)?",
    rf"(?:the[ ]+)?{_B}[ ]+(?:can|should|must|has[ ]+to)[ ]+(?:go|be[ ]+(?:removed|dropped"
    rf"|deleted|taken[ ]+out|left[ ]+out))",
)
_REMOVE += (rf"(?:i|we)[ ]+(?:don't|do[ ]+not)[ ]+want[ ]+(?:it|her|him)?[ ]*(?:to[ ]+be[ ]+)?(?:so[ ]+|too[ ]+)?{_B}",)
_RENAME: tuple[str, ...] = (
    r"(?:please[ ]+)?rename[ ]+(?:it|her|him|them|the[ ]+\w+|[\w-]+)[ ]*(?:to|as|into|:)?[ ]+(?P<new>[^,;.!?\n]{1,40})",
    r"(?:(?:let's|please|i'd[ ]+like[ ]+to|i[ ]+want[ ]+to|we[ ]+want[ ]+to|we'll|rather|we"
    r"[ ]+decided[ ]+to|i[ ]+would[ ]+rather|better)[ ]+)*call[ ]+(?:it|her|him|the[ ]+(?:bot"
    r"|agent|assistant))[ ]+(?P<new>[^,;.!?\n]{1,40}?)(?:[ ]+(?:instead|now|please"
    r"|rather)(?:[ ]+of[ ]+[^,;.!?\n]{1,40})?)?(?:,[ ]*(?:like|not|after)[ ]+[^.!?\n]{1,40})?",
    r"(?:please[ ]+)?(?:change|set|switch|update)[ ]+(?:the|its|her|his|their)[ ]+name"
    r"[ ]+(?:from[ ]+[\w ]{1,30}[ ]+)?to[ ]+(?P<new>[^,;.!?\n]{1,40})",
    r"(?:(?:the|its|her|his)[ ]+|a[ ]+)?(?:new[ ]+)?name(?:[ ]+(?:is|should[ ]+be|must[ ]+be"
    r"|shall[ ]+be|will[ ]+be)(?:[ ]+now)?|[ ]*:)[ ]+(?P<new>[^,;.!?\n]{1,40}?)(?:[ ]+now|"
    r"[ ]+instead)?",
    r"(?:it's|it[ ]+is|she's|he's)[ ]+(?:called|named)[ ]+(?P<new>[^,;.!?\n]{1,40}?)(?:[ ]+now)?",
)
_SET = (
    r"(?:please[ ]+)?(?:(?:change|set|make|update|switch)[ ]+)?(?:the[ ]+|its[ ]+|our[ ]+"
    r"|your[ ]+)?(?P<what>[\w' -]{3,50}?)(?:[ ]+(?:is|are)[ ]+(?:wrong|not[ ]+right|off)"
    r"[ ]*[,:;–-][ ]*(?:it|they)?)?(?:[ ]+(?:(?:should|must|has[ ]+to|needs[ ]+to|ought[ ]+to)"
    r"[ ]+(?:rather[ ]+|really[ ]+|actually[ ]+)?be|to|is(?:[ ]+now|[ ]+actually)?|are(?:"
    r"[ ]+now)?)|[ ]*[:,])[ ]+(?:(?:make[ ]+(?:it|that)|only|just|it[ ]+should[ ]+be|should"
    r"[ ]+be|it's|please)[ ]+)*(?P<new>[^;\n]{1,160})"
)
_MAKE = (
    r"(?:please[ ]+)?(?:make|keep|let)[ ]+(?:it|her|him|the[ ]+(?:tone|bot|agent|assistant"
    r"|style))[ ]+(?:be[ ]+|sound[ ]+)?(?P<more>(?:a[ ]+(?:bit|little)[ ]+)?more[ ]+|a"
    r"[ ]+bit[ ]+|also[ ]+)?(?P<new>[^;.!?\n]{2,80})"
)
_LESS = (
    r"(?:please[ ]+)?(?:(?:make|keep)[ ]+(?:it|her|him|the[ ]+tone)[ ]+)?(?P<less>(?:a"
    r"[ ]+(?:bit|little)[ ]+)?less|not[ ]+(?:so|too|that))[ ]+(?P<old>[\w-]{3,20})"
)
_STEP = (
    r"(?:please[ ]+)?(?P<verb>(?:remove|drop|delete|skip|change|make)[ ]+)?(?:the"
    r"[ ]+)?(?:(?P<ordinal>first|second|third|fourth|fifth|sixth|last)[ ]+step|step"
    r"[ ]+(?:number[ ]+)?(?P<number>\d{1,2}))(?:[ ]+(?:should|must|has[ ]+to)[ ]+(?:rather"
    r"[ ]+)?be[ ]*:?|[ ]+(?:is|to)[ ]*:?|[ ]*:)?[ ]*(?P<new>[^;\n]{3,160})?"
)
_ADD = (
    r"(?:please[ ]+)?(?:also[ ]+)?(?:add|include|put[ ]+in)[ ]+(?P<new>[^;.!?\n]{2,120}?)(?:"
    r"[ ]+(?:to|as|in|into|among)[ ]+(?:the[ ]+|a[ ]+|another[ ]+|an[ ]+)?(?P<what>[\w "
    r"-]{3,30}))?"
)
_MEANT = (
    r"(?:i[ ]+mean[t]?|make[ ]+that|correction[ ]*:?|it's[ ]+actually|sorry[, ]+it's|it"
    r"[ ]+should[ ]+(?:have[ ]+been|be)|should[ ]+(?:have[ ]+been|be)|not[ ]+right[, ]+it's"
    r"|typo[ ]*:?)[ ]+(?P<new>[^;.!?\n]{1,80})"
)

Shape = Callable[[re.Match[str], Heard], list[Found]]


def corrected(heard: Heard) -> tuple[list[Found], str]:
    """(what corrections in the message change, the rest of the text)"""
    found: list[Found] = []
    text, at = heard.text, 0
    for sentence in sentences(heard.text):
        at = text.index(sentence, at)
        if found and (whole := restated(sentence, found, heard)):
            found, text = whole, blank(text, at, at + len(sentence))
            at += len(sentence)
            continue
        for clause in _clauses(sentence, heard):
            made = _correction(clause, heard)
            if made or is_void(clause, heard):
                start = at + sentence.index(clause)
                text = blank(text, start, start + len(clause))
                found += made
        at += len(sentence)
    return found, text


def _clauses(sentence: str, heard: Heard) -> list[str]:
    """The sentence whole; if that corrects nothing, its parts between ";" and ", and"."""
    if _correction(sentence, heard) or is_void(sentence, heard):
        return [sentence]
    parts = cut(
        sentence,
        heard.language.rx(
            r"[ ]*;[ ]*|,[ ]+(?:and|but|also)[ ]+|[ ]+(?:and|but)[ ]+(?=(?:drop|remove|delete|add"
            r"|change|replace|rename|use|make|call|take)(?!\w))"
            r"|[ ]+(?:and|but)[ ]+(?=(?:it|she|he)[ ]+(?:should|must|can|will|also|speaks|needs)(?!\w))"
        ),
    )
    return parts if len(parts) > 1 else []


def _correction(sentence: str, heard: Heard) -> list[Found]:
    shapes: tuple[tuple[tuple[str, ...], Shape], ...] = (
        (WRONG, wrong),
        (REMOVED, remove_slot),
        ((ORDER,), drop_named),
        (_RENAME, rename),
        (_REPLACE, replace),
        (_REMOVE, remove),
        ((_STEP,), change_step),
        ((_LESS,), soften),
        ((_ADD,), add),
        ((_MEANT,), mean),
        ((_MAKE,), make),
        ((ANOTHER,), another),
        ((_SET,), put_new),
    )
    if placed := reordered(sentence, heard):
        return placed
    for patterns, shape in shapes if heard.draft else (((_ADD,), add),):  # where nothing is, nothing can be changed
        for pattern in patterns:
            match = heard.language.rx(_HEAD + f"(?:{pattern})" + _TAIL).match(sentence)
            made = shape(match, heard) if match else []
            if made:
                return [f if f.quote else _quoted(f, sentence) for f in made]
    return []


def _quoted(found: Found, sentence: str) -> Found:
    return dataclasses.replace(found, quote=sentence)
