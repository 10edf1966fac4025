"""How an interview is called, how a question is left to Parley, and the order that leads to another page."""

import pytest
from django.urls import reverse

from sessions.models import InterviewSession

pytestmark = pytest.mark.django_db(transaction=True)


def say(person, interview, text):
    return person.browser().post(reverse("say", args=[interview.pk]), {"text": text})


def called(interview):
    found = InterviewSession.objects.get(pk=interview.pk)
    return found.name, found.role


def test_the_list_tells_the_name_first_and_the_role_apart(interview, owner):
    say(owner, interview, "A returns assistant for our shoe shop. Call it Sole.")
    name, role = called(interview)
    assert (name, "returns assistant" in role.casefold()) == ("Sole", True)
    page = owner.browser().get(reverse("interviews")).content.decode()
    assert ">Sole</a>" in page
    assert f'<span class="row-role" dir="auto">{role}</span>' in page


def test_the_role_is_the_name_while_there_is_no_other(interview, owner):
    say(owner, interview, "I need a returns assistant for our shoe shop")
    name, role = called(interview)
    assert ("returns assistant" in name.casefold(), role) == (True, "")


def test_a_title_of_ones_own_stands_before_the_role(interview, owner):
    say(owner, interview, "A returns assistant for our shoe shop. Call it Sole.")
    owner.browser().post(reverse("rename", args=[interview.pk]), {"title": "Spring trial"})
    name, role = called(interview)
    assert (name, "returns assistant" in role.casefold()) == ("Spring trial", True)


def test_a_question_is_left_to_parley_by_one_button_only(interview, owner):
    say(owner, interview, "A returns assistant for our shoe shop. Call it Sole.")
    say(owner, interview, "Go to Knowledge")
    page = owner.browser().get(reverse("interview", args=[interview.pk])).content.decode()
    assert page.count('value="Skip"') == 1
    assert "You decide" not in page


def test_without_javascript_the_order_to_bring_a_document_leads_to_its_page(interview, owner):
    answer = say(owner, interview, " /document ")
    assert (answer.status_code, answer["Location"]) == (303, reverse("documents", args=[interview.pk]))
    assert not interview.turns.exists()
