"""Two things that do not go together, and a change with all that follows from it: seen, chosen, taken back."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Journey, answer
from tests.journeys.test_first_run import begin
from tests.launched import Launched

pytestmark = pytest.mark.journey


def test_a_contradiction_is_shown_at_both_sides_and_settled_by_a_click(parley: Launched, travel: Journey) -> None:
    travel(_settle, parley.address)


def test_a_correction_shows_what_it_changed_and_is_undone(parley: Launched, travel: Journey) -> None:
    travel(_correct, parley.address)


def test_what_an_edit_would_change_is_seen_saved_and_taken_back(parley: Launched, travel: Journey) -> None:
    travel(_edit, parley.address)


def _begin(page: Page, address: str, opening: str) -> None:
    begin(page, address, opening)
    expect(page.locator("body")).to_have_attribute("data-socket", "open")


def _settle(page: Page, address: str) -> None:
    _begin(page, address, "A quoting assistant for a workshop. Call it Ada.")
    answer(page, "Customers, on our website chat")
    answer(page, "Quote repairs and book visits")
    answer(page, "Actually, it must never give prices")
    expect(page.locator(".clash")).to_have_count(2)
    page.goto(page.url.split("?")[0].split("#")[0] + "review/")
    assert _serious(page) == []
    page.get_by_role("button", name="Keep: Never give prices").click()
    expect(page.locator(".contradiction")).to_have_count(0)
    expect(page.locator(".told-list").first).not_to_contain_text("Quote repairs")
    page.get_by_role("button", name="Undo the edit").click()
    expect(page.locator(".contradiction")).to_have_count(1)


def _correct(page: Page, address: str) -> None:
    _begin(page, address, "A returns assistant for our shoe shop. Call it Sole.")
    answer(page, "Actually, rename it to Heel")
    page.get_by_text("What this changed").click()
    ripple = page.locator(".exchange .ripple")
    expect(ripple).to_contain_text("You are Sole.")
    expect(ripple).to_contain_text("You are Heel.")
    assert _serious(page) == []
    page.get_by_role("button", name="Undo this").click()
    expect(page.locator("#slot-agent_name .value")).to_have_text("Sole")


def _edit(page: Page, address: str) -> None:
    _begin(page, address, "A returns assistant for our shoe shop. Call it Sole.")
    page.locator("#slot-agent_name .value").click()
    page.locator("#slot-agent_name input").last.fill("Heel")
    page.get_by_role("button", name="See what would change").click()
    expect(page.locator(".foreseen")).to_contain_text("You are Heel.")
    assert _serious(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#slot-agent_name .value")).to_have_text("Heel")
    page.get_by_role("button", name="Undo the edit").click()
    expect(page.locator("#slot-agent_name .value")).to_have_text("Sole")


def _serious(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]
