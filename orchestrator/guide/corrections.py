"""Corrections of what was said before: rename, replace, remove, add; found by looking for what is meant in the
whole draft."""

import dataclasses
import re
from collections.abc import Callable

from orchestrator.guide.amend import restated
from orchestrator.guide.another import ANOTHER, another
from orchestrator.guide.correcting import (
    add,
    change_step,
    exchange,
    make,
    mean,
    put_new,
    remove,
    rename,
    replace,
    soften,
)
from orchestrator.guide.dropping import (
    AND_DROP,
    EXPLAINED,
    LAST,
    LAST_CUE,
    ORDER,
    REFUSED,
    UNNEEDED,
    drop_explained,
    drop_named,
    drop_refused,
    drop_unneeded,
    remove_last,
)
from orchestrator.guide.exchanges import (
    BESIDES,
    EXCHANGE_CUE,
    EXCHANGES,
    NAMED_EXCHANGES,
    OLD,
    TAIL,
    begun,
    besides,
    starts,
)
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.moving import MOVED, TAKES_OVER, moved, takes_over
from orchestrator.guide.protests import absent, is_protest, is_reason
from orchestrator.guide.reopening import REMOVED, WRONG, is_void, remove_slot, wrong
from orchestrator.guide.reordering import reordered
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.slot_changes import CHANGED, CHANGED_LAST, CUE, READS, change_slot, reads_now
from orchestrator.guide.text import blank

# "..., that's not a tool": why it goes.
_WHY = (
    r"(?:[ ]*[,;–-][ ]*(?:(?:that|it|this)'?s?|they)[ ]+(?:(?:is|are|was|were)[ ]+)?"
    r"(?:not?|wrong|a[ ]+mistake)(?!\w)[^.!?]{0,60})?"
)
_REMOVE: tuple[str, ...] = (
    rf"(?:please[ ]+)?(?:drop|remove|delete|scrap|lose|ditch|forget(?:[ ]+about)?|cut|strike"
    rf"|erase|kick[ ]+out|throw[ ]+out|get[ ]+rid[ ]+of|leave[ ]+out|take[ ]+out|cancel)"
    rf"[ ]+(?:the[ ]+)?{OLD}(?:[ ]+(?:from[ ]+(?:the[ ]+)?(?:list|[\w ]{{3,20}})|out|again"
    rf"|everywhere|completely|altogether|entirely))*{_WHY}",
    rf"take[ ]+(?:the[ ]+)?{OLD}[ ]+(?:out|off|away)(?:[ ]+(?:again|everywhere|of[ ]+(?:it|there|the[ ]+list)"
    rf"|(?:of[ ]+)?(?:the|our|its|your)[ ]+[\w ]{{3,20}}))*",
    rf"(?:we|i|they)[ ]+(?:have[ ]+)?(?:dropped|stopped(?:[ ]+using|[ ]+with)?|cancelled"
    rf"|canceled|discontinued|abandoned|closed|switched[ ]+off|turned[ ]+off|got[ ]+rid[ ]+of"
    rf"|gave[ ]+up(?:[ ]+on)?|killed|removed|shut[ ]+down)[ ]+(?:the[ ]+|our[ ]+)?{OLD}(?:"
    rf"[ ]*,[ ]*(?:so[ ]+)?(?:please[ ]+)?(?:take|leave|remove|delete|drop)[ ]+(?:it|that"
    rf"|them)(?:[ ]+out)?(?:[ ]+everywhere|[ ]+please)?)?",
    rf"(?:we|it|i|they|she|he)[ ]+(?:don't|do[ ]+not|doesn't|won't|no[ ]+longer|can't|will"
    rf"[ ]+not|shouldn't)[ ]+(?:do|use|have|offer|support|need|want|speak|run|work[ ]+with|accept"
    rf"|be[ ]+on|be)?[ ]*{OLD}[ ]+(?:any[ ]*more|any[ ]+longer|after[ ]+all|now|at[ ]+all)(?:"
    rf"[ ]*,[ ]*(?:so[ ]+)?(?:please[ ]+)?(?:drop|remove|delete|take|leave)[ ]+(?:it|that"
    rf"|them)(?:[ ]+out)?|[ ]*,[ ]*(?:just|only)[ ][^.!?;]{{1,80}})?",
    rf"(?:we|it|they|she|he)[ ]+no[ ]+longer[ ]+(?:do|use|have|offer|support|need|want|speak)?[ ]*{OLD}",
    rf"no[ ]+(?:more[ ]+)?{OLD}[ ]+(?:any[ ]*more|after[ ]+all|please|now|any[ ]+longer)",
    rf"no[ ]+more[ ]+{OLD}",
    rf"(?:the[ ]+)?{OLD}[ ]+(?:is|are|was|were)[ ]+(?:gone|out|off|dead|history|wrong|not"
    rf"[ ]+needed|no[ ]+longer[ ]+(?:needed|there|used|available|valid)|obsolete|a[ ]+mistake"
    rf"|cancelled)(?:[ ]+(?:any[ ]*more|now|anymore))?(?:[ ]*,[ ]*(?:so[ ]+)?(?:please"
    rf"[ ]+)?(?:drop|remove|delete|take|leave)[ ]+(?:it|that|them)(?:[ ]+(?:out|off)(?:[ ]+(?:of[ ]+)?the[ ]+\w+)?)?"
    rf"(?:[ ]+pls)?)?",
    rf"(?:the[ ]+)?{OLD}[ ]+(?:can|should|must|has[ ]+to)[ ]+(?:go|be[ ]+(?:removed|dropped"
    rf"|deleted|taken[ ]+out|left[ ]+out))",
)
_REMOVE += (
    rf"(?:i|we)[ ]+(?:don't|do[ ]+not)[ ]+want[ ]+(?:it|her|him)?[ ]*(?:to[ ]+be[ ]+)?(?:so[ ]+|too[ ]+)?{OLD}",
    rf"(?:@drop)[ ]+(?:(?:@own)[ ]+)?{OLD}(?:[ ]+(?:@away))*",
)
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
    r"|your[ ]+)?(?:only[ ]+)?(?P<what>[\w' -]{3,50}?)(?:[ ]+(?:is|are)[ ]+(?:wrong|not[ ]+right|off)"
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
# Without one of these words a sentence has no such shape: most have none, and are not looked at any closer.
_CUES: dict[Shape, str] = {
    exchange: EXCHANGE_CUE,
    remove_last: LAST_CUE,
    change_slot: CUE,
    reads_now: CUE,
    moved: r"(?<!\w)(?:@is_not|@belongs|@move|@and_not|@negation|@none_of)(?!\w)",
    drop_unneeded: r"(?:@refused_behind)",
    drop_refused: r"(?<!\w)(?:@refusing)",
    takes_over: r"(?<!\w)over(?!\w)",
    another: r"(?<!\w)(?:@another|@one|@besides)(?!\w)",
}


