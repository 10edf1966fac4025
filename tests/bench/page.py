"""What the wizard's page weighs, and when something is first seen: cold, in headless Chromium."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.bench.turns import launched
from tests.browser import launch as launch_browser

HEADS = ("page", "requests", "kB on the wire", "first paint ms", "other hosts")
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(frozen=True)
class Weight:
    name: str
    requests: int
    kilobytes: float
    first_paint: float
    elsewhere: int


def measure() -> list[Weight]:
    """The landing page and the wizard before the diagram is opened, each with an empty cache."""
    with launched() as parley, sync_playwright() as playwright:
        browser = launch_browser(playwright)
        page = browser.new_context().new_page()
        page.goto(parley.address)
        page.fill("#opening", "A booking assistant called Ada")
        page.press("#opening", "Enter")
        page.wait_for_url("**/i/**")
        cookies, wizard = page.context.cookies(), page.url
        weights = []
        for name, url in (("landing", parley.address), ("wizard", wizard)):
            context = browser.new_context()
            context.add_cookies(cookies)  # type: ignore[arg-type]
            weights.append(_weigh(name, context.new_page(), url, parley.address))
        browser.close()
    return weights


def rows(weights: Sequence[Weight]) -> list[tuple[str, ...]]:
    return [(w.name, str(w.requests), f"{w.kilobytes:.1f}", f"{w.first_paint:.0f}", str(w.elsewhere)) for w in weights]


def _weigh(name: str, page: Page, url: str, home: str) -> Weight:
    network: CDPSession = page.context.new_cdp_session(page)
    network.send("Network.enable")
    asked: list[str] = []
    sizes: list[float] = []
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url, wait_until="networkidle")
    asked = [address for address in asked if not address.startswith("data:")]
    elsewhere = sum(not address.startswith(home) for address in asked)
    return Weight(name, len(asked), sum(sizes) / 1000, float(page.evaluate(PAINT) or "nan"), elsewhere)
