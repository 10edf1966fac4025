"""Who may begin an interview, and that one request begins one."""

from uuid import uuid4

import pytest

from sessions import access
from sessions.models import InterviewSession, Turn
from tests.api.program import Api, assert_problem
from tests.api.test_keys import secret

__all__ = ["secret"]

pytestmark = pytest.mark.django_db(transaction=True)
UNKNOWN = "XgW7Q6BjPpsVaEUaSVCzuMIsHsfvSVjeMBKsD-8wzfE"  # as long as ours, and nobody's


@pytest.mark.parametrize("token", ["x", "undefined", "null", "", UNKNOWN, f"parley_{UNKNOWN}"])
async def test_a_token_that_parley_never_gave_begins_nothing(token):
    answer = await Api()("POST", "/create", {}, Authorization=f"Bearer {token}")
    assert_problem(answer, 401, "API key")
    assert await InterviewSession.objects.acount() == 0


async def test_a_weak_token_that_owns_an_interview_begins_no_other(api):
    await api.create()
    await InterviewSession.objects.aupdate(owner_hash=access.hash_of("x"))
    assert_problem(await Api("x")("POST", "/create", {}), 401)


async def test_a_token_that_owns_an_interview_begins_another_and_owns_it_too(api):
    first = await api.create()
    second = await api.create()
    assert second["token"] is None
    for one in (first, second):
        assert (await api("GET", f"/{one['session_id']}/status")).status_code == 200


async def test_a_token_whose_interviews_are_deleted_may_begin_again(api):
    await api.create()
    await api("DELETE", api.path)
    assert (await api.create())["token"] is None


async def test_two_anonymous_programs_never_share_a_token():
    tokens = {(await Api().create())["token"] for _ in range(3)}
    assert len(tokens) == 3


async def test_a_repeated_key_begins_one_interview_and_gives_its_token_again():
    key = {"Idempotency-Key": uuid4().hex}
    body = {"opening": "A returns assistant called Sole", "title": "Shoes"}
    first, again = [await Api()("POST", "/create", body, **key) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (await InterviewSession.objects.acount(), await Turn.objects.acount()) == (1, 1)
    owner = Api(again.json()["token"])
    assert (await owner("GET", f"/{first.json()['session_id']}/status")).status_code == 200


async def test_the_same_key_of_two_callers_begins_two_interviews(secret):
    key = {"Idempotency-Key": "1"}
    created = [
        (await caller("POST", "/create", {}, **key)).json()
        for caller in (Api(), Api(address="203.0.113.7"), Api(secret))
    ]
    assert len({one["session_id"] for one in created}) == 3
    assert len({one["token"] for one in created}) == 3


async def test_a_repeat_by_api_key_finds_the_users_interview(secret):
    key = {"Idempotency-Key": "nightly"}
    first, again = [(await Api(secret)("POST", "/create", {}, **key)).json() for _ in range(2)]
    assert first == again


@pytest.mark.parametrize(
    "other", [{"title": "Boots"}, {"opening": "A booking agent"}, {"language": "de"}, {"platform": "Vapi"}]
)
async def test_a_key_that_began_an_interview_begins_no_other(api, other):
    key = {"Idempotency-Key": uuid4().hex}
    body = {"title": "Shoes"}
    assert (await api("POST", "/create", body, **key)).status_code == 201
    assert_problem(await api("POST", "/create", body | other, **key), 422, "Idempotency-Key")
    assert await InterviewSession.objects.acount() == 1


async def test_a_repeat_does_not_bring_a_deleted_interview_back(api):
    key = {"Idempotency-Key": uuid4().hex}
    created = (await api("POST", "/create", {}, **key)).json()
    await Api(created["token"])("DELETE", f"/{created['session_id']}")
    assert_problem(await api("POST", "/create", {}, **key), 404)


async def test_a_repeat_after_a_secret_in_the_opening_is_the_same_request(api):
    key = {"Idempotency-Key": uuid4().hex}
    body = {"opening": "A returns agent, its key is sk-abcdefghijklmnopqrstuvwxyz123456"}
    first, again = [(await api("POST", "/create", body, **key)).json() for _ in range(2)]
    assert first["session_id"] == again["session_id"]


async def test_a_programs_key_never_meets_one_of_parleys_own(api):
    await api.create(opening="A returns assistant called Sole")
    said = {"message": "Customers with an order"}
    answer = await api("POST", f"{api.path}/message", said, **{"Idempotency-Key": "opening"})
    assert answer.status_code == 200
    assert await Turn.objects.acount() == 2


async def test_a_key_of_one_message_is_not_for_another(api):
    await api.create()
    key = {"Idempotency-Key": "k" * 200}
    said = {"message": "A returns assistant called Sole. Token: sk-abcdefghijklmnopqrstuvwxyz123456"}
    first = await api("POST", f"{api.path}/message", said, **key)
    assert (await api("POST", f"{api.path}/message", said, **key)).json() == first.json()
    for other in ({"message": "Another one"}, said | {"supersedes": 1}):
        assert_problem(await api("POST", f"{api.path}/message", other, **key), 422, "Idempotency-Key")
        streamed = await api("POST", f"{api.path}/message", other, **key, Accept="text/event-stream")
        assert_problem(streamed, 422, "Idempotency-Key")
    assert await Turn.objects.acount() == 1


async def test_a_key_that_is_too_long_is_refused(api):
    assert_problem(await api("POST", "/create", {}, **{"Idempotency-Key": "k" * 201}), 422)
