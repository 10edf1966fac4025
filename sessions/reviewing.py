"""The review: what the agent will do in plain order, what Parley assumed, what is open, what is worth a look."""

from dataclasses import dataclass
from typing import Any

from builder import lint
from builder import queries as specs
from orchestrator.contradictions import Contradiction, still_open
from orchestrator.guide.wording import label
from orchestrator.slots import SLOTS
from sessions import files, handwork, presenting, queries
from sessions.models import InterviewSession
from sessions.presenting import FactLine, SlotLines


@dataclass(frozen=True)
class Part:
    """A heading of the review, by the name of its text, and the slots told under it."""

    title: str
    slots: tuple[SlotLines, ...]


# In the order one would tell a colleague. What stands nowhere here comes last, so that nothing is left out.
_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("goals", ("goals",)),
    ("people", ("audience", "channels", "languages")),
    ("manner", ("tone", "greeting")),
    ("flow", ("workflow",)),
    ("limits", ("guardrails",)),
    ("clarifications", ("clarifications",)),
    ("handover", ("escalation",)),
    ("means", ("tools", "knowledge")),
    ("success", ("metrics",)),
    ("place", ("platform",)),
)
_HEADING = ("agent_name", "agent_role")


def review(interview: InterviewSession) -> dict[str, Any]:
    """Everything of the review page."""
    slots = {s.slot.name: s for stage in presenting.draft(interview)["draft"] for s in stage.slots}
    latest = specs.latest_version(interview.spec_id)
    heading, role = _value(slots["agent_name"]) or interview.name, _value(slots["agent_role"])
    return {
        "interview": interview,
        "words": interview.speech.texts["review"],
        "name": heading,
        "role": "" if role[:200].casefold() == heading.casefold() else role,
        "parts": _parts(slots),
        "assumptions": [line for s in slots.values() for line in _assumed(s)],
        "contradictions": _contradictions(interview),
        "edit": handwork.newest(interview),
        "open": _open(interview),
        **_findings(interview),
        "latest": latest,
        "is_new": latest is None or latest.revision != interview.spec.revision,
        "next_number": latest.number + 1 if latest else 1,
    }


def _contradictions(interview: InterviewSession) -> list[tuple[Contradiction, str]]:
    """Each with why it is one, in words."""
    return [(found, interview.speech.say(f"clashes.{found.rule}")) for found in still_open(specs.draft(interview.spec))]


def _parts(slots: dict[str, SlotLines]) -> list[Part]:
    told = {name for _, names in _PARTS for name in names} | set(_HEADING)
    rest = tuple(slot.name for slot in SLOTS if slot.name not in told)
    parts = [
        Part(f"review.parts.{title}", tuple(slots[n] for n in names if n in slots and slots[n].lines))
        for title, names in (*_PARTS, ("also", rest))
    ]
    return [part for part in parts if part.slots]


def _value(slot: SlotLines) -> str:
    return slot.lines[0].fact.text if slot.lines else ""


def _assumed(slot: SlotLines) -> list[FactLine]:
    lines = [*slot.lines, *([slot.nothing] if slot.nothing else [])]
    return [line for line in lines if line.fact.source == "assumed"]


def _open(interview: InterviewSession) -> list[tuple[str, str]]:
    """(stage, what is open in it) of everything required, but for the last word, which this page is."""
    stages = presenting.titled(queries.standing(interview).stages, interview.speech)
    return [(s.title, label(name, interview.speech)) for s in stages for name in s.missing if name != "confirm"]


def _findings(interview: InterviewSession) -> dict[str, Any]:
    """For the platform it is meant for. Contradictions have a place of their own."""
    agent = files.drafted(interview)
    platform = lint.own_platform(agent)
    found = lint.check(agent, platform) if agent.definition.facts else ()
    return {"findings": [one for one in found if one.code != "clash"], "platform": platform, "can_mend": True}
