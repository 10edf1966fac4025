"""A finished interview: a finding mended, the prompt polished, published, compared, restored, shared, taken."""

import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Journey
from tests.journeys.test_versions import _publish, _serious, _share
from tests.launched import Launched

pytestmark = pytest.mark.journey
MENDED, POLISHED = "Hand over when it cannot help", "Be brief."


def test_a_prompt_is_mended_polished_published_and_taken_along(
    with_model: Callable[..., Launched], travel: Journey
) -> None:
    travel(_go, with_model("fake-50-5-20-polish").address)


def _go(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#opening", "A returns assistant for our shoe shop. Call it Sole. It helps with return labels.")
    page.press("#opening", "Enter")
    page.wait_for_url("**/i/**")
    expect(page.locator(".told").first).to_be_visible(timeout=120_000)
    place = page.url.split("?")[0].split("#")[0]
    _mend(page, place)
    _publish(page, place, "Before the polish")
    _polish(page, place)
    _publish(page, place, "Polished")
    _compare(page, place)
    page.get_by_label("Change or share version 1").click()
    page.get_by_role("button", name="Restore it as version 3").last.click()
    expect(page.locator(".version").first).to_contain_text("Restored from version 1.")
    _share(page)
    _take(page, place)


def _mend(page: Page, place: str) -> None:
    page.goto(f"{place}review/")
    page.get_by_role("button", name=MENDED).click()
    expect(page.get_by_role("button", name="Undo the edit")).to_be_visible()
    expect(page.get_by_role("button", name=MENDED)).to_have_count(0)


def _polish(page: Page, place: str) -> None:
    page.goto(f"{place}prompt/")
    page.get_by_role("button", name="Polish all with the model").click()
    expect(page.locator("#polish")).to_contain_text("Polished:", timeout=120_000)
    assert _serious(page) == []
    guardrails = page.locator("#guardrails")
    expect(guardrails.locator("ins")).to_contain_text([POLISHED])
    guardrails.get_by_role("button", name="Take it").click()
    expect(page.locator("#guardrails")).to_contain_text("by your hand")
    expect(page.locator("#guardrails pre.prompt")).to_contain_text(POLISHED)


def _compare(page: Page, place: str) -> None:
    page.goto(f"{place}versions/")
    page.get_by_role("link", name="Version 2: what is new").click()
    expect(page.locator(".changes").first).to_contain_text("Prompt by hand")
    page.get_by_role("link", name="Back to the versions").click()


def _take(page: Page, place: str) -> None:
    page.goto(f"{place}result/?version=2")
    with page.expect_download() as began:
        page.get_by_role("link", name="Download everything").click()
    with zipfile.ZipFile(began.value.path()) as packed:
        for name in ("system_prompt.md", "prompts/vapi.md", "prompts/anthropic.md"):
            assert POLISHED in packed.read(name).decode(), name
