"""The main job on the first run: from the first page to the downloads, with the built-in guide."""

import io
import json
import re
import zipfile
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Journey, answer
from tests.launched import Launched

pytestmark = pytest.mark.journey


def fact(page: Page, slot: str) -> Any:
    return page.locator(f"#slot-{slot}")


def begin(page: Page, address: str, opening: str) -> None:
    page.goto(address)
    page.fill("#opening", opening)
    page.press("#opening", "Enter")
    page.wait_for_url("**/i/**")
    expect(page.locator(".told").first).to_be_visible()


def test_a_whole_interview_from_the_first_page_to_the_downloads(parley: Launched, travel: Journey) -> None:
    travel(_whole_interview, parley.address)


def _whole_interview(page: Page, address: str) -> None:
    begin(page, address, "A returns assistant for our shoe shop. Call it Sole.")
    expect(fact(page, "agent_name")).to_contain_text("Sole")
    answer(page, "Customers with an order. On our website chat and by phone.")
    expect(fact(page, "audience")).to_contain_text("Customers with an order")
    answer(page, "Look up orders, create return labels, and tell the refund status.")
    expect(fact(page, "goals").locator(".fact")).to_have_count(3)
    page.locator("#suggestions button", has_text="Skip").click()
    expect(fact(page, "metrics")).to_contain_text("assumed")
    answer(page, "Friendly and brief.")
    expect(fact(page, "tone").locator(".fact")).to_have_count(2)
    answer(page, "English and German")
    _correct(page)
    _edit_by_hand(page)
    _undo(page)
    _in_two_tabs(page)
    _finish(page, address)


def _correct(page: Page) -> None:
    answer(page, "Actually make it formal, not friendly.")
    expect(fact(page, "tone").locator(".value")).to_have_text([re.compile("formal", re.I), re.compile("brief", re.I)])


def _edit_by_hand(page: Page) -> None:
    fact(page, "agent_name").locator(".value").click()
    box = fact(page, "agent_name").locator("input[name=text]")
    expect(box).to_be_focused()
    box.fill("Heel")
    box.press("Enter")
    expect(fact(page, "agent_name")).to_contain_text("locked")
    answer(page, "Call it Toe.")
    expect(fact(page, "agent_name").locator(".value")).to_have_text("Heel")
    expect(fact(page, "agent_name")).to_contain_text("Suggested: Toe")
    fact(page, "agent_name").get_by_role("button", name="Leave").click()
    expect(fact(page, "agent_name")).not_to_contain_text("Suggested")


def _undo(page: Page) -> None:
    answer(page, "Hi, this is Heel from Strider. What is your order number?")
    expect(fact(page, "greeting")).to_contain_text("What is your order number?")
    page.get_by_role("button", name="Undo the last answer").click()
    expect(fact(page, "greeting")).to_contain_text("Not known yet")
    answer(page, "Hello, Heel here. What is your order number?")
    expect(fact(page, "greeting")).to_contain_text("Hello, Heel here.")


def _in_two_tabs(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("#transcript")).to_contain_text("Hello, Heel here.")
    answer(page, "Our returns policy page")
    expect(other.locator("#transcript")).to_contain_text("Our returns policy page")
    expect(other.locator("#slot-knowledge")).to_contain_text("policy")
    answer(other, "Never promise a refund amount. No returns of worn shoes.")
    expect(page.locator("#slot-guardrails .fact")).to_have_count(2)
    assert page.locator(".message.person", has_text="Our returns policy page").count() == 1
    other.close()


def _finish(page: Page, address: str) -> None:
    answer(page, "Damaged deliveries go to the returns desk.")
    answer(page, "Shopify, to look up orders. It takes the order number and returns the status.")
    answer(
        page,
        "First ask for the order number, then look it up in Shopify. "
        "If it is older than 30 days, hand over to a human, otherwise create a label.",
    )
    _look_at_the_flow_and_the_prompt(page)
    page.locator("#panel .tab", has_text="Draft").click()
    for _ in range(8):
        if "/result/" in page.url or page.get_by_role("link", name="See the result").count():
            break
        answer(page, "That is all, everything is correct")
    expect(page.locator("#draft .still-open")).to_have_count(0)  # the panel beside counts what was confirmed, too
    page.get_by_role("link", name="See the result").click()
    page.wait_for_url("**/result/")
    expect(page.locator("h1")).to_contain_text("Heel")
    _open_every_download(page)


