"""Pictures of every page, by day and by night, at a desk and on a phone: python -m tests.journeys.screens docs/screens

They are looked at before a change of the pages goes out, and shown to whoever reads the documentation.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.turns import launched
from tests.browser import launch as launch_browser
from tests.journeys.conftest import answer

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
OPENING = "A returns assistant for our online shoe shop Strider, called Sole"
ANSWERS = (
    "Customers with an order, in the chat on our website and on WhatsApp",
    "Look up orders, create return labels and explain the return policy",
    "70% solved without a person, satisfaction of at least 4.5",
    "Friendly, short, never pushy",
    "English and Dutch",
    "Hi, this is Sole. What would you like to return?",
    "Our returns policy page and the size guide",
    "Never promise a refund date. Never ask for card numbers.",
    "Hand over to our support team when the customer is angry, or after two failed attempts",
    "Shopify, to look up orders. It takes the order number and returns the status and the items",
)
FLOW = (
    "First ask for the order number, then look up the order in Shopify. If it is older than 30 days, explain the "
    "policy, otherwise create a label. Then ask if there is anything else."
)
PAGES = {
    "landing": "/",
    "interviews": "/interviews/",
    "model": "/model/",
    "login": "/login/",
    "styleguide": "/styleguide/",
    "not-found": "/nowhere/",
    "wizard": "{}",
    "wizard-flow": "{}?panel=flow",
    "wizard-prompt": "{}?panel=prompt",
    "wizard-export": "{}?panel=export",
    "wizard-draft": "{}?panel=draft",
    "change": "{}answers/3/",
    "record": "{}record/",
    "review": "{}review/",
    "result": "{}result/",
}
LONG = ("landing", "styleguide", "review", "result", "model", "record", "interviews")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with launched() as parley, sync_playwright() as playwright:
        browser = launch_browser(playwright)
        context = browser.new_context(viewport=SIZES["desk"])  # type: ignore[arg-type]
        wizard = _interviewed(context.new_page(), parley.address, folder)
        for size in SIZES:
            for scheme in ("light", "dark"):
                _shoot(browser, context.storage_state(), parley.address, wizard, folder, size, scheme)
        browser.close()


def _interviewed(page: Page, address: str, folder: Path) -> str:
    """An interview up to its last question. A picture of it on the way is the one of the README."""
    page.goto(address)
    page.fill("#opening", OPENING)
    page.press("#opening", "Enter")
    page.wait_for_url("**/i/**")
    page.locator(".told").first.wait_for()
    for text in ANSWERS:
        answer(page, text)
    page.wait_for_timeout(2500)
    page.screenshot(path=folder.parent / "wizard.png")
    answer(page, FLOW)
    return page.url


def _shoot(browser: Browser, state: object, address: str, wizard: str, folder: Path, size: str, scheme: str) -> None:
    context = browser.new_context(
        viewport=SIZES[size],  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        storage_state=state,  # type: ignore[arg-type]
        is_mobile=size == "phone",
        has_touch=size == "phone",
    )
    page = context.new_page()
    for name, place in PAGES.items():
        page.goto(place.format(wizard) if "{}" in place else address + place, wait_until="networkidle")
        page.wait_for_timeout(1500 if name == "wizard-flow" else 300)
        page.screenshot(
            path=folder / f"{name}-{size}-{scheme}.jpg", type="jpeg", quality=52, full_page=name in LONG, scale="css"
        )
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
