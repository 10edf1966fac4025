"""Where the tests find Chromium, and how they start it."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright, expect

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--headless")
PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
# What comes in the end is waited for as long as a busy machine may take; Playwright would give up after five seconds.
expect.set_options(timeout=30_000)


def chromium_path() -> str | None:
    """PARLEY_TEST_CHROMIUM, else the first Chromium installed on the machine; None leaves it to Playwright's own."""
    named = os.environ.get("PARLEY_TEST_CHROMIUM")
    if named:
        return shutil.which(named) or named
    return next((place for place in PLACES if Path(place).exists()), None)


def launch(playwright: Playwright) -> Browser:
    """A headless browser that fetches nothing by itself."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(ARGUMENTS))


@contextmanager
def own_thread() -> Iterator[Callable[..., Any]]:
    """Runs what it is given in one thread beside the tests: Playwright keeps an event loop running in its own.

    An async test or fixture in the same thread would fail while that loop is there.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        yield lambda function, *arguments: thread.submit(function, *arguments).result()
