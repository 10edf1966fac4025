"""Every page and form of the browser: as the owner, as another person, as nobody."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from builder import queries as specs
from builder.exports.registry import EXPORTS
from sessions.access import COOKIE
from sessions.models import InterviewSession, Message, Status

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def talked(interview, owner):
    """The owner's interview after a first answer."""
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole", "client_key": "a"})
    interview.refresh_from_db()
    return interview


def fact_of(interview, slot):
    return specs.draft(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)[slot][0]


def urls(interview):
    fact = fact_of(interview, "agent_name").id
    one, many = [interview.pk], [interview.pk, fact]
    return [
        ("get", reverse("interview", args=one), {}),
        ("get", reverse("panel", args=[interview.pk, "draft"]), {}),
        ("get", reverse("panel", args=[interview.pk, "flow"]), {}),
        ("get", reverse("panel", args=[interview.pk, "prompt"]), {}),
        ("get", reverse("panel", args=[interview.pk, "export"]), {}),
        ("get", reverse("review", args=one), {}),
        ("get", reverse("result", args=one), {}),
        ("get", reverse("workflow", args=one), {}),
        ("get", reverse("walk", args=one), {}),
        ("post", reverse("workflow", args=one), {"action": "redraw"}),
        ("get", reverse("zip", args=one), {}),
        ("get", reverse("file", args=[interview.pk, "spec.json"]), {}),
        ("get", reverse("answer", args=[interview.pk, 1]), {}),
        ("post", reverse("say", args=one), {"text": "hello"}),
        ("post", reverse("stop", args=one), {}),
        ("post", reverse("rename", args=one), {"title": "x"}),
        ("post", reverse("copy", args=one), {}),
        ("post", reverse("fact", args=many), {"do": "lock"}),
        ("post", reverse("add", args=[interview.pk, "tone"]), {"text": "formal"}),
        ("post", reverse("complete", args=one), {}),
        ("post", reverse("delete", args=one), {}),
    ]


def test_its_owner_opens_every_page_of_an_interview(talked, owner):
    for method, url, data in urls(talked):
        answer = getattr(owner.browser(), method)(url, data)
        assert answer.status_code in (200, 303), (url, answer.status_code)


def test_for_anybody_else_there_is_nothing(talked, stranger):
    for client in (stranger.browser(), Client()):
        for method, url, data in urls(talked):
            answer = getattr(client, method)(url, data)
            assert answer.status_code == 404, (url, answer.status_code)
            assert "Sole" not in answer.content.decode()
    talked.refresh_from_db()
    assert (talked.status, talked.archived_at) == (Status.ACTIVE, None)


def test_a_post_without_the_csrf_token_changes_nothing(talked, owner):
    client = Client(enforce_csrf_checks=True)
    client.cookies[COOKIE] = owner.token
    for method, url, data in urls(talked):
        if method == "post":
            assert client.post(url, data).status_code == 403, url
    assert Message.objects.count() == 3


def test_the_first_page_begins_an_interview_with_what_was_typed(client, db):
    page = client.post("/begin/", {"opening": "A returns assistant called Sole"}, follow=True)
    assert page.status_code == 200
    assert "A returns assistant called Sole" in page.content.decode()
    assert client.cookies[COOKIE]["httponly"]


def test_an_empty_box_begins_an_interview_with_a_question(client, db):
    page = client.post("/begin/", {"opening": ""}, follow=True)
    assert "What kind of agent" in page.content.decode()


def test_looking_at_the_first_page_sets_no_cookie_of_ours(client, db):
    client.get("/")
    assert COOKIE not in client.cookies


def test_an_opening_that_is_too_long_is_refused_and_begins_nothing(client, db):
    answer = client.post("/begin/", {"opening": "x" * 20_001})
    assert answer.status_code == 422
    assert "20,000" in answer.content.decode()
    assert not InterviewSession.objects.exists()


