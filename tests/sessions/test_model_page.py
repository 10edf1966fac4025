"""The page that tells which model interviews, and its test: what came, or what is wrong and what to do."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import AsyncClient, Client

from orchestrator import llm, trial
from orchestrator.advice import advice
from orchestrator.conf import Models
from orchestrator.errors import BadAnswer, ModelRefused, OrchestratorError, Retryable
from orchestrator.exchange import Abilities, Usage
from orchestrator.patience import FULL
from orchestrator.provider_errors import REFUSED, RETRYABLE, error_for
from orchestrator.testing import ScriptedLLM
from orchestrator.trial import Booking
from sessions import connecting
from sessions.connecting import RECIPES, Turnstile

pytestmark = pytest.mark.django_db(transaction=True)

FOUND = {"city": "Lisbon", "people": "two"}
MODELS = Models(reply="openai/big", fast="openai/small")


@pytest.fixture(autouse=True)
def _a_turnstile_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sessions.views.model.TURNSTILE", Turnstile(pause=0))


def page(client: Client, tested: bool = False) -> str:
    """The page as text, its tags gone."""
    answer = client.post("/model/test/") if tested else client.get("/model/")
    assert answer.status_code == 200
    return plain(answer.content)


def plain(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode())).replace("&#x27;", "'")


# What is set


def test_without_a_model_it_says_what_the_guide_does_and_what_to_write(client: Client) -> None:
    text = page(client)
    assert "No model is connected. The built-in guide holds the interviews." in text
    for line in ("OPENAI_API_KEY=sk-...", "ANTHROPIC_API_KEY", "OLLAMA_API_BASE=http://localhost:11434", ".env"):
        assert line in text
    assert "Does it work?" not in text


def test_without_a_model_litellm_is_not_loaded() -> None:
    program = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'\n"
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "assert Client().get('/model/', headers={'host': 'localhost'}).status_code == 200\n"
        "assert 'litellm' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60, cwd=Path(__file__).parents[2])


def test_it_names_the_models_the_limits_and_what_is_missing(client: Client, with_model: Any, settings: Any) -> None:
    settings.PARLEY_FAST_MODEL, settings.PARLEY_BUDGET_USD, settings.PARLEY_MODEL_TIMEOUT = "openai/small", 0.5, 12.0
    with_model.known = Abilities(missing=("OPENAI_API_KEY",))
    text = page(client)
    for told in (
        "openai/scripted",
        "openai/small",
        "Not set: OPENAI_API_KEY",
        "12 s to the first word",
        "$0.5 for each",
    ):
        assert told in text
    with_model.known = Abilities()
    assert "It is never shown." in page(client)
    assert "cannot be kept" not in page(client)


def test_a_budget_that_no_price_bounds_says_so(client: Client, with_model: Any, settings: Any) -> None:
    with_model.known = Abilities(has_price=False)
    assert "cannot be kept" not in page(client)
    settings.PARLEY_BUDGET_USD = 0.5
    text = page(client)
    assert "It cannot be kept" in text
    assert "no price for openai/scripted" in text


async def test_while_litellm_is_still_loading_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loading(ScriptedLLM):
        async def abilities(self, model: str) -> Abilities:
            await asyncio.Event().wait()
            return Abilities()

    with Loading():
        assert await trial.known(MODELS, within=0.01) is None


def test_a_key_is_never_shown(client: Client, with_model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret-1234")
    with_model.says("Ready.")
    with_model.finds(FOUND)
    assert "sk-very" not in page(client) + page(client, tested=True)


# The test


def test_it_tells_times_tokens_and_cost_of_both_questions(client: Client, with_model: Any) -> None:
    with_model._usage = Usage(12, 7, 0.000123)
    with_model.says(("I am ", "ready."))
    with_model.finds(FOUND)
    text = page(client, tested=True)
    for told in ("It works.", "I am ready.", "city: Lisbon, people: two", "12 in, 7 out", "$0.000123", "First word"):
        assert told in text
    assert [request.schema for request in with_model.requests] == [None, Booking]


def test_a_model_that_reads_wrongly_does_not_work(client: Client, with_model: Any) -> None:
    with_model.says("Ready.")
    with_model.finds({"city": "Madrid", "people": "two"})
    text = page(client, tested=True)
    assert "It works." not in text
    assert "read wrongly (city: Madrid, people: two)" in text
    assert "set PARLEY_FAST_MODEL" in text


def test_an_unknown_cost_stays_unknown(client: Client, with_model: Any) -> None:
    with_model.says("Ready.")
    with_model.finds(FOUND)
    assert "Cost unknown" in page(client, tested=True)


def test_a_model_without_json_schema_is_told_to_be_fine(client: Client, with_model: Any) -> None:
    with_model.known = Abilities(takes_schema=False)
    with_model.says("Ready.")
    with_model.finds(FOUND)
    assert "This model takes no JSON Schema, so Parley describes the form in words: that is fine." in page(client, True)


def test_what_the_model_says_is_shown_as_the_text_it_is(client: Client, with_model: Any) -> None:
    with_model.says("<script>alert(1)</script>{{ 7 }}")
    with_model.finds(FOUND)
    answer = client.post("/model/test/").content.decode()
    assert "<script>alert" not in answer
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}" in answer


def test_a_reply_without_structure_is_told_apart_from_none_at_all(client: Client, with_model: Any) -> None:
    with_model.says("Ready.")
    with_model.finds("no JSON", "still none")
    text = page(client, tested=True)
    assert "It replies, but it could not give an answer in the fixed form." in text
    assert "The model did not answer in the form it was asked for." in text
    assert "the built-in guide reads it" in text


def test_a_first_word_slower_than_the_time_limit_is_told(client: Client, with_model: Any, settings: Any) -> None:
    settings.PARLEY_MODEL_TIMEOUT = 0.0001
    with_model.says("Ready.")
    with_model.finds(FOUND)
    assert "raise PARLEY_MODEL_TIMEOUT" in page(client, tested=True)


async def test_an_error_of_the_reading_model_names_its_own_setting() -> None:
    with ScriptedLLM(["Ready."], [ModelRefused("the provider knows no openai/small: check PARLEY_MODEL")]):
        came = await trial.trial(MODELS)
    assert came.reading.call.error.endswith("check PARLEY_FAST_MODEL")
    assert (came.worked, came.reply.worked, came.reading.worked) == (False, True, False)


async def test_a_model_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "SECONDS", 0.05)
    never = asyncio.Event()
    with ScriptedLLM([never], [never]) as script:
        came = await trial.trial(Models(reply="a/b", fast="a/b", timeout=0.01))
        assert script.open == 0
    assert "did not answer within 0.05 seconds" in came.reply.call.error
    assert "PARLEY_MODEL_TIMEOUT" in came.reading.advice


# Advice


class ProviderError(Exception):
    def __init__(self, text: str, status_code: int | None = None) -> None:
        super().__init__(text)
        self.status_code = status_code


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (error_for(ProviderError("no", 401), "openai/x", ("OPENAI_API_KEY",)), "Put OPENAI_API_KEY into .env."),
        (error_for(ProviderError("no", 401), "openai/x"), "Check OPENAI_API_KEY in .env"),
        (error_for(ProviderError("Connection error."), "ollama_chat/x"), "OLLAMA_API_BASE"),
        (error_for(ProviderError("no", 404), "openai/x"), "spelling"),
        (error_for(ProviderError("LLM Provider NOT provided", 400), "x"), "docs.litellm.ai"),
        (error_for(ProviderError("slow down", 429), "openai/x"), "Wait a minute"),
        (error_for(ProviderError("insufficient_quota", 429), "openai/x"), "Add credit"),
        (error_for(ProviderError("oh", 500), "openai/x"), "status page"),
        (error_for(ProviderError("no", 400), "openai/x"), "a model that chats"),
        (error_for(ProviderError("peer closed connection"), "openai/x"), "proxy"),
        (BadAnswer("the model did not answer in the form it was asked for"), "PARLEY_FAST_MODEL"),
        (Retryable("the provider did not answer within 20 seconds"), "PARLEY_MODEL_TIMEOUT"),
        (Retryable(FULL), "raise PARLEY_MODEL_RPM"),
        (Retryable("the model answered with nothing"), "Check that the address is right"),
    ],
)
def test_every_error_comes_with_what_to_do(error: OrchestratorError, told: str) -> None:
    assert told in advice(error, "ollama_chat/x" if "OLLAMA" in told else "openai/x")


def test_no_status_a_provider_may_answer_goes_without_its_own_advice() -> None:
    generic = advice(Retryable("the model answered with nothing"), "openai/x")
    for status in {401, 500, *RETRYABLE, *REFUSED} - {413}:
        assert advice(error_for(ProviderError("no", status), "openai/x"), "openai/x") != generic, status


# Who may, and when


def test_one_test_at_a_time_and_a_pause_after_it() -> None:
    turnstile = Turnstile(pause=60)
    with turnstile.passed(), pytest.raises(connecting.TrialRefused, match="running already"), turnstile.passed():
        pass
    with pytest.raises(connecting.TrialRefused, match="possible in 60 s"), turnstile.passed():
        pass


def test_a_refused_test_says_when_to_come_back_and_asks_no_model(
    client: Client, with_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    turnstile = Turnstile(pause=60)
    with turnstile.passed():
        pass
    monkeypatch.setattr("sessions.views.model.TURNSTILE", turnstile)
    answer = client.post("/model/test/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "The next test is possible in 60 s." in plain(answer.content)
    assert with_model.requests == []


def test_a_test_that_breaks_lets_the_next_one_through() -> None:
    turnstile = Turnstile(pause=0)
    with pytest.raises(ZeroDivisionError), turnstile.passed():
        raise ZeroDivisionError
    with turnstile.passed():
        pass


def test_where_a_log_in_is_required_nobody_else_sees_or_tests_the_model(
    client: Client, admin_client: Client, with_model: Any, settings: Any
) -> None:
    settings.PARLEY_REQUIRE_LOGIN = True
    for answer in (client.get("/model/"), client.post("/model/test/")):
        assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/model/")
    assert with_model.requests == []
    with_model.says("Ready.")
    with_model.finds(FOUND)
    assert "It works." in page(admin_client, tested=True)


def test_a_test_without_the_csrf_token_asks_nothing(with_model: Any) -> None:
    assert Client(enforce_csrf_checks=True).post("/model/test/").status_code == 403
    assert with_model.requests == []


def test_a_test_without_a_model_leads_back_to_the_page(client: Client) -> None:
    assert client.post("/model/test/")["Location"] == "/model/"


def test_the_page_is_in_the_navigation_of_the_site(client: Client) -> None:
    assert 'href="/model/"' in client.get("/").content.decode()


# With the library, and a provider that fails in every way


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    command = [sys.executable, "-u", str(Path(__file__).parents[1] / "fake_model.py"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = re.search(r"upstream on (\d+)", server.stdout.readline())
        assert port
        yield f"http://127.0.0.1:{port[1]}/v1"
        server.kill()


@pytest.fixture
def really(provider: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("OPENAI_API_BASE", provider)
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.setattr(trial, "SECONDS", 5.0)
    llm.forbid_real_calls(False)
    yield
    llm.forbid_real_calls()


async def really_tested(settings: Any, model: str) -> str:
    settings.PARLEY_MODEL = settings.PARLEY_FAST_MODEL = model
    settings.PARLEY_MODEL_TIMEOUT = 1.0
    answer = await AsyncClient().post("/model/test/")
    assert answer.status_code == 200
    return plain(answer.content)


@pytest.mark.scale
@pytest.mark.usefixtures("really")
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("", "It works."),
        ("-http429", "The provider accepts no more requests just now. Wait a minute"),
        ("-http500", "The provider had an error (500). The fault is the provider's"),
        ("-hang", "The provider did not answer within 5 seconds. A local model may still be loading"),
        ("-badjson", "The model did not answer in the form it was asked for. Interviews go on"),
        ("-cut", "The answer was cut off. Test again."),
    ],
)
async def test_whatever_a_real_provider_does_is_told_in_plain_words(settings: Any, fault: str, told: str) -> None:
    text = await really_tested(settings, f"openai/fake-5-1-12{fault}")
    assert told in text
    assert "Key Set" in text


@pytest.mark.scale
@pytest.mark.usefixtures("really")
async def test_what_is_not_there_or_not_set_is_told(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/v1")
    assert "Check that the address is right (OPENAI_API_BASE)" in await really_tested(settings, "openai/fake-5-1-12")
    assert "Write the provider, a slash and the model's name" in await really_tested(settings, "nonsense")
    monkeypatch.delenv("OPENAI_API_KEY")
    text = await really_tested(settings, "openai/fake-5-1-12")
    assert "Not set: OPENAI_API_KEY" in text
    assert "Put OPENAI_API_KEY into .env. Then start Parley again." in text


@pytest.mark.scale
async def test_the_lines_to_write_name_what_the_library_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for recipe in RECIPES:
        lines = dict(line.split("=", 1) for line in recipe.lines.splitlines())
        model = lines["PARLEY_MODEL"]
        wanted = (await llm.client.abilities(model)).missing
        assert set(wanted) <= lines.keys(), recipe.name
        for name in wanted:
            monkeypatch.setenv(name, lines[name])
        assert (await llm.client.abilities(model)).missing == ()
        for name in wanted:
            monkeypatch.delenv(name)
