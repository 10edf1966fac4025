"""What a correction does to the draft, as findings: rename, replace, drop, add; a changed name changes wherever it
stands."""

import dataclasses
import re

from orchestrator.facts import Fact, Op
from orchestrator.guide.clean import tidy
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.targets import LEXICONS, Target, containing, substituted, without
from orchestrator.guide.text import capital
from orchestrator.values import AnyValue, Escalation, Step, Tool, key_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# A name of these stands in other texts too; an adjective of tone or a goal's words do not mean the same elsewhere.
NAMED = {"agent_name", "tools", "channels", "platform"}


def put(slot: str, fact: Fact, value: AnyValue) -> Found:
    return Found(slot, value, "", "replace", fact.text)


def renamed(fact: Fact, new: str, heard: Heard) -> list[Found]:
    """A new name for the agent, also in the texts that hold the old one."""
    from orchestrator.guide.readers import names

    new = heard.language.rx(
        r"^(?:(?:make|call)[ ]+(?:it|her|him)|just|only|please|it[ ]+should[ ]+be|should[ ]+be)[ ]+"
    ).sub("", new)
    read = names.answer(f"call it {new}", heard)
    if not read or not isinstance(read[0].value, str) or key_of(read[0].value) == key_of(fact.value):
        return []
    return [
        put("agent_name", fact, read[0].value),
        *elsewhere(fact.text, read[0].value, [Target("agent_name", fact, True)], heard),
    ]


def elsewhere(old: str, new: str, done: list[Target], heard: Heard) -> list[Found]:
    """The other texts of the draft with the new name in place of the old; what was assumed stays an assumption."""
    changed = {id(t.fact) for t in done}
    common = any(t.slot == "agent_name" and _is_common(t.fact, heard) for t in done)
    return [
        dataclasses.replace(put(t.slot, t.fact, value), source="assumed" if t.fact.source == "assumed" else "said")
        for t in containing(old, heard.draft)
        if id(t.fact) not in changed and t.fact.value is not None and (not common or _introduces(t, old))
        if (value := substituted(t.fact.value, old, new, named=True)) != t.fact.value
    ]


def _is_common(name: Fact, heard: Heard) -> bool:
    """A name nobody gave, or one that is also the word for such an agent: elsewhere "assistant" is just that word."""
    return name.source == "assumed" or bool(heard.language.rx("(?:@bot|@role)").fullmatch(name.text))


def _introduces(target: Target, name: str) -> bool:
    """Does a greeting hold the name as it is written?"""
    return target.slot == "greeting" and name in target.fact.text


def replaced(targets: list[Target], old: str, new: str, heard: Heard) -> list[Found]:
    found = []
    new = _tail(old, new) if any(t.slot in NAMED for t in targets) else new
    for target in targets:
        value = _value(target, new, heard)
        if value is not None and key_of(value) != key_of(target.fact.value):
            found.append(put(target.slot, target.fact, value))
    if found and any(t.exact and t.slot in NAMED for t in targets):
        shown = found[0].value
        found += elsewhere(targets[0].fact.text, shown.name if isinstance(shown, Tool) else str(shown), targets, heard)
    return found


def _value(target: Target, new: str, heard: Heard) -> AnyValue | None:
    """The new words as a value of the target's kind."""
    lexicon = heard.language.lexicons.get(LEXICONS.get(target.slot, ""))
    name = (lexicon.name(new) if lexicon else None) or (capital(new) if target.slot != "agent_name" else new)
    match target.fact.value:
        case Tool():
            return Tool(name=name)
        case Step() | Escalation():
            return changed_value(target.fact, "", new)
    return name


