"""Findings of lint, and their fixes as changes of the draft."""

from collections.abc import Iterable
from uuid import UUID

from builder import lint
from builder.exports.agent import Agent
from builder.exports.registry import NEUTRAL
from builder.lint import Finding, Fix, Replacement, Size
from builder.lint.advice import advice_for
from orchestrator.facts import Draft
from orchestrator.slots import KEPT
from sessions import access, files, flow_editing
from sessions.access import Visitor
from sessions.editing import Change, by_hand
from sessions.errors import Conflict, NotFound


def findings(*, interview_id: UUID, by: Visitor, platform: str = "", version: int | None = None) -> tuple[Finding, ...]:
    """What is worth a second look, for one platform or for none in particular. Raises BadMessage and NotFound."""
    agent = files.agent(interview_id=interview_id, by=by, version=version)
    return lint.check(agent, _name(platform))


def size(*, interview_id: UUID, by: Visitor, platform: str = "", version: int | None = None) -> Size | None:
    """How long the prompt is for the model that a platform's files name, None where they name none."""
    model = advice_for(_name(platform)).model
    prompt = files.prompt(interview_id=interview_id, by=by, platform=platform, version=version)
    return lint.size_of(prompt, model) if model else None


def mended(*, interview_id: UUID, by: Visitor, key: str, platform: str = "") -> Change:
    """The change that mends one finding of the draft. Raises Conflict where it is not there any more, or has none."""
    agent = files.drafted(access.owned(interview_id, by))
    found = next((finding for finding in lint.check(agent, _name(platform)) if finding.key == key), None)
    if found is None or found.fix is None:
        raise Conflict("This is settled already, or the draft has changed since. Look at what is left.")
    return change_of(found.fix)


def settled(draft: Agent, found: Iterable[tuple[str, frozenset[str]]]) -> frozenset[str]:
    """Which of these findings the draft has no more: keys, by the platform they are for."""
    gone = (keys - {one.key for one in lint.check(draft, _name(platform))} for platform, keys in found if keys)
    return frozenset[str]().union(*gone)


def change_of(fix: Fix) -> Change:
    """A fix as a change of the draft; what it writes counts as written by hand."""
    if fix.action:
        return flow_editing.acted(fix.action, fix.fields)

    def changed(draft: Draft) -> Draft:
        for one in fix.replace:
            draft = _replaced(draft, one)
        return draft

    return changed


def _replaced(draft: Draft, one: Replacement) -> Draft:
    facts = draft.get(one.slot, ())
    if one.fact is None:
        kept = tuple(fact for fact in facts if fact.value is not None) if KEPT[one.slot].many else ()
        return {**draft, one.slot: (*kept, *(by_hand(value) for value in one.values))}
    at = next((i for i, fact in enumerate(facts) if fact.id == one.fact), None)
    if at is None:
        raise NotFound
    new = [by_hand(value, facts[at] if i == 0 else None) for i, value in enumerate(one.values)]
    return {slot: kept for slot, kept in {**draft, one.slot: (*facts[:at], *new, *facts[at + 1 :])}.items() if kept}


def _name(platform: str) -> str:
    name = files.export_called(platform).name
    return "" if name == NEUTRAL else name
