"""The REST contract, from outside."""

import asyncio
import io
import json
import zipfile
from uuid import uuid4

import pytest

from sessions.models import InterviewSession, Turn
from tests.api.program import Api, assert_problem

pytestmark = pytest.mark.django_db(transaction=True)


async def test_an_anonymous_program_begins_and_gets_the_token_that_owns_the_interview(api):
    created = await api.create()
    assert set(created) == {"session_id", "token", "status", "stage", "progress", "reply"}
    assert (created["status"], created["stage"], created["progress"]) == ("active", "purpose", 0)
    assert created["reply"].endswith("?")
    assert (await api("GET", f"{api.path}/status")).status_code == 200


async def test_an_opening_is_answered_at_once(api):
    created = await api.create(opening="A returns assistant called Sole", title="Shoes", language="en", platform="Vapi")
    assert created["reply"].endswith("?")
    assert created["progress"] > 0
    spec = (await api("GET", f"{api.path}/spec")).json()
    assert (spec["agent_name"], spec["platform"]) == ("Sole", "Vapi")
    assert (await api("GET", f"{api.path}/status")).json()["title"] == "Shoes"


async def test_a_message_gets_the_whole_answer_of_the_contract(api):
    await api.create()
    answer = await api("POST", f"{api.path}/message", {"message": "A returns assistant called Sole"})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) >= {
        "reply",
        "told",
        "stage",
        "asking",
        "progress",
        "changed",
        "suggestions",
        "route",
        "status",
        "interviewer",
        "usage",
    }
    assert set(body["usage"]) == {"input_tokens", "output_tokens", "cost"}
    assert (body["interviewer"], body["route"], body["status"]) == ("guide", "answer", "active")
    assert "total;dur=" in answer["Server-Timing"]


def _read(events):
    """The reply as a program puts it together; whoever joins when some of it was said gets all of that at once."""
    text, last = "", 0
    for token in (data for name, data in events if name == "token"):
        assert token["seq"] > last
        text, last = token["text"] if token.get("replace") else text + token["text"], token["seq"]
    return text


async def test_a_message_streams_as_events_where_asked(api):
    await api.create()
    answer = await api(
        "POST", f"{api.path}/message", {"message": "A returns assistant called Sole"}, Accept="text/event-stream"
    )
    assert answer["Content-Type"] == "text/event-stream"
    events = _events(b"".join([part async for part in answer.streaming_content]))
    kinds = [name for name, _ in events]
    assert kinds[0] == "token"
    assert kinds[-1] == "done"
    assert _read(events) == events[-1][1]["reply"]


async def test_a_model_streams_token_by_token_with_a_growing_sequence(api, with_model):
    """The second part is held back until the first was heard: a stream that waits for the end never comes to it."""
    gate = asyncio.Event()
    with_model.says(("What ", gate, "does it do?"))
    await api.create()
    answer = await api("POST", f"{api.path}/message", {"message": "A returns assistant"}, Accept="text/event-stream")
    heard = []
    async with asyncio.timeout(60):
        async for part in answer.streaming_content:
            heard.append(part)
            if b"What " in b"".join(heard):
                gate.set()
    assert _read(_events(b"".join(heard))) == "What does it do?"


async def test_a_repeated_idempotency_key_returns_the_first_answer(api):
    await api.create()
    key = {"Idempotency-Key": uuid4().hex}
    first = await api("POST", f"{api.path}/message", {"message": "A returns assistant called Sole"}, **key)
    again = await api("POST", f"{api.path}/message", {"message": "A returns assistant called Sole"}, **key)
    assert first.json() == again.json()
    assert await Turn.objects.acount() == 1


async def test_status_tells_stages_and_what_is_missing(api):
    await api.create()
    status = (await api("GET", f"{api.path}/status")).json()
    assert set(status) >= {
        "session_id",
        "status",
        "stage",
        "stages",
        "progress",
        "turn",
        "created_at",
        "updated_at",
        "expires_at",
    }
    assert [s["name"] for s in status["stages"]] == [
        "purpose",
        "goals",
        "personality",
        "knowledge",
        "tools",
        "workflow",
        "review",
    ]
    assert "agent_name" in status["stages"][0]["missing"]
    assert status["turn"] is None


async def test_resume_gives_the_last_reply_and_refuses_when_completed(api):
    created = await api.create()
    resumed = await api("POST", f"{api.path}/resume")
    assert (resumed.status_code, resumed.json()["reply"]) == (200, created["reply"])
    await api("POST", f"{api.path}/complete")
    assert_problem(await api("POST", f"{api.path}/resume"), 409)


async def test_a_deleted_interview_is_not_found_by_any_call(api):
    await api.create()
    assert (await api("DELETE", api.path)).status_code == 204
    for method, path, body in CALLS:
        assert_problem(await api(method, f"{api.path}{path}", body), 404)
    assert await InterviewSession.objects.acount() == 1


async def test_the_transcript_comes_in_pages(api):
    await api.create(opening="A returns assistant called Sole")
    await api("POST", f"{api.path}/message", {"message": "Customers with an order"})
    first = (await api("GET", f"{api.path}/messages?limit=2")).json()
    rest = (await api("GET", f"{api.path}/messages?after={first['next']}")).json()
    assert [m["number"] for m in first["messages"] + rest["messages"]] == [0, 1, 2, 3, 4]
    assert rest["next"] is None
    assert [m["role"] for m in first["messages"]] == ["parley", "person"]


async def test_the_specification_is_plain_and_with_detail_evident(api):
    await api.create(opening="A returns assistant called Sole")
    assert (await api("GET", f"{api.path}/spec")).json()["agent_name"] == "Sole"
    item = (await api("GET", f"{api.path}/spec?detail=1")).json()["agent_name"]
    assert set(item) == {"text", "source", "quote", "message_id", "confidence", "locked"}
    messages = (await api("GET", f"{api.path}/messages")).json()["messages"]
    assert item["message_id"] == messages[1]["id"]
    assert item["quote"] in messages[1]["text"]


