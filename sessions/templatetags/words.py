"""{% say interview "count" done=2 total=4 %}: a text of the page in the language of an interview."""

from typing import Any

from django import template

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
