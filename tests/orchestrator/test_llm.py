"""Asking models: streams, retries, time limits, structured answers, and errors in plain words."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator import asking, llm, shapes, sse, streams
from orchestrator.errors import BadAnswer, ModelRefused, OrchestratorError, Retryable
from orchestrator.exchange import Chunk, Completion, Request, Usage
from orchestrator.found import Found
from orchestrator.provider_errors import error_for, retry_after
from orchestrator.shapes import Shape
from orchestrator.streams import Thoughts
from orchestrator.testing import ScriptedLLM
from tests.wild import comes_to_its_end

ASKED = [{"role": "user", "content": "Hello"}]
BUSY = Retryable("the provider is overloaded")


class Colour(Shape):
    name: str
    shade: str | None = None


async def streamed(**limits: float) -> list[Chunk]:
    return [chunk async for chunk in llm.stream("a/model", ASKED, **limits)]


# Streams


async def test_a_stream_brings_its_pieces_in_order_and_its_usage_at_the_end() -> None:
    with ScriptedLLM([("Good ", "day.")], usage=Usage(12, 3, 0.5)):
        chunks = await streamed()
    assert [chunk.text for chunk in chunks] == ["Good ", "day.", ""]
    assert (chunks[-1].finish, chunks[-1].usage) == ("stop", Usage(12, 3, 0.5))


async def test_a_busy_provider_is_asked_again_after_growing_pauses() -> None:
    with ScriptedLLM([BUSY, BUSY, "Here I am."]) as script:
        assert (await streamed())[0].text == "Here I am."
    assert len(script.pauses) == 2
    assert 0.5 <= script.pauses[0] <= 0.75 < 1.0 <= script.pauses[1] <= 1.5


async def test_it_waits_as_long_as_the_provider_says() -> None:
    with ScriptedLLM([Retryable("too many requests", retry_after=3.5), "Now."]) as script:
        await streamed()
    assert script.pauses == [3.5]


async def test_it_gives_up_after_three_tries() -> None:
    with ScriptedLLM([BUSY, BUSY, BUSY, "Too late."]) as script, pytest.raises(Retryable, match="overloaded"):
        await streamed()
    assert script.left == 1


async def test_it_gives_up_at_once_where_the_next_try_would_come_too_late() -> None:
    busy = Retryable("too many requests", retry_after=60)
    with ScriptedLLM([busy, "Later."]) as script, pytest.raises(Retryable, match="too many"):
        await streamed(within=20)
    assert script.pauses == []


async def test_what_is_refused_is_not_asked_again() -> None:
    with ScriptedLLM([ModelRefused("set OPENAI_API_KEY"), "Hello."]) as script, pytest.raises(ModelRefused):
        await streamed()
    assert script.left == 1


async def test_an_answer_that_breaks_off_is_not_asked_for_again_once_it_was_shown() -> None:
    seen = []

    async def listen() -> None:
        async for chunk in llm.stream("a/model", ASKED):
            seen.append(chunk.text)

    cut = ("Half", Retryable("the answer was cut off"))
    with ScriptedLLM([cut, "Whole."]) as script, pytest.raises(Retryable, match="cut off"):
        await listen()
    assert seen == ["Half"]
    assert script.left == 1


async def test_an_empty_answer_counts_as_none() -> None:
    with ScriptedLLM([(), "Something."]):
        assert (await streamed())[0].text == "Something."


async def test_a_provider_that_hangs_is_left_in_time() -> None:
    with ScriptedLLM([(asyncio.Event(), "never")]) as script, pytest.raises(Retryable, match="did not answer within"):
        await streamed(within=0.02)
    assert script.open == 0


async def test_a_stream_that_stops_coming_is_left_in_time() -> None:
    with ScriptedLLM([("Half", asyncio.Event())]) as script, pytest.raises(Retryable, match="stopped coming"):
        await asyncio.wait_for(streamed(within=0.02), 5)
    assert script.open == 0


async def test_a_whole_stream_is_bounded_however_often_a_piece_comes() -> None:
    with ScriptedLLM([("Half", asyncio.Event())]), pytest.raises(Retryable):
        await asyncio.wait_for(streamed(within=60, limit=0.02), 5)


async def test_cancelling_closes_the_stream_at_once() -> None:
    first = asyncio.Event()

    async def listen() -> None:
        async for _ in llm.stream("a/model", ASKED):
            first.set()

    with ScriptedLLM([("Half", asyncio.Event())]) as script:
        task = asyncio.create_task(listen())
        await first.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert script.open == 0


@given(st.text(max_size=20), st.text(max_size=30), st.lists(st.integers(1, 9), min_size=1))
def test_what_a_model_thinks_aloud_is_not_said_however_it_is_cut(thought: str, said: str, cuts: list[int]) -> None:
    said = said.strip().removeprefix("<think>").strip()
    for whole in (f"<think>{thought.replace('<', '(')}</think>\n\n{said}", f" {said}."):
        thoughts, heard, at = Thoughts(), "", 0
        while at < len(whole):
            size = cuts[at % len(cuts)]
            heard += thoughts.without(whole[at : at + size])
            at += size
        assert heard == (f"{said}." if whole.startswith(" ") else said)


# Structured answers


async def test_a_structured_answer_is_an_instance_whatever_stands_around_it() -> None:
    with ScriptedLLM(extractions=['<think>{"a": 1} no</think>Sure:\n```json\n{"name": "red", "more": 1}\n```']):
        colour, usage = await llm.structured("a/model", ASKED, Colour)
    assert colour == Colour(name="red")
    assert usage == Usage(10, 5)


async def test_a_wrong_answer_is_sent_back_once_with_what_is_wrong() -> None:
    with ScriptedLLM(extractions=['{"shade": "dark"}', {"name": "red"}], usage=Usage(10, 5, 0.25)) as script:
        colour, usage = await llm.structured("a/model", ASKED, Colour)
    assert colour.name == "red"
    assert usage == Usage(20, 10, 0.5)
    repair = script.requests[1].messages
    assert repair[1] == {"role": "assistant", "content": '{"shade": "dark"}'}
    assert "name" in repair[2]["content"]
    assert "Field required" in repair[2]["content"]


async def test_two_wrong_answers_are_a_bad_answer_that_says_what_it_cost() -> None:
    with ScriptedLLM(extractions=["I would rather not.", "No."]), pytest.raises(BadAnswer) as caught:
        await llm.structured("a/model", ASKED, Colour)
    assert caught.value.usage == Usage(20, 10)


async def test_a_failed_repair_says_what_the_first_answer_cost() -> None:
    with ScriptedLLM(extractions=["No.", ModelRefused("set a key")]), pytest.raises(BadAnswer) as caught:
        await llm.structured("a/model", ASKED, Colour)
    assert caught.value.usage == Usage(10, 5)


async def test_a_repair_that_came_to_no_end_may_have_been_paid_for_and_one_that_was_refused_was_not() -> None:
    for lost, known in ((Retryable("cut off", maybe_billed=True), False), (ModelRefused("set a key"), True)):
        with (
            ScriptedLLM(extractions=["No.", lost, lost, lost], usage=Usage(10, 5, 0.25)),
            pytest.raises(BadAnswer) as caught,
        ):
            await llm.structured("a/model", ASKED, Colour)
        assert caught.value.usage.cost == (0.25 if known else None)
        assert (caught.value.usage.input_tokens == 10) is known


async def test_a_whole_answer_is_retried_and_bounded_too() -> None:
    with ScriptedLLM([BUSY, "Fine.", (asyncio.Event(), "never")]):
        assert (await llm.complete("a/model", ASKED)).text == "Fine."
        with pytest.raises(Retryable, match=r"did not answer within 0\.02 seconds"):
            await llm.complete("a/model", ASKED, within=0.02)


def test_every_object_of_the_extraction_schema_fits_the_strict_mode() -> None:
    schema = shapes.schema_of(Found)
    objects = [schema, *schema["$defs"].values()]
    assert len(objects) > 5
    for part in objects:
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
        assert not {"default", "title"} & {key for item in part["properties"].values() for key in item}


def test_what_a_small_model_leaves_out_or_sets_to_null_is_nothing() -> None:
    found = shapes.read(Found, '{"route": "Off-Topic", "facts": null, "tools": [{"name": "CRM", "inputs": null}]}')
    assert found.route == "off_topic"
    assert found.facts == []
    assert found.tools[0].inputs == []


@given(st.text(max_size=200))
def test_any_text_around_an_object_is_looked_over(noise: str) -> None:
    before = noise.replace("{", "(").replace("<think", "(")  # the beginning of an object, or of thoughts
    assert shapes.read(Colour, f'{before}{{"name": "red"}}{noise}').name == "red"


@given(st.text(max_size=200))
def test_a_text_without_an_object_is_no_answer(text: str) -> None:
    with pytest.raises(ValueError, match=r"no JSON object|Field required"):
        shapes.read(Colour, text)


def test_what_was_thought_aloud_is_no_answer() -> None:
    assert shapes.read(Colour, '<think>perhaps {"name": "blue"}?</think>{"name": "red"}').name == "red"
    with pytest.raises(ValueError, match="no JSON object"):
        shapes.read(Colour, '<think>perhaps {"name": "blue"}? Or rather')


def test_an_answer_of_nothing_but_beginnings_is_read_to_its_end() -> None:
    with comes_to_its_end(0.5), pytest.raises(ValueError, match=r"EOF|JSON|name"):
        shapes.read(Colour, '{"a":' * 20_000)


def test_of_an_answer_that_was_cut_off_counts_what_it_said() -> None:
    whole = (
        '{"route": "answer", "facts": [{"slot": "tone", "value": "dry", "quote": "dry"}], "tools": [{"name": "SAP"}]}'
    )
    assert shapes.read(Found, whole[:-20]).facts[0].value == "dry"
    for end in range(whole.index(","), len(whole)):
        assert shapes.read(Found, whole[:end]).route == "answer"


def test_reading_is_without_invention_and_without_end_only_for_models_that_think_first() -> None:
    request = Request("a/model", ({"role": "user", "content": "x" * 4_000},), 20.0, Found)
    assert asking.limits(request, thinks=True) == {}
    assert asking.limits(request, thinks=False) == {"temperature": 0, "max_tokens": 2_500}


# Server-sent events


@given(
    st.lists(st.dictionaries(st.text(), st.text()), max_size=5),
    st.lists(st.integers(1, 40), min_size=1),
    st.sampled_from(["\n", "\r\n"]),
)
def test_events_are_the_same_however_their_bytes_are_cut(
    objects: list[dict[str, str]], cuts: list[int], end: str
) -> None:
    lines = [f"data: {json.dumps(item, ensure_ascii=False)}{end}{end}" for item in objects]
    data = f": hello{end}event: x{end}{''.join(lines)}data: [DONE]{end}{end}".encode()

    async def pieces():  # type: ignore[no-untyped-def]
        at = 0
        while at < len(data):
            size = cuts[at % len(cuts)]
            yield data[at : at + size]
            at += size

    async def read() -> list[dict[str, str]]:
        return [found async for found in sse.objects(pieces())]

    assert asyncio.run(read()) == objects


# Errors


class ProviderError(Exception):
    def __init__(self, message: str, status_code: int | None = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status_code, self.litellm_response_headers = status_code, headers


class ContextWindowExceededError(ProviderError):
    pass


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (ProviderError("Incorrect API key provided: sk-very-secret", 401), ModelRefused, "check its API key"),
        (ProviderError("Missing credentials. Please pass an `api_key` sk-very-secret", 500), ModelRefused, "key"),
        (ProviderError("sk-very-secret You exceeded your current quota", 429), ModelRefused, "credit"),
        (ProviderError("no such model sk-very-secret", 404), ModelRefused, "check PARLEY_MODEL"),
        (ProviderError("LLM Provider NOT provided. sk-very-secret", 400), ModelRefused, "must name provider and model"),
        (ContextWindowExceededError("sk-very-secret", 400), ModelRefused, "too long"),
        (ProviderError("slow down sk-very-secret", 429), Retryable, "no more requests"),
        (ProviderError("sk-very-secret", 503), Retryable, "overloaded"),
        (ProviderError("sk-very-secret", 500), Retryable, "had an error"),
        (ProviderError("Cannot connect to host, sk-very-secret"), Retryable, "could not be reached"),
        (TimeoutError("sk-very-secret"), Retryable, "did not answer"),
        (ValueError("sk-very-secret"), Retryable, "had an error"),
    ],
)
def test_a_providers_error_says_in_our_words_what_comes_next(
    error: Exception, kind: type[OrchestratorError], words: str
) -> None:
    mapped = error_for(error, "openai/gpt-x")
    assert type(mapped) is kind
    assert words in str(mapped)
    assert "secret" not in str(mapped)


def test_a_missing_key_is_named() -> None:
    assert "set OPENAI_API_KEY" in str(error_for(ProviderError("no", 401), "openai/gpt-x", ("OPENAI_API_KEY",)))


def test_the_time_to_wait_is_read_in_seconds_and_as_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert retry_after(ProviderError("", 429, {"retry-after": "2.5"})) == 2.5
    assert 80 < (retry_after(ProviderError("", 429, {"retry-after": soon})) or 0) <= 90
    assert retry_after(ProviderError("", 429, {"retry-after": "later"})) is None
    assert retry_after(ProviderError("", 429)) is None


async def test_no_real_model_can_be_asked_once_that_is_forbidden() -> None:
    llm.forbid_real_calls()
    with pytest.raises(AssertionError, match="ScriptedLLM"):
        await llm.complete("openai/gpt-x", ASKED)
    with pytest.raises(AssertionError, match="ScriptedLLM"):
        await streamed()


async def test_a_script_gives_no_more_than_it_holds() -> None:
    with ScriptedLLM(["One."]):
        await streamed()
        with pytest.raises(AssertionError, match="Nothing is scripted"):
            await streamed()


async def test_a_provider_that_told_one_of_us_to_wait_is_not_asked_by_the_others() -> None:
    with ScriptedLLM([Retryable("too many requests", retry_after=60)]) as script:
        for _ in range(2):
            with pytest.raises(Retryable):
                await anext(llm.stream("openai/x", ASKED))
    assert len(script.requests) == 1


async def test_a_model_is_asked_no_more_often_than_the_setting_allows(settings: Any) -> None:
    settings.PARLEY_MODEL_RPM = 2
    with ScriptedLLM(["One.", "Two.", "Another model's."]) as script:
        for _ in range(2):
            await llm.complete("openai/x", ASKED)
        with pytest.raises(Retryable, match="PARLEY_MODEL_RPM allows no more requests"):
            await llm.complete("openai/x", ASKED)
        await llm.complete("openai/y", ASKED)
    assert len(script.requests) == 3


class Timed(ScriptedLLM):
    """Notes when it was asked, by its own clock; `meanwhile` is what others do during its first pause."""

    def __init__(self, *answers: Any, meanwhile: Callable[[], Awaitable[object]] | None = None) -> None:
        super().__init__(answers)
        self.asked_at: list[float] = []
        self._meanwhile = meanwhile

    async def complete(self, request: Request) -> Completion:
        self.asked_at.append(self.now())
        return await super().complete(request)

    async def pause(self, seconds: float) -> None:
        await super().pause(seconds)
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile:
            await meanwhile()

    @property
    def gaps(self) -> list[float]:
        """Tenths of a second between one request and the next."""
        return [round(later - earlier, 1) for earlier, later in pairwise(self.asked_at)]


async def test_asking_again_keeps_to_the_requests_a_minute_too(settings: Any) -> None:
    settings.PARLEY_MODEL_RPM = 1
    with Timed(BUSY, BUSY, "At last.") as script:
        assert (await llm.complete("openai/x", ASKED, within=200)).text == "At last."
    assert [gap >= 60 for gap in script.gaps] == [True, True]


async def test_where_the_pace_leaves_no_time_for_a_second_try_the_first_ones_error_is_told(settings: Any) -> None:
    settings.PARLEY_MODEL_RPM = 1
    with Timed(BUSY, "Too late.") as script, pytest.raises(Retryable, match="overloaded"):
        await llm.complete("openai/x", ASKED, within=20)
    assert (len(script.requests), script.pauses) == (1, [])


async def test_a_second_try_waits_for_what_another_turn_was_told_meanwhile() -> None:
    async def another() -> None:
        with pytest.raises(Retryable, match="too many"):
            await llm.complete("openai/x", ASKED, within=1)

    with Timed(BUSY, Retryable("too many requests", retry_after=7), "Now.", meanwhile=another) as script:
        assert (await llm.complete("openai/x", ASKED)).text == "Now."
    assert script.gaps[1] >= 7


async def test_who_took_the_place_of_a_second_try_meanwhile_goes_first(settings: Any) -> None:
    settings.PARLEY_MODEL_RPM = 2
    with Timed(BUSY, "Theirs.", "Ours.", meanwhile=lambda: llm.complete("openai/x", ASKED)) as script:
        assert (await llm.complete("openai/x", ASKED, within=90)).text == "Ours."
    assert sum(script.gaps) >= 60


async def test_a_reply_that_came_to_its_end_is_whole_however_the_connection_ends() -> None:
    async def answer() -> AsyncGenerator[SimpleNamespace, None]:
        for text, finish in (("All ", None), ("of it.", "stop")):
            choice = SimpleNamespace(delta=SimpleNamespace(content=text), finish_reason=finish)
            yield SimpleNamespace(choices=[choice], usage=None)
        raise ConnectionResetError

    pieces = [piece async for piece in streams.pieces(answer())]
    assert ("".join(p.text for p in pieces), pieces[-1].finish) == ("All of it.", "stop")
