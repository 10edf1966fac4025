"""A finished agent: published, changed, compared, restored, shared by a link, taken away as a zip and brought back."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Journey, answer
from tests.journeys.test_first_run import begin
from tests.launched import Launched

pytestmark = pytest.mark.journey


def test_an_agent_is_published_compared_restored_shared_and_brought_back(parley: Launched, travel: Journey) -> None:
    travel(_go, parley.address)


def _go(page: Page, address: str) -> None:
    begin(page, address, "A returns assistant for our shoe shop. Call it Sole.")
    expect(page.locator("body")).to_have_attribute("data-socket", "open")
    answer(page, "Customers with an order. On our website chat and by phone.")
    answer(page, "Look up orders, create return labels, and tell the refund status.")
    place = page.url.split("?")[0].split("#")[0]
    _publish(page, place, "The first one")
    page.goto(place)
    expect(page.locator("body")).to_have_attribute("data-socket", "open")
    answer(page, "Actually, rename it to Heel, and it must never promise a refund date")
    _publish(page, place, "Renamed")
    _compare(page, place)
    _restore(page)
    _share(page)
    _bring_back(page, place, address)


def _publish(page: Page, place: str, note: str) -> None:
    page.goto(f"{place}review/")
    page.fill("#publish-note", note)
    page.get_by_role("button", name="Publish version").click()
    expect(page.get_by_role("heading", name="Tests of the agent")).to_be_visible()


def _compare(page: Page, place: str) -> None:
    page.goto(f"{place}versions/")
    assert _serious(page) == []
    page.get_by_role("link", name="Version 2: what is new").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Version 1 to version 2")
    expect(page.locator(".changes").first).to_contain_text("Heel")
    page.get_by_role("link", name="elevenlabs.json", exact=True).click()
    expect(page.locator(".passages").last).to_contain_text("Heel")
    assert _serious(page) == []
    page.get_by_role("link", name="Back to the versions").click()


def _restore(page: Page) -> None:
    page.get_by_label("Change or share version 1").click()
    page.get_by_role("button", name="Restore it as version 3").last.click()
    expect(page.locator(".version").first).to_contain_text("Restored from version 1.")
    expect(page.locator(".lead")).to_contain_text("The draft is version 3, unchanged.")


def _share(page: Page) -> None:
    page.get_by_label("Change or share version 3").click()
    page.get_by_role("button", name="Make a link").first.click()
    link = page.locator("#new-link").get_attribute("href") or ""
    assert page.context.browser
    reader = page.context.browser.new_context().new_page()
    reader.goto(link)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Sole")
    expect(reader.get_by_text("return labels").first).to_be_visible()
    assert reader.locator("main form").count() == 0
    assert _serious(reader) == []
    page.get_by_role("button", name="Revoke the link to version 3").click()
    expect(page.locator(".share")).to_have_count(0)
    assert reader.request.get(link).status == 404


def _bring_back(page: Page, place: str, address: str) -> None:
    """The zip of the agent, and the zip of what it becomes when it is brought back."""
    first = _zip(page, place)
    page.goto(f"{address}/start/")
    page.set_input_files("#file", {"name": "sole.zip", "mimeType": "application/zip", "buffer": first})
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#slot-agent_name .value")).to_have_text("Sole")
    brought = page.url.split("?")[0].split("#")[0]
    assert brought != place
    assert _zip(page, brought) == first


def _zip(page: Page, place: str) -> bytes:
    page.goto(f"{place}result/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download everything").click()
    return Path(download.value.path()).read_bytes()


def _serious(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]
