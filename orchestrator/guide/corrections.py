"""Corrections of what was said before: rename, replace, remove, add; found by looking for what is meant in the whole draft."""

import re
from collections.abc import Callable

from orchestrator.facts import Fact, key_of, said
from orchestrator.guide.amend import added, changed_value, dropped, put, renamed, replaced, restated
from orchestrator.guide.clean import talked, tidy, trimmed
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.targets import alike, containing, exactly, slot_named
from orchestrator.guide.text import blank

_A = r"(?P<new>(?:[^,;:.!?\n]|(?<=\d)[.,](?=\d)){1,80}?)"
_B = r"(?P<old>(?:[^,;:.!?\n]|(?<=\d)[.,](?=\d)){1,60}?)"
_TAIL = r"(?:[ ,]+(?:instead|now|please|again|thanks|then|from[ ]+now[ ]+on|everywhere|after[ ]+all|by[ ]+the[ ]+way|btw|actually|too))*[ .!?]*$"
_HEAD = r"^(?:(?:@filler|@interjection|@marker|no|wait|hm+)(?![\w'])[ ,.:;!–—-]*)*"
_SUBJECT = r"(?:(?:i|we|it|she|he|they|you|@agent|that|this)(?:'s|'re|'d|'ll)?[ ]+(?:(?:@modal|want|wants|are|is|was|were|had|have|now|just|also|would[ ]+like|'d[ ]+like|rather|prefer)[ ]+)*(?:it[ ]+)?(?:to[ ]+)?(?:be[ ]+)?)?"
_VERB = r"(?:make[ ]+(?:it|that|this|her|him)|change[ ]+(?:it|that|this)[ ]+to|set[ ]+(?:it|that)[ ]+to|use|using|take|put|say|write|go[ ]+with|let's[ ]+(?:use|take|have|say)|have|keep|switch[ ]+to|switching[ ]+to|moved?[ ]+to|add|need|needs|speaks?|want)"
_MARKED = rf"{_SUBJECT}(?:{_VERB}[ ]+)?"
_REPLACE: tuple[str, ...] = (
    rf"(?:drop|remove|delete|scrap|lose|ditch|forget(?:[ ]+about)?|no[ ]+more|without|skip|kill|cut|take[ ]+out)[ ]+{_B}[ ]*(?:,|;|[ ]and|[ ]but|[.])[ ]*(?:but[ ]+|and[ ]+)?(?:please[ ]+)?(?:use|add|take|go[ ]+with|put|make[ ]+it|we[ ]+(?:use|have|are[ ]+on)|it's|switch[ ]+to|have|get|instead)[ ]+{_A}",
    rf"(?:replace|swap|exchange|substitute|switch|change|rename|correct)[ ]+(?:the[ ]+)?{_B}[ ]+(?:with|for|by|to|into|against)[ ]+{_A}",
    rf"(?:switched|switch|switching|moved|move|moving|migrated|changed|change)[ ]+from[ ]+{_B}[ ]+to[ ]+{_A}",
    rf"instead[ ]+of[ ]+{_B}[ ]*,?[ ]*(?:please[ ]+)?{_MARKED}{_A}",
    rf"{_MARKED}{_A}[ ]*,?[ ]+(?:instead[ ]+of|rather[ ]+than|in[ ]+place[ ]+of)[ ]+{_B}",
    rf"{_MARKED}{_A}[ ]*[,–—-][ ]*(?:and[ ]+)?not[ ]+(?:just[ ]+)?{_B}",
    rf"(?:it's[ ]+|it[ ]+is[ ]+|that's[ ]+)?not[ ]+{_B}[ ]*(?:,|;|[ ]but|[.]|[ ]–|[ ]-)[ ]*(?:but[ ]+|it's[ ]+|it[ ]+is[ ]+|rather[ ]+|use[ ]+|make[ ]+it[ ]+)*{_A}",
    rf"{_B}[ ]+(?:is|are)[ ]+(?:out|gone|dead)[ ]*(?:,|;|[ ]and)[ ]*{_A}[ ]+(?:is|are)[ ]+in",
    rf"{_A}[ ]+(?:is|are)[ ]+in[ ]*(?:,|;|[ ]and)[ ]*{_B}[ ]+(?:is|are)[ ]+out",
    rf"(?:it's|its|it[ ]+is|it[ ]+should[ ]+be|make[ ]+it|that's|should[ ]+be)[ ]+{_A}[ ]+not[ ]+{_B}",
    rf"{_MARKED}{_A}[ ]+not[ ]+{_B}",
)
_REMOVE: tuple[str, ...] = (
    rf"(?:please[ ]+)?(?:drop|remove|delete|scrap|lose|ditch|forget(?:[ ]+about)?|cut|strike|erase|kick[ ]+out|throw[ ]+out|get[ ]+rid[ ]+of|leave[ ]+out|take[ ]+out|cancel)[ ]+(?:the[ ]+)?{_B}(?:[ ]+(?:from[ ]+(?:the[ ]+)?(?:list|[\w ]{{3,20}})|out|again|everywhere|completely|altogether|entirely))*",
    rf"take[ ]+(?:the[ ]+)?{_B}[ ]+(?:out|off|away)(?:[ ]+(?:again|everywhere|of[ ]+(?:it|there|the[ ]+list)))*",
    rf"(?:we|i|they)[ ]+(?:have[ ]+)?(?:dropped|stopped(?:[ ]+using|[ ]+with)?|cancelled|canceled|discontinued|abandoned|closed|switched[ ]+off|turned[ ]+off|got[ ]+rid[ ]+of|gave[ ]+up(?:[ ]+on)?|killed|removed|shut[ ]+down)[ ]+(?:the[ ]+|our[ ]+)?{_B}(?:[ ]*,[ ]*(?:so[ ]+)?(?:please[ ]+)?(?:take|leave|remove|delete|drop)[ ]+(?:it|that|them)(?:[ ]+out)?(?:[ ]+everywhere|[ ]+please)?)?",
    rf"(?:we|it|i|they|she|he)[ ]+(?:don't|do[ ]+not|doesn't|won't|no[ ]+longer|can't|will[ ]+not|shouldn't)[ ]+(?:do|use|have|offer|support|need|want|speak|run|work[ ]+with|accept|be[ ]+on|be)?[ ]*{_B}[ ]+(?:any[ ]*more|any[ ]+longer|after[ ]+all|now|at[ ]+all)(?:[ ]*,[ ]*(?:so[ ]+)?(?:please[ ]+)?(?:drop|remove|delete|take|leave)[ ]+(?:it|that|them)(?:[ ]+out)?)?",
    rf"(?:we|it|they|she|he)[ ]+no[ ]+longer[ ]+(?:do|use|have|offer|support|need|want|speak)?[ ]*{_B}",
    rf"no[ ]+(?:more[ ]+)?{_B}[ ]+(?:any[ ]*more|after[ ]+all|please|now|any[ ]+longer)",
    rf"no[ ]+more[ ]+{_B}",
    rf"(?:the[ ]+)?{_B}[ ]+(?:is|are|was|were)[ ]+(?:gone|out|off|dead|history|wrong|not[ ]+needed|no[ ]+longer[ ]+(?:needed|there|used|available|valid)|obsolete|a[ ]+mistake|cancelled)(?:[ ]+(?:any[ ]*more|now|anymore))?(?:[ ]*,[ ]*(?:so[ ]+)?(?:please[ ]+)?(?:drop|remove|delete|take|leave)[ ]+(?:it|that|them)(?:[ ]+out)?)?",
    rf"(?:the[ ]+)?{_B}[ ]+(?:can|should|must|has[ ]+to)[ ]+(?:go|be[ ]+(?:removed|dropped|deleted|taken[ ]+out|left[ ]+out))",
)
_REMOVE += (rf"(?:i|we)[ ]+(?:don't|do[ ]+not)[ ]+want[ ]+(?:it|her|him)?[ ]*(?:to[ ]+be[ ]+)?(?:so[ ]+|too[ ]+)?{_B}",)
_RENAME: tuple[str, ...] = (
    r"(?:please[ ]+)?rename[ ]+(?:it|her|him|them|the[ ]+\w+|[\w-]+)[ ]*(?:to|as|into|:)?[ ]+(?P<new>[^,;.!?\n]{1,40})",
    r"(?:(?:let's|please|i'd[ ]+like[ ]+to|i[ ]+want[ ]+to|we[ ]+want[ ]+to|we'll|rather|we[ ]+decided[ ]+to|i[ ]+would[ ]+rather|better)[ ]+)*call[ ]+(?:it|her|him|the[ ]+(?:bot|agent|assistant))[ ]+(?P<new>[^,;.!?\n]{1,40}?)(?:[ ]+(?:instead|now|please|rather)(?:[ ]+of[ ]+[^,;.!?\n]{1,40})?)?(?:,[ ]*(?:like|not|after)[ ]+[^.!?\n]{1,40})?",
    r"(?:please[ ]+)?(?:change|set|switch|update)[ ]+(?:the|its|her|his|their)[ ]+name[ ]+(?:from[ ]+[\w ]{1,30}[ ]+)?to[ ]+(?P<new>[^,;.!?\n]{1,40})",
    r"(?:(?:the|its|her|his)[ ]+|a[ ]+)?(?:new[ ]+)?name(?:[ ]+(?:is|should[ ]+be|must[ ]+be|shall[ ]+be|will[ ]+be)(?:[ ]+now)?|[ ]*:)[ ]+(?P<new>[^,;.!?\n]{1,40}?)(?:[ ]+now|[ ]+instead)?",
    r"(?:it's|it[ ]+is|she's|he's)[ ]+(?:called|named)[ ]+(?P<new>[^,;.!?\n]{1,40}?)(?:[ ]+now)?",
)
_SET = r"(?:please[ ]+)?(?:(?:change|set|make|update|switch)[ ]+)?(?:the[ ]+|its[ ]+|our[ ]+|your[ ]+)?(?P<what>[\w' -]{3,50}?)(?:[ ]+(?:is|are)[ ]+(?:wrong|not[ ]+right|off)[ ]*[,:;–-][ ]*(?:it|they)?)?(?:[ ]+(?:(?:should|must|has[ ]+to|needs[ ]+to|ought[ ]+to)[ ]+(?:rather[ ]+|really[ ]+|actually[ ]+)?be|to|is(?:[ ]+now|[ ]+actually)?|are(?:[ ]+now)?)|[ ]*[:,])[ ]+(?:(?:make[ ]+(?:it|that)|only|just|it[ ]+should[ ]+be|should[ ]+be|it's|please)[ ]+)*(?P<new>[^;\n]{1,160})"
_MAKE = r"(?:please[ ]+)?(?:make|keep|let)[ ]+(?:it|her|him|the[ ]+(?:tone|bot|agent|assistant|style))[ ]+(?:be[ ]+|sound[ ]+)?(?P<more>(?:a[ ]+(?:bit|little)[ ]+)?more[ ]+|a[ ]+bit[ ]+|also[ ]+)?(?P<new>[^;.!?\n]{2,80})"
_LESS = r"(?:please[ ]+)?(?:(?:make|keep)[ ]+(?:it|her|him|the[ ]+tone)[ ]+)?(?P<less>(?:a[ ]+(?:bit|little)[ ]+)?less|not[ ]+(?:so|too|that))[ ]+(?P<old>[\w-]{3,20})"
_STEP = r"(?:please[ ]+)?(?P<verb>(?:remove|drop|delete|skip|change|make)[ ]+)?(?:the[ ]+)?(?:(?P<ordinal>first|second|third|fourth|fifth|sixth|last)[ ]+step|step[ ]+(?:number[ ]+)?(?P<number>\d{1,2}))(?:[ ]+(?:should|must|has[ ]+to)[ ]+(?:rather[ ]+)?be[ ]*:?|[ ]+(?:is|to)[ ]*:?|[ ]*:)?[ ]*(?P<new>[^;\n]{3,160})?"
_ADD = r"(?:please[ ]+)?(?:also[ ]+)?(?:add|include|put[ ]+in)[ ]+(?P<new>[^;.!?\n]{2,120}?)(?:[ ]+(?:to|as|in|into|among)[ ]+(?:the[ ]+|a[ ]+|another[ ]+|an[ ]+)?(?P<what>[\w -]{3,30}))?"
_MEANT = r"(?:i[ ]+mean[t]?|make[ ]+that|correction[ ]*:?|it's[ ]+actually|sorry[, ]+it's|it[ ]+should[ ]+(?:have[ ]+been|be)|should[ ]+(?:have[ ]+been|be)|not[ ]+right[, ]+it's|typo[ ]*:?)[ ]+(?P<new>[^;.!?\n]{1,80})"

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
            if made:
                start = at + sentence.index(clause)
                text = blank(text, start, start + len(clause))
                found += made
        at += len(sentence)
    return found, text


