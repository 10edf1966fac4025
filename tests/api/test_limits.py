"""Nobody may ask for more than a person or a program needs."""

import pytest
from django.core.cache import caches
from redis.asyncio import Redis

from sessions import access, hot, limits
from sessions.models import InterviewSession, Turn
from tests.api.program import Api, Elsewhere, assert_problem
from tests.api.test_keys import secret

__all__ = ["secret"]

pytestmark = pytest.mark.django_db(transaction=True)
FAR = "203.0.113.7"


@pytest.fixture(autouse=True)
def _nothing_counted():
    caches["default"].clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The time as the limits see it; it stands still at a hundred seconds after a full hour."""
    now = [3600 * 500_000 + 100]
    monkeypatch.setattr(limits, "time", lambda: now[0])
    return now


@pytest.fixture(autouse=True)
def twenty(settings):
    """Twenty messages per person, two interviews per address."""
    settings.PARLEY_RATE_LIMIT = 20


async def test_an_address_begins_so_many_interviews_and_no_more(clock):
    for _ in range(2):
        await Api(address=FAR).create()
    refused = await Api(address=FAR)("POST", "/create", {})
    assert_problem(refused, 429, "new interviews")
    assert refused["Retry-After"] == "3500"
    assert await InterviewSession.objects.acount() == 2
    await Api(address="203.0.113.8").create()
    clock[0] += 3500
    await Api(address=FAR).create()


async def test_a_person_sends_so_many_messages_and_no_more(api):
    await api.create()
    for _ in range(20):
        await api("POST", f"{api.path}/message", {"message": "show"})
    refused = await api("POST", f"{api.path}/message", {"message": "show"})
    assert_problem(refused, 429, "messages")
    assert refused["Retry-After"] == "500"
    assert await Turn.objects.acount() == 20
    other = Api()
    await other.create()
    assert (await other("POST", f"{other.path}/message", {"message": "show"})).status_code == 200


async def test_the_forms_of_the_browser_are_counted_too(interview, owner):
    browser = owner.async_browser()
    for _ in range(20):
        await limits.check(owner.visitor, "", "message")
    refused = await browser.post(f"/i/{interview.pk}/say/", {"text": "hello", "client_key": "a"})
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
    form = {"text": "hello", "client_key": "b", "do": "replace"}
    assert (await browser.post(f"/i/{interview.pk}/answers/1/", form)).status_code == 429
    from_far = Elsewhere(FAR)
    begun = [(await from_far.post("/begin/", {})).status_code for _ in range(3)]
    assert begun == [303, 303, 429]


async def test_an_api_key_is_counted_by_its_user_wherever_it_calls_from(secret):
    for number in range(20):
        assert (await Api(secret, f"203.0.113.{number}")("POST", "/create", {})).status_code == 201
    assert_problem(await Api(secret, FAR)("POST", "/create", {}), 429)


async def test_a_subscriber_with_many_addresses_is_one():
    for last in ("1", "2"):
        await Api(address=f"2001:db8:0:1::{last}").create()
    assert_problem(await Api(address="2001:db8:0:1:abcd::9")("POST", "/create", {}), 429)
    await Api(address="2001:db8:0:2::1").create()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", ""])
async def test_this_machine_is_not_limited_by_its_address(address):
    for _ in range(5):
        await Api(address=address).create()


async def test_zero_is_no_limit(settings):
    settings.PARLEY_RATE_LIMIT = 0
    for _ in range(5):
        await Api(address=FAR).create()


async def test_without_redis_there_is_no_limit(monkeypatch):
    monkeypatch.setattr(hot, "_away_until", 0.0)  # so that the next test begins with a Redis that is there
    monkeypatch.setattr(hot, "_client", lambda: Redis.from_url("unix:///nowhere/valkey.sock"))
    for _ in range(5):
        await Api(address=FAR).create()


async def test_a_program_holds_many_whole_interviews_at_machine_speed(settings):
    settings.PARLEY_RATE_LIMIT = 600
    for _ in range(12):
        person = access.Visitor(token_hash=access.hash_of(access.new_token()))
        await limits.check(access.Visitor(), FAR, "begin")
        for _ in range(25):
            await limits.check(person, FAR, "message")
