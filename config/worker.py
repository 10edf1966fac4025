"""The worker of `make run`: one process that takes tasks and keeps the clock.

`celery worker --beat` would be a process more, which is left behind when the worker is killed.
"""

import sys
import warnings

from celery.beat import EmbeddedService
from celery.platforms import SecurityWarning

from config.celery import app

THREADS = "4"


def main() -> int:
    """Work until SIGTERM; what was begun is finished first. Returns the exit status."""
    # Root in a container is no danger here: tasks are JSON, and nothing of a message is ever run.
    warnings.simplefilter("ignore", SecurityWarning)
    clock = EmbeddedService(app, thread=True)
    clock.start()
    lean = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    app.worker_main(["-q", "worker", "--pool", "threads", "--concurrency", THREADS, *lean])
    return 0


if __name__ == "__main__":
    sys.exit(main())
