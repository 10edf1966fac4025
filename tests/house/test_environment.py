"""Settings come from the environment, strictly."""

import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kombu import Connection
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from config import data_folder, environment, hosts, parts, storage
from config.environment import ROOT, Environment
from config.reading import BadSetting, Reader


def read(**settings: str) -> Environment:
    return environment.read(Reader(settings))


def complaint(**settings: str) -> str:
    try:
        read(**settings)
    except BadSetting as error:
        return str(error)
    return ""


def problem(**settings: str) -> str:
    with pytest.raises(BadSetting) as caught:
        read(**settings)
    return str(caught.value)


def test_nothing_has_to_be_set() -> None:
    found = read()
    assert found.is_embedded
    assert found.model is None
    assert (found.host, found.port, found.data_dir) == ("127.0.0.1", 8000, ROOT / "var")


def test_an_empty_value_counts_as_not_set() -> None:
    asked = Reader({})
    environment.read(asked)
    assert read(**dict.fromkeys(asked.asked, "")) == read()


def test_every_setting_is_explained_in_the_example_file_and_no_other() -> None:
    asked = Reader({})
    environment.read(asked)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#([A-Z_]+)=", example, re.MULTILINE))
    assert named - {"OPENAI_API_KEY", "OPENAI_API_BASE", "ANTHROPIC_API_KEY"} == asked.asked


def test_the_example_file_is_good_as_it_stands_with_every_setting_taken() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    taken = dict(re.findall(r"^#([A-Z_]+)=(.*)$", example, re.MULTILINE))
    assert read(**taken).budget_usd == Decimal("0.50")


def test_the_model_that_reads_is_the_one_that_replies_unless_told_otherwise() -> None:
    assert read(PARLEY_MODEL="a/b").fast_model == "a/b"
    assert read(PARLEY_MODEL="a/b", PARLEY_FAST_MODEL="c/d").fast_model == "c/d"
    assert "PARLEY_MODEL is not" in problem(PARLEY_FAST_MODEL="c/d")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("PARLEY_MODLE", "PARLEY_MODEL"),
        ("PARLEY_BUDGET", "PARLEY_BUDGET_USD"),
        ("PARLEY_CORS_ORIGIN", "PARLEY_CORS_ORIGINS"),
        ("PARLEY_DATADIR", "PARLEY_DATA_DIR"),
    ],
)
def test_a_slip_in_a_name_is_told_with_the_name_that_was_meant(name: str, near: str) -> None:
    assert problem(**{name: "1"}) == f"{name} is not a setting of Parley. Did you mean {near}?"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "8_000"),
        ("PORT", "٨٠٠٠"),
        ("WEB_CONCURRENCY", "0"),
        ("PARLEY_MODEL", "gpt 5"),
        ("PARLEY_MODEL_TIMEOUT", "0"),
        ("PARLEY_MODEL_TIMEOUT", "nan"),
        ("PARLEY_BUDGET_USD", "0"),
        ("PARLEY_BUDGET_USD", "Infinity"),
        ("PARLEY_REQUIRE_LOGIN", "maybe"),
        ("PARLEY_INTERVIEW_TTL_HOURS", "1.5"),
        ("PARLEY_CORS_ORIGINS", "*"),
        ("PARLEY_CORS_ORIGINS", "https://a.example, https://b.example/path"),
        ("PARLEY_CORS_ORIGINS", "app.example"),
        ("ALLOWED_HOSTS", "https://parley.example"),
        ("ALLOWED_HOSTS", "parley.example:8000"),
        ("PARLEY_SECRETS_KEY", "too short"),
        ("PARLEY_TOOL_ALLOW_HOSTS", "http://crm.intern"),
        ("PARLEY_TOOL_ALLOW_HOSTS", "crm.intern, 10.0.0.0/33"),
        ("PARLEY_TOOL_ALLOW_HOSTS", "crm.intern:port"),
        ("DATABASE_URL", "mysql://u:secret@h/d"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "redis://localhost:port"),
    ],
)
def test_a_bad_value_is_told_by_its_name(name: str, value: str) -> None:
    assert problem(**{name: value}).startswith(name)


@given(st.text())
def test_a_bad_value_never_raises_anything_else_nor_takes_more_than_a_line(value: str) -> None:
    asked = Reader({})
    environment.read(asked)
    for name in asked.asked:
        assert len(complaint(**{name: value}).splitlines()) <= 1


@given(st.text(min_size=6, alphabet=st.characters(categories=["Nd"])))
def test_the_message_about_an_address_keeps_its_password(password: str) -> None:
    assert password not in problem(DATABASE_URL=f"mysql://u:{password}@h/d")


@pytest.mark.parametrize(
    ("given", "wanted"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("", False)]
)
def test_a_flag_is_yes_or_no(given: str, wanted: bool) -> None:
    assert read(PARLEY_REQUIRE_LOGIN=given).require_login is wanted


def test_the_env_file_is_read_and_what_is_set_already_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("# a comment\nPORT=8123\nexport HOST='::1'\n", encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(os, "environ", {"PORT": "8124"})
    found = environment.load()
    assert (found.port, found.host) == (8124, "::1")


def test_a_line_of_the_env_file_that_is_none_is_told_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("PORT=8123\nwhat is this\n", encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(os, "environ", {})
    with pytest.raises(BadSetting, match="line 2"):
        environment.load()


def test_the_secret_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    key = data_folder.secret_key(tmp_path)
    assert len(key) >= 50
    assert data_folder.secret_key(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_on_loopback_only_its_names_are_answered() -> None:
    assert hosts.default_allowed_hosts("127.0.0.1") == hosts.LOOPBACK


def test_on_the_network_no_foreign_name_is_answered() -> None:
    allowed = hosts.default_allowed_hosts("0.0.0.0")
    assert set(hosts.LOOPBACK) < set(allowed)
    assert not [name for name in allowed if name == "*" or name.startswith(".")]


@pytest.mark.parametrize("name", ["data", "da ta 100% #?", "long" * 40])
def test_the_embedded_valkey_is_found_by_redis_and_by_celery(tmp_path: Path, name: str) -> None:
    valkey = parts.embedded_valkey(data_folder.open_folder(tmp_path / name))
    valkey.start()
    try:
        url = storage.valkey_url(tmp_path / name)
        with Redis.from_url(url, retry=Retry(ConstantBackoff(0.05), 100)) as client:
            assert client.ping()
        with Connection(storage.broker_url(url)) as broker:
            assert broker.ensure_connection(max_retries=1).connected
    finally:
        valkey.clear()


def test_sqlite_waits_for_its_turn_to_write(tmp_path: Path) -> None:
    assert storage.database(None, tmp_path)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert storage.database("postgres://u:p%40ss@h:5/d", tmp_path)["PASSWORD"] == "p@ss"
