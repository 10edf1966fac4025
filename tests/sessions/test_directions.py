"""Every page of an interview says which language it is in, and runs the way that is read."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sessions.models import Document, InterviewSession, Share
from sessions.urls import urlpatterns
from tests.conftest import Person, key
from tests.sessions.marked import unmarked

pytestmark = pytest.mark.django_db(transaction=True)

OPENINGS = {
    "ar": ("نريد مساعدا لحجوزات السينما اسمه نور", "rtl"),
    "de": ("Wir brauchen einen Assistenten für unser Kino, er heißt Rosa.", "ltr"),
}
PAGES = {
    "interview",
    "review",
    "result",
    "record",
    "answer",
    "documents",
    "document",
    "versions",
    "compare",
    "workflow",
    "walk",
}


def opened(person: Person, **given: Any) -> Iterator[tuple[str, str]]:
    """Every whole page below an interview, by the name of its address."""
    for pattern in urlpatterns:
        needed = pattern.pattern.converters
        if "interview_id" in needed:
            wanted = {name: given.get(name, uuid4() if name.endswith("_id") else "draft") for name in needed}
            shown = person.browser().get(reverse(str(pattern.name), kwargs=wanted), given["query"])
            if shown.status_code == 200 and not shown.streaming and b"<html" in shown.content:
                yield str(pattern.name), shown.content.decode()


@pytest.mark.parametrize("code", OPENINGS)
def test_every_page_of_an_interview_is_in_its_language_and_direction(
    interview: InterviewSession, owner: Person, code: str
) -> None:
    opening, direction = OPENINGS[code]
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": opening})
    for _ in range(2):
        owner.browser().post(f"/i/{interview.pk}/complete/")
    owner.browser().post(reverse("share", args=[interview.pk, 1]), {"days": "7", "client_key": key()})
    document = Document.objects.create(interview=interview, name="faq.txt", size=1, digest="d")
    query = {"before": "1", "after": "draft"}
    found = dict(opened(owner, interview_id=interview.pk, document_id=document.pk, number=1, query=query))
    assert set(found) >= PAGES
    share = owner.browser().post(reverse("share", args=[interview.pk, 1]), {"days": "7", "client_key": key()})
    link = re.search(r'id="new-link" href="http://testserver([^"]+)"', share.content.decode())
    assert link
    found["shared"] = Client().get(link[1]).content.decode()
    marked = f'<html lang="{code}" dir="{direction}">'
    assert [name for name, page in found.items() if re.findall(r"<html [^>]*>", page) != [marked]] == []
    assert Share.objects.count() == 2
    assert {name: texts for name, page in found.items() if (texts := list(unmarked(page, "ar")))} == {}
