"""The admin site: what reviewers see, that they change nothing, and that its files harm nobody."""

import csv
import io
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.test import AsyncClient, Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from api.models import ApiKey
from builder.models import AgentSpec
from orchestrator.exchange import Usage
from runs.models import Run
from sessions import services, spreadsheet
from sessions.access import Visitor
from sessions.models import InterviewSession
from tests.conftest import Person

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/interviews/interviewsession/"
NASTY = "<script>alert(1)</script> {{ 7|add:7 }} called Sole"


@pytest.fixture
def talked(interview: InterviewSession, owner: Person) -> InterviewSession:
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole"})
    interview.refresh_from_db()
    return interview


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return str(answer.content.decode())


def shown(client: Client, query: str = "") -> list[str]:
    """The names in the list of interviews."""
    return re.findall(r'interviewsession/[0-9a-f-]{36}/change/[^"]*"[^>]*>([^<]+)<', page(client, f"{LIST}{query}"))


def interviews(number: int) -> list[InterviewSession]:
    made = [services.open_interview(by=Visitor(token_hash=uuid4().hex)) for _ in range(number)]
    for interview in made:
        turn = interview.turns.create(number=1)
        run = Run.objects.create(
            interview_id=interview.pk, turn_id=turn.pk, status="done", started_at=timezone.now(), duration_ms=1
        )
        run.steps.create(position=0, purpose="reply", model="a/b", status="done", cost="0.25", duration_ms=1)
    return made


# Looking


def test_every_page_of_the_admin_site_opens(talked: Any, owner: Person, admin_client: Client) -> None:
    owner.browser().post(f"/i/{talked.pk}/complete/")
    version, turn, run = talked.spec.versions.get(), talked.turns.get(), Run.objects.get()
    for name in ("interviews_interviewsession", "interviews_turn", "runs_run", "builder_agentspec", "auth_user"):
        page(admin_client, reverse(f"admin:{name}_changelist"))
    for name in ("builder_specversion", "auth_group", "api_apikey"):
        page(admin_client, reverse(f"admin:{name}_changelist"))
    for name, row in (
        ("interviews_interviewsession", talked),
        ("interviews_turn", turn),
        ("runs_run", run),
        ("builder_agentspec", talked.spec),
        ("builder_specversion", version),
        ("auth_user", User.objects.get()),
    ):
        page(admin_client, reverse(f"admin:{name}_change", args=[row.pk]))
    page(admin_client, "/admin/password_change/")


def test_an_interview_shows_transcript_facts_versions_and_costs(
    talked: Any, owner: Person, admin_client: Client
) -> None:
    owner.browser().post(f"/i/{talked.pk}/complete/")
    text = page(admin_client, f"{LIST}{talked.pk}/change/")
    for told in ("A returns assistant called Sole", "Facts and their evidence", "<q>", "Version 1,", "revision"):
        assert told in text
    assert f'href="{reverse("admin:builder_agentspec_change", args=[talked.spec_id])}"' in text
    assert f"{reverse('admin:runs_run_changelist')}?q={talked.pk.hex}" in text
    assert "0 model calls" in text


def test_the_list_of_runs_tells_whose_they_are_and_which_calls_failed(talked: Any, admin_client: Client) -> None:
    run = Run.objects.get()
    url = reverse("admin:runs_run_changelist")
    assert "call failed" not in page(admin_client, url)
    run.steps.create(position=1, purpose="reply", model="a/b", status="failed", duration_ms=1)
    text = page(admin_client, url)
    assert "done, 1 call failed" in text
    assert f'href="{LIST}{talked.pk}/change/" dir="auto">Sole<' in text
    Run.objects.update(interview_id=uuid4())
    assert ">Sole<" not in page(admin_client, url)


def test_what_was_typed_is_shown_as_the_text_it_is(interview: Any, owner: Person, admin_client: Client) -> None:
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": NASTY})
    for url in (
        f"{LIST}{interview.pk}/change/",
        LIST,
        "/admin/",
        f"/admin/builder/agentspec/{interview.spec_id}/change/",
    ):
        assert "<script>alert(1)" not in page(admin_client, url), url
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }}" in page(admin_client, f"{LIST}{interview.pk}/change/")


