"""What the settings promise to everything else."""

import asyncio
import logging
import sys
from pathlib import Path

import pytest
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.cache import caches
from django.test import AsyncClient, Client
from django.utils.module_loading import import_string

from config.cache import ForgivingRedisCache
from config.logs import OneLine, masked, secret_values


@pytest.mark.parametrize("name", settings.MIDDLEWARE)
def test_no_middleware_is_sync_only(name: str) -> None:
    assert import_string(name).async_capable


async def test_every_page_forbids_inline_script_and_frames() -> None:
    answer = await AsyncClient().get("/health/live")
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_foreign_host_name_is_not_answered() -> None:
    assert Client().get("/health/live", headers={"host": "evil.example"}).status_code == 400


def test_a_header_that_anybody_can_send_makes_no_request_secure() -> None:
    answer = Client().get("/health/live", headers={"x-forwarded-proto": "https"})
    assert answer.request["HTTP_X_FORWARDED_PROTO"] == "https"
    assert "Strict-Transport-Security" not in answer.headers


def test_the_cache_keeps_what_it_is_given_and_finds_nothing_while_redis_is_away() -> None:
    assert isinstance(caches["default"], ForgivingRedisCache)
    caches["default"].set("key", "value")
    assert caches["default"].get("key") == "value"
    away = ForgivingRedisCache("unix:///nowhere/valkey.sock", {})
    away.set("key", "value")
    assert away.get("key", "nothing") == "nothing"
    assert away.add("key", "value")
    assert away.get_many(["key"]) == {}
    with pytest.raises(ValueError, match="key"):
        away.incr("key")


async def test_the_channel_layer_carries_a_message_after_a_long_silence() -> None:
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add("house", channel)
    waiting = asyncio.create_task(layer.receive(channel))
    # redis-py would end a read after 5 s.
    assert not (await asyncio.wait([waiting], timeout=6))[0]
    await layer.group_send("house", {"type": "news"})
    assert await asyncio.wait_for(waiting, 30) == {"type": "news"}


def _record(message: str, *args: object, failed: bool = False) -> logging.LogRecord:
    failure = None
    if failed:
        try:
            raise ValueError("several\nlines")
        except ValueError:
            failure = sys.exc_info()
    return logging.LogRecord("house", logging.ERROR, __file__, 1, message, args, failure)


def test_a_record_is_one_line_whatever_a_person_typed() -> None:
    line = OneLine().format(_record("said %s", "hello\nERROR root: forged\r\n", failed=True))
    assert len(line.splitlines()) == 1
    assert "ValueError: several" in line


def test_a_secret_is_in_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "correct-horse-battery")
    line = OneLine().format(
        _record("key correct-horse-battery, redis://me:pass@host, Bearer abcdefghij, sk-abcdefghijkl")
    )
    for secret in ("horse", "pass@", "abcdefghij"):
        assert secret not in line
    assert "redis://me:***@host" in line


def test_what_is_no_secret_stays() -> None:
    assert masked("at 12:30 see https://example.org/a?b=c@d", secret_values({"PATH": "/usr/bin:/bin"})) == (
        "at 12:30 see https://example.org/a?b=c@d"
    )


def test_the_data_of_a_test_run_is_nobodys() -> None:
    assert Path(settings.DATA_DIR).name.startswith("parley-test-")
    assert settings.PARLEY_EMBEDDED
    assert settings.PARLEY_MODEL is None
