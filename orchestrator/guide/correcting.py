"""What each shape of correction does, given its match; nothing where it means nothing in the draft."""

import re

from orchestrator.facts import Fact, Op, said
from orchestrator.guide.amend import added, changed_value, dropped, put, renamed, replaced
from orchestrator.guide.clean import talked, tidy, trimmed
from orchestrator.guide.endpoints import auth_of, method_of
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.targets import (
    LEXICONS,
    Target,
    alike,
    containing,
    exactly,
    slot_named,
    stems,
    texts,
    whole_words,
    without,
)
from orchestrator.guide.text import capital
from orchestrator.guide.tool_details import detailed
from orchestrator.guide.wording import noun
from orchestrator.values import key_of

# "Goal: ..." is one more; "language: ..." is what the language is.
_TOLD_ONE_BY_ONE = ("goals", "metrics", "knowledge", "guardrails", "escalation", "tools")
_HEDGED = 3  # words: "can be friendly", "a bit formal"


def is_marked(sentence: str, heard: Heard) -> bool:
    """Does a sentence begin like a correction ("actually", "no,", "sorry")?"""
    return bool(heard.language.rx(r"^(?:(?:@filler|@interjection)[ ,]+)*(?:@marker|no|wait)(?!\w)").match(sentence))


def rename(match: re.Match[str], heard: Heard) -> list[Found]:
    old = said(heard.draft, "agent_name")
    return renamed(old[0], match["new"], heard) if old else []


def replace(match: re.Match[str], heard: Heard) -> list[Found]:
    """Only where what goes is in the draft (or what comes is plainly of a kind we know, in a marked correction)."""
    old, new = _name(match["old"], heard), _name(_valued(match["new"], heard), heard)
    if not old or not new or heard.language.rx("(?:@no|@yes)").fullmatch(new):
        return []
    targets = exactly(old, heard.draft, heard.language)
    if not targets and slot_named(old, heard.language):  # "change the greeting to..." names a field, not a value
        return []
    if targets and len(new.split()) > 4 and any(exactly(w, heard.draft, heard.language) for w in new.split()):
        return []
    if targets:
        return replaced(targets, old, new, heard)
    inside = containing(old, heard.draft)
    if re.search(r"\d", new) and not re.search(r"\d", old) and inside:
        return [
            put(t.slot, t.fact, value)
            for t in inside
            if (value := changed_value(t.fact, "", new)) and key_of(value) != key_of(t.fact.value)
        ][:1]
    if inside and (left := _left_of_two(inside, old, new)):
        return left
    if hedged := [t for t in inside if t.slot == "tone" and len(t.fact.text.split()) <= _HEDGED]:
        return [put("tone", t.fact, capital(new)) for t in hedged]
    if inside and _is_plain_swap(old, new):
        return [put(t.slot, t.fact, changed_value(t.fact, old, new)) for t in inside]
    near = alike(old, heard.draft, heard.language)
    return replaced([near], old, new, heard) if near and is_marked(match[0], heard) else []


def exchange(match: re.Match[str], heard: Heard) -> list[Found]:
    """The same in the words of any language: only what is in the draft as it is named, or within a word of tone."""
    old = _name(match["old"], heard)
    known = exactly(old, heard.draft, heard.language) or [t for t in containing(old, heard.draft) if t.slot == "tone"]
    return replace(match, heard) if known else []


def _left_of_two(inside: list[Target], old: str, new: str) -> list[Found]:
    """ "it's for guests, not staff" of "guests, or maybe staff": both are there, and one goes."""
    named = re.sub(r"^(?:for|about|to|by|with)\s+", "", new, flags=re.IGNORECASE)
    both = whole_words(named)
    found = [
        (t, without(t.fact.value, old))
        for t in inside
        if both and any(map(both.search, texts(t.fact.value))) and t.fact.value is not None
    ]
    return [put(t.slot, t.fact, value) for t, value in found if value is not None]


def _valued(text: str, heard: Heard) -> str:
    """ "formal" of "tone should be formal"."""
    match = heard.language.rx(
        r"(?P<what>[\w' -]{3,30}?)[ ]+(?:(?:should|must|shall|has[ ]+to|needs[ ]+to)[ ]+be|is|are)[ ]+(?P<value>.+)"
    ).fullmatch(text.strip())
    return match["value"] if match and slot_named(match["what"], heard.language) else text


