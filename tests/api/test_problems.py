"""What goes wrong is told as problem+json, wherever it goes wrong."""

import json
from uuid import uuid4

import pytest
from django.test import AsyncClient

from api import sse
from sessions.answers import Started
from sessions.errors import Busy
from sessions.models import InterviewSession, Turn
from tests.api.program import assert_problem

pytestmark = pytest.mark.django_db(transaction=True)
NOBODYS = "5f0d2a3e-7c7b-4a6b-9c1e-2f8d0b6a4e11"


@pytest.mark.parametrize(("method", "path"), [("GET", "/create"), ("PUT", f"/{NOBODYS}/spec"), ("POST", f"/{NOBODYS}")])
async def test_a_method_that_an_address_does_not_take_is_a_problem(api, method, path):
    answer = await api(method, path)
    assert_problem(answer, 405, f"not {method}")
    assert answer["Allow"]
    assert method not in answer["Allow"]


async def test_what_can_be_read_can_be_asked_for_its_head(api):
    await api.create()
    answer = await api("HEAD", f"{api.path}/status")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1", "/api/v1/", "/api/v2/sessions", "/api/v1/sessions/no-uuid/status"]
)
async def test_an_address_below_api_that_is_none_is_a_problem(method, path):
    client = AsyncClient(enforce_csrf_checks=True)
    assert_problem(await client.generic(method, path), 404)


@pytest.mark.parametrize("path", ["/create", "/{id}/message", "/{id}/spec", "/{id}/documents"])
async def test_a_body_of_megabytes_is_too_large(api, path):
    created = await api.create()
    method = "PATCH" if path.endswith("spec") else "POST"
    body = json.dumps({"message": "x" * 3_000_000}).encode()
    answer = await api(method, path.replace("{id}", created["session_id"]), body)
    assert_problem(answer, 413, "Nothing was saved")


async def test_a_foreign_host_is_a_problem_for_programs_and_a_page_for_people():
    program = await AsyncClient().get("/api/v1/sessions/create", headers={"host": "evil.example"})
    assert_problem(program, 400, "ALLOWED_HOSTS")
    page = await AsyncClient().get("/", headers={"host": "evil.example"})
    assert page["Content-Type"].startswith("text/html")


BROKEN = ["a\0b", "half \ud83d"]


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("field", ["title", "platform", "opening", "language", "nobody_asked_for"])
async def test_what_is_not_text_begins_no_interview(api, field, broken):
    assert_problem(await api("POST", "/create", {field: broken}), 422, field)
    assert await InterviewSession.objects.acount() == 0


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize(
    "merge",
    [
        lambda text: {"agent_name": text},
        lambda text: {"tone": ["formal", text]},
        lambda text: {"tools": [{"name": "Shop", "inputs": [text]}]},
        lambda text: {"workflow": [{"step": "Look", "branches": [{"if": text, "then": "x"}]}]},
        lambda text: {text: "x"},
        lambda text: {"tools": [{text: "x"}]},
    ],
)
async def test_what_is_not_text_edits_nothing(api, merge, broken):
    await api.create()
    assert_problem(await api("PATCH", f"{api.path}/spec", merge(broken)), 422, "not text")
    assert (await api("GET", f"{api.path}/spec")).json() == {}


@pytest.mark.parametrize("broken", BROKEN)
async def test_what_is_not_text_is_no_message(api, broken):
    await api.create()
    assert_problem(await api("POST", f"{api.path}/message", {"message": broken}), 422, "message")
    assert await Turn.objects.acount() == 0


async def test_a_character_written_in_two_halves_is_text(api):
    created = await api("POST", "/create", b'{"title": "\\ud83d\\udc5f"}')
    assert created.status_code == 201


async def test_a_body_nested_without_end_is_refused(api):
    await api.create()
    assert_problem(await api("PATCH", f"{api.path}/spec", b'{"tone": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"), 422)


@pytest.mark.parametrize("number", [7, 0, -1, 10**30])
@pytest.mark.parametrize("path", ["prompt", "workflow.mmd", "spec", "export.zip", "export?platform=neutral"])
async def test_a_version_that_is_not_there_is_told_with_those_that_are(api, path, number):
    await api.create(opening="A returns assistant called Sole")
    address = f"{api.path}/{path}{'&' if '?' in path else '?'}version={number}"
    assert_problem(await api("GET", address), 404, f"There is no version {number} of this agent; it has none yet.")
    for name in ("Heel", "Toe", "Sole"):
        await api("PATCH", f"{api.path}/spec", {"agent_name": name})
        await api("POST", f"{api.path}/complete")
    assert_problem(await api("GET", address), 404, f"There is no version {number} of this agent; it has 1 to 3.")
    assert (await api("GET", address.replace(f"={number}", "=3"))).status_code == 200


@pytest.mark.parametrize("number", [10**30, -(10**30)])
async def test_no_number_is_too_large_to_be_refused(api, number):
    await api.create()
    sent = {"message": "hello", "supersedes": number}
    assert_problem(await api("POST", f"{api.path}/message", sent), 409)
    assert (await api("GET", f"{api.path}/messages?after={number}")).status_code == 200


async def test_a_stream_that_cannot_be_heard_to_its_end_says_so():
    async def lost():
        raise Busy
        yield

    *_, last = [frame async for frame in sse.frames(Started(turn_id=uuid4()), lost())]
    name, _, data = last.decode().partition("\ndata: ")
    assert (name, json.loads(data)["status"]) == ("event: error", 503)
