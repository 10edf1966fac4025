"""What an order takes out by its very name, with or without the word for its kind: "drop the step Isn't a tool"."""

import re

from orchestrator.guide.amend import dropped
from orchestrator.guide.correcting import hinted, remove
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.targets import Target, alike, exactly, stems, texts
from orchestrator.slots import BY_NAME

ORDER = r"(?:@drop_order)[ ]*(?:(?:@add_one)[ ]*)*(?P<old>\S.{0,120}?)(?:[ ]*(?:@drop_tail))*"
# "X bitte streichen": the same with the order behind what it names.
LAST = (
    r"(?:(?:please|@add_one)[ ]+)*(?P<old>[^\s,;:.!?][^,;:.!?\n]{0,60}?)[ ]*,?[ ]*(?:@drop_last)(?:[ ,]+(?:@trailing))*"
)
LAST_CUE = r"(?:@drop_last)(?!\w)"
# Where what is done was asked, "delete records" in this order is an answer, and with a please an order.
_DONE = {"goals", "workflow", "guardrails"}

# "X is not an audience lol, remove that": what is said of a thing, and the order behind it.
AND_DROP = (
    r"(?<=\w)(?:[ ]+(?:lol|haha|hah|please))?[ ]?[,;–—-]{1,2}[ ](?:(?:so|and|then|please|just)[ ]+)*(?:@drop|take)"
    r"[ ]+(?:it|that|this|them)(?:[ ]+(?:out|off|away|again|please))*[ .!]*$"
)

# "Drop the Dave rule, that was just me": what goes, and why.
EXPLAINED = (
    r"(?:@drop)[ ]+(?P<old>[^,;.!?\n]{2,40}?)[ ]*(?:[,;–—-][ ]*){1,2}"
    r"(?:that|it|this|they|those|he|she|i|we|(?P<others>(?:my|our|the)[ ]+(?!only[ ])[\w'-]+(?:[ ]+[\w'-]+)?))"
    r"(?:'s|'re|'m)?[ ]+(?:is|was|are|were|stays?|only|just|did|do|does|don't|didn't|never|have|had|has|not|no|can"
    r"|speaks?)(?!\w)[^.!?\n]{1,80}"
)
# "No French, like I said": not what was asked, but what is there by that very name.
REFUSED = (
    r"(?:@refusing)(?:[ ]+|(?<=['\u3400-\u9fff]))(?P<old>[^\s,;:.!?][^,;:.!?\n]{0,40}?)"
    r"(?P<again>[ ]*,?[ ]+(?:@repeat)(?:[ ]*,?[ ]+(?:before|already))*)?"
)
# "E-Mail wollen wir nicht, nur Telefon": the same behind its name, and perhaps what stays.
UNNEEDED = (
    r"(?:(?:@add_one)[ ]+)?(?P<old>[^\s,;:.!?][^,;:.!?\n]{0,40}?)(?:[ ]+|(?<=[\u3400-\u9fff]))(?:@refused_behind)"
    r"(?:[ ]*,?[ ]+(?:@repeat)|[ ]*[,，][ ]*(?:@only_these)[^.!?;\n]{1,80})?"
)
_REFUSABLE = {"channels", "languages", "tools"}
# Elsewhere "no Slack" may be an answer: a rule, who it is not for, how a tool is not called. Said again it is not.
_REFUSED_THERE = {"tone", "channels", "languages"}
_MEANT_SO = {"guardrails", "greeting", "workflow"}
_THING = r"[ ]+(?:one|thing|bit|part|stuff|entry|item)s?$"


def drop_explained(match: re.Match[str], heard: Heard) -> list[Found]:
    """The one fact that holds all of the words, among those of the kind that was named if one was."""
    if match["others"] and _DONE & set(heard.asked.topics):  # "drop the phone, the guests are deaf" may be done
        return []
    words = re.sub(r"^(?:the|that|this|my|our)[ ]+", "", match["old"].strip())
    slot, name = hinted(words, heard)
    name = heard.language.rx(_THING).sub("", name)
    near = alike(name, heard.draft, heard.language, slot)
    whole = near is not None and stems(name) <= stems(" ".join(texts(near.fact.value)))
    return dropped([near], name, heard) if near and whole else []


def drop_refused(match: re.Match[str], heard: Heard) -> list[Found]:
    """What is there by that very name and was not asked for, where a manner, places or languages were, or again."""
    asked = {*heard.asked.topics}
    if asked & _MEANT_SO or not (match["again"] or asked <= _REFUSED_THERE):
        return []
    targets = [t for t in exactly(match["old"], heard.draft, heard.language) if t.slot in _REFUSABLE - asked]
    return dropped(targets, match["old"], heard)


def drop_unneeded(match: re.Match[str], heard: Heard) -> list[Found]:
    """ "E-Mail brauchen wir nicht": what is there by that very name, whatever was asked."""
    targets = [t for t in exactly(match["old"], heard.draft, heard.language) if t.slot in _REFUSABLE]
    return dropped(targets, match["old"], heard) if not {t.slot for t in targets} & set(heard.asked.topics) else []


def drop_named(match: re.Match[str], heard: Heard) -> list[Found]:
    """The fact whose kind and name were told; without its kind only what is called exactly so."""
    slot, name = _kind(match["old"], heard)
    if not slot:
        return []
    targets = [t for t in exactly(name, heard.draft, heard.language) if t.slot == slot]
    near = None if targets else alike(name, heard.draft, heard.language, slot)
    return dropped(targets or _all(near), name, heard)


def remove_last(match: re.Match[str], heard: Heard) -> list[Found]:
    """What is named before an order, one thing or several; nothing where one of several is nowhere."""
    asked = {*heard.asked.topics}
    named = {t.slot for t in exactly(match["old"], heard.draft, heard.language)} if _DONE & asked else set()
    please = heard.language.rx(r"(?<!\w)(?:please|@trailing)(?!\w)").search(match[0])
    if _DONE & asked and not please and (not named or named - {"channels", "languages"}):
        return []
    if made := drop_named(match, heard):
        return made
    names = [_own(name, heard) for name in heard.language.rx(r"[ ]+(?:@and)[ ]+").split(match["old"])]
    targets = [exactly(name, heard.draft, heard.language) for name in names]
    if all(targets):
        return [f for each, name in zip(targets, names, strict=True) for f in dropped(each, name, heard)]
    return remove(match, heard) if len(names) == 1 else []


def _own(name: str, heard: Heard) -> str:
    return heard.language.rx(r"^(?:(?:@add_one)[ ]+)+").sub("", name).strip(" \"'")


def _all(near: Target | None) -> list[Target]:
    return [near] if near else []


def _kind(words: str, heard: Heard) -> tuple[str, str]:
    """("workflow", "Isn't a tool") of "step Isn't a tool"; blanks stand between the two where the language has any."""
    words = words.strip(" .!\"'")
    kinds = {**heard.language.labels, **dict.fromkeys(heard.language.words["step_word"], "workflow")}
    for label, slot in sorted(kinds.items(), key=lambda kind: -len(kind[0])):
        rest = words[len(label) :]
        joined = re.search(r"[\u3400-\u9fff]$", label) or re.match(r"[ :\"']", rest)
        if slot in BY_NAME and words.casefold().startswith(label) and joined:
            return slot, rest.strip(" :\"'")
    return "", words
