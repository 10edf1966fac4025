"""Where the tests find Chromium, and how they start it."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--headless")
PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def chromium_path() -> str | None:
    """PARLEY_TEST_CHROMIUM, else the first Chromium installed on the machine; None leaves it to Playwright's own."""
    named = os.environ.get("PARLEY_TEST_CHROMIUM")
    if named:
        return shutil.which(named) or named
    return next((place for place in PLACES if Path(place).exists()), None)


def launch(playwright: Playwright) -> Browser:
    """A headless browser that fetches nothing by itself."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(ARGUMENTS))
