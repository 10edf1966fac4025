"""Journeys: a person with a browser before a Parley that was started as `make run` starts it."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from config.environment import ROOT
from tests.browser import launch as launch_browser
from tests.browser import own_thread
from tests.launched import Launched, launch, parley

__all__ = ["launch", "parley"]

Journey = Callable[..., Any]


@pytest.fixture
def travel() -> Iterator[Journey]:
    """Runs a journey: `travel(function, address)` calls `function(page, address)` with a fresh browser.

    Nothing may break on its pages, and nothing may be asked of another host; `tolerant` is for servers that are killed.
    """
    with own_thread() as in_thread:
        yield lambda journey, address, tolerant=False, **options: in_thread(
            _travel, journey, address, tolerant, options
        )


def _travel(journey: Journey, address: str, tolerant: bool, options: dict[str, Any]) -> Any:
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        page = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "accept_downloads": True, **options}
        ).new_page()
        broken: list[str] = []
        elsewhere: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
        page.on(
            "request",
            lambda request: elsewhere.append(request.url) if not request.url.startswith((address, "data:")) else None,
        )
        result = journey(page, address)
        browser.close()
    assert broken == [] or tolerant
    assert elsewhere == []
    return result


@pytest.fixture(scope="session")
def fake_model() -> Iterator[str]:
    """The base URL of an OpenAI-compatible server that answers slowly, word by word."""
    command = [sys.executable, "-u", str(ROOT / "tests/fake_model.py"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = re.search(r"upstream on (\d+)", server.stdout.readline())
        assert port
        yield f"http://127.0.0.1:{port[1]}/v1"
        server.kill()


@pytest.fixture
def with_model(launch: Callable[..., Launched], fake_model: str) -> Callable[..., Launched]:
    """Starts a Parley whose model takes its time: first word after 200 ms, then 100 words of 40 ms."""

    def start(model: str = "fake-200-40-100", data_dir: Path | None = None, **settings: str) -> Launched:
        patient = {"PARLEY_MODEL": f"openai/{model}", "PARLEY_MODEL_TIMEOUT": "120"}
        one = launch(data_dir, **patient, OPENAI_API_BASE=fake_model, OPENAI_API_KEY="none", **settings)
        one.ready()
        return one

    return start


def answer(page: Page, text: str) -> None:
    """Type an answer, send it with Enter, and wait until Parley has answered it."""
    page.wait_for_load_state()  # until its scripts run, Enter begins a new line
    count = page.locator(".message.parley .number").count()
    page.fill("#text", text)
    page.press("#text", "Enter")
    expect(page.locator(".message.parley .number")).not_to_have_count(count)