def _look_at_the_flow_and_the_prompt(page: Page) -> None:
    assert not page.evaluate("performance.getEntriesByType('resource').some(r => r.name.includes('/parts/mermaid'))")
    page.locator(".tab", has_text="Flow").click()
    expect(page.locator(".drawing svg")).to_contain_text("order number")
    page.locator(".tab", has_text="Prompt").click()
    expect(page.locator("#prompt-text")).to_contain_text("Heel")
    page.locator(".tab", has_text="Draft").click()


def _open_every_download(page: Page) -> None:
    with page.expect_download() as packed:
        page.get_by_role("link", name="Download everything").click()
    with zipfile.ZipFile(packed.value.path()) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    neutral = {"system_prompt.md", "workflow.mmd", "spec.json", "evidence.json"}
    assert neutral | {"README.md"} < set(inside)
    page.get_by_text(re.compile(r"\d+ other platforms")).click()
    closed = page.locator(".export-card:not([open]) > summary")
    while closed.count():
        closed.first.click()
    listed = {name for name in inside if page.get_by_role("link", name=name, exact=True).count()}
    assert neutral < listed
    for name in sorted(listed):
        link = page.get_by_role("link", name=name, exact=True)
        answered = page.request.get(urljoin(page.url, link.get_attribute("href") or ""))
        assert answered.body() == inside[name]
        assert name.split("/")[-1] in answered.headers["content-disposition"]
    _download_one(page, "spec.json", inside)
    spec = json.loads(inside["spec.json"])
    assert spec["agent_name"] == "Heel"
    assert len(spec["guardrails"]) == 2
    assert "Never promise a refund amount" in inside["system_prompt.md"].decode()
    assert inside["workflow.mmd"].decode().startswith("flowchart")
    assert io.BytesIO(inside["README.md"]).read()


def _download_one(page: Page, name: str, inside: dict[str, bytes]) -> None:
    """By a click, as a person would: Chromium takes about twenty of these from one page."""
    with page.expect_download() as one:
        page.get_by_role("link", name=name, exact=True).click()
    assert one.value.path().read_bytes() == inside[name]
    assert one.value.suggested_filename == name


def test_the_same_by_keyboard_alone(parley: Launched, travel: Journey) -> None:
    travel(_by_keyboard, parley.address)