def changed_value(fact: Fact, old: str, new: str) -> AnyValue:
    """The fact's value with the old words (or its one number, where the new words bring one) exchanged for the new."""
    value = fact.value
    was, now = _NUMBER.findall(old), _NUMBER.findall(new)
    if (
        isinstance(value, str)
        and not was
        and len(_NUMBER.findall(value)) == 1
        and len(now) == 1
        and len(new.split()) <= 3
    ):
        return _NUMBER.sub(now[0], value)
    if len(was) == 1 and len(now) == 1 and value is not None:
        return substituted(value, *_measures(old, new))
    if old and value is not None:
        return substituted(value, old, _tail(old, new))
    match value:
        case Step():
            return Step(step=capital(new), branches=value.branches)
        case Escalation():
            return Escalation(when=value.when, to=new)
        case Tool():  # another name is another tool, and details have their own reader
            return value
    return capital(new)


def _measures(old: str, new: str) -> tuple[str, str]:
    """("30", "14") of "30" and "the limit is 14 days"; with their units where both have one that differs ("30
    days", "2 weeks")."""
    shapes = [re.search(r"(\d+(?:[.,]\d+)?)[ ]*([A-Za-z]{2,})?", text) for text in (old, new)]
    units = [m[2].casefold().rstrip("s") if m and m[2] else "" for m in shapes]
    both = all(units) and units[0] != units[1]
    return (
        (shapes[0][0], shapes[1][0])
        if both and shapes[0] and shapes[1]
        else (_NUMBER.findall(old)[0], _NUMBER.findall(new)[0])
    )


def _tail(old: str, new: str) -> str:
    """ "Marta" of "angry customers go to Marta", where one name stands against one name."""
    if len(new.split()) <= len(old.split()) + 1:
        return new
    match = re.search(
        r"(?i)^.*(?<!\w)(?:to|is|are|be|by|with|at|on|in|for|from|via|through|use)[ ]+(?:the[ ]+"
        r"|our[ ]+)?(?P<last>\S+(?:[ ]\S+){0,3})$",
        new,
    )
    return match["last"] if match else new


def dropped(targets: list[Target], words: str, heard: Heard) -> list[Found]:
    """The facts go, and so does what else in the draft was about a dropped name."""
    found = [Found(t.slot, None, "", "remove", t.fact.text) for t in targets]
    if not any(t.slot in NAMED for t in targets):
        return found
    gone = {id(t.fact) for t in targets}
    for name in {targets[0].fact.text, words}:
        for target in containing(name, heard.draft):
            if id(target.fact) in gone or target.slot in ("agent_name", "agent_role") or target.fact.value is None:
                continue
            gone.add(id(target.fact))
            rest = without(target.fact.value, name)
            found.append(
                put(target.slot, target.fact, rest)
                if rest is not None
                else Found(target.slot, None, "", "remove", target.fact.text)
            )
    return found


def restated(sentence: str, found: list[Found], heard: Heard) -> list[Found]:
    """ "make it formal, not friendly. Formal and concise.": a list that repeats the new value is the whole new list."""
    from orchestrator.guide.readers import READERS

    for slot in ("tone", "channels", "languages"):
        fresh = {key_of(f.value) for f in found if f.slot == slot and f.value is not None}
        read = READERS[slot].answer(sentence, heard) if fresh else []
        if fresh & {key_of(f.value) for f in read} and len(read) > 1:
            return [*(f for f in found if f.slot != slot), *(Found(slot, f.value, f.quote, "set") for f in read)]
    return []


def added(new: str, slot: str, heard: Heard, op: Op = "add") -> list[Found]:
    """More values for a slot that was named, or whose kind the words plainly are."""
    from orchestrator.guide.readers import READERS

    slot = slot or _kind(new, heard)
    if not slot:
        return []
    return [Found(f.slot, f.value, "", op) for f in READERS[slot].answer(new, heard)]


def _kind(new: str, heard: Heard) -> str:
    """The slot of a known language, channel, tool or tone word; "" if the words are none alone."""
    words = tidy(new, heard.language)
    for slot in ("languages", "channels", "tools"):
        if heard.language.lexicons[slot].name(words) and slot not in heard.asked.topics:
            return slot
    return "tone" if words.casefold() in heard.language.set("tones") and "tone" not in heard.asked.topics else ""
