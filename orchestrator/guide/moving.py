"""Values that stand in the wrong slot: "the price list is a source, not a rule", "move it to the knowledge"; and who it
is that takes over."""

import re

from orchestrator.facts import said
from orchestrator.guide.amend import put
from orchestrator.guide.assumptions import assumed
from orchestrator.guide.clean import tidy
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.sentences import cut
from orchestrator.guide.targets import Target, alike, slot_named, stems
from orchestrator.slots import BY_NAME
from orchestrator.values import Escalation

_WHAT = r"(?P<what>[^;:.!?\n]{2,160}?)"
_KIND = r"(?:(?:@one|@own)[ ]+)?(?P<kind>[^,;.!?\n]{3,50}?)"
_WRONG = r"(?:(?:@one|@own)[ ]+)?(?P<wrong>[^\W\d_][\w' -]{2,29}?)"
MOVED = (
    rf"{_WHAT}[ ]+(?:@copula)[ ]+{_KIND}[ ]*[,;–—-]?[ ]+(?:@and_not|@negation|@none_of)[ ]+{_WRONG}",
    rf"{_WHAT}[ ]+(?:@is_not)[ ]+{_WRONG}(?:[ ]*[,;–—-]?[ ]+(?:(?:@but|@but_rather|@they_are)[ ]+)+{_KIND})?",
    rf"{_WHAT}[ ]+(?:@belongs)[ ]+{_KIND}(?:[ ]*[,;–—-]?[ ]+(?:@and_not|@negation)[ ]+(?:@into[ ]+)?{_WRONG})?",
    rf"(?:@move)[ ]+{_WHAT}[ ]+(?:@into)[ ]+{_KIND}",
)
TAKES_OVER = (
    r"(?!(?:@if_word)(?!\w))(?P<who>[^,;.!?\n]{2,40}?)[ ]+(?:is|are)[ ]+(?P<role>(?:the|our|my|a)[ ][^,;.!?\n]{2,40}?)"
    r"[ ]+(?:who|that|and)[ ]+(?:takes?|should[ ]+take|will[ ]+take)[ ]+over",
)
_JOINT = r"[ ]*,[ ]+(?:@and[ ]+)?|[ ]+(?:@and)[ ]+"


def moved(match: re.Match[str], heard: Heard) -> list[Found]:
    """The values that are named go from one slot to the other; nothing where none of them is known there."""
    groups = match.groupdict()
    kind = _slot(groups.get("kind") or "", heard)
    wrong = _slot(groups.get("wrong") or "", heard)
    if (groups.get("wrong") and not wrong) or not (kind or wrong) or kind == wrong or "workflow" in (kind, wrong):
        return []
    named = [tidy(part, heard.language) for part in cut(match["what"], heard.language.rx(_JOINT))]
    known = [(part, target) for part in named if (target := _target(part, wrong, kind, heard))]
    return [f for part, target in known for f in _elsewhere(part, target, kind, heard)]


def takes_over(match: re.Match[str], heard: Heard) -> list[Found]:
    """The person of a handover that has none; what was made of the name elsewhere goes."""
    who = tidy(match["who"], heard.language)
    wrong = [t for slot in ("guardrails", "knowledge", "tone") if (t := alike(who, heard.draft, heard.language, slot))]
    mistaken = [_gone(t) for t in wrong if stems(t.fact.text) <= stems(who)]
    cases = [(f, f.value) for f in said(heard.draft, "escalation") if isinstance(f.value, Escalation)]
    to = f"{who}, {match['role']}"
    given = [
        put("escalation", fact, Escalation(when=case.when, to=to))
        for fact, case in cases
        if case.to in (None, "", "a human")
    ]
    if cases and not given:
        return mistaken
    return [*mistaken, *(given or _by_assumption(to, heard))]


def _by_assumption(to: str, heard: Heard) -> list[Found]:
    """Who takes over is known, and when is not."""
    cases = [f.value for f in assumed("escalation", heard.draft, heard.language)]
    return [
        Found("escalation", Escalation(when=case.when, to=to), "", source="assumed")
        for case in cases
        if isinstance(case, Escalation)
    ]


def _slot(words: str, heard: Heard) -> str:
    """The slot a thing belongs to, by its name or by what it is there for ("something it may look up")."""
    usable = heard.language.rx("(?:@may_use)").fullmatch(words.strip())
    forms = (words.strip() + ending for ending in ("", "s", "n"))
    return "knowledge" if usable else next((slot for form in forms if (slot := slot_named(form, heard.language))), "")


def _target(part: str, wrong: str, kind: str, heard: Heard) -> Target | None:
    target = alike(part, heard.draft, heard.language, wrong)
    return target if target and target.slot not in (kind, "agent_name", "agent_role") else None


def _elsewhere(part: str, target: Target, kind: str, heard: Heard) -> list[Found]:
    """The value out of its slot and into the other one, in its own words where nothing is read in them; nothing is lost
    where they can be no value there."""
    from orchestrator.guide.readers import READERS

    if kind not in BY_NAME:
        return [_gone(target)]
    told = [f.value for f in READERS[kind].answer(part, heard)]
    if not told and BY_NAME[kind].kind == "text":
        told = [target.fact.text]
    return [_gone(target), *(Found(kind, value, "") for value in told)] if told else []


def _gone(target: Target) -> Found:
    return Found(target.slot, None, "", "remove", target.fact.text)