def _by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    tab_to(page, "#opening")
    page.keyboard.type("A returns assistant for our shoe shop. Call it Sole.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/i/**")
    expect(page.locator(".told").first).to_be_visible()
    tab_to(page, "#text")
    page.keyboard.type("Customers with an order")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("On our website chat")
    page.keyboard.press("Enter")
    expect(fact(page, "channels")).to_contain_text(re.compile("chat", re.I))
    tab_to(page, "#slot-agent_name .value")
    page.keyboard.press("Enter")
    expect(page.locator("#slot-agent_name input[name=text]")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Heel")
    page.keyboard.press("Enter")
    expect(fact(page, "agent_name")).to_contain_text("locked")
    _change_by_keyboard(page)
    tab_to(page, "#text")
    page.keyboard.type("/sk")
    expect(page.get_by_role("option", selected=True)).to_contain_text("/skip")
    page.keyboard.press("Enter")
    expect(fact(page, "goals")).to_contain_text("assumed")
    tab_to(page, ".finish")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/")
    tab_to(page, ".sign .primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/")


def _change_by_keyboard(page: Page) -> None:
    """Up in the empty box opens the last answer; what would change is shown before it is replaced."""
    tab_to(page, "#text")
    page.keyboard.press("ArrowUp")
    box = page.locator("[data-edit-form] textarea")
    expect(box).to_be_focused()
    box.fill("Employees, in Slack")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".foreseen ins").last).to_contain_text("Slack")
    expect(fact(page, "channels")).not_to_contain_text("Slack")
    page.get_by_role("button", name="Replace my answer").press("Enter")
    expect(fact(page, "channels")).to_contain_text("Slack")
    expect(page.locator("#message-3")).to_contain_text("replaced by #5")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there: everything can be reached."""
    for _ in range(120):
        if page.evaluate("s => document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reached {selector}")


def test_the_same_without_javascript(parley: Launched, travel: Journey) -> None:
    travel(_without_javascript, parley.address, java_script_enabled=False)


def _without_javascript(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#opening", "A returns assistant for our shoe shop. Call it Sole.")
    page.get_by_role("button", name="Begin the interview").click()
    expect(page.locator("#transcript")).to_contain_text("Who will use it")
    page.fill("#text", "Customers with an order, on our website chat")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#slot-audience")).to_contain_text("Customers with an order")
    page.locator("#suggestions button", has_text="Skip").click()
    expect(page.locator("#slot-goals")).to_contain_text("assumed")
    page.locator("#slot-agent_name .value").click()
    page.locator("#slot-agent_name input[name=text]").fill("Heel")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#slot-agent_name")).to_contain_text("locked")
    page.get_by_role("link", name="Prompt").click()
    expect(page.locator("#prompt-text")).to_contain_text("Heel")
    page.get_by_role("link", name="Flow").click()
    expect(page.locator(".diagram")).to_contain_text("flowchart")
    _change_without_javascript(page)
    page.get_by_role("link", name="Review and finish").click()
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.locator("h1")).to_contain_text("Heel")


def _change_without_javascript(page: Page) -> None:
    page.get_by_role("link", name="Change answer 3").click()
    page.locator("textarea[name=text]").fill("Employees, in Slack")
    page.get_by_role("button", name="See what would change").click()
    expect(page.locator(".foreseen ins").last).to_contain_text("Slack")
    page.get_by_role("button", name="Replace my answer").click()
    expect(page.locator("#message-3")).to_contain_text("replaced by #7")
    expect(page.locator("#slot-channels")).to_contain_text("Slack")


def test_typed_html_and_diagram_syntax_is_shown_as_text_everywhere(parley: Launched, travel: Journey) -> None:
    travel(_nasty_texts, parley.address)


def _nasty_texts(page: Page, address: str) -> None:
    begin(page, address, "A returns assistant for our shoe shop. Call it Sole.")
    nasty = '<img src=x onerror=alert(1)> "end" ]--> n1[x] %% {{7*7}} `<b>`'
    page.locator("#slot-goals .add").click()
    page.locator("#slot-goals input[name=text]").fill(nasty)
    page.locator("#slot-goals input[name=text]").press("Enter")
    expect(fact(page, "goals").locator(".value").last).to_have_text(nasty)
    page.locator(".tab", has_text="Flow").click()
    expect(page.locator(".drawing svg")).to_contain_text('"end" ]-->')
    page.locator(".tab", has_text="Prompt").click()
    expect(page.locator("#prompt-text")).to_contain_text("onerror=alert(1)")
    assert page.locator("img").count() == 0


def test_the_wizard_page_is_light_until_the_diagram_is_opened(parley: Launched, travel: Journey) -> None:
    sizes = travel(_weigh, parley.address)
    assert len(sizes) <= 10
    assert sum(sizes) <= 80_000


def _weigh(page: Page, address: str) -> list[int]:
    begin(page, address, "A returns assistant for our shoe shop. Call it Sole.")
    fresh = page.context.browser.new_context()  # type: ignore[union-attr]
    fresh.add_cookies(page.context.cookies())
    cold = fresh.new_page()
    cold.goto(page.url, wait_until="networkidle")
    entries = "['navigation', 'resource'].flatMap(t => performance.getEntriesByType(t)).map(e => e.transferSize)"
    return list(cold.evaluate(entries))
