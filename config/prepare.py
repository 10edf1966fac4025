"""What is done before anything serves, in one short-lived Python: the database's tables, a dead process's turns."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

# Any number, the same for every launcher that shares a database.
_LOCK = 7_275_453_917


def main() -> int:
    """Returns 0, or 1 after one line about a database that does not answer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        _migrate()
        if settings.PARLEY_EMBEDDED and "release_turns" in get_commands():
            call_command("release_turns", verbosity=0)
    except Error as error:
        reason = " ".join(str(error).split())
        print(f"Parley: The database cannot be used: {reason}", file=sys.stderr)
        return 1
    return 0


def _migrate() -> None:
    with _one_at_a_time():
        executor = MigrationExecutor(connection)
        # The command itself takes a second even when there is nothing to do.
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Of several machines that start on one PostgreSQL, the first migrates and the others wait for it."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


if __name__ == "__main__":
    sys.exit(main())
