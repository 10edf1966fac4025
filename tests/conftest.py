"""What tests share: a person with an interview, the ways in, and a model that follows a script."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
from django.test import AsyncClient, Client

from orchestrator import llm
from orchestrator.testing import ScriptedLLM
from sessions import access, database, execution, services
from sessions.access import COOKIE, Visitor
from sessions.answers import Ended, TurnEvent
from sessions.models import InterviewSession

llm.forbid_real_calls()
# The same examples in every run: what fails, fails for everybody. To look for others: --hypothesis-profile=search
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.register_profile("search", derandomize=False)
hypothesis.settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest folders begin first, so that no process is left alone with them at the end."""
    items.sort(key=lambda item: not {"scale", "journeys"} & set(item.path.parts))


class Person:
    """Somebody with a browser: a cookie, and the interviews begun with it."""

    def __init__(self) -> None:
        self.token = access.new_token()
        self.visitor = Visitor(token_hash=access.hash_of(self.token))

    def browser(self) -> Client:
        client = Client()
        client.cookies[COOKIE] = self.token
        return client

    def async_browser(self) -> AsyncClient:
        client = AsyncClient()
        client.cookies[COOKIE] = self.token
        return client

    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@pytest.fixture
def owner() -> Person:
    return Person()


@pytest.fixture
def stranger() -> Person:
    return Person()


@pytest.fixture
def interview(transactional_db: None, owner: Person) -> InterviewSession:
    """A fresh interview of the owner."""
    return services.open_interview(by=owner.visitor)


@pytest.fixture
def with_model(settings: Any) -> Iterator[Any]:
    """A model is configured; what it answers is scripted: `with_model(replies, extractions)`."""
    settings.PARLEY_MODEL = settings.PARLEY_FAST_MODEL = "openai/scripted"
    with ScriptedLLM() as script:
        yield script


async def say(interview: InterviewSession, person: Person, text: str, key: str = "") -> list[TurnEvent]:
    """Send a message and hear the turn to its end."""
    return [
        e async for e in services.take_turn(interview_id=interview.pk, text=text, by=person.visitor, client_key=key)
    ]


async def answer(interview: InterviewSession, person: Person, text: str, key: str = "") -> Any:
    """The answer to a message."""
    last = (await say(interview, person, text, key))[-1]
    assert isinstance(last, Ended), last
    return last.answer


async def until(found: Any, seconds: float = 30) -> Any:
    """The first true result of calling `found` again and again; fails after `seconds`."""
    async with asyncio.timeout(seconds):
        while not (result := await found()):
            await asyncio.sleep(0.01)
    return result


async def until_asked(script: ScriptedLLM) -> None:
    """Waits until the model is being asked: a turn that is stopped before is the guide's, and costs nothing."""

    async def asked() -> bool:
        return script.open > 0

    await until(asked)


@pytest.fixture(autouse=True)
def _no_query_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test's pages and turns still ask of the database is answered before the tables are emptied.

    A loop that ends cancels its tasks, but not the threads they wait for.
    """
    for name in {"transactional_db", "db"} & set(request.fixturenames):
        request.getfixturevalue(name)  # so that this ends before that does
    yield
    threads = database._THREADS
    barrier = threading.Barrier(threads._max_workers)
    for waiting in [threads.submit(barrier.wait, 60) for _ in range(threads._max_workers)]:
        waiting.result()


@pytest.fixture(autouse=True)
async def _no_turn_outlives_its_test() -> Any:
    yield
    await execution.settled()


@pytest.fixture
def beside_the_loop(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, set[bool]]]:
    """Watches functions of a module: by name, whether they ran in a thread where no event loop waits for them."""

    def watched(module: Any, *names: str) -> dict[str, set[bool]]:
        beside: dict[str, set[bool]] = {name: set() for name in names}

        def watch(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
            def called(*args: Any, **kwargs: Any) -> Any:
                beside[name].add(not _loop_runs())
                return function(*args, **kwargs)

            return called

        for name in names:
            monkeypatch.setattr(module, name, watch(name, getattr(module, name)))
        return beside

    return watched


def _loop_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def key() -> str:
    return uuid4().hex
