"""From async code into the database and back: the one door."""

import asyncio
import logging
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connections

from sessions.errors import Busy, Interrupted

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)
# Own threads: those of a request end with it, a turn goes on.
_THREADS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="database")
ATTEMPTS = 2
TRIES = 20


async def in_database(query: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a sync query or service in a thread of its own connection; raises Busy when the database takes no writes."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, lambda: patiently(query, *args, **kwargs))


def patiently(query: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a query again when the database is locked or was away, a few times; then raise Busy.

    `query` must be atomic: what failed has left nothing behind.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return query(*args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            log.warning("database busy (attempt %d of %d): %s", attempt, ATTEMPTS, error)
            if attempt == ATTEMPTS:
                raise Busy from error
            time.sleep(random.uniform(0.05, 0.2) * attempt)  # noqa: S311
        finally:
            _let_go()
    raise Busy


def _let_go() -> None:
    """Give back what this thread holds of a server's connections, of which there are few.

    A connection to SQLite stays: it costs nobody anything, and closing the last one writes the whole log into the
    database and waits for the disk, which took 20 ms of a turn.
    """
    for connection in connections.all(initialized_only=True):
        if connection.vendor != "sqlite":
            connection.close()


async def surely(query: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Ask about what is saved, again and again for ten seconds while the database is away; then raises Interrupted."""
    for _ in range(TRIES):
        try:
            return await in_database(query, *args, **kwargs)
        except Busy:
            await asyncio.sleep(0.5)
    raise Interrupted
