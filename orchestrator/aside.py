"""Work a process does at the side, in a thread that ends before the process does."""

import threading
from collections.abc import Callable, Iterator


def start(name: str, steps: Callable[[], Iterator[object]]) -> threading.Thread:
    """Take the steps one by one in a thread. When the process ends, the step at hand is finished and no other begun.

    Not a daemon: Python kills those at its end, and one killed within Pydantic's Rust brings the process down with
    "FATAL: exception not rethrown".
    """
    thread = threading.Thread(target=_run, args=(steps,), name=name)
    thread.start()
    return thread


def _run(steps: Callable[[], Iterator[object]]) -> None:
    try:
        for _ in steps():
            if _is_ending():
                return
    except Exception:
        if not _is_ending():  # what is loaded at the end may meet closed doors
            raise


def _is_ending() -> bool:
    return not threading.main_thread().is_alive()