def test_the_first_page_tells_the_week(talked: Any, owner: Person, admin_client: Client, with_model: Any) -> None:
    old = services.open_interview(by=owner.visitor)
    InterviewSession.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=8))
    with_model._usage = Usage(10, 5, 0.25)
    with_model.says("Noted. Who is it for?")
    owner.browser().post(f"/i/{talked.pk}/say/", {"text": "Customers"})
    text = " ".join(re.sub(r"<[^>]+>", " ", page(admin_client, "/admin/")).split())
    assert "Interviews begun 1 Completed 0 Answers 2 none failed Model calls 2 Cost $0.5000" in text
    assert "This week" in text
    assert "API keys" in text


def test_the_live_page_is_linked_only_for_its_owner(admin_client: Client, talked: Any) -> None:
    mine = services.open_interview(by=Visitor(user_id=User.objects.get().pk))
    text = page(admin_client, LIST)
    assert f'href="/i/{mine.pk}/"' in text
    assert f'href="/i/{talked.pk}/"' not in text
    assert f'href="/i/{talked.pk}/"' not in page(admin_client, f"{LIST}{talked.pk}/change/")


@pytest.mark.parametrize("path", ["", "?q=Sole", "?interviewer=model&cost=known"])
def test_the_list_asks_as_often_for_many_as_for_few(
    admin_client: Client, django_assert_num_queries: Any, path: str
) -> None:
    interviews(2)
    admin_client.get(LIST)
    with django_assert_num_queries(6, exact=False) as few:
        admin_client.get(f"{LIST}{path}")
    interviews(20)
    with django_assert_num_queries(len(few.captured_queries)):
        admin_client.get(f"{LIST}{path}")


# Finding


def test_interviews_are_found_by_name_words_person_and_id(talked: Any, admin_client: Client) -> None:
    services.open_interview(by=Visitor(user_id=User.objects.get().pk))
    for words in ("Sole", "returns assistant called", str(talked.pk), talked.pk.hex):
        assert shown(admin_client, f"?q={words}") == [talked.name], words
    assert shown(admin_client, "?q=admin") == ["Untitled agent"]
    assert shown(admin_client, "?q=nothing-like-this") == []


def test_interviews_are_filtered_by_interviewer_cost_trouble_stage_and_owner(talked: Any, admin_client: Client) -> None:
    [dear] = interviews(1)
    InterviewSession.objects.filter(pk=dear.pk).update(title="Dear")
    dear.turns.update(status="failed")
    for query, names in (
        ("?interviewer=model", ["Dear"]),
        ("?interviewer=guide", [talked.name]),
        ("?cost=known", ["Dear"]),
        ("?cost=unknown", []),
        ("?cost=none", [talked.name]),
        ("?trouble=turn", ["Dear"]),
        ("?trouble=call", []),
        (f"?stage__exact={talked.stage}&status__exact=active", [talked.name] if talked.stage != "purpose" else None),
        ("?kept=no", []),
    ):
        if names is not None:
            assert shown(admin_client, query) == names, query
    assert "Has a cost (1)" in page(admin_client, f"{LIST}?_facets=True")
    assert sorted(shown(admin_client, "?kept=yes")) == sorted(["Dear", talked.name])


def test_an_unknown_price_is_not_shown_as_nothing(admin_client: Client) -> None:
    [one] = interviews(1)
    run = Run.objects.get()
    assert "$0.2500" in page(admin_client, LIST)
    run.steps.create(position=1, purpose="extraction", model="a/b", status="done", cost=None, duration_ms=1)
    assert "$0.2500 + unknown" in page(admin_client, LIST)
    assert shown(admin_client, "?cost=unknown") == [one.name]


# Not changing