def _clauses(sentence: str, heard: Heard) -> list[str]:
    """The sentence whole; if that corrects nothing, its parts between ";" and ", and"."""
    if _correction(sentence, heard):
        return [sentence]
    parts = cut(sentence, heard.language.rx(r"[ ]*;[ ]*|,[ ]+(?:and|but|also)[ ]+|[ ]+(?:and|but)[ ]+(?=(?:drop|remove|delete|add|change|replace|rename|use|make|call|take)(?!\w))"))
    return parts if len(parts) > 1 else []


def _correction(sentence: str, heard: Heard) -> list[Found]:
    shapes: tuple[tuple[tuple[str, ...], Shape], ...] = (
        (_RENAME, _rename), (_REPLACE, _replace), (_REMOVE, _remove), ((_STEP,), _step), ((_LESS,), _less), ((_ADD,), _add), ((_MEANT,), _meant), ((_MAKE,), _make), ((_SET,), _set),
    )
    for patterns, shape in shapes:
        for pattern in patterns:
            match = heard.language.rx(_HEAD + f"(?:{pattern})" + _TAIL).match(sentence)
            made = shape(match, heard) if match else []
            if made:
                return [f if f.quote else _quoted(f, sentence) for f in made]
    return []


def _quoted(found: Found, sentence: str) -> Found:
    return Found(found.slot, found.value, sentence, found.op, found.target, found.confidence, found.source)


