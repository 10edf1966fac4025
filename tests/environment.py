"""pytest plugin: a test run of its own. Own data folder, own Valkey, no real model, nothing from anybody's `.env`.

Loaded by name before Django's settings. Of the outside only DATABASE_URL is kept, for the run on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from dotenv import dotenv_values

from config.environment import ROOT
from config.guard import Guard
from config.parts import embedded_valkey
from config.reading import OF_THE_TESTS, PREFIX

KEPT = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
_OURS = ("HOST", "PORT", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "WEB_CONCURRENCY")
_PROVIDERS = ("_API_KEY", "_API_BASE", "_BASE_URL", "_API_TOKEN")

DATA_DIR = Path(tempfile.mkdtemp(prefix="parley-test-"))


def _strip(environment: dict[str, str]) -> Iterator[str]:
    """The names to empty: Parley's own settings, what `.env` would add, the providers' keys."""
    for name in {*environment, *_OURS, *dotenv_values(ROOT / ".env")} - set(KEPT):
        ours = name in _OURS or (name.startswith(PREFIX) and not name.startswith(OF_THE_TESTS))
        if ours or name.endswith(_PROVIDERS) or name not in environment:
            yield name


# Empty counts as not set, and what is there is not read from `.env` again.
os.environ.update(dict.fromkeys(list(_strip(dict(os.environ))), ""))
os.environ["PARLEY_DATA_DIR"] = str(DATA_DIR)
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

_valkey = embedded_valkey(DATA_DIR)
# Ends Valkey even if this process is killed.
_guard = Guard(os.open(DATA_DIR, os.O_RDONLY))


@atexit.register
def _clear_up() -> None:
    _valkey.clear()
    _guard.dismiss()
    shutil.rmtree(DATA_DIR, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Pages need no built assets in a test, and a password no second of hashing. Built files are not looked through:
    each of Django's test clients would do so anew, which took more time than all that is tested with them."""
    from django.test.utils import override_settings

    import config.celery  # noqa: F401

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(
        STORAGES={"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, "staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        SERVESTATIC_USE_STATIC_ROOT=False,
    ).enable()


def pytest_sessionstart(session: pytest.Session) -> None:
    """One Valkey for each process that runs tests: where the settings of its data folder expect the embedded one."""
    is_controller = getattr(session.config.option, "dist", "no") != "no" and not hasattr(session.config, "workerinput")
    if is_controller or session.config.option.collectonly:
        return
    _valkey.start()
    if _valkey.running:
        _guard.tell([_valkey.running.pid])
