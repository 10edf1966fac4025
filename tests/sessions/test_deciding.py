"""Contradictions settled on the review page, what an edit changes, and edits taken back; and for others, nothing."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from builder import queries as specs
from builder.definition import definition_of
from orchestrator.contradictions import still_open
from sessions.models import Edit, InterviewSession, Turn

pytestmark = pytest.mark.django_db(transaction=True)

RULE, GOAL = "Never give prices", "Quote repairs"


@pytest.fixture
def clashing(interview, owner):
    for slot, text in (("guardrails", RULE), ("goals", GOAL), ("goals", "Book visits")):
        owner.browser().post(reverse("add", args=[interview.pk, slot]), {"text": text})
    return interview


def draft_of(interview):
    return specs.draft(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)


def plain(interview):
    return definition_of(draft_of(interview)).plain()


def review(person, interview):
    return person.browser().get(reverse("review", args=[interview.pk])).content.decode()


def choose(person, interview, **form):
    key = still_open(draft_of(interview))[0].key
    return person.browser().post(reverse("settle", args=[interview.pk, key]), form)


def test_the_review_shows_both_sides_and_a_choice(clashing, owner):
    page = review(owner, clashing)
    assert "This does not go together" in page
    assert page.count(f'aria-label="Keep: {RULE}"') == page.count(f'aria-label="Keep: {GOAL}"') == 1


def test_the_draft_says_at_each_side_what_it_does_not_go_with(clashing, owner):
    page = owner.browser().get(reverse("interview", args=[clashing.pk])).content.decode()
    assert f'Does not go with <q dir="auto">{RULE}</q>' in page
    assert f'Does not go with <q dir="auto">{GOAL}</q>' in page


@pytest.mark.parametrize(
    ("choice", "rules", "goals"), [("one", [RULE], ["Book visits"]), ("other", None, [GOAL, "Book visits"])]
)
def test_the_side_that_loses_goes_although_it_was_locked(clashing, owner, choice, rules, goals):
    assert choose(owner, clashing, do=choice)["Location"] == reverse("review", args=[clashing.pk])
    assert plain(clashing).get("guardrails") == rules
    assert plain(clashing)["goals"] == goals
    assert "This does not go together" not in review(owner, clashing)


def test_both_may_be_right_for_a_reason_that_the_prompt_tells(clashing, owner):
    choose(owner, clashing, do="both", because="repairs have a fixed list")
    assert plain(clashing)["clarifications"] == [{"one": RULE, "other": GOAL, "because": "repairs have a fixed list"}]
    prompt = owner.browser().get(reverse("file", args=[clashing.pk, "system_prompt.md"])).content.decode()
    assert f"Both hold: “{RULE}” and “{GOAL}”. repairs have a fixed list" in prompt
    assert "This does not go together" not in review(owner, clashing)


@pytest.mark.parametrize(
    ("form", "status"), [({"do": "neither"}, 422), ({}, 422), ({"do": "both", "because": "a\0b"}, 422)]
)
def test_what_is_no_choice_changes_nothing(clashing, owner, form, status):
    before = plain(clashing)
    assert choose(owner, clashing, **form).status_code == status
    assert plain(clashing) == before


def test_a_contradiction_that_is_settled_already_is_said_to_be(clashing, owner):
    key = still_open(draft_of(clashing))[0].key
    for status in (303, 409):
        answer = owner.browser().post(reverse("settle", args=[clashing.pk, key]), {"do": "one"})
        assert answer.status_code == status


def test_an_edit_shows_what_it_changed_and_undo_brings_it_all_back(clashing, owner):
    before = draft_of(clashing)
    flow = owner.browser().get(reverse("file", args=[clashing.pk, "workflow.mmd"])).content
    choose(owner, clashing, do="one")
    page = review(owner, clashing)
    assert "What your last edit changed" in page
    assert f'<del dir="auto">{GOAL}</del>' in page
    edit = Edit.objects.filter(interview=clashing).last()
    assert {"Goal and success"} <= {section["title"] for section in edit.ripple["sections"]}
    owner.browser().post(reverse("undo_edit", args=[clashing.pk, edit.pk]))
    assert draft_of(clashing) == before
    assert owner.browser().get(reverse("file", args=[clashing.pk, "workflow.mmd"])).content == flow
    again = owner.browser().post(reverse("undo_edit", args=[clashing.pk, edit.pk]))
    assert again.status_code == 409


def test_what_an_edit_would_change_is_shown_before_it_is_saved(clashing, owner):
    before, fact = draft_of(clashing), draft_of(clashing)["goals"][1]
    page = owner.browser().post(reverse("fact", args=[clashing.pk, fact.id]), {"text": "Book inspections", "do": "see"})
    assert page.status_code == 200
    assert '<ins dir="auto">Book inspections</ins>' in page.content.decode()
    assert 'value="Book inspections"' in page.content.decode()
    assert draft_of(clashing) == before


def test_a_correction_in_the_talk_shows_what_it_changed(interview, owner):
    for text in ("A returns assistant called Sole", "Actually, rename it to Heel"):
        owner.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": text})
    page = owner.browser().get(reverse("interview", args=[interview.pk])).content.decode()
    assert page.count("<summary>What this changed</summary>") == 1
    assert '<del dir="auto">You are Sole.</del>' in page
    ripple = Turn.objects.filter(interview=interview).last().answer["ripple"]
    assert [one["after"] for one in ripple["facts"]] == ["Heel"]


def rest(person, interview, path, body=None, method="post"):
    return getattr(person.browser(), method)(
        f"/api/v1/sessions/{interview.pk}/{path}",
        data=json.dumps(body or {}),
        content_type="application/json",
        headers=person.bearer(),
    )


def test_a_program_sees_what_a_patch_would_change_and_takes_it_back(clashing, owner):
    before = draft_of(clashing)
    seen = rest(owner, clashing, "spec/preview", {"goals": [GOAL, "Book inspections"]})
    assert seen.status_code == 200
    assert {one["kind"] for one in seen.json()["facts"]} == {"added", "removed"}
    assert draft_of(clashing) == before
    rest(owner, clashing, "spec", {"goals": [GOAL, "Book inspections"]}, method="patch")
    assert rest(owner, clashing, "spec/undo").json()["goals"] == [GOAL, "Book visits"]
    assert draft_of(clashing) == before
    assert rest(owner, clashing, "spec/preview", {"colour": "red"}).status_code == 422


def test_a_program_with_nothing_to_take_back_is_told_so(interview, owner):
    assert rest(owner, interview, "spec/undo").status_code == 409


def test_for_anybody_else_there_is_nothing_to_choose_or_to_take_back(clashing, stranger):
    key, before = still_open(draft_of(clashing))[0].key, draft_of(clashing)
    edit = Edit.objects.filter(interview=clashing).last()
    for client in (stranger.browser(), Client()):
        assert client.post(reverse("settle", args=[clashing.pk, key]), {"do": "one"}).status_code == 404
        assert client.post(reverse("undo_edit", args=[clashing.pk, edit.pk])).status_code == 404
    assert rest(stranger, clashing, "spec/preview", {"goals": []}).status_code == 404
    assert rest(stranger, clashing, "spec/undo").status_code == 404
    assert draft_of(clashing) == before


def test_an_edit_of_another_interview_is_not_taken_back_here(clashing, owner):
    refused = owner.browser().post(reverse("undo_edit", args=[clashing.pk, uuid.uuid4()]))
    assert refused.status_code == 409


def test_the_exported_readme_lists_what_was_assumed_with_the_words_that_left_it_open(interview, owner):
    for text in ("A returns assistant called Sole", "you decide"):
        owner.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": text})
    readme = owner.browser().get(reverse("file", args=[interview.pk, "README.md"])).content.decode()
    assert "## What Parley assumed" in readme
    assert "You said: “you decide”. Used in: Environment." in readme
    page = review(owner, interview)
    assert 'You said: <q dir="auto">you decide</q>' in page
    assert "Ask me again" in page
