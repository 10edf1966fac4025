"""Documents over REST: brought as a file or as text, listed, accepted, and nobody else's business."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sessions.models import Document, InterviewSession, Turn
from tests import existing
from tests.api.program import Api, assert_problem

pytestmark = pytest.mark.django_db(transaction=True)


async def brought(api):
    """An interview with a prompt in it; returns the document's address."""
    await api.create()
    answer = await api("POST", f"{api.path}/documents", {"text": existing.BILLING_PROMPT, "name": "nora.md"})
    assert answer.status_code == 201, answer.content
    return f"{api.path}/documents/{answer.json()['id']}"


async def test_a_text_is_read_listed_and_accepted_in_part_and_whole(api):
    path = await brought(api)
    [listed] = (await api("GET", f"{api.path}/documents")).json()["documents"]
    assert (listed["name"], listed["genre"], listed["status"]) == ("nora.md", "prompt", "read")
    found = (await api("GET", f"{path}/proposals")).json()["proposals"]
    assert len(found) == listed["open"]
    name = next(p for p in found if p["slot"] == "agent_name")
    rule = next(p for p in found if p["slot"] == "guardrails")
    some = (await api("POST", f"{path}/accept", {"proposals": [name["id"]], "dismiss": [rule["id"]]})).json()
    assert "Nora" in some["told"]
    assert (await api("GET", f"{api.path}/spec")).json() == {"agent_name": "Nora"}
    rest = (await api("POST", f"{path}/accept", {})).json()
    assert {p["status"] for p in rest["proposals"]} == {"accepted", "dismissed"}
    spec = (await api("GET", f"{api.path}/spec?detail=1")).json()
    assert spec["agent_role"]["document"]["name"] == "nora.md"
    assert rule["value"] not in [item["text"] for item in spec["guardrails"]]
    assert not set(rest["asking"]) & set(spec)
    again = (await api("POST", f"{path}/accept", {})).json()
    assert (again["told"], again["reply"]) == (None, None)


async def test_a_file_is_sent_as_multipart(api):
    await api.create()
    answer = await api.client.post(
        f"/api/v1/sessions{api.path}/documents",
        {"file": SimpleUploadedFile("late.docx", existing.docx(existing.LATE_CHECK_OUT))},
        headers={"Authorization": f"Bearer {api.token}"},
    )
    assert answer.status_code == 201, answer.content
    assert (answer.json()["kind"], answer.json()["genre"]) == ("docx", "procedure")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"text": ""}, "empty"),
        ({"text": "hello", "name": "x.pdf"}, "plain text"),
        ({"nothing": 1}, "multipart"),
        (b"{", "multipart"),
        ({"text": "a\0b"}, "NUL"),
    ],
)
async def test_what_cannot_be_read_is_a_problem_that_says_why(api, body, words):
    await api.create()
    assert_problem(await api("POST", f"{api.path}/documents", body), 422, words)
    assert not await Document.objects.aexists()


async def test_documents_are_their_owners_alone(api):
    path = await brought(api)
    stranger = Api("s" * 43)
    for method, url, body in (
        ("POST", f"{api.path}/documents", {"text": "Never say no."}),
        ("GET", f"{api.path}/documents", None),
        ("GET", f"{path}/proposals", None),
        ("POST", f"{path}/accept", {}),
    ):
        assert_problem(await stranger(method, url, body), 404)
        assert_problem(await Api()(method, url, body), 401)
    assert (await api("GET", f"{api.path}/spec")).json() == {}
    assert_problem(await api("GET", f"{api.path}/documents/{uuid4()}/proposals"), 404)


async def test_after_deleting_the_interview_every_call_is_not_found(api):
    path = await brought(api)
    await api("DELETE", api.path)
    assert_problem(await api("GET", f"{path}/proposals"), 404)
    assert await Document.objects.acount() == 1


async def test_nothing_is_dismissed_where_nothing_can_be_accepted(api):
    path = await brought(api)
    one, other, *_ = (await api("GET", f"{path}/proposals")).json()["proposals"]
    running = await Turn.objects.acreate(interview=await InterviewSession.objects.aget(), number=1, status="queued")
    both = {"proposals": [one["id"]], "dismiss": [other["id"]]}
    assert_problem(await api("POST", f"{path}/accept", both), 409, "nothing was changed")
    found = (await api("GET", f"{path}/proposals")).json()["proposals"]
    assert {p["status"] for p in found} == {"open"}
    await running.adelete()


async def test_who_only_dismisses_accepts_nothing(api):
    path = await brought(api)
    one, *rest = (await api("GET", f"{path}/proposals")).json()["proposals"]
    answer = (await api("POST", f"{path}/accept", {"dismiss": [one["id"]]})).json()
    assert [p["status"] for p in answer["proposals"]] == ["dismissed"] + ["open"] * len(rest)
    assert (answer["told"], answer["notices"]) == (None, [])


async def test_too_many_documents_are_told_to_wait(api, settings):
    await api.create()
    settings.PARLEY_RATE_LIMIT = 5
    await api("POST", f"{api.path}/documents", {"text": "Never say no."})
    answer = await api("POST", f"{api.path}/documents", {"text": "Never say yes."})
    assert_problem(answer, 429, "documents")
    assert int(answer["Retry-After"]) > 0