def _is_plain_swap(old: str, new: str) -> bool:
    return len(old.split()) <= 5 and len(new.split()) <= 8


def _name(text: str, heard: Heard) -> str:
    text = tidy(text, heard.language).strip(" .!?\"'")
    text = heard.language.rx(
        r"^(?:use|using|take|put|add|make[ ]+it|it's|we[ ]+have|(?:i[ ]+)?mean[t]?|the|a|an|our|my|to|with|as|be|being"
        r"|@own)[ ]+"
    ).sub("", text)
    return heard.language.rx(r"[ ]+(?:instead|now|please|everywhere|again)$").sub("", text)


def remove(match: re.Match[str], heard: Heard) -> list[Found]:
    named = tidy(match["old"], heard.language).strip(" .!?")
    whole = exactly(match["old"].strip(" \"'"), heard.draft, heard.language)
    if whole and {t.slot for t in whole} == {"tools"}:  # "For the handover" as a tool's very name
        return dropped(whole, named, heard)
    slot, words = hinted(named, heard)
    targets = [t for t in exactly(words, heard.draft, heard.language) if not slot or t.slot == slot]
    if targets:
        return dropped(targets, words, heard)
    near = (
        alike(words, heard.draft, heard.language, slot)
        if slot or is_marked(match[0], heard) or _is_asked_elsewhere(words, heard)
        else None
    )
    if near and near.slot in LEXICONS and stems(near.fact.text) != stems(words):
        return []
    return [Found(near.slot, None, "", "remove", near.fact.text)] if near else []


def _is_asked_elsewhere(words: str, heard: Heard) -> bool:
    """A bare "remove X" may be a goal or a step where those were asked; elsewhere it means the draft."""
    return not {"goals", "workflow", "guardrails", "tools", "tool_details"} & set(heard.asked.topics)


def hinted(words: str, heard: Heard) -> tuple[str, str]:
    """("goals", "refund") of "the refund goal"; ("", words) without such a hint."""
    parts = words.split()
    for size in (2, 1):
        slot = slot_named(" ".join(parts[-size:]), heard.language) if len(parts) > size else ""
        if slot:
            return slot, " ".join(parts[:-size])
    head = words.removeprefix("the ").split(" ", 1)
    if (
        len(head) > 1
        and (slot := slot_named(head[0], heard.language))
        and alike(head[1], heard.draft, heard.language, slot)
    ):
        return slot, head[1]
    match = heard.language.rx(
        r"^(?:the[ ]+)?(?P<kind>[\w ]{3,20}?)[ ]+(?:about|on|with|to|for|where|that|of|called)[ ]+(?P<rest>.+)$"
    ).match(words)
    slot = slot_named(match["kind"], heard.language) if match else ""
    return (slot, match["rest"]) if match and slot else ("", words)


def soften(match: re.Match[str], heard: Heard) -> list[Found]:
    """ "less casual": the tone word gives way to its softer form."""
    targets = [t for t in exactly(match["old"], heard.draft, heard.language) if t.slot == "tone"]
    return [put("tone", t.fact, f"{match['less'].capitalize()} {match['old'].lower()}") for t in targets]


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def change_step(match: re.Match[str], heard: Heard) -> list[Found]:
    """ "step 2 should be...", "remove the last step"."""
    steps = said(heard.draft, "workflow")
    ordinal = (match["ordinal"] or "").casefold()
    at = (
        len(steps) - 1
        if ordinal == "last"
        else int(match["number"]) - 1
        if match["number"]
        else _ORDINALS.index(ordinal)
    )
    if not 0 <= at < len(steps):
        return []
    removes = (match["verb"] or "").strip().casefold() in ("remove", "drop", "delete", "skip")
    if removes and not match["new"]:
        return [Found("workflow", None, "", "remove", steps[at].text)]
    new = trimmed(talked(match["new"] or "", heard.language)).rstrip(".! ")
    return [put("workflow", steps[at], changed_value(steps[at], "", new))] if new and not removes else []


def add(match: re.Match[str], heard: Heard) -> list[Found]:
    slot = slot_named(match["what"] or "", heard.language)
    new = match["new"] if slot or not match["what"] else match[0][match.start("new") - match.start() :]
    if slot and slot in heard.asked.topics:
        return []
    return added(new, slot, heard)