def is_marked(sentence: str, heard: Heard) -> bool:
    """Does a sentence begin like a correction ("actually", "no,", "sorry")?"""
    return bool(heard.language.rx(r"^(?:(?:@filler|@interjection)[ ,]+)*(?:@marker|no|wait)(?!\w)").match(sentence))


def _rename(match: re.Match[str], heard: Heard) -> list[Found]:
    old = said(heard.draft, "agent_name")
    return renamed(old[0], match["new"], heard) if old else []


def _replace(match: re.Match[str], heard: Heard) -> list[Found]:
    """Only where what goes is in the draft (or what comes is plainly of a kind we know, in a marked correction)."""
    old, new = _name(match["old"], heard), _name(match["new"], heard)
    if not old or not new:
        return []
    targets = exactly(old, heard.draft, heard.language)
    if targets and len(new.split()) > 4 and any(exactly(w, heard.draft, heard.language) for w in new.split()):
        return []
    if targets:
        return replaced(targets, old, new, heard)
    inside = containing(old, heard.draft)
    if re.search(r"\d", new) and not re.search(r"\d", old) and inside:
        return [put(t.slot, t.fact, value) for t in inside if (value := changed_value(t.fact, "", new)) and key_of(value) != key_of(t.fact.value)][:1]
    if inside and _is_plain_swap(old, new):
        return [put(t.slot, t.fact, changed_value(t.fact, old, new)) for t in inside]
    near = alike(old, heard.draft, heard.language)
    return replaced([near], old, new, heard) if near and is_marked(match[0], heard) else []


