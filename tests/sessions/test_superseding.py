"""An answer put differently later: it stands in for the earlier one, and what would change is shown first."""

import pytest
from asgiref.sync import sync_to_async
from django.test import Client
from django.urls import reverse

from builder import queries as specs
from builder.definition import definition_of
from orchestrator.facts import Proposal, apply
from orchestrator.undoing import differences, instead, revert
from sessions import queries, services
from sessions.errors import BadMessage, Conflict
from sessions.models import InterviewSession, Message, Turn
from tests.conftest import answer

pytestmark = pytest.mark.django_db(transaction=True)

OPENING = "A returns assistant called Sole"
PEOPLE = "Customers with an order, in the website chat"


def spec_of(interview):
    return definition_of(specs.draft(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)).plain()


@pytest.fixture
def talked(interview, owner):
    for number, text in enumerate((OPENING, PEOPLE)):
        owner.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": f"k{number}"})
    return interview


def address(interview, number):
    return reverse("answer", args=[interview.pk, number])


def post(person, interview, number, text, do="replace", **headers):
    return person.browser().post(
        address(interview, number), {"text": text, "do": do, "client_key": f"r{number}{text}"}, **headers
    )


def test_the_new_answer_takes_the_place_of_the_old_ones_facts(talked, owner):
    assert post(owner, talked, 3, "Employees, in Slack").status_code == 303
    plain = spec_of(talked)
    assert (plain["audience"], plain["channels"]) == (["Employees"], ["Slack"])
    assert plain["agent_name"] == "Sole"


def test_what_would_change_is_shown_before_anything_is_saved(talked, owner):
    before = spec_of(talked)
    page = post(owner, talked, 3, "Employees, in Slack", do="see").content.decode()
    assert all(f'<del dir="auto">{old}</del>' in page for old in before["channels"])
    assert '<ins dir="auto">Slack</ins>' in page
    assert spec_of(talked) == before
    assert Turn.objects.filter(interview=talked).count() == 2


def test_the_old_message_stays_in_the_transcript_and_says_what_replaced_it(talked, owner):
    post(owner, talked, 3, "Employees, in Slack")
    page = owner.browser().get(reverse("interview", args=[talked.pk])).content.decode()
    assert PEOPLE in page
    assert "replaced by #5" in page
    assert "instead of #3" in page


async def test_undo_brings_the_first_answer_back_exactly(talked, owner):
    before = await sync_to_async(spec_of)(talked)
    await sync_to_async(post)(owner, talked, 3, "Employees, in Slack")
    await answer(talked, owner, "undo")
    assert await sync_to_async(spec_of)(talked) == before
    shown = await sync_to_async(lambda: [e.superseded_by for e in queries.transcript(talked)])()
    assert shown == [None] * len(shown)


def test_an_edit_by_hand_made_since_stays(talked, owner):
    fact = specs.draft(talked.spec)["channels"][0]
    owner.browser().post(reverse("fact", args=[talked.pk, fact.id]), {"text": "Telegram"})
    post(owner, talked, 3, "Employees")
    assert spec_of(talked)["channels"] == ["Telegram"]
    assert spec_of(talked)["audience"] == ["Employees"]


def test_an_answer_that_was_replaced_cannot_be_replaced_again(talked, owner):
    post(owner, talked, 3, "Employees, in Slack")
    refused = post(owner, talked, 3, "Students")
    assert refused.status_code == 409
    assert "replaced" in refused.content.decode()
    assert owner.browser().get(address(talked, 3)).status_code == 409
    assert owner.browser().get(address(talked, 5)).status_code == 200


@pytest.mark.parametrize("number", [0, 2, 4, 99])
def test_only_an_answer_of_ones_own_can_be_changed(talked, owner, number):
    assert owner.browser().get(address(talked, number)).status_code in (404, 409)
    assert post(owner, talked, number, "Employees").status_code in (404, 409)


@pytest.mark.parametrize(
    ("text", "word"),
    [("", "empty"), ("undo", "order"), ("撤销", "order"), ("start over", "order"), ("x" * 20_001, "at most")],
)
def test_a_text_that_cannot_stand_in_is_refused_at_its_field_and_kept(talked, owner, text, word):
    before = spec_of(talked)
    page = post(owner, talked, 3, text, do="see")
    assert word in page.content.decode()
    assert 'aria-invalid="true"' in page.content.decode()
    assert spec_of(talked) == before


def test_the_same_form_sent_twice_is_one_turn(talked, owner):
    for _ in range(2):
        assert post(owner, talked, 3, "Employees, in Slack").status_code == 303
    assert Turn.objects.filter(interview=talked).count() == 3


def test_an_open_page_gets_the_message_back_and_hears_the_turn_over_its_socket(talked, owner):
    part = post(owner, talked, 3, "Employees, in Slack", HTTP_HX_REQUEST="true")
    assert part.status_code == 200
    assert 'id="message-3"' in part.content.decode()
    assert "<html" not in part.content.decode()


def test_leaving_the_form_shows_the_message_as_it_was(talked, owner):
    part = owner.browser().get(address(talked, 3) + "?leave", HTTP_HX_REQUEST="true").content.decode()
    assert PEOPLE in part
    assert "<textarea" not in part


def test_for_anybody_else_there_is_nothing_to_change(talked, stranger):
    for client in (stranger.browser(), Client()):
        assert client.get(address(talked, 3)).status_code == 404
        assert client.post(address(talked, 3), {"text": "Employees", "do": "replace"}).status_code == 404
    assert Message.objects.filter(interview=talked, text="Employees").count() == 0


def test_a_program_names_the_message_its_own_stands_in_for(talked, owner):
    answered = owner.browser().post(
        f"/api/v1/sessions/{talked.pk}/message",
        {"message": "Employees, in Slack", "supersedes": 3},
        content_type="application/json",
        headers=owner.bearer(),
    )
    assert answered.status_code == 200, answered.content
    assert {"audience", "channels"} <= set(answered.json()["changed"])
    assert spec_of(talked)["channels"] == ["Slack"]


def test_what_cannot_be_foreseen_is_refused_as_the_turn_would_be(talked, owner):
    visitor = services.Visitor(token_hash=talked.owner_hash)
    with pytest.raises(BadMessage):
        services.foresee(interview_id=talked.pk, by=visitor, text=" ", supersedes=3)
    with pytest.raises(Conflict):
        services.foresee(interview_id=talked.pk, by=visitor, text="Employees", supersedes=4)


def test_a_value_that_comes_back_keeps_its_identity_and_its_place():
    def goals(draft, *values):
        return apply(draft, [Proposal(slot="goals", value=v, quote=v) for v in values]).draft

    first = goals({}, "Look up orders")
    second = goals(first, "Create labels", "Explain the policy")
    third = goals(second, "Track parcels")
    now = instead(
        third,
        differences(first, second),
        [Proposal(slot="goals", value=v, quote="later") for v in ("explain the policy", "Book a pick-up")],
    )
    assert [f.value for f in now["goals"]] == [
        "Look up orders",
        "explain the policy",
        "Book a pick-up",
        "Track parcels",
    ]
    assert now["goals"][1].id == third["goals"][2].id
    assert revert(now, differences(third, now)) == third


def test_a_locked_value_is_not_replaced(talked, owner):
    fact = specs.draft(talked.spec)["audience"][0]
    owner.browser().post(reverse("fact", args=[talked.pk, fact.id]), {"do": "lock"})
    post(owner, talked, 3, "Employees, in Slack")
    assert spec_of(talked)["audience"][0] == fact.value
