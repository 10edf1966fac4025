"""A whole workflow told under its name, whatever was asked: "Change the workflow: first ask ..., then ..."."""

import re
from dataclasses import replace

from orchestrator.facts import said
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.language import Language
from orchestrator.guide.readers import READERS
from orchestrator.guide.sections import sections
from orchestrator.guide.verbs import begins_with_deed
from orchestrator.values import Step

_NO_STOP = r"[^\n:：.!?。？！؟]"
_MORE = r"^\W*(?:@flow_adds)(?:[ ,:]+|(?<=[\u3400-\u9fff]))"  # Chinese puts no blank behind it
_ADDS = r"(?<![a-zà-ÿ])(?:@flow_adds)(?![a-zà-ÿ])"
# Where in the workflow, or what leaves it: that is read elsewhere.
_PLACES = r"(?<![a-zà-ÿ])(?:@flow_places)(?![a-zà-ÿ])"
_AS_FOLLOWS = (
    r"(?:[ ]+(?:should|must|will|could))?[ ]+(?:be|is|are|goes|go)(?:[ ]+(?:like[ ]+this|as[ ]+follows|now))?"
    r"[ ,]+(?=(?:first|1[.)]|start)(?!\w))"
)


def whole_flow(heard: Heard) -> list[Found]:
    """The steps of a message that names the workflow before it tells it, in place of those known, or at their end where
    it says so. Nothing where other fields are labelled beside it, or where it tells no more than one step of a new one.
    """
    rx, match = heard.language.rx, _named(heard.language).match(heard.text)
    if (
        not match
        or rx(_PLACES).search(f"{match['lead']} {match['behind'] or ''}")
        or len(sections(heard.text, heard.language)) > 1
    ):
        return []
    rest = rx(_MORE).sub("", match["rest"])
    adds = rx(_ADDS).search(match["lead"]) or rest != match["rest"]
    steps = [f for f in READERS["workflow"].answer(rest, heard) if isinstance(f.value, Step)]
    if not steps or not _does_something(steps[0], heard) or not (adds or _is_whole(steps)):
        return []
    return [replace(f, op="set") for f in steps] if said(heard.draft, "workflow") and not adds else steps


def _is_whole(steps: list[Found]) -> bool:
    return len(steps) > 1 or any(isinstance(f.value, Step) and f.value.branches for f in steps)


def _does_something(found: Found, heard: Heard) -> bool:
    """In English a step begins with what is done; elsewhere that cannot be told by its first word."""
    english = heard.language.code == "en"
    return not english or (isinstance(found.value, Step) and begins_with_deed(found.value.step, heard.language))


def _named(language: Language) -> re.Pattern[str]:
    names = sorted((label for label, slot in language.labels.items() if slot == "workflow"), key=len, reverse=True)
    label = rf"(?<![a-zà-ÿ])(?:{'|'.join(map(re.escape, names))})(?![a-zà-ÿ])"
    return language.rx(
        rf"(?s)\W*(?P<lead>{_NO_STOP}{{0,40}}?){label}(?:(?P<behind>{_NO_STOP}{{0,25}})[:：]|{_AS_FOLLOWS})\s*(?P<rest>\S.*)$"
    )
