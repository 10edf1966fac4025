"""The worker of `make run`: one process that takes tasks and keeps the clock.

`celery worker --beat` would be a process more, which is left behind when the worker is killed.
"""

import os
import sys
import warnings

from celery import signals
from celery.beat import EmbeddedService
from celery.platforms import SecurityWarning

from config.celery import app

THREADS = "4"


def main() -> int:
    """Work until SIGTERM; what was begun is finished first. Returns the exit status."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Celery tells there how it shuts down; what is wrong goes to stderr
    # Root in a container is no danger here: tasks are JSON, and nothing of a message is ever run.
    warnings.simplefilter("ignore", SecurityWarning)
    signals.worker_ready.connect(_begin_at_once)
    clock = EmbeddedService(app, thread=True)
    clock.start()
    lean = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    app.worker_main(["-q", "worker", "--pool", "threads", "--concurrency", THREADS, *lean])
    return 0


def _begin_at_once(**_: object) -> None:
    """The clock's first tick would come later; a process that died has left turns now, and health asks who lives."""
    for entry in app.conf.beat_schedule.values():
        app.send_task(entry["task"], **entry["options"])


if __name__ == "__main__":
    sys.exit(main())
