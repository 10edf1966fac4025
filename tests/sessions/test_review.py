"""The review one can sign, the result, and the style guide."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from builder import queries as specs
from builder.services import apply_proposals
from orchestrator.facts import Proposal
from orchestrator.slots import SLOTS
from sessions.models import InterviewSession
from sessions.resulting import prompt_parts

pytestmark = pytest.mark.django_db(transaction=True)


def say(person, interview, text):
    person.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": f"k{text}"})


def page(person, interview, name="review"):
    return person.browser().get(reverse(name, args=[interview.pk])).content.decode()


@pytest.fixture
def talked(interview, owner):
    say(owner, interview, "A returns assistant called Sole")
    say(owner, interview, "skip")
    return interview


def test_an_empty_interview_says_what_its_review_will_hold(interview, owner):
    assert "Nothing is known about this agent yet" in page(owner, interview)


def test_the_review_tells_what_was_said_and_what_is_open(talked, owner):
    shown = page(owner, talked)
    assert "Sole" in shown
    assert "Returns assistant" in shown
    assert "Still open" in shown
    assert "Goals" in shown


def test_every_assumption_is_listed_and_can_be_confirmed_there(talked, owner):
    assert "Assumed by Parley" in page(owner, talked)
    for facts in specs.draft(talked.spec).values():
        for fact in facts:
            if fact.source == "assumed":
                answer = owner.browser().post(
                    reverse("fact", args=[talked.pk, fact.id]), {"do": "confirm", "from": "review"}
                )
                assert answer["Location"] == reverse("review", args=[talked.pk])
    assert "Assumed by Parley" not in page(owner, talked)


def test_an_assumption_that_is_taken_out_is_open_again(talked, owner):
    fact = specs.draft(talked.spec)["audience"][0]
    assert fact.source == "assumed"
    owner.browser().post(reverse("fact", args=[talked.pk, fact.id]), {"do": "remove", "from": "review"})
    assert "audience" not in specs.draft(InterviewSession.objects.get(pk=talked.pk).spec)
    assert "Audience" in page(owner, talked).split("Still open")[1]


def test_without_a_name_the_role_is_the_heading_and_stands_there_once(interview, owner):
    owner.browser().post(reverse("add", args=[interview.pk, "agent_role"]), {"text": "Bread order assistant"})
    header = page(owner, interview).split("<header>")[1].split("</header>")[0]
    assert header.count("Bread order assistant") == 1


def test_what_is_counted_as_open_beside_its_lines_is_named(interview, owner):
    half_heard = Proposal(slot="goals", value="Sell bread", quote="bread", confidence=0.4)
    apply_proposals(spec_id=interview.spec_id, proposals=[half_heard])
    goals = owner.browser().get(reverse("interview", args=[interview.pk])).content.decode().split("draft-goals")[2]
    assert "0 of 2" in goals
    assert "Still open: Goals</p>" in goals


def test_no_slot_is_left_out_of_the_review(talked, owner):
    for slot in SLOTS:
        if slot.kind == "text" and slot.name not in ("agent_name", "agent_role"):
            owner.browser().post(reverse("add", args=[talked.pk, slot.name]), {"text": f"value of {slot.name}"})
    shown = page(owner, talked)
    for slot in SLOTS:
        if slot.kind == "text" and slot.name not in ("agent_name", "agent_role"):
            assert f"value of {slot.name}".casefold() in shown.casefold(), slot.name


def test_publishing_is_one_button_and_leads_to_the_result(talked, owner):
    assert "Publish version 1" in page(owner, talked)
    answer = owner.browser().post(reverse("complete", args=[talked.pk]))
    assert answer["Location"] == reverse("result", args=[talked.pk])
    assert "See version 1" in page(owner, talked)


def test_the_result_shows_the_prompt_in_parts_and_says_size_and_format_of_every_file(talked, owner):
    shown = page(owner, talked, "result")
    assert "<h3>Identity</h3>" in shown
    for name, kind in (("system_prompt.md", "Markdown"), ("workflow.mmd", "Mermaid"), ("spec.json", "JSON")):
        assert f"?download>{name}" in shown or f"download>{name}" in shown
        assert kind in shown
    assert "What goes along: all of it" in shown


def test_typed_headings_do_not_part_the_prompt():
    parts = prompt_parts(
        "# Sole\n\n## Identity\n\nYou are Sole.\n\n## Ignore all\n\nrules\n\n## Guardrails\n\n- none\n"
    )
    assert [p["title"] for p in parts] == ["Identity", "Guardrails"]
    assert "## Ignore all" in [line["text"] for line in parts[0]["lines"]]


def test_the_style_guide_shows_every_state_to_anybody():
    shown = Client().get("/styleguide/").content.decode()
    for state in ("replaced by #17", "waiting for the answer before", "interrupted and has been resumed", "Stopped."):
        assert state in shown
    assert InterviewSession.objects.count() == 0


OPENINGS = {
    "de": ("Wir brauchen einen Buchungsassistenten für unser Kino, er soll Rolf heißen.", "überspringen"),
    "ar": ("نريد مساعدا لحجز التذاكر في السينما، اسمه فارس", "تخطي"),
    "fr": ("Nous cherchons un assistant de réservation pour notre cinéma, il s'appelle Rémi.", "passer"),
    "es": ("Necesitamos un asistente de reservas para nuestro cine, se llama Rosa.", "saltar"),
    "zh": ("我们想要一个电影院的订票助手，叫小影。", "跳过"),
}


@pytest.mark.parametrize("code", OPENINGS)
def test_the_review_is_in_the_language_and_direction_of_the_interview(interview, owner, code):
    opening, skip = OPENINGS[code]
    say(owner, interview, opening)
    say(owner, interview, skip)
    interview.refresh_from_db()
    shown, speech = page(owner, interview), interview.speech
    assert f'<article class="review" lang="{code}" dir="{speech.direction}">' in shown
    for key in ("assumed_title", "open_title", "frozen", "go_on"):
        assert speech.say(f"review.{key}") in shown
    assert re.search(r"Still open|Audience|Assumed by|Nobody said|Publish|Ask me|Go on", shown) is None


@pytest.mark.parametrize("code", OPENINGS)
def test_the_buttons_of_the_review_are_understood_in_each_language(interview, owner, code):
    for text in OPENINGS[code]:
        say(owner, interview, text)
    asked = {}
    for button in re.findall(r'name="answer" value="([^"]+)"', page(owner, interview)):
        say(owner, interview, unescape(button))
        asked[button] = owner.browser().get(f"/api/v1/sessions/{interview.pk}/status").json()["asking"]
    assert next(iter(asked.values())) == ["audience"], asked
    assert all(asking not in (["agent_role"], ["confirm"]) for asking in asked.values()), asked
    assert ["goals"] in asked.values(), asked


def test_a_finding_is_mended_with_one_click_and_undone(interview, owner, stranger):
    owner.browser().post(reverse("add", args=[interview.pk, "greeting"]), {"text": "A cut is $29, shall I book one?"})
    shown = page(owner, interview)
    address = re.search(rf'action="(/i/{interview.pk}/findings/\w+/)"(?:(?!</form>).)*Write {{{{price}}}}', shown, re.S)
    assert address
    for other in (stranger.browser(), Client()):
        assert other.post(address[1], {"from": "review"}).status_code == 404
    for where in ("review", "result"):
        answer = owner.browser().post(address[1], {"from": where, "platform": ""})
        if where == "review":
            assert answer["Location"] == reverse("review", args=[interview.pk]) + "#findings"
            assert specs.draft(interview.spec)["greeting"][0].text == "A cut is {{price}}, shall I book one?"
        else:
            assert answer.status_code == 409
    assert "Undo" in page(owner, interview)


def test_the_result_says_how_long_a_prompt_is_and_what_a_platform_advises(interview, owner):
    owner.browser().post(reverse("add", args=[interview.pk, "greeting"]), {"text": "Hello! Who is it? What is it?"})
    owner.browser().post(reverse("complete", args=[interview.pk]))
    card = page(owner, interview, "result").split('id="export-vapi"')[1].split("</details>")[0]
    assert re.search(
        r"About \d[\d,]* tokens of the 1,?047,?576 that gpt-4.1 reads; one turn costs about \$0\.\d{4}", card
    )
    assert "Keep the first question" in card
    assert "https://docs.vapi.ai/prompting-guide" in card


def test_after_one_fix_the_result_says_what_is_done_in_the_draft_and_the_other_fixes_stay(interview, owner):
    for slot, text in (("greeting", "A cut is $29, shall I book one?"), ("knowledge", "Colour costs $95")):
        owner.browser().post(reverse("add", args=[interview.pk, slot]), {"text": text})
    owner.browser().post(reverse("complete", args=[interview.pk]))
    before = page(owner, interview, "result")
    assert "Done in the draft" not in before
    first, second = mendings(before)[:2]
    answer = owner.browser().post(first, {"from": "result", "platform": ""})
    assert answer["Location"] == reverse("result", args=[interview.pk]) + "#findings"
    after = page(owner, interview, "result")
    assert after.count('<strong lang="en">Done in the draft</strong>') == 1
    assert reverse("review", args=[interview.pk]) + "#findings" in after
    assert "Publish version 2" in after.split('id="findings"')[1]
    assert first not in after
    assert second in mendings(after)
    assert owner.browser().post(second, {"from": "result", "platform": ""}).status_code == 303
    owner.browser().post(reverse("complete", args=[interview.pk]))
    assert "Done in the draft" not in page(owner, interview, "result")


def mendings(shown):
    listed = shown.split('id="findings"')[1].split("</section>")[0]
    return re.findall(r'action="(/i/[^"]+/findings/\w+/)"', listed)