def test_nothing_of_a_conversation_can_be_added_changed_or_deleted(talked: Any, admin_client: Client) -> None:
    turn, run = talked.turns.get(), Run.objects.get()
    rows = (("interviews/interviewsession", talked), ("interviews/turn", turn), ("runs/run", run))
    for path, row in (*rows, ("builder/agentspec", talked.spec)):
        assert admin_client.get(f"/admin/{path}/add/").status_code == 403
        assert admin_client.post(f"/admin/{path}/{row.pk}/change/", {}).status_code == 403
        assert admin_client.post(f"/admin/{path}/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    deleting = {"action": "delete_selected", "_selected_action": [str(talked.pk)], "post": "yes"}
    admin_client.post(LIST, deleting)
    assert InterviewSession.objects.filter(pk=talked.pk).exists()
    assert AgentSpec.objects.filter(pk=talked.spec_id).exists()


# Entering


def test_the_way_in_is_the_log_in_page_of_the_site(client: Client, django_user_model: Any) -> None:
    django_user_model.objects.create_superuser("ada", password="a long pass phrase")
    first = client.get("/admin/", follow=True)
    assert first.redirect_chain[-1][0] == "/login/?next=/admin/"
    assert "Log in" in first.content.decode()
    entered = client.post("/login/", {"username": "ada", "password": "a long pass phrase", "next": "/admin/"})
    assert entered["Location"] == "/admin/"
    assert 'href="/admin/"' in client.get("/").content.decode()
    assert client.post("/admin/logout/")["Location"] == "/"
    assert client.get("/admin/").status_code == 302


def test_a_wrong_password_is_told_and_the_name_kept(client: Client) -> None:
    text = client.post("/login/", {"username": "<ada>", "password": "wrong"}).content.decode()
    assert "That name and password do not belong together." in text
    assert 'value="&lt;ada&gt;"' in text


def test_the_log_in_leads_to_no_other_site(client: Client, admin_user: User) -> None:
    sent = {"username": "admin", "password": "password", "next": "https://evil.example/"}
    assert client.post("/login/", sent)["Location"] == "/"


def test_who_is_no_reviewer_is_told_so_and_sees_no_way_in(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("bob"))
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "For reviewers only" in answer.content.decode()
    assert "bob" in answer.content.decode()
    assert 'href="/admin/"' not in client.get("/").content.decode()


def test_a_reviewer_sees_only_what_the_account_may(client: Client, talked: Any, django_user_model: Any) -> None:
    eve = django_user_model.objects.create_user("eve", is_staff=True)
    client.force_login(eve)
    assert "Sole" not in page(client, "/admin/")
    assert client.get(LIST).status_code == 403
    eve.user_permissions.add(Permission.objects.get(codename="view_interviewsession"))
    assert "Sole" in page(client, "/admin/")
    assert "Sole" in page(client, f"{LIST}{talked.pk}/change/")
    assert client.get("/admin/auth/user/").status_code == 403


def test_scripts_may_evaluate_only_where_the_admin_site_needs_it(admin_client: Client) -> None:
    assert "'unsafe-eval'" in admin_client.get("/admin/")["Content-Security-Policy"]
    for url in ("/", "/login/", "/model/"):
        assert "unsafe-eval" not in Client().get(url)["Content-Security-Policy"], url
    assert "script-src 'self' 'unsafe-eval'" in admin_client.get(LIST)["Content-Security-Policy"]


def test_an_api_key_is_made_here_and_shown_once(admin_client: Client) -> None:
    made = {"name": "CI", "user": User.objects.get().pk, "scope": "write", "expires_at_0": "", "expires_at_1": ""}
    text = admin_client.post("/admin/api/apikey/add/", made, follow=True).content.decode()
    key = re.search(r"The key is (parley_\S+)", text)
    assert key
    assert ApiKey.of(key[1]) is not None
    assert key[1] not in page(admin_client, "/admin/api/apikey/")


# CSV


async def downloaded(admin_user: User, selected: list[Any], **more: str) -> list[dict[str, str]]:
    client = AsyncClient()
    await client.aforce_login(admin_user)
    answer = await client.post(LIST, {"action": "as_csv", "_selected_action": [str(one) for one in selected], **more})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="parley-interviews.csv"'
    assert answer.streaming
    content = b"".join([piece async for piece in answer.streaming_content])
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def test_a_selection_is_downloaded_as_csv(admin_user: User, talked: Any, owner: Person) -> None:
    from asgiref.sync import sync_to_async

    await sync_to_async(interviews)(1)
    [row] = await downloaded(admin_user, [talked.pk])
    assert (row["id"], row["name"], row["answers"]) == (str(talked.pk), talked.name, "1")
    assert row["cost in US dollars, as far as known"] == ""
    rows = await downloaded(admin_user, [talked.pk], select_across="1")
    assert sorted(float(row["cost in US dollars, as far as known"] or 0) for row in rows) == [0, 0.25]


async def test_no_cell_of_the_csv_is_calculated(admin_user: User, talked: Any) -> None:
    title = '=HYPERLINK("http://evil.example";"x"), ümlaut\n2'
    await InterviewSession.objects.filter(pk=talked.pk).aupdate(title=title)
    [row] = await downloaded(admin_user, [talked.pk])
    assert row["name"] == f"'{title}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_survives_the_csv_and_begins_no_formula(text: str) -> None:
    [[cell, other]] = csv.reader(io.StringIO(spreadsheet.line([text, 1]), newline=""))
    assert other == "1"
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text.removeprefix("'")
