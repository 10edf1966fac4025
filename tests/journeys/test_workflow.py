"""A workflow edited in a browser: in the diagram, as text, by talking, by keyboard alone; broken, mended, undone."""

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Journey, answer
from tests.journeys.test_first_run import begin, tab_to
from tests.launched import Launched

pytestmark = pytest.mark.journey
SMOOTH = 400  # ms between two frames at most; a machine that does nothing else needs 20
API = {
    "openapi": "3.1.0",
    "info": {"title": "Shopify", "version": "1"},
    "servers": [{"url": "https://shop.example/v1"}],
    "paths": {
        "/orders/{id}": {
            "get": {
                "operationId": "get_order",
                "summary": "Look up an order",
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
            }
        },
        "/labels": {"post": {"operationId": "add_label", "summary": "Create a return label"}},
    },
}
STEPS = ("Ask for the order number", "Explain the policy", "Say goodbye")


def test_an_imported_tool_is_wired_by_diagram_by_text_and_by_talking_and_what_breaks_is_mended(
    parley: Launched, travel: Journey
) -> None:
    travel(_wire, parley.address)


def test_all_of_it_goes_by_keyboard_alone(parley: Launched, travel: Journey) -> None:
    travel(_by_keyboard, parley.address)


def test_150_steps_are_looked_around_in_and_edited_without_waiting(parley: Launched, travel: Journey) -> None:
    assert travel(_large, parley.address) < SMOOTH


def _drawn(page: Page, address: str) -> str:
    """The address of an interview with a tool and three steps, its workflow open and drawn."""
    begin(page, address, "A returns assistant for our shoe shop. Call it Sole.")
    place = page.url.split("?")[0].split("#")[0]
    for step in STEPS:
        page.goto(f"{place}?add=workflow")
        page.fill("#workflow-step", step)
        page.press("#workflow-step", "Enter")
        expect(page.locator("#slot-workflow")).to_contain_text(step)
    _imported(page, place)
    page.goto(f"{place}workflow/")
    _expect_node(page, STEPS[0])
    return place


def _imported(page: Page, place: str) -> None:
    """A tool from the description of its API, with one of its operations."""
    page.goto(f"{place}tools/import/")
    page.get_by_label("Or its text, pasted").fill(json.dumps(API))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Choose none").click()
    page.get_by_role("checkbox", name="get_order").check()
    page.get_by_role("button", name="Take over 1 operation").click()
    expect(page.get_by_role("heading", name="Shopify", level=1)).to_be_visible()


def _expect_node(page: Page, text: str, count: int = 1) -> None:
    """It stands in the diagram as in words."""
    expect(page.locator("#canvas .node", has_text=text)).to_have_count(count)
    expect(page.locator(".places > li > p:first-child", has_text=text)).to_have_count(count)


def _wire(page: Page, address: str) -> None:
    place = _drawn(page, address)
    _by_diagram(page)
    _by_text(page)
    _by_talking(page, place)
    _broken_and_mended(page)
    _taken_along(page)
    assert _serious(page) == []


def _by_diagram(page: Page) -> None:
    page.get_by_role("button", name="Show all of it").click()
    page.locator("#canvas .node", has_text=STEPS[0]).click()
    page.get_by_text("Add a step after it").click()
    page.select_option("#add-kind", "tool")
    page.select_option("#add-tool", "Shopify")
    page.fill("#add-label", "Fetch the order")
    page.get_by_role("button", name="Add", exact=True).click()
    _expect_node(page, "Fetch the order")
    expect(page.locator("#undo")).to_contain_text("added “Fetch the order")


def _by_text(page: Page) -> None:
    text = page.input_value("#mermaid-text")
    page.fill("#mermaid-text", text.replace('"Fetch the order"', '"Fetch the order'))
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#text-error")).to_contain_text("Line ")
    expect(page.locator(".gutter .wrong")).to_be_visible()
    _expect_node(page, "Fetch the order")
    page.fill("#mermaid-text", text.replace('"Fetch the order"', '"Fetch it from Shopify"'))
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".changes .changed")).to_contain_text("Fetch it from Shopify")
    page.get_by_role("button", name="Apply it").click()
    _expect_node(page, "Fetch it from Shopify")


def _by_talking(page: Page, place: str) -> None:
    """What is said in another tab comes here by itself, but not over what somebody is typing."""
    page.locator(".places > li > p a", has_text=STEPS[0]).click()
    expect(page.locator("#chosen-title")).to_be_focused()
    page.fill("#change-label", "Half a")
    chat = page.context.new_page()
    chat.goto(place)
    expect(chat.locator("body")).to_have_attribute("data-socket", "open")
    answer(chat, "Before explaining the policy, check the stock in Shopify")
    expect(page.get_by_text("The workflow has changed elsewhere")).to_be_visible()
    expect(page.locator("#change-label")).to_have_value("Half a")
    page.get_by_role("link", name="show it as it is now").click()
    _expect_node(page, "heck the stock")
    answer(chat, "Before saying goodbye, ask for a rating")
    _expect_node(page, "sk for a rating")
    _expect_node(page, "Fetch it from Shopify")
    chat.close()


