"""{% say interview "count" done=2 total=4 %}: a text of the page in the language of an interview."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from orchestrator.guide.wording import label as label_of
from orchestrator.noticing import FROM, TO
from orchestrator.slots import BY_NAME
from sessions.models import InterviewSession

register = template.Library()


@register.simple_tag
def say(interview: InterviewSession, key: str, **values: Any) -> str:
    """The text with its places filled in, of the page or, with a dot, by its whole key. Raises KeyError for a text that
    no language has."""
    return interview.speech.say(key if "." in key else f"page.{key}", **values)


@register.simple_tag
def shown(interview: InterviewSession, value: object) -> str:
    """A value as people read it in the language of an interview: "Phone" is kept in English."""
    return interview.speech.shown(str(value))


@register.simple_tag
def label(interview: InterviewSession, slot: str, otherwise: str) -> str:
    """What a slot is called in the language of an interview; `otherwise` where no interview asks for it."""
    return label_of(slot, interview.speech) if slot in BY_NAME else otherwise


@register.filter
def told(text: str) -> SafeString:
    """A notice, with what stays English in it marked as such."""
    first, *rest = text.split(FROM)
    marked = format_html_join("", '<span lang="en" dir="ltr">{}</span>{}', (part.partition(TO)[::2] for part in rest))
    return format_html("{}{}", first, marked)