async def test_a_patch_edits_and_locks(api):
    await api.create(opening="A returns assistant called Sole")
    patched = await api("PATCH", f"{api.path}/spec", {"agent_name": "Heel", "tone": ["formal"]})
    assert (patched.json()["agent_name"], patched.json()["tone"]) == ("Heel", ["formal"])
    await api("POST", f"{api.path}/message", {"message": "Call it Toe"})
    item = (await api("GET", f"{api.path}/spec?detail=1")).json()["agent_name"]
    assert (item["text"], item["source"], item["locked"]) == ("Heel", "edited", True)
    removed = await api("PATCH", f"{api.path}/spec", {"tone": None})
    assert "tone" not in removed.json()


async def test_complete_publishes_once_for_one_state(api):
    await api.create(opening="A returns assistant called Sole")
    first = (await api("POST", f"{api.path}/complete")).json()
    again = (await api("POST", f"{api.path}/complete")).json()
    assert (first["version"], again["version"]) == (1, 1)
    assert "Sole" in first["prompt"]
    assert "goals" in first["missing"]
    assert (await api("GET", f"{api.path}/status")).json()["status"] == "completed"
    await api("PATCH", f"{api.path}/spec", {"agent_name": "Heel"})
    assert (await api("POST", f"{api.path}/complete")).json()["version"] == 2


async def test_what_is_made_is_of_the_draft_unless_a_version_is_named(api):
    await api.create(opening="A returns assistant called Sole")
    await api("POST", f"{api.path}/complete")
    await api("PATCH", f"{api.path}/spec", {"agent_name": "Heel"})
    draft = await api("GET", f"{api.path}/prompt", Accept="text/markdown")
    frozen = await api("GET", f"{api.path}/prompt?version=1")
    assert draft["Content-Type"].startswith("text/markdown")
    assert ("Heel" in draft.content.decode(), "Sole" in frozen.content.decode()) == (True, True)
    assert_problem(await api("GET", f"{api.path}/prompt?version=7"), 404)
    assert_problem(await api("GET", f"{api.path}/prompt?platform=nowhere"), 422)


async def test_the_workflow_comes_as_mermaid_and_everything_as_a_zip(api):
    await api.create(opening="A returns assistant called Sole")
    assert (await api("GET", f"{api.path}/workflow.mmd")).content.decode().startswith("flowchart")
    packed = zipfile.ZipFile(io.BytesIO((await api("GET", f"{api.path}/export.zip")).content))
    assert set(packed.namelist()) >= {"system_prompt.md", "workflow.mmd", "spec.json"}
    assert json.loads(packed.read("spec.json"))["agent_name"] == "Sole"


async def test_a_platform_is_asked_for_by_any_of_its_names(api):
    await api.create(opening="A returns assistant called Sole")
    answer = await api("GET", f"{api.path}/export?platform=ElevenLabs")
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert answer["Content-Disposition"] == 'attachment; filename="sole-elevenlabs.zip"'
    assert {"elevenlabs.json", "elevenlabs_tools.json", "README.md"} < set(packed.namelist())
    told = (await api("GET", f"{api.path}/prompt?platform=elevenlabs")).content
    assert told == packed.read("prompts/elevenlabs.md")
    config = json.loads(packed.read("elevenlabs.json"))["conversation_config"]
    assert config["agent"]["prompt"]["prompt"] == told.decode()
    assert_problem(await api("GET", f"{api.path}/export?platform=nowhere"), 422)


@pytest.mark.parametrize(
    "body",
    [
        {"message": ""},
        {"message": "  "},
        {"message": "x" * 20_001},
        {"message": "a\0b"},
        {"message": 7},
        {},
        [],
        b"\xff\xfe",
        b"{",
    ],
)
async def test_a_message_that_cannot_be_taken_is_a_422_and_saves_nothing(api, body):
    await api.create()
    answer = await api("POST", f"{api.path}/message", body)
    assert_problem(answer, 422)
    assert await Turn.objects.acount() == 0


CALLS = [
    ("POST", "/message", {"message": "hello"}),
    ("POST", "/stop", None),
    ("GET", "/status", None),
    ("POST", "/resume", None),
    ("DELETE", "", None),
    ("GET", "/messages", None),
    ("GET", "/spec", None),
    ("PATCH", "/spec", {"agent_name": "x"}),
    ("POST", "/complete", None),
    ("GET", "/prompt", None),
    ("GET", "/workflow.mmd", None),
    ("GET", "/export?platform=neutral", None),
    ("GET", "/export.zip", None),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
async def test_another_persons_token_finds_nothing(api, method, path, body):
    await api.create()
    assert_problem(await Api("another-token")(method, f"{api.path}{path}", body), 404)


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
async def test_nobody_is_asked_who_they_are(api, method, path, body):
    await api.create()
    answer = await Api()(method, f"{api.path}{path}", body)
    assert_problem(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
async def test_an_interview_that_never_was_is_not_found(api, method, path, body):
    await api.create()
    assert_problem(await api(method, f"/{uuid4()}{path}", body), 404)


async def test_an_address_that_is_none_is_a_problem_too(api):
    assert_problem(await api("GET", "/nowhere"), 404)


def _events(raw: bytes) -> list[tuple[str, dict]]:
    blocks = [b for b in raw.decode().split("\n\n") if b and not b.startswith(":")]
    return [
        (b.split("\n")[0].removeprefix("event: "), json.loads(b.split("\n")[1].removeprefix("data: "))) for b in blocks
    ]