def _broken_and_mended(page: Page) -> None:
    whole = page.locator("#problems-title").inner_text()
    page.locator(".places > li > p a", has_text=STEPS[0]).click()
    page.locator("#chosen .ways a").first.click()
    expect(page.locator("#chosen-title")).to_contain_text("Way")
    page.get_by_role("button", name="Remove the way").click()
    problem = page.locator(".flow-problems li", has_text="Nothing follows").first
    expect(problem).to_be_visible()
    expect(page.locator("#canvas .node.wrong").first).to_be_attached()
    problem.get_by_role("button").click()
    expect(page.locator(".flow-problems", has_text="Nothing follows")).to_have_count(0)
    page.get_by_role("heading", name="Workflow").click()
    page.keyboard.press("Control+z")
    expect(page.locator(".flow-problems li", has_text="Nothing follows").first).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator("#problems-title")).to_have_text(whole)
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator(".flow-problems li", has_text="Nothing follows").first).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator("#problems-title")).to_have_text(whole)


def _taken_along(page: Page) -> None:
    for kind, head in (("SVG", b"<svg "), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind).click()
        assert download.value.suggested_filename == f"sole-workflow.{kind.lower()}"
        assert download.value.path().read_bytes().startswith(head)


def _serious(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]


def _by_keyboard(page: Page, address: str) -> None:
    _drawn(page, address)
    _to(page, "canvas")
    page.keyboard.press("0")
    page.keyboard.press("Tab")
    _down_to(page, f"Says {STEPS[1]}")
    page.keyboard.press("Enter")
    expect(page.locator("#chosen-title")).to_be_focused()
    _to(page, "change-label")
    page.keyboard.press("Control+a")
    page.keyboard.type("Explain all of it")
    page.keyboard.press("Enter")
    _expect_node(page, "Explain all of it")
    _to(page, "undo", key="Shift+Tab")
    page.keyboard.press("Enter")
    _expect_node(page, STEPS[1])
    tab_to(page, "a[href*='/walk/']")
    page.keyboard.press("Enter")
    for _ in range(8):
        expect(page.locator("#walk-here")).to_be_visible()
        if page.locator(".choices a").count() == 0:
            break
        before = page.locator("#walk-here").inner_text()
        _to(page, "choice-1")
        page.keyboard.press("Enter")
        expect(page.locator("#walk-here")).not_to_have_text(before)
    expect(page.get_by_text("The conversation ends here.")).to_be_visible()
    expect(page.locator("#canvas .node.lit").first).to_be_attached()


def _to(page: Page, element: str, key: str = "Tab") -> None:
    """Go there by one key."""
    for _ in range(60):
        if page.evaluate("document.activeElement.id") == element:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never comes to {element}")


def _down_to(page: Page, text: str) -> None:
    for _ in range(30):
        if text in (page.evaluate("document.activeElement.getAttribute('aria-label')") or ""):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never come to {text}")


def _large(page: Page, address: str) -> float:
    """The longest a frame took while such a workflow was moved about."""
    begin(page, address, "A museum guide called Ada")
    page.goto(f"{page.url.split('?')[0].split('#')[0]}workflow/")
    page.fill("#mermaid-text", _long_text(150))
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Apply it").click()
    expect(page.locator("#canvas .node")).to_have_count(152, timeout=120_000)
    page.locator(".places > li > p a", has_text="Step 98").click()
    expect(page.locator("#chosen-title")).to_contain_text("Step 98")
    page.fill("#change-label", "Something else")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#canvas .node", has_text="Something else")).to_have_count(1, timeout=120_000)
    return float(page.evaluate(_MOVED))


def _long_text(steps: int) -> str:
    """A flow of so many steps, every sixth of them a choice that leads on by two ways."""
    names = [f"s{number}" for number in range(steps)]
    lines = ["flowchart TD", f"  begin([Start]) --> {names[0]}", f"  {names[-1]} --> finish([End])"]
    for number, (name, following) in enumerate(zip(names, [*names[1:], "finish"], strict=True)):
        is_choice = number % 6 == 3
        lines.append(f'  {name}{"{{" if is_choice else "["}"Step {number}"{"}}" if is_choice else "]"}')
        if is_choice:
            lines.append(f"  {name} -->|yes| {following}\n  {name} -->|otherwise| {names[min(number + 3, steps - 1)]}")
        elif number < steps - 1:
            lines.append(f"  {name} --> {following}")
    return "\n".join(lines)


_MOVED = """() => new Promise((done) => {
  const canvas = document.querySelector("#canvas");
  let [frames, worst, last] = [0, 0, performance.now()];
  const step = (now) => {
    worst = Math.max(worst, now - last);
    last = now;
    canvas.dispatchEvent(new KeyboardEvent("keydown", { key: frames % 9 ? "ArrowDown" : "-", bubbles: true }));
    return ++frames < 60 ? requestAnimationFrame(step) : done(worst);
  };
  requestAnimationFrame(step);
})"""