_SHAPES: tuple[tuple[tuple[str, ...], Shape], ...] = (
    (MOVED, moved),
    (TAKES_OVER, takes_over),
    (WRONG, wrong),
    (REMOVED, remove_slot),
    ((ORDER,), drop_named),
    ((LAST,), remove_last),
    (_RENAME, rename),
    ((EXPLAINED,), drop_explained),
    ((REFUSED,), drop_refused),
    ((UNNEEDED,), drop_unneeded),
    ((BESIDES,), besides),
    ((CHANGED, CHANGED_LAST), change_slot),
    ((READS,), reads_now),
    (EXCHANGES, replace),
    (NAMED_EXCHANGES, exchange),
    (_REMOVE, remove),
    ((_STEP,), change_step),
    ((_LESS,), soften),
    ((_ADD,), add),
    ((_MEANT,), mean),
    ((_MAKE,), make),
    ((ANOTHER,), another),
    ((_SET,), put_new),
)


def corrected(heard: Heard) -> tuple[list[Found], str, str]:
    """(what corrections in the message change, the rest of the text, what was to go and is nowhere)"""
    found: list[Found] = []
    text, at, missing = heard.text, 0, ""
    for sentence in sentences(heard.text):
        at = text.index(sentence, at)
        if _only_objects(sentence, bool(missing) or any(f.op == "remove" for f in found), heard):
            text = blank(text, at, at + len(sentence))
        if found and (whole := restated(sentence, found, heard)):
            found, text = whole, blank(text, at, at + len(sentence))
            at += len(sentence)
            continue
        for clause in _clauses(sentence, heard):
            made = _correction(clause, heard)
            gone = "" if made else absent(clause, heard)
            if made or gone or is_void(clause, heard):
                missing = missing or gone
                start = at + sentence.index(clause)
                text = blank(text, start, start + len(clause))
                found += made
        at += len(sentence)
    return found, text, missing


def _only_objects(sentence: str, removes: bool, heard: Heard) -> bool:
    """A protest, or why something goes; a bare "that's wrong" to "is everything correct?" is an
    answer."""
    if removes and is_reason(sentence, heard):
        return True
    alone = "confirm" in heard.asked.topics and sentence.strip() == heard.text.strip()
    return bool(heard.draft) and not alone and is_protest(sentence, heard)


def _clauses(sentence: str, heard: Heard) -> list[str]:
    """The sentence whole; if that corrects nothing, its parts between ";" and ", and"."""
    if _correction(sentence, heard) or is_void(sentence, heard) or absent(sentence, heard):
        return [sentence]
    parts = cut(
        sentence,
        heard.language.rx(
            r"[ ]*;[ ]*|,[ ]+(?:and|but|also)[ ]+|[ ]+(?:and|but)[ ]+(?=(?:drop|remove|delete|add"
            r"|change|replace|rename|use|make|call|take)(?!\w))"
            r"|,[ ]+(?=(?:please[ ]+)?(?:remove|delete|scrap)[ ]+(?:the|that|my|our)[ ]+\w)"
            r"|,[ ]+(?=(?:the|our)[ ]+only[ ]+(?:@slot_word)(?!\w))"
            r"|[ ]+(?:and|but)[ ]+(?=(?:it|she|he)[ ]+(?:should|must|can|will|also|speaks|needs)(?!\w))"
        ),
    )
    return parts if len(parts) > 1 else []


def _correction(sentence: str, heard: Heard) -> list[Found]:
    bare = heard.language.rx(AND_DROP).sub("", sentence)
    gone = _shaped(bare, heard) if bare != sentence else []
    return gone if gone and all(f.op == "remove" for f in gone) else _shaped(sentence, heard)


def _shaped(sentence: str, heard: Heard) -> list[Found]:
    if placed := reordered(sentence, heard):
        return placed
    begins = starts(sentence, heard)
    for patterns, shape in _SHAPES if heard.draft else (((_ADD,), add),):  # where nothing is, nothing can be changed
        if shape in _CUES and not heard.language.rx(_CUES[shape]).search(sentence):
            continue
        for pattern in patterns:
            made = shape(match, heard) if (match := begun(f"(?:{pattern}){TAIL}", sentence, begins, heard)) else []
            if made:
                return [f if f.quote else _quoted(f, sentence) for f in made]
    return []


def _quoted(found: Found, sentence: str) -> Found:
    return dataclasses.replace(found, quote=sentence)
