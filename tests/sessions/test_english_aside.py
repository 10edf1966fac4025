"""In a page of another language no English stands unmarked: a screen reader would read it out as that language."""

from typing import Any

import pytest
from django.urls import reverse

from orchestrator.errors import ModelRefused
from sessions.models import InterviewSession
from tests.conftest import Person
from tests.sessions.marked import unmarked

pytestmark = pytest.mark.django_db(transaction=True)

OPENING = "نريد مساعدا لحجوزات السينما اسمه نور"
RULE, GOAL = "Never give prices", "Quote repairs"
WHY = "the provider did not accept the key: check its API key setting"


@pytest.fixture
def talked(interview: InterviewSession, owner: Person, with_model: Any) -> InterviewSession:
    """An interview in Arabic whose model failed, with a clash, and an edit to take back."""
    with_model.says(*[ModelRefused(WHY)] * 3)
    owner.browser().post(reverse("say", args=[interview.pk]), {"text": OPENING})
    owner.browser().post(reverse("say", args=[interview.pk]), {"text": "محادثة الموقع والهاتف"})
    owner.browser().post(reverse("say", args=[interview.pk]), {"text": "الاسم: ليلى"})
    for slot, text in (("guardrails", RULE), ("goals", GOAL)):
        owner.browser().post(reverse("add", args=[interview.pk, slot]), {"text": text})
    return InterviewSession.objects.get(pk=interview.pk)


def shown(interview: InterviewSession, owner: Person, panel: str = "draft") -> str:
    page: str = owner.browser().get(reverse("interview", args=[interview.pk]), {"panel": panel}).content.decode()
    return page


def test_notice_ripple_and_clash_are_told_in_the_language_of_the_interview(
    talked: InterviewSession, owner: Person
) -> None:
    page = shown(talked, owner)
    words = talked.words
    assert talked.speech.code == "ar"
    for key in ("what_changed", "undo_this", "last_edit", "undo_edit", "against", "choose", "facts"):
        assert words[key] in page, key
    before, _, after = words["guide_took_over"].partition("{why}")
    assert f'{before}<span lang="en" dir="ltr">{WHY}</span>{after}' in page


@pytest.mark.parametrize("panel", ["draft", "flow", "prompt", "export"])
def test_no_english_stands_unmarked_beside_an_arabic_conversation(
    talked: InterviewSession, owner: Person, panel: str
) -> None:
    assert [text for text in unmarked(shown(talked, owner, panel), "ar") if not text.endswith((RULE, GOAL))] == []


def test_a_text_without_a_mark_is_found() -> None:
    page = '<html lang="ar"><p>نص <b>Undo this</b></p><p lang="en">Fine</p><i dir="auto">Quote repairs</i></html>'
    assert list(unmarked(page, "ar")) == ["Undo this"]
