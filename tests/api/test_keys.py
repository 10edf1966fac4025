"""API keys: hashed, scoped, expiring; made in the admin site and shown once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from api.models import ApiKey
from tests.api.program import Api, assert_problem

pytestmark = pytest.mark.django_db(transaction=True)


def make_key(**fields):
    user, _ = User.objects.get_or_create(username="program")
    key = ApiKey(name="test", user=user, **fields)
    secret = key.make()
    key.save()
    return secret


@pytest.fixture
def secret(transactional_db):
    return make_key()


async def test_a_key_acts_for_its_user(secret):
    created = await Api(secret)("POST", "/create", {})
    assert (created.status_code, created.json()["token"]) == (201, None)
    path = f"/{created.json()['session_id']}/status"
    assert (await Api(secret)("GET", path)).status_code == 200
    assert_problem(await Api("somebody")("GET", path), 404)


def test_only_the_hash_of_a_key_is_stored(secret):
    assert secret not in str(list(ApiKey.objects.values()))


async def test_an_expired_key_is_refused(transactional_db):
    from asgiref.sync import sync_to_async

    old = await sync_to_async(make_key)(expires_at=timezone.now() - timedelta(seconds=1))
    assert_problem(await Api(old)("POST", "/create", {}), 401)


async def test_an_unknown_key_is_refused():
    assert_problem(await Api("parley_nonsense")("POST", "/create", {}), 401)


async def test_a_key_that_may_only_read_changes_nothing(transactional_db):
    from asgiref.sync import sync_to_async

    assert_problem(await Api(await sync_to_async(make_key)(scope="read"))("POST", "/create", {}), 403)


async def test_where_a_log_in_is_required_nobody_begins_without_a_key(secret, settings):
    settings.PARLEY_REQUIRE_LOGIN = True
    assert_problem(await Api()("POST", "/create", {}), 401)
    assert (await Api(secret)("POST", "/create", {})).status_code == 201


def test_the_admin_site_makes_a_key_and_shows_it_once(admin_client, transactional_db):
    user = User.objects.get(username="admin")
    page = admin_client.post("/admin/api/apikey/add/", {"name": "ci", "user": user.pk, "scope": "write"}, follow=True)
    key = ApiKey.objects.get()
    shown = page.content.decode().split("The key is ")[1].split()[0]
    assert ApiKey.of(shown) == key
    assert shown not in admin_client.get(f"/admin/api/apikey/{key.pk}/change/").content.decode()