def _is_plain_swap(old: str, new: str) -> bool:
    return len(old.split()) <= 5 and len(new.split()) <= 8


def _name(text: str, heard: Heard) -> str:
    text = tidy(text, heard.language).strip(" .!?\"'")
    text = heard.language.rx(r"^(?:use|using|take|put|add|make[ ]+it|it's|we[ ]+have|the|a|an|our|my|to|with|as|be|being)[ ]+").sub("", text)
    return heard.language.rx(r"[ ]+(?:instead|now|please|everywhere|again)$").sub("", text)


def _remove(match: re.Match[str], heard: Heard) -> list[Found]:
    named = tidy(match["old"], heard.language).strip(" .!?")
    slot, words = _hinted(named, heard)
    targets = [t for t in exactly(words, heard.draft, heard.language) if not slot or t.slot == slot]
    if targets:
        return dropped(targets, words, heard)
    near = alike(words, heard.draft, heard.language, slot) if slot or is_marked(match[0], heard) or _is_asked_elsewhere(words, heard) else None
    return [Found(near.slot, None, "", "remove", near.fact.text)] if near else []


def _is_asked_elsewhere(words: str, heard: Heard) -> bool:
    """A bare "remove X" may be a goal or a step where those were asked; elsewhere it means the draft."""
    return not {"goals", "workflow", "guardrails", "tools", "tool_details"} & set(heard.asked.topics)