def test_where_a_log_in_is_required_nobody_begins_without_one(client, db, settings):
    settings.PARLEY_REQUIRE_LOGIN = True
    answer = client.post("/begin/", {"opening": "hello"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")
    assert not InterviewSession.objects.exists()


def test_what_was_typed_is_shown_as_the_text_it_is(interview, owner):
    nasty = "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %} \"quoted\" `code` & more, called Sole"
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": nasty})
    page = owner.browser().get(f"/i/{interview.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }} {% now &#x27;Y&#x27; %}" in page


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001, "a\0b"])
def test_a_message_that_cannot_be_taken_is_a_clear_page_and_nothing_is_saved(interview, owner, text):
    answer = owner.browser().post(f"/i/{interview.pk}/say/", {"text": text})
    assert answer.status_code == 422
    assert "message" in answer.content.decode().lower()
    assert Message.objects.count() == 1


def test_what_was_refused_is_given_back_with_the_way_back(interview, owner):
    long = "<b>" + "x" * 20_000
    refused = owner.browser().post(f"/i/{interview.pk}/say/", {"text": long}).content.decode()
    assert f">&lt;b&gt;{'x' * 20_000}</textarea>" in refused
    assert f'href="/i/{interview.pk}/#latest"' in refused


def test_a_form_that_is_not_utf8_is_refused_or_read_but_never_breaks(interview, owner):
    answer = owner.browser().post(
        f"/i/{interview.pk}/say/", b"text=%ff%fe", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in (303, 422)


def test_a_form_sent_twice_is_one_message(interview, owner):
    for _ in range(2):
        owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant", "client_key": "k"})
    assert Message.objects.filter(text="A returns assistant").count() == 1


def test_the_same_form_with_another_text_is_another_message(interview, owner):
    for text in ("A returns assistant", "A booking assistant"):
        owner.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": "k"})
    assert Message.objects.filter(role="person").count() == 2


def test_a_fact_is_edited_in_place_without_javascript(talked, owner):
    fact = fact_of(talked, "agent_name")
    form = owner.browser().get(f"/i/{talked.pk}/?edit={fact.id}").content.decode()
    assert f'action="/i/{talked.pk}/facts/{fact.id}/"' in form
    owner.browser().post(f"/i/{talked.pk}/facts/{fact.id}/", {"text": "Heel"})
    edited = fact_of(talked, "agent_name")
    assert (edited.text, edited.source, edited.locked) == ("Heel", "edited", True)
    assert "locked" in owner.browser().get(f"/i/{talked.pk}/").content.decode()


def test_an_edit_that_does_not_fit_is_told_at_its_field_and_keeps_what_was_typed(talked, owner):
    fact = fact_of(talked, "agent_name")
    answer = owner.browser().post(f"/i/{talked.pk}/facts/{fact.id}/", {"text": "y" * 5001})
    assert answer.status_code == 422
    assert "5,000" in answer.content.decode()
    assert "yyyy" in answer.content.decode()


@pytest.mark.parametrize(
    ("slot", "data", "shown"),
    [
        ("tone", {"text": "formal"}, "formal"),
        (
            "tools",
            {"name": "Shop", "inputs": "order_id, email", "method": "GET", "url": "https://a.example/x"},
            "order_id, email",
        ),
        ("workflow", {"step": "look up", "if_0": "older", "then_0": "a human", "else_0": "label"}, "a human"),
        ("escalation", {"when": "angry", "to": "the desk"}, "the desk"),
    ],
)
def test_every_kind_of_value_can_be_added_by_hand(talked, owner, slot, data, shown):
    owner.browser().post(f"/i/{talked.pk}/slots/{slot}/", data)
    assert shown in owner.browser().get(f"/i/{talked.pk}/").content.decode()
    assert owner.browser().get(f"/i/{talked.pk}/?edit={fact_of(talked, slot).id}").status_code == 200


def test_a_step_by_hand_that_is_half_a_branch_is_refused(talked, owner):
    assert (
        owner.browser().post(f"/i/{talked.pk}/slots/workflow/", {"step": "look up", "if_0": "older"}).status_code == 422
    )


def test_each_download_is_the_file_it_says(talked, owner):
    owner.browser().post(f"/i/{talked.pk}/complete/")
    prompt = owner.browser().get(f"/i/{talked.pk}/files/system_prompt.md?version=1")
    assert prompt["Content-Disposition"] == 'attachment; filename="system_prompt.md"'
    assert "Sole" in prompt.content.decode()
    assert owner.browser().get(f"/i/{talked.pk}/files/spec.json").json()["agent_name"] == "Sole"
    assert owner.browser().get(f"/i/{talked.pk}/files/workflow.mmd").content.startswith(b"flowchart")
    assert owner.browser().get(f"/i/{talked.pk}/files/..%2Fsettings.py").status_code == 404
    packed = owner.browser().get(f"/i/{talked.pk}/export.zip")
    assert packed.content[:2] == b"PK"
    assert packed["Content-Disposition"] == 'attachment; filename="sole.zip"'


def test_a_platforms_files_come_as_a_zip_named_after_agent_and_platform(talked, owner, stranger, client):
    address = f"/i/{talked.pk}/export/openai_responses.zip"
    packed = owner.browser().get(address)
    assert packed["Content-Disposition"] == 'attachment; filename="sole-openai-responses.zip"'
    names = {"openai_responses.json", "prompts/openai_responses.md", "README.md"}
    assert set(zipfile.ZipFile(io.BytesIO(packed.content)).namelist()) == names
    assert owner.browser().get(f"/i/{talked.pk}/export/nowhere.zip").status_code == 422
    assert (stranger.browser().get(address).status_code, client.get(address).status_code) == (404, 404)


def test_the_result_page_says_of_each_platform_what_to_do_and_what_it_loses(talked, owner):
    page = owner.browser().get(f"/i/{talked.pk}/result/").content.decode()
    assert page.count('<details class="export-card"') == len(EXPORTS)
    assert page.count('<details class="export-card" id="export-neutral" open>') == 1
    assert "Comes close" in page
    assert "Set OPENAI_API_KEY" in page


def test_my_interviews_lists_mine_only(talked, owner, stranger):
    assert "Sole" in owner.browser().get("/interviews/").content.decode()
    assert "Sole" not in stranger.browser().get("/interviews/").content.decode()


def test_an_interview_is_renamed_copied_and_deleted_from_the_list(talked, owner):
    owner.browser().post(f"/i/{talked.pk}/rename/", {"title": "Shoes", "from": "list"})
    owner.browser().post(f"/i/{talked.pk}/copy/")
    listed = owner.browser().get("/interviews/").content.decode()
    assert "Shoes (copy)" in listed
    owner.browser().post(f"/i/{talked.pk}/delete/")
    assert owner.browser().get(f"/i/{talked.pk}/").status_code == 404
    assert InterviewSession.objects.filter(pk=talked.pk).exists()


@pytest.mark.parametrize("ended", [False, True])
def test_a_deleted_interview_is_brought_back_from_the_notice_that_tells_of_it(talked, owner, stranger, ended):
    if ended:
        owner.browser().post(f"/i/{talked.pk}/complete/")
    before = InterviewSession.objects.get(pk=talked.pk).status
    listed = owner.browser().post(f"/i/{talked.pk}/delete/")["Location"]
    back = f"/i/{talked.pk}/undelete/"
    assert back in owner.browser().get(listed).content.decode()
    for somebody in (stranger.browser(), Client()):
        assert back not in somebody.get(listed).content.decode()
        assert somebody.post(back).status_code == 404
    assert owner.browser().post(back).status_code == 303
    assert owner.browser().get(f"/i/{talked.pk}/").status_code == 200
    assert InterviewSession.objects.get(pk=talked.pk).status == before
    assert back not in owner.browser().get(listed).content.decode()
    assert owner.browser().post(back).status_code == 404


def test_every_answer_forbids_scripts_that_are_not_ours(client, db):
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy


def test_an_unknown_address_says_so_kindly(client, db):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "Not found" in answer.content.decode()


def test_reviewers_read_interviews_in_the_admin_site_and_change_nothing(talked, admin_client):
    for url in (
        "/admin/interviews/interviewsession/",
        f"/admin/interviews/interviewsession/{talked.pk}/change/",
        "/admin/interviews/turn/",
        f"/admin/builder/agentspec/{talked.spec_id}/change/",
        "/admin/runs/run/",
    ):
        assert admin_client.get(url).status_code == 200, url
    assert admin_client.post(f"/admin/interviews/interviewsession/{talked.pk}/change/", {}).status_code == 403
