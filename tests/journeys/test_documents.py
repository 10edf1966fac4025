"""A person brings a Word document, takes over most of it, and is not asked for it again."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import existing
from tests.journeys.conftest import Journey, answer
from tests.launched import Launched

pytestmark = pytest.mark.journey

FILE: Any = {
    "name": "Late check-out.docx",
    "mimeType": "application/octet-stream",
    "buffer": existing.docx(existing.LATE_CHECK_OUT),
}


def bring(page: Page, address: str) -> str:
    """Start from the document; returns the address of its page."""
    page.goto(address)
    page.get_by_role("link", name="Start from a document").click()
    page.get_by_label("A file").set_input_files(FILE)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("button", name="Accept all")).to_be_visible(timeout=120_000)
    return page.url


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {v['id']}" for v in found if v["impact"] in ("serious", "critical")]


def test_what_a_document_says_is_taken_over_and_not_asked_again(parley: Launched, travel: Journey) -> None:
    assert travel(_bring_and_go_on, parley.address) == []


def _bring_and_go_on(page: Page, address: str) -> list[str]:
    found = bring(page, address) and serious(page)
    page.get_by_role("button", name="Accept: Handle requests for a late check-out").click()
    expect(page.get_by_text("Accepted (1)")).to_be_visible()
    page.get_by_role("button", name="Dismiss: Do not confirm a check-out after 6 p.m.").click()
    expect(page.get_by_text("Dismissed (1)")).to_be_visible()
    page.get_by_role("button", name="Accept all").click()
    expect(page.get_by_text("Nothing is left to decide")).to_be_visible()
    found += serious(page)
    page.get_by_role("link", name="Go on with the interview").click()
    expect(page.locator("#slot-guardrails")).to_contain_text("Never give out the room number")
    expect(page.locator("#slot-guardrails")).not_to_contain_text("after 6 p.m.")
    page.locator("#slot-goals .evidence a").hover()
    expect(page.locator("#slot-goals .quote")).to_contain_text("This procedure describes how the front desk")
    found += serious(page)
    answer(page, "A front desk assistant called Lobby")
    for _ in range(3):
        question = page.locator("#transcript .message.parley .text").last.inner_text()
        assert not any(word in question for word in ("goals", "never do", "hand over", "step by step")), question
        answer(page, "You decide")
    return found


def test_without_javascript_a_document_is_brought_and_accepted_too(parley: Launched, travel: Journey) -> None:
    travel(_plainly, parley.address, java_script_enabled=False)


def _plainly(page: Page, address: str) -> None:
    bring(page, address)
    page.get_by_role("button", name="Dismiss: Opera").click()
    page.get_by_role("button", name="Accept all").click()
    expect(page.get_by_text("Nothing is left to decide")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_a_document_is_wider_than_its_screen(parley: Launched, travel: Journey, width: int) -> None:
    assert travel(_measured, parley.address, viewport={"width": width, "height": 844}) == []


def _measured(page: Page, address: str) -> list[str]:
    document = bring(page, address)
    page.get_by_role("button", name="Accept all").click()
    expect(page.get_by_text("Nothing is left to decide")).to_be_visible()
    wizard = document.split("documents/")[0]
    wide = []
    for url in (f"{address}/start/", document, f"{wizard}documents/", wizard):
        page.goto(url)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(url)
    return wide
