"""A model that fails, over the wire and through the real library: a useful reply, a true notice, and nothing lost."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import AsyncClient

from orchestrator import llm
from sessions.models import InterviewSession
from tests.conftest import Person
from tests.journeys.conftest import fake_model

__all__ = ["fake_model"]

pytestmark = [pytest.mark.scale, pytest.mark.django_db(transaction=True)]
SAID = "A returns assistant called Sole"
GUIDE_ANSWERED = "Your message is kept, and the built-in guide answered instead."
GUIDE_READ = "Your message is kept, and the built-in guide read it instead."
WHY = {
    "-http429": "the provider accepts no more requests just now",
    "-http500": "the provider had an error (500)",
    "-cut": "the answer was cut off",
    "-hang": "the provider did not answer within 3 seconds",
    "-badjson": "the model did not answer in the form it was asked for",
}
# Which of the two models fails, how, and so who takes the reply: a reply cannot be bad JSON, nor a whole answer be cut.
REPLY = [(fault, fast) for fault in ("-http429", "-http500", "-cut", "-hang") for fast in ("", fault)]
REPLY += [("-cut", "-hang"), ("-hang", "-badjson"), ("-http500", "-badjson")]
READING = ["-http429", "-http500", "-hang", "-badjson"]


@pytest.fixture(autouse=True)
def real_calls(fake_model: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """They are allowed here, to the fake provider only."""
    monkeypatch.setenv("OPENAI_API_BASE", fake_model)
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    llm.forbid_real_calls(False)
    yield
    llm.forbid_real_calls()


@pytest.fixture
def models(settings: Any) -> Any:
    """Sets the two models by their faults; a model that says nothing for three seconds is given up."""

    def named(reply: str, fast: str, timeout: float = 3.0) -> None:
        settings.PARLEY_MODEL, settings.PARLEY_FAST_MODEL = f"openai/fake-5-1-12{reply}", f"openai/fake-5-1-12{fast}"
        # Two pauses between three tries need more.
        settings.PARLEY_MODEL_TIMEOUT = timeout if "-hang" in (reply, fast) else 20.0

    return named


async def post(interview: InterviewSession, owner: Person, **headers: str) -> Any:
    return await AsyncClient().post(
        f"/api/v1/sessions/{interview.pk}/message",
        json.dumps({"message": SAID}),
        content_type="application/json",
        headers={**owner.bearer(), **headers},
    )


async def kept(interview: InterviewSession, owner: Person, notice: str) -> None:
    """The message, what was found in it, and the notice: over REST and on the page."""
    client, path = owner.async_browser(), f"/api/v1/sessions/{interview.pk}"
    said, answered = (await client.get(f"{path}/messages")).json()["messages"][1:]
    assert said["text"] == SAID
    assert answered["notices"] == [notice]
    assert (await client.get(f"{path}/spec")).json()["agent_name"] == "Sole"
    page = (await client.get(f"/i/{interview.pk}/")).content.decode()
    assert SAID in page
    assert notice in page


@pytest.mark.parametrize(("reply", "fast"), REPLY)
async def test_where_the_reply_fails_the_guide_answers(
    interview: InterviewSession, owner: Person, models: Any, reply: str, fast: str
) -> None:
    models(reply, fast)
    await llm.client.ready()
    started = time.monotonic()
    answer = (await post(interview, owner)).json()
    assert time.monotonic() - started < 15
    assert (answer["interviewer"], answer["asking"]) == ("guide", ["audience", "channels"])
    assert answer["reply"].endswith("?")
    await kept(interview, owner, f"The model could not answer: {WHY[reply]}. {GUIDE_ANSWERED}")


@pytest.mark.parametrize("fault", READING)
async def test_where_only_the_reading_fails_the_model_replies_and_the_guide_reads(
    interview: InterviewSession, owner: Person, models: Any, fault: str
) -> None:
    models("", fault)
    await llm.client.ready()
    answer = (await post(interview, owner)).json()
    assert answer["interviewer"] == "model"
    assert "W11@" in answer["reply"]
    await kept(interview, owner, f"The model could not read your message: {WHY[fault]}. {GUIDE_READ}")


@pytest.mark.parametrize("fault", ["-http500", "-cut", "-hang"])
async def test_a_stream_says_what_is_void_and_ends_with_the_whole_answer(
    interview: InterviewSession, owner: Person, models: Any, fault: str
) -> None:
    models(fault, "")
    await llm.client.ready()
    answer = await post(interview, owner, Accept="text/event-stream")
    shown, done = "", {}
    async for part in answer.streaming_content:
        for event in part.decode().split("\n\n"):
            kind, _, data = event.removeprefix("event: ").partition("\ndata: ")
            if kind == "token":
                token = json.loads(data)
                shown = token["text"] if token.get("replace") else shown + token["text"]
            elif kind == "done":
                done = json.loads(data)
    assert shown == done["reply"]
    assert [WHY[fault] in notice for notice in done["notices"]] == [True]


async def test_a_wrong_name_of_the_model_that_reads_names_its_own_setting(
    interview: InterviewSession, owner: Person, models: Any, settings: Any
) -> None:
    models("", "")
    settings.PARLEY_FAST_MODEL = "nonsense"
    await post(interview, owner)
    why = "PARLEY_FAST_MODEL must name provider and model, like openai/gpt-4o-mini, not nonsense"
    await kept(interview, owner, f"The model could not read your message: {why}. {GUIDE_READ}")
