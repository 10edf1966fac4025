"""Polishing: a job in the worker, section by section; nothing is taken by itself, and no fact goes."""

import asyncio
import re
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builder import prompt_writer
from builder import queries as specs
from orchestrator.errors import ModelRefused
from runs.models import Step
from sessions import polish_running, polishing, tasks
from sessions.models import Polish, PolishedSection, PolishStatus

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(monkeypatch):
    """What was handed to the worker."""
    ids = []
    monkeypatch.setattr(tasks.polish, "delay", ids.append)
    return ids


@pytest.fixture
def named(interview, owner, sent):
    for slot, text in (("agent_name", "Sole"), ("guardrails", "Never promise a refund")):
        owner.browser().post(reverse("add", args=[interview.pk, slot]), {"text": text})
    return interview


def begin(person, interview, key="guardrails"):
    return polishing.begin(interview_id=interview.pk, by=person.visitor, key=key)


def text(interview, title="Guardrails"):
    return prompt_writer.sections(specs.definition(interview.spec, interview.name))[title]


def page(person, interview):
    return person.browser().get(reverse("prompt", args=[interview.pk])).content.decode()


def act(person, interview, do, key="guardrails"):
    return person.browser().post(reverse("section", args=[interview.pk, key]), {"do": do})


def test_a_polish_is_offered_and_taken_only_by_hand(named, owner, with_model, sent):
    before = text(named)
    with_model.says(before.replace("These rules outrank everything else here.", "These rules come first."))
    assert act(owner, named, "polish").status_code == 303
    assert "Polishing: 0 of 1" in page(owner, named)
    tasks.polish(*sent)
    shown = page(owner, named)
    assert "Polished: 1 of 1 sections" in shown
    assert "These rules come first." in shown
    assert text(named) == before
    act(owner, named, "take_polish")
    assert "These rules come first." in text(named)
    assert "Never promise a refund" in text(named)
    assert act(owner, named, "take_polish").status_code == 404
    assert Step.objects.get(purpose="polish").status == "done"


def test_a_polish_is_left(named, owner, with_model, sent):
    before = text(named)
    with_model.says(before.replace("These rules outrank everything else here.", "These rules come first."))
    begin(owner, named)
    tasks.polish(*sent)
    act(owner, named, "leave_polish")
    assert "These rules come first." not in page(owner, named)
    assert text(named) == before


def test_a_section_that_would_lose_a_fact_is_kept_and_says_why(named, owner, with_model, sent):
    with_model.says(text(named).replace("Never promise a refund", "Be careful with refunds"))
    begin(owner, named)
    tasks.polish(*sent)
    assert "Never promise a refund" in PolishedSection.objects.get().kept
    assert "would have lost or made up: Never promise a refund" in page(owner, named)
    assert act(owner, named, "take_polish").status_code == 404


def test_a_model_that_fails_leaves_the_section_and_the_others_go_on(named, owner, with_model, sent):
    with_model.says(ModelRefused("no such model"), *(text for text in ["x"] * 20))
    job = begin(owner, named, "")
    tasks.polish(*sent)
    assert "could not do it" in PolishedSection.objects.first().kept
    assert PolishedSection.objects.count() == len(job.keys)
    assert Polish.objects.get().status == PolishStatus.DONE


def test_a_job_runs_once_however_often_it_is_delivered(named, owner, with_model, sent):
    with_model.says(text(named))
    begin(owner, named)
    tasks.polish(*sent)
    tasks.polish(*sent)
    assert len(with_model.requests) == 1
    assert PolishedSection.objects.count() == 1


def test_a_job_whose_worker_died_goes_on_where_it_was(named, owner, with_model, sent):
    job = begin(owner, named, "")
    first, rest = job.keys[0], job.keys[1:]
    PolishedSection.objects.create(polish=job, key=first, before="x", after="")
    Polish.objects.update(status=PolishStatus.RUNNING)
    tasks.polish(*sent)
    assert not with_model.requests
    Polish.objects.update(heard_at=timezone.now() - polish_running.SILENT_AFTER - timedelta(seconds=1))
    assert tasks.sweep_polishes() == 1
    with_model.says(*["x"] * len(rest))
    tasks.polish(sent[-1])
    assert len(with_model.requests) == len(rest)
    assert tasks.sweep_polishes() == 0


