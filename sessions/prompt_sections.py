"""The sections of a draft's prompt by the keys that addresses use."""

from uuid import UUID

from django.utils.text import slugify

from builder import prompt_writer
from builder import queries as specs
from builder.definition import AgentDefinition
from sessions.models import InterviewSession

TITLES = {slugify(section.title): section.title for section in prompt_writer.SECTIONS}


def text_of(definition: AgentDefinition, title: str) -> str:
    """The text of a section as a person edits it: their own, or Parley's."""
    mine = definition.sections.get(title)
    return mine.text if mine else prompt_writer.parleys_own(definition)[title]


def text_now(interview_id: UUID, key: str) -> tuple[AgentDefinition, str]:
    """The draft, and the text of this section of it."""
    interview = InterviewSession.objects.select_related("spec").get(pk=interview_id)
    definition = specs.definition(interview.spec, interview.name)
    return definition, text_of(definition, TITLES[key])