def mean(match: re.Match[str], heard: Heard) -> list[Found]:
    """ "I meant X": the value most like X, or the answer to the question before."""
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


def make(match: re.Match[str], heard: Heard) -> list[Found]:
    """ "make it formal": the tone; "more formal" comes beside what is there."""
    from orchestrator.guide.readers import tone

    if re.search(
        r"(?i)\b(?:and|but) (?:it|she|he) (?:should|must|can|will|also|speaks|needs)\b|\brather than\b", match["new"]
    ):
        return []  # more than one thing is told
    found = tone.mention(f"tone: {match['new']}", heard)
    old: tuple[Fact, ...] = said(heard.draft, "tone")
    if not found or not old or "tone" in heard.asked.topics:
        return []
    op: Op = "add" if match["more"] else "set"
    return [Found("tone", f.value, "", op) for f in found]


def put_new(match: re.Match[str], heard: Heard) -> list[Found]:
    """ "the greeting should be X", "the quotes metric should be 70%"."""
    slot, words = hinted(match["what"], heard)
    slot = slot or slot_named(match["what"], heard.language)
    if not slot or not said(heard.draft, slot) or slot in heard.asked.topics:
        return []
    if slot == "greeting":  # read word for word with its field, over as many sentences as it has
        return []
    qualifier = "" if slot_named(match["what"], heard.language) else words
    near = alike(qualifier, heard.draft, heard.language, slot) if qualifier else None
    new = trimmed(talked(match["new"], heard.language)).rstrip(".! ")
    if _goes_on(match, heard):
        return []
    if slot == "agent_name" and not qualifier:
        return renamed(said(heard.draft, slot)[0], new, heard)
    if near and slot == "tools":
        name = heard.language.rx(r"^(?:@called)[ ]+").sub("", new)
        renames = _renames(match, name, heard)
        return replaced([near], near.fact.text, name, heard) if renames else _details(near, match[0], heard)
    if near:
        return [put(slot, near.fact, changed_value(near.fact, "", new))]
    if qualifier or slot == "workflow":  # one step takes no workflow's place; a whole one was read before
        return []
    return added(new, slot, heard, op="add" if _is_one(match, slot, heard) else "set")


def _goes_on(match: re.Match[str], heard: Heard) -> bool:
    """ "Languages English and German, also Dutch": what follows the comma comes on top."""
    between = match.string[match.end("what") : match.start("new")]
    return "," in between and bool(heard.language.rx(r"(?:@besides)(?!\w)").match(match["new"]))


def _is_one(match: re.Match[str], slot: str, heard: Heard) -> bool:
    """ "Goal: fewer calls", where there are goals already: one more of them."""
    label = match["what"].casefold().split()[-1]
    alone = label == noun(slot, 1, heard.language).casefold() or f"{label}s" in heard.language.labels
    told = any(fact.source == "said" for fact in said(heard.draft, slot))
    headed = ":" in match.string[match.end("what") : match.start("new")]
    return headed and told and alone and slot in _TOLD_ONE_BY_ONE and label != slot


def _details(near: Target, text: str, heard: Heard) -> list[Found]:
    """ "Square tool: OAuth2", where tools' details are not asked for: those are read as a whole."""
    if "tool_details" in heard.asked.topics or near.fact.value is None:
        return []
    tool = detailed(Found("tools", near.fact.value, text), text, heard).value
    return [put("tools", near.fact, tool)] if tool is not None and tool != near.fact.value else []


def _renames(match: re.Match[str], name: str, heard: Heard) -> bool:
    """ "The Square tool is Shopify", "... should be Harbour Desk"; behind a mere sign stands a detail of the tool."""
    between = match.string[match.end("what") : match.start("new")]
    if re.search(r"[:,]", between) or auth_of(name, heard) or method_of(name):
        return False
    if heard.language.lexicons["tools"].name(name):
        return True
    told = heard.language.rx(r"(?<!\w)(?:be|now|actually|@called)(?!\w)").search(f"{between}{match['new']}")
    plain = heard.language.rx(r"(?:@yes|@no|@nothing|@tool_trait)(?:[ -]+(?:@tool_trait))*").fullmatch(name)
    return bool(told and not plain and re.fullmatch(r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,2}", name))
