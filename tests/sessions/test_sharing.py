"""Links to a version: read-only, without the conversation unless chosen, until they end."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sessions.models import InterviewSession, Share
from tests.conftest import key

pytestmark = pytest.mark.django_db(transaction=True)


def say(person, interview, text):
    person.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": f"k{text}"})


@pytest.fixture
def published(interview, owner):
    say(owner, interview, "A returns assistant called Sole, my secret wish")
    owner.browser().post(f"/i/{interview.pk}/complete/")
    return interview


def share(person, interview, number=1, days="7", **more):
    """The path of the new link, and the answer that showed it."""
    url = reverse("share", args=[interview.pk, number])
    answer = person.browser().post(url, {"days": days, "client_key": key(), **more})
    found = re.search(r'id="new-link" href="http://testserver([^"]+)"', answer.content.decode())
    return (found[1] if found else ""), answer


def test_whoever_holds_a_link_reads_the_version_without_logging_in(published, owner, settings):
    link, answer = share(owner, published)
    assert answer.status_code == 200
    settings.PARLEY_REQUIRE_LOGIN = True
    shown = Client().get(link)
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "Sole" in page
    assert "System prompt" in page
    assert "secret wish" not in page
    assert str(published.pk) not in page
    assert "<form" not in page.split("<main")[1]


def test_the_page_of_a_link_is_kept_and_found_by_nobody(published, owner):
    shown = Client().get(share(owner, published)[0])
    assert "noindex" in shown["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in shown.content.decode()
    assert (shown["Cache-Control"], shown["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_the_conversation_is_shown_only_where_chosen_and_only_until_the_version(published, owner):
    link, _ = share(owner, published, transcript="on")
    say(owner, published, "It looks up orders for the admiral")
    page = Client().get(link).content.decode()
    assert "my secret wish" in page
    assert "admiral" not in page


def test_it_stays_the_version_it_was_made_for(published, owner):
    link, _ = share(owner, published)
    say(owner, published, "The name is Heel, not Sole")
    owner.browser().post(f"/i/{published.pk}/complete/")
    assert "Heel" not in Client().get(link).content.decode()


def test_only_the_hash_of_its_token_is_kept_and_a_form_sent_twice_makes_one_link(published, owner):
    form = key()
    first, second = (share(owner, published, client_key=form)[0] for _ in range(2))
    assert first == second
    kept = Share.objects.get()
    assert len(kept.token_hash) == 64
    assert kept.token_hash not in first
    token = first.split("/")[2]
    assert token not in str(Share.objects.values())
    listed = owner.browser().get(f"/i/{published.pk}/versions/").content.decode()
    assert token not in listed
    assert "leads there until" in listed


@pytest.mark.parametrize("ending", ["expired", "revoked", "deleted", "wrong"])
def test_a_link_that_is_over_leads_nowhere(published, owner, ending):
    link, _ = share(owner, published)
    one = Share.objects.get()
    if ending == "expired":
        Share.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif ending == "revoked":
        owner.browser().post(reverse("revoke", args=[published.pk, one.pk]))
        assert owner.browser().post(reverse("revoke", args=[published.pk, one.pk])).status_code == 404
    elif ending == "deleted":
        owner.browser().post(f"/i/{published.pk}/delete/")
    else:
        link = link[:-3] + ("A/" if link[-3] != "A" else "B/")
    for browser in (Client(), owner.browser()):
        assert browser.get(link).status_code == 404


def test_the_hash_itself_opens_nothing(published, owner):
    share(owner, published)
    assert Client().get(reverse("shared", args=[Share.objects.get().token_hash])).status_code == 404


@pytest.mark.parametrize("days", ["0", "366", "-1", "x", ""])
def test_how_long_it_lasts_has_its_limits(published, owner, days):
    assert share(owner, published, days=days)[1].status_code == 422
    assert not Share.objects.exists()


def test_nobody_else_shares_or_revokes(published, owner, stranger):
    share(owner, published)
    one = Share.objects.get()
    for browser in (stranger.browser(), Client()):
        for url in (reverse("share", args=[published.pk, 1]), reverse("revoke", args=[published.pk, one.pk])):
            assert browser.post(url, {"days": "7"}).status_code == 404
    assert Share.objects.get().revoked_at is None


def test_a_link_gives_no_way_into_the_interview(published, owner):
    link, _ = share(owner, published)
    token = link.split("/")[2]
    client = Client()
    client.cookies["parley_visitor"] = token
    assert client.get(f"/i/{published.pk}/").status_code == 404
    assert InterviewSession.objects.filter(owner_hash=Share.objects.get().token_hash).count() == 0
