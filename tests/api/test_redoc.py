"""The page to read: its search and its pictures keep to our rules for pages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import launch as launch_browser
from tests.browser import own_thread
from tests.launched import Launched, launch, parley

__all__ = ["launch", "parley"]


def policy(answer) -> dict[str, str]:
    return {
        name: rest for name, _, rest in (part.partition(" ") for part in answer["Content-Security-Policy"].split("; "))
    }


def test_only_the_page_to_read_may_write_its_own_worker(client):
    assert policy(client.get("/api/v1/redoc"))["worker-src"] == "blob:"
    for other in ("/api/v1/docs", "/api/v1/openapi.json", "/health/live"):
        assert "worker-src" not in policy(client.get(other))


@pytest.mark.journey
@pytest.mark.parametrize("page", ["redoc", "docs"])
def test_the_pages_of_the_description_complain_of_nothing_and_ask_nobody_else(parley: Launched, page: str) -> None:
    with own_thread() as in_thread:
        complaints, asked = in_thread(_read, f"{parley.address}/api/v1/{page}", READS[page])
    assert complaints == []
    assert [url for url in asked if not url.startswith((parley.address, f"blob:{parley.address}", "data:"))] == []


def _search(page: Page) -> None:
    page.fill("input[placeholder='Search...']", "transcript")
    expect(page.get_by_role("search").get_by_text("The transcript, in pages").first).to_be_visible()


def _look(page: Page) -> None:
    expect(page.get_by_text("Begin an interview").first).to_be_visible()


READS = {"redoc": _search, "docs": _look}


def _read(address: str, read: Callable[[Page], None]) -> tuple[list[str], list[str]]:
    """What the console and the network said while the page was read."""
    complaints: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        page = browser.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        read(page)
        page.wait_for_load_state("networkidle")
        browser.close()
    return complaints, asked
