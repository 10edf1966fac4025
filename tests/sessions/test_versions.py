"""Versions: published with a note, labelled, compared, restored."""

import pytest
from django.test import Client
from django.urls import reverse

from builder import queries as specs
from builder.models import SpecVersion
from sessions.models import InterviewSession, Turn, TurnStatus

pytestmark = pytest.mark.django_db(transaction=True)


def say(person, interview, text):
    person.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": f"k{text}"})


def publish(person, interview, note=""):
    return person.browser().post(f"/i/{interview.pk}/complete/", {"note": note})


def page(person, interview, path=""):
    answer = person.browser().get(f"/i/{interview.pk}/versions/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def change(person, interview, number, **data):
    return person.browser().post(reverse("version", args=[interview.pk, number]), data)


def draft_of(interview):
    return specs.draft(InterviewSession.objects.get(pk=interview.pk).spec)


@pytest.fixture
def two(interview, owner):
    """An interview with two versions: Sole, then Heel."""
    say(owner, interview, "A returns assistant called Sole")
    publish(owner, interview, "The first one")
    fact = draft_of(interview)["agent_name"][0]
    owner.browser().post(reverse("fact", args=[interview.pk, fact.id]), {"do": "save", "text": "Heel"})
    publish(owner, interview, "Another <b>name</b>")
    return interview


def test_before_anything_is_published_the_page_says_what_will_come(interview, owner):
    assert "Nothing is known about this agent yet" in page(owner, interview)
    say(owner, interview, "A returns assistant called Sole")
    assert "Publish version 1" in page(owner, interview)


def test_versions_are_listed_with_their_notes_as_text(two, owner):
    shown = page(owner, two)
    assert shown.index("Version 2") < shown.index("Version 1</a>")
    assert "The first one" in shown
    assert "Another &lt;b&gt;name&lt;/b&gt;" in shown
    assert "The draft is version 2, unchanged." in shown


def test_a_note_can_be_changed_and_has_its_limits(two, owner):
    change(owner, two, 1, do="note", note="  Where we began ")
    assert specs.version(two.spec_id, 1).note == "Where we began"
    assert change(owner, two, 1, do="note", note="x" * 301).status_code == 422
    assert change(owner, two, 1, do="note", note="key sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c").status_code == 422
    assert specs.version(two.spec_id, 1).note == "Where we began"


def test_publishing_again_with_a_note_notes_the_same_version(two, owner):
    publish(owner, two, "Better words")
    assert [v.note for v in two.spec.versions.all()] == ["Better words", "The first one"]


def test_one_version_at_most_is_live(two, owner):
    change(owner, two, 1, do="live")
    change(owner, two, 2, do="live")
    assert [v.label for v in two.spec.versions.all()] == ["live", "draft"]
    change(owner, two, 2, do="draft")
    assert not two.spec.versions.filter(label=SpecVersion.Label.LIVE).exists()


def test_two_versions_are_compared_fact_by_fact_and_file_by_file(two, owner):
    shown = page(owner, two, "compare/?before=1&after=2")
    assert "Version 1 to version 2" in shown
    assert '<del dir="auto">Sole</del>' in shown
    assert '<ins dir="auto">Heel</ins>' in shown
    assert 'href="?before=1&amp;after=2&amp;file=openai_responses.json#file"' in shown
    looked_into = page(owner, two, "compare/?before=1&after=2&file=spec.json")
    assert "&quot;agent_name&quot;: &quot;Heel&quot;" in looked_into


def test_a_version_is_compared_with_the_draft_unless_another_is_named(two, owner):
    say(owner, two, "It never promises a refund date")
    shown = page(owner, two, "compare/")
    assert "Version 2 to the draft" in shown
    assert "refund date" in shown
    assert "They are the same" in page(owner, two, "compare/?before=1&after=1")


def test_a_comparison_of_what_is_not_there_is_refused(two, interview, owner):
    for query, status in (("before=1&after=9", 404), ("before=1&after=2&file=/etc/passwd", 422)):
        assert owner.browser().get(f"/i/{two.pk}/versions/compare/?{query}").status_code == status
    fresh = InterviewSession.objects.create(
        spec=specs.AgentSpec.objects.create(), owner_hash=owner.visitor.token_hash, expires_at=interview.expires_at
    )
    assert owner.browser().get(f"/i/{fresh.pk}/versions/compare/").status_code == 422


def test_an_old_version_is_restored_as_a_new_one_and_the_draft_follows(two, owner):
    assert change(owner, two, 1, do="restore").status_code == 303
    first, third = specs.version(two.spec_id, 1), specs.version(two.spec_id, 3)
    assert (third.definition, third.workflow, third.prompt) == (first.definition, first.workflow, first.prompt)
    assert third.note == "Restored from version 1."
    assert draft_of(two)["agent_name"][0].text == "Sole"
    assert "The draft is version 3, unchanged." in page(owner, two)
    assert InterviewSession.objects.get(pk=two.pk).name == "Sole"


def test_a_restored_version_is_taken_back_like_any_edit_by_hand(two, owner):
    change(owner, two, 1, do="restore")
    edit = two.edits.last()
    owner.browser().post(reverse("undo_edit", args=[two.pk, edit.pk]))
    assert draft_of(two)["agent_name"][0].text == "Heel"
    assert "The draft has changed since version 3." in page(owner, two)


def test_restoring_what_the_draft_is_makes_no_new_version(two, owner):
    change(owner, two, 2, do="restore")
    assert two.spec.versions.count() == 2


def test_nothing_is_restored_while_an_answer_is_being_written(two, owner):
    Turn.objects.create(interview=two, number=50, status=TurnStatus.RUNNING)
    assert change(owner, two, 1, do="restore").status_code == 409
    assert two.spec.versions.count() == 2


def test_for_anybody_else_there_are_no_versions(two, stranger):
    for browser in (stranger.browser(), Client()):
        for path in ("", "compare/", "compare/?before=1&after=2"):
            assert browser.get(f"/i/{two.pk}/versions/{path}").status_code == 404
        for do in ("restore", "live", "draft", "note"):
            assert browser.post(f"/i/{two.pk}/versions/1/", {"do": do}).status_code == 404
    assert two.spec.versions.count() == 2


def test_an_unknown_order_changes_nothing(two, owner):
    assert change(owner, two, 1, do="delete").status_code == 404
    assert change(owner, two, 9, do="restore").status_code == 404
