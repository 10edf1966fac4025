"""The prompt by hand: sections written over Parley's, as changes of the draft, and kept as templates. Sync.

What Parley would write now, where that is not what it wrote when a section was edited, is offered beside it.
"""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from builder import prompt_writer
from builder import queries as specs
from builder.compare import Passage, passages
from builder.definition import AgentDefinition, definition_of
from orchestrator.facts import Draft
from orchestrator.values import PromptSection
from sessions import access, handwork
from sessions.accepting import without_secret
from sessions.access import Visitor
from sessions.editing import Change, by_hand
from sessions.errors import BadMessage, Conflict, NotFound
from sessions.models import InterviewSession, SectionTemplate
from sessions.prompt_sections import TITLES

LONGEST_SECTION = 20_000


@dataclass(frozen=True)
class SectionNow:
    """A section of a draft's prompt. `text` is what a person edits; `parleys` what Parley would write now, and
    `suggested` the way from the one to the other where Parley would write something else than when it was edited."""

    key: str
    title: str
    text: str
    parleys: str
    is_edited: bool
    suggested: tuple[Passage, ...] = ()
    template: str = ""


def listed(*, interview_id: UUID, by: Visitor) -> list[SectionNow]:
    """The sections of the draft's prompt, in order."""
    interview = access.owned(interview_id, by)
    definition = specs.definition(interview.spec, interview.name)
    parleys = prompt_writer.parleys_own(definition)
    kept = dict(_templates(by).values_list("title", "text"))
    return [_now(key, title, definition, parleys[title], kept.get(title, "")) for key, title in TITLES.items()]


def _now(key: str, title: str, definition: AgentDefinition, parleys: str, template: str) -> SectionNow:
    mine = definition.sections.get(title)
    if mine is None:
        return SectionNow(key, title, parleys, parleys, False, (), template)
    news = passages(mine.text, parleys) if mine.base != _fingerprint(parleys) else ()
    return SectionNow(key, title, mine.text, parleys, True, news, template)


def write(*, interview_id: UUID, by: Visitor, key: str, text: str) -> None:
    """Write a section by hand; it is kept as it is from now on. Parley's own text resets it. Raises BadMessage."""
    title, interview = title_of(key), access.owned(interview_id, by)
    text = _tidied(text.replace("\0", ""))
    if len(text) > LONGEST_SECTION:
        raise BadMessage(f"A section has at most {LONGEST_SECTION:,} characters.")
    if not text:
        raise BadMessage("The section is empty. To have Parley write it again, reset it.")
    handwork.make(interview_id, by, written(interview, title, text))


def written(interview: InterviewSession, title: str, text: str) -> Change:
    """The change that puts this text in place of a section. Making it raises BadMessage."""

    def changed(draft: Draft) -> Draft:
        parleys, mine = _parleys(interview, draft, title), _mine(draft, title)
        if mine is not None and mine.text == text:
            return draft
        _check(text, parleys)
        return _with(
            draft,
            title,
            None if text == _tidied(parleys) else PromptSection(title=title, text=text, base=_fingerprint(parleys)),
        )

    return changed


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _tidied(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def reset(*, interview_id: UUID, by: Visitor, key: str) -> None:
    """Have Parley write the section again: what it would write now counts."""
    title = title_of(key)
    handwork.make(interview_id, by, lambda draft: _with(draft, title, None))


def leave(*, interview_id: UUID, by: Visitor, key: str) -> None:
    """Stay with what was written by hand; what Parley would write now is not offered again. Raises Conflict."""
    title, interview = title_of(key), access.owned(interview_id, by)

    def left(draft: Draft) -> Draft:
        mine = _mine(draft, title)
        if mine is None:
            raise Conflict("This section is not edited by hand any more.")
        return _with(draft, title, mine.model_copy(update={"base": _fingerprint(_parleys(interview, draft, title))}))

    handwork.make(interview_id, by, left)


def keep(*, interview_id: UUID, by: Visitor, key: str) -> None:
    """Keep the section, as it is now, as the template for all of this person's agents."""
    title, interview = title_of(key), access.owned(interview_id, by)
    definition = specs.definition(interview.spec, interview.name)
    text = prompt_writer.template_of(_now(key, title, definition, _parleys_of(definition, title), "").text, definition)
    SectionTemplate.objects.update_or_create(**_owner(by), title=title, defaults={"text": text})


def use(*, interview_id: UUID, by: Visitor, key: str) -> None:
    """Write the section as this person's template has it. Raises NotFound where there is none."""
    found = _templates(by).filter(title=title_of(key)).first()
    if found is None:
        raise NotFound
    write(interview_id=interview_id, by=by, key=key, text=found.text)


def forget(*, interview_id: UUID, by: Visitor, key: str) -> None:
    """Keep this section's template no longer; what was written with it stays."""
    access.owned(interview_id, by)
    _templates(by).filter(title=title_of(key)).delete()


def title_of(key: str) -> str:
    """The section that an address names; raises NotFound."""
    if key not in TITLES:
        raise NotFound
    return TITLES[key]


def _mine(draft: Draft, title: str) -> PromptSection | None:
    held = (fact.value for fact in draft.get("sections", ()))
    return next((value for value in held if isinstance(value, PromptSection) and value.title == title), None)


def _with(draft: Draft, title: str, section: PromptSection | None) -> Draft:
    """The draft with this section in place of the one it has; in the order of the prompt."""
    facts = {fact.value.title: fact for fact in draft.get("sections", ()) if isinstance(fact.value, PromptSection)}
    was = facts.pop(title, None)
    if section is not None:
        facts[title] = by_hand(section, was)
    order = tuple(facts[name] for name in TITLES.values() if name in facts)
    rest = {slot: kept for slot, kept in draft.items() if slot != "sections"}
    return {**rest, "sections": order} if order else rest


def _parleys(interview: InterviewSession, draft: Draft, title: str) -> str:
    return _parleys_of(definition_of(draft, title=interview.name, language=interview.language), title)


def _parleys_of(definition: AgentDefinition, title: str) -> str:
    return prompt_writer.parleys_own(definition)[title]


def _check(text: str, parleys: str) -> None:
    """What came in holds no secret; raises BadMessage."""
    known = set(parleys.splitlines())
    for line in text.splitlines():
        if line not in known:
            without_secret(line, "The section")


def _templates(by: Visitor) -> QuerySet[SectionTemplate]:
    return SectionTemplate.objects.filter(**_owner(by))


def _owner(by: Visitor) -> dict[str, Any]:
    return {"owner_id": by.user_id, "owner_hash": "" if by.user_id else by.token_hash}
