"""A German and an Arabic interview in the browser, from the first words to the files."""

import json
import zipfile
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.abroad import ARABIC, GERMAN, talk
from tests.journeys.conftest import Journey, answer
from tests.launched import Launched

pytestmark = pytest.mark.journey


def test_a_german_interview_from_the_first_words_to_the_files(parley: Launched, travel: Journey) -> None:
    travel(_german, parley.address)


def _german(page: Page, address: str) -> None:
    talk(page, address, GERMAN)
    expect(page.locator("[data-columns]")).to_have_attribute("lang", "de")
    expect(page.locator("[data-columns]")).to_have_attribute("dir", "ltr")
    expect(page.locator("#transcript .message.parley").last).to_contain_text("Ihr Agent ist fertig")
    expect(page.locator("#slot-channels")).to_contain_text("Telefon")
    expect(page.locator("#slot-tone dt")).to_contain_text("Ton")
    spec = _exported(page)
    assert (spec["agent_name"], spec["languages"]) == ("Kalle", ["German", "English"])
    assert spec["guardrails"] == ["Nie Preise garantieren", "Keine Rabatte versprechen"]
    branch = spec["workflow"][1]["branches"][0]
    assert (branch["if"], branch["else"]) == ("das Rad fertig ist", "Rückruf anbieten")


def test_an_arabic_interview_from_right_to_left(parley: Launched, travel: Journey) -> None:
    travel(_arabic, parley.address)


def _arabic(page: Page, address: str) -> None:
    talk(page, address, ARABIC)
    expect(page.locator("[data-columns]")).to_have_attribute("dir", "rtl")
    stages, panel = page.locator("#stages").bounding_box(), page.locator("#panel").bounding_box()
    assert stages
    assert panel
    assert stages["x"] > panel["x"]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.locator("#transcript .message.parley").last).to_contain_text("وكيلك جاهز")
    spec = _exported(page)
    assert (spec["agent_name"], spec["channels"]) == ("نور", ["Phone", "WhatsApp"])
    assert spec["greeting"] == "أهلا بك في عيادة الابتسامة، أنا نور. كيف أساعدك؟"
    assert spec["workflow"][1]["branches"][0]["else"] == "البحث عن ملفه"


def test_the_page_turns_with_the_language_in_the_middle_of_an_interview(parley: Launched, travel: Journey) -> None:
    travel(_turning, parley.address)


def _turning(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#opening", "A booking assistant for our dental clinic, called Noor")
    page.press("#opening", "Enter")
    page.wait_for_url("**/i/**")
    expect(page.locator(".told").first).to_be_visible()
    answer(page, "Please speak Arabic")
    expect(page.locator("[data-columns]")).to_have_attribute("dir", "rtl")
    expect(page.locator("#text")).to_have_attribute("placeholder", "اكتب إجابتك")
    expect(page.locator("#slot-agent_name")).to_contain_text("Noor")


def _exported(page: Page) -> dict[str, Any]:
    page.locator("#stages .finish").click()
    page.wait_for_url("**/result/")
    with page.expect_download() as packed:
        page.get_by_role("link", name="Download everything").click()
    with zipfile.ZipFile(packed.value.path()) as archive:
        spec: dict[str, Any] = json.loads(archive.read("spec.json"))
        assert spec["greeting"] in archive.read("system_prompt.md").decode()
    return spec
