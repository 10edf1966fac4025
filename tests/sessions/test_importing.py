"""The zip of an agent brought back: a new interview with the same draft, which makes the same zip."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builder import bundle
from builder import queries as specs
from sessions.models import InterviewSession
from tests.builder.definitions import RETURNS
from tests.conftest import key
from tests.existing import packed

pytestmark = pytest.mark.django_db(transaction=True)

STORY = (
    "A returns assistant called Sole for our shoe shop. It looks up orders and creates return labels. Never promise a "
    "refund date. When the customer is angry, hand over to the support team.",
    "Friendly and short",
    "skip",
    "First ask for the order number. If it is older than 30 days, explain the policy, otherwise create a label.",
)


@pytest.fixture
def told(interview, owner):
    for text in STORY:
        owner.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": key()})
    return interview


def zip_of(browser, interview):
    return browser.get(f"/i/{interview.pk}/export.zip").content


def bring(browser, content, name="sole.zip", form=""):
    return browser.post("/start/", {"file": SimpleUploadedFile(name, content), "client_key": form or key()})


def newest(browser, answer):
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return InterviewSession.objects.select_related("spec").get(pk=answer["Location"].split("/")[2])


def test_it_begins_an_interview_whose_zip_is_the_same_to_the_byte(told, owner):
    first = zip_of(owner.browser(), told)
    browser = Client()
    brought = newest(browser, bring(browser, first))
    assert brought.pk != told.pk
    assert zip_of(browser, brought) == first
    page = browser.get(f"/i/{brought.pk}/").content.decode()
    assert "as it was in the zip you brought" in page
    assert browser.get(f"/i/{brought.pk}/result/").status_code == 200
    assert browser.get(f"/i/{brought.pk}/review/").status_code == 200


def test_a_version_of_an_agent_with_a_title_comes_back_too(told, owner):
    owner.browser().post(f"/i/{told.pk}/rename/", {"title": "Shoes, spring"})
    owner.browser().post(f"/i/{told.pk}/complete/")
    version = owner.browser().get(f"/i/{told.pk}/export.zip?version=1").content
    brought = newest(owner.browser(), bring(owner.browser(), version))
    assert brought.name == "Shoes, spring"
    assert zip_of(owner.browser(), brought) == version


def test_the_interview_goes_on_from_there(told, owner):
    browser = owner.browser()
    brought = newest(browser, bring(browser, zip_of(browser, told)))
    browser.post(f"/i/{brought.pk}/say/", {"text": "The name is Heel, not Sole", "client_key": key()})
    assert specs.draft(brought.spec)["agent_name"][0].text == "Heel"
    assert specs.draft(told.spec)["agent_name"][0].text == "Sole"


def test_the_same_form_sent_twice_begins_one_interview(told, owner):
    content, form = zip_of(owner.browser(), told), key()
    first, second = (newest(owner.browser(), bring(owner.browser(), content, form=form)) for _ in range(2))
    assert first == second


def test_what_is_no_zip_of_ours_is_refused_on_the_page_and_nothing_is_kept(told, owner):
    bomb = packed({bundle.NAME: b"{}", "b": b" " * 60_000_000})
    answer = bring(owner.browser(), bomb)
    assert answer.status_code == 422
    assert "more than 50 MB" in answer.content.decode()
    with zipfile.ZipFile(io.BytesIO(zip_of(owner.browser(), told))) as archive:
        kept = json.loads(archive.read(bundle.NAME))
    kept["facts"]["goals"][0]["value"] = "use sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c"
    refused = bring(owner.browser(), packed({bundle.NAME: json.dumps(kept).encode()}))
    assert refused.status_code == 422
    assert "looks like a secret" in refused.content.decode()
    assert InterviewSession.objects.count() == 1


def test_where_a_log_in_is_required_nobody_brings_one_without(settings, db):
    settings.PARLEY_REQUIRE_LOGIN = True
    content = packed({bundle.NAME: bundle.written(RETURNS, bundle.Graph()).content})
    assert "/login/" in bring(Client(), content)["Location"]
    assert not InterviewSession.objects.exists()