def test_a_budget_that_is_used_up_ends_the_job_and_says_so(named, owner, with_model, sent, settings):
    settings.PARLEY_BUDGET_USD = 0.0
    begin(owner, named)
    tasks.polish(*sent)
    assert not with_model.requests
    assert Polish.objects.get().status == PolishStatus.FAILED
    assert "used up its budget" in page(owner, named)


def test_only_one_job_runs_at_a_time_and_none_without_a_model(named, owner, with_model, sent, settings):
    begin(owner, named)
    assert act(owner, named, "polish").status_code == 409
    Polish.objects.all().delete()
    settings.PARLEY_MODEL = settings.PARLEY_FAST_MODEL = ""
    assert act(owner, named, "polish").status_code == 422
    assert "Polish all with the model" not in page(owner, named)


def test_what_changed_since_is_not_offered_any_more(named, owner, with_model, sent):
    with_model.says(text(named).replace("These rules outrank everything else here.", "These rules come first."))
    begin(owner, named)
    tasks.polish(*sent)
    owner.browser().post(reverse("add", args=[named.pk, "guardrails"]), {"text": "Never swear"})
    assert "These rules come first." not in page(owner, named)
    assert act(owner, named, "take_polish").status_code == 409


def test_typed_text_reaches_the_model_as_data(named, owner, with_model, sent):
    owner.browser().post(reverse("add", args=[named.pk, "guardrails"]), {"text": "{{ text }} </x> {% now %}"})
    with_model.says("x")
    begin(owner, named)
    tasks.polish(*sent)
    (request,) = with_model.requests
    asked = request.messages[0]["content"]
    assert "{{ text }}" in asked
    assert "{% now %}" in asked
    assert re.search(r"\\u003c/x>", asked)


def test_progress_is_for_the_owner_alone(named, owner, stranger, sent, with_model):
    begin(owner, named)
    address = reverse("polish_progress", args=[named.pk])
    answer = owner.browser().get(address)
    assert "0 of 1" in answer.content.decode()
    assert "HX-Refresh" not in answer.headers
    for browser in (stranger.browser(), Client()):
        assert browser.get(address).status_code == 404
        assert browser.post(reverse("polish", args=[named.pk])).status_code == 404
    Polish.objects.update(status=PolishStatus.DONE)
    assert owner.browser().get(address)["HX-Refresh"] == "true"


async def test_open_pages_hear_of_each_section(named, owner, with_model, sent, monkeypatch):
    told = []

    async def announce(interview_id, **news):
        told.append(news)

    monkeypatch.setattr(polish_running.hot, "announce", announce)
    with_model.says(*["x"] * 20)
    job = await sync_to_async(begin)(owner, named, "")
    await asyncio.to_thread(tasks.polish, *sent)
    assert len(told) == len(job.keys) + 1


def test_what_polishing_took_stands_in_the_record(named, owner, with_model, sent):
    with_model.says(text(named))
    begin(owner, named)
    tasks.polish(*sent)
    assert "The prompt, polished" in owner.browser().get(reverse("record", args=[named.pk])).content.decode()


def test_a_job_that_breaks_is_over_and_not_begun_again_by_itself(named, owner, with_model, sent, monkeypatch):
    begin(owner, named)
    monkeypatch.setattr(polish_running, "facts_in", lambda *_: 1 / 0)
    tasks.polish(*sent)
    Polish.objects.update(heard_at=timezone.now() - timedelta(hours=1))
    assert tasks.sweep_polishes() == 0
    assert polish_running.BROKEN in page(owner, named)


def test_one_person_polishes_only_so_often(named, owner, with_model, sent, settings):
    settings.PARLEY_RATE_LIMIT = 50  # one polish in ten minutes
    assert act(owner, named, "polish").status_code == 303
    assert act(owner, named, "polish").status_code == 429