def _hinted(words: str, heard: Heard) -> tuple[str, str]:
    """("goals", "refund") of "the refund goal"; ("", words) without such a hint."""
    parts = words.split()
    for size in (2, 1):
        slot = slot_named(" ".join(parts[-size:]), heard.language) if len(parts) > size else ""
        if slot:
            return slot, " ".join(parts[:-size])
    match = heard.language.rx(r"^(?:the[ ]+)?(?P<kind>[\w ]{3,20}?)[ ]+(?:about|on|with|to|for|where|that|of|called)[ ]+(?P<rest>.+)$").match(words)
    slot = slot_named(match["kind"], heard.language) if match else ""
    return (slot, match["rest"]) if match and slot else ("", words)


def _less(match: re.Match[str], heard: Heard) -> list[Found]:
    """"less casual": the tone word gives way to its softer form."""
    targets = [t for t in exactly(match["old"], heard.draft, heard.language) if t.slot == "tone"]
    return [put("tone", t.fact, f"{match['less'].capitalize()} {match['old'].lower()}") for t in targets]


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def _step(match: re.Match[str], heard: Heard) -> list[Found]:
    """"step 2 should be...", "remove the last step"."""
    steps = said(heard.draft, "workflow")
    ordinal = (match["ordinal"] or "").casefold()
    at = len(steps) - 1 if ordinal == "last" else int(match["number"]) - 1 if match["number"] else _ORDINALS.index(ordinal)
    if not 0 <= at < len(steps):
        return []
    removes = (match["verb"] or "").strip().casefold() in ("remove", "drop", "delete", "skip")
    if removes and not match["new"]:
        return [Found("workflow", None, "", "remove", steps[at].text)]
    new = trimmed(talked(match["new"] or "", heard.language)).rstrip(".! ")
    return [put("workflow", steps[at], changed_value(steps[at], "", new))] if new and not removes else []


def _add(match: re.Match[str], heard: Heard) -> list[Found]:
    slot = slot_named(match["what"] or "", heard.language)
    new = match["new"] if slot or not match["what"] else match[0][match.start("new") - match.start() :]
    if slot and slot in heard.asked.topics:
        return []
    return added(new, slot, heard)


def _meant(match: re.Match[str], heard: Heard) -> list[Found]:
    """"I meant X": the value most like X, or the answer to the question before."""
    if not heard.draft:
        return []
    new = _name(match["new"].split(" with ")[0], heard)
    for slot in ("agent_name", "platform", "agent_role"):
        for fact in said(heard.draft, slot):
            if _is_respelt(fact.text, new):
                return renamed(fact, new, heard) if slot == "agent_name" else [put(slot, fact, new)]
    near = alike(new, heard.draft, heard.language)
    return replaced([near], near.fact.text, new, heard) if near else []


def _is_respelt(old: str, new: str) -> bool:
    import difflib

    return key_of(old) != key_of(new) and difflib.SequenceMatcher(None, old.casefold(), new.casefold()).ratio() >= 0.6


def _make(match: re.Match[str], heard: Heard) -> list[Found]:
    """"make it formal": the tone; "more formal" comes beside what is there."""
    from orchestrator.guide.readers import tone

    found = tone.mention(f"tone: {match['new']}", heard)
    old: tuple[Fact, ...] = said(heard.draft, "tone")
    if not found or not old or "tone" in heard.asked.topics:
        return []
    op = "add" if match["more"] else "set"
    return [Found("tone", f.value, "", op) for f in found]


def _set(match: re.Match[str], heard: Heard) -> list[Found]:
    """"the greeting should be X", "the quotes metric should be 70%"."""
    slot, words = _hinted(match["what"], heard)
    slot = slot or slot_named(match["what"], heard.language)
    if not slot or not said(heard.draft, slot) or slot in heard.asked.topics:
        return []
    qualifier = "" if slot_named(match["what"], heard.language) else words
    near = alike(qualifier, heard.draft, heard.language, slot) if qualifier else None
    new = trimmed(talked(match["new"], heard.language)).rstrip(".! ")
    if slot == "agent_name" and not qualifier:
        return renamed(said(heard.draft, slot)[0], new, heard)
    if near:
        return [put(slot, near.fact, changed_value(near.fact, "", new))]
    return [] if qualifier else added(new, slot, heard, op="set")
