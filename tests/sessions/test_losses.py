"""What is lost when Redis is gone or the database takes no writes: speed and live updates, never a message."""

import asyncio
import sqlite3
from contextlib import aclosing, closing, suppress
from weakref import WeakKeyDictionary

import pytest
from channels.layers import channel_layers, get_channel_layer
from django.db import connection, connections

from config.data_folder import valkey_socket
from sessions import hot, news
from sessions.errors import Busy
from sessions.models import Message, Turn
from tests.conftest import answer, say, until
from tests.environment import DATA_DIR
from tests.sessions.test_socket import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def redis_at(settings, monkeypatch):
    """Expect Redis on another port than it is."""

    def move(port):
        settings.PARLEY_REDIS_URL = address = f"redis://127.0.0.1:{port}/0"
        layer = settings.CHANNEL_LAYERS["default"]
        hosts = [{**layer["CONFIG"]["hosts"][0], "address": address}]
        settings.CHANNEL_LAYERS = {"default": {**layer, "CONFIG": {**layer["CONFIG"], "hosts": hosts}}}
        monkeypatch.setattr(hot, "_away_until", 0.0)
        monkeypatch.setattr(hot, "_clients", WeakKeyDictionary())

    yield move
    channel_layers.backends.clear()


@pytest.fixture
def without_redis(redis_at):
    """Nobody listens where Redis should be."""
    redis_at(1)


class SilentRedis:
    """Takes every call and answers none, until it wakes: then it is the real one."""

    def __init__(self):
        self.awake = asyncio.Event()
        self.calls = set()

    async def take(self, reader, writer):
        self.calls.add(asyncio.current_task())
        with closing(writer), suppress(asyncio.CancelledError):
            await self.awake.wait()
            answers, real = await asyncio.open_unix_connection(valkey_socket(DATA_DIR))
            with closing(real):
                await asyncio.gather(passed_on(reader, real), passed_on(answers, writer))


async def passed_on(source, goal):
    while piece := await source.read(65536):
        goal.write(piece)
    goal.close()


@pytest.fixture
async def silent_redis(redis_at):
    redis = SilentRedis()
    server = await asyncio.start_server(redis.take, "127.0.0.1")
    redis_at(server.sockets[0].getsockname()[1])
    yield redis
    server.close()
    for call in redis.calls:
        call.cancel()


async def test_without_redis_turns_go_on(without_redis, interview, owner):
    assert (await answer(interview, owner, "A returns assistant called Sole")).turn == "done"
    assert (await answer(interview, owner, "Customers with an order")).turn == "done"


async def test_without_redis_pages_and_sockets_go_on(without_redis, interview, owner):
    assert (await owner.async_browser().get(f"/i/{interview.pk}/")).status_code == 200
    async with Page(interview, owner) as page:
        await page.say("A returns assistant called Sole")
        await page.hears('class="told"')


async def test_with_a_redis_that_never_answers_pages_and_sockets_go_on(silent_redis, interview, owner):
    async with Page(interview, owner) as page:
        await page.say("A returns assistant called Sole")
        await page.hears('class="told"')


async def test_a_page_that_writes_while_redis_comes_back_is_shown_what_it_missed(
    silent_redis, interview, owner, with_model, monkeypatch
):
    monkeypatch.setattr(news, "PAUSE", 0.05)
    monkeypatch.setattr(hot, "PAUSE", 0.05)
    gate = asyncio.Event()
    with_model.says("Who is it for?")
    async with Page(interview, owner) as page:
        await answer(interview, owner, "A returns assistant called Sole")
        with_model._replies.append(("Who will ", gate, "use it?"))
        await page.say("It is for customers")
        assert "called Sole" not in await page.hears("Who will ")
        silent_redis.awake.set()

        async def hears_of_others():
            await hot.announce(interview.pk, revision=1)
            return not await page.socket.receive_nothing(0.1)

        await until(hears_of_others)
        gate.set()
        shown = await page.hears('id="transcript"')
        assert "called Sole" in shown[shown.index('id="transcript"') :]


async def test_an_open_page_keeps_one_place_in_the_layer_however_often_it_tries_to_join(
    without_redis, interview, owner, monkeypatch, caplog
):
    monkeypatch.setattr(news, "PAUSE", 0.01)
    async with Page(interview, owner):
        await until(lambda: asyncio.sleep(0.01, caplog.text.count("no live updates") > 3))
        assert len(get_channel_layer().channels) <= 1
    assert not get_channel_layer().channels
    assert not get_channel_layer().groups


async def test_a_page_that_closes_while_it_is_told_the_truth_leaves_nothing_in_the_layer(interview):
    async with aclosing(news.of(interview.pk)) as heard:
        assert await anext(heard) == {}
        assert len(get_channel_layer().channels) == 1
    assert not get_channel_layer().channels
    assert not get_channel_layer().groups


async def test_without_redis_health_is_degraded_but_ready(without_redis, async_client, transactional_db):
    ready = await async_client.get("/health/ready")
    assert (ready.status_code, ready.json()["status"], ready.json()["redis"]) == (200, "degraded", "lost")


@pytest.fixture
def locked_database(transactional_db, monkeypatch):
    """Somebody else writes for longer than anybody waits."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite locks the whole database")
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "timeout", 0.05)
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


async def test_a_busy_database_is_a_clear_refusal_and_nothing_is_half_saved(interview, owner, locked_database):
    with pytest.raises(Busy, match="send it again"):
        await say(interview, owner, "A returns assistant called Sole")
    page = await owner.async_browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant"})
    assert (page.status_code, page["Retry-After"]) == (503, "2")
    call = await owner.async_browser().post(
        f"/api/v1/sessions/{interview.pk}/message", {"message": "hi"}, content_type="application/json"
    )
    assert (call.status_code, call["Retry-After"], call["Content-Type"]) == (503, "2", "application/problem+json")
    locked_database.execute("ROLLBACK")
    assert not await Turn.objects.aexists()
    assert await Message.objects.acount() == 1


async def test_a_write_that_meets_a_short_lock_is_tried_again(interview, owner, locked_database, monkeypatch):
    pauses = []

    def ends_meanwhile(seconds):
        pauses.append(seconds)
        locked_database.execute("ROLLBACK")

    monkeypatch.setattr("sessions.database.time.sleep", ends_meanwhile)
    assert (await answer(interview, owner, "A returns assistant called Sole")).turn == "done"
    assert len(pauses) == 1
