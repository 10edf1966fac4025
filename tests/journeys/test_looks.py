"""What everybody must be able to use: contrast, names, structure, by day and by night, on a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys import staged
from tests.journeys.conftest import Journey, answer
from tests.journeys.test_first_run import begin
from tests.launched import Launched

pytestmark = pytest.mark.journey

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGES = (
    "/",
    "/interviews/",
    "/model/",
    "/login/",
    "/styleguide/",
    "/start/",
    "/nowhere/",
    "/toolbox/",
    "/toolbox/shopify/",
    "{}",
    "{}?panel=flow",
    "{}?panel=prompt",
    "{}?panel=export",
    "{}?edit",
    "{}answers/3/",
    "{}documents/",
    "{}tools/import/",
    "{}record/",
    "{}prompt/",
    "{}answers/999/",
    "{}review/",
    "{}result/",
    "{}versions/",
    "{}workflow/",
    "{}workflow/walk/",
)
ADMIN = ("/admin/", "/admin/interviews/interviewsession/")
ARABIC = "مساعد لحجز المواعيد في عيادة أسنان، اسمه نور"


@pytest.fixture(scope="module", autouse=True)
def reviewer(parley: Launched) -> None:
    staged.make_reviewer(parley.data_dir)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(parley: Launched, travel: Journey, scheme: str) -> None:
    found = travel(_look_at_all, parley.address, True, color_scheme=scheme)
    assert found == []


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_its_screen(parley: Launched, travel: Journey, size: str) -> None:
    assert travel(_measure_all, parley.address, True, viewport=SIZES[size]) == []


def _place(page: Page) -> str:
    """Where the page is, without what a form sent before its scripts ran has put behind that."""
    return page.url.partition("?")[0].partition("#")[0]


def _talked(page: Page, address: str) -> str:
    begin(page, address, "A returns assistant for our shoe shop. Call it Sole.")
    answer(page, "Customers with an order. On our website chat and by phone.")
    answer(page, "Look up orders, create return labels, and tell the refund status.")
    answer(page, "skip")
    return _place(page)


def _addresses(page: Page, address: str) -> list[str]:
    wizard = _talked(page, address)
    edit = page.locator("#slot-agent_name .value").get_attribute("href") or ""
    places = [place.format(wizard) if "{}" in place else address + place for place in PAGES]
    places = [address + edit if place.endswith("?edit") else place for place in places]
    made = _tool_pages(page, wizard) + _published(page, wizard) + _arabic(page, address)
    return places + made + _admin(page, address)


def _published(page: Page, wizard: str) -> list[str]:
    """Two versions side by side, and one as whoever has its link sees it."""
    page.goto(f"{wizard}review/")
    page.get_by_role("button", name="Publish version").click()
    page.wait_for_url("**/result/**")
    page.goto(f"{wizard}versions/")
    page.get_by_label("Change or share version 1").click()
    page.get_by_role("button", name="Make a link").first.click()
    return [f"{wizard}versions/compare/", page.locator("#new-link").get_attribute("href") or ""]


def _arabic(page: Page, address: str) -> list[str]:
    """Pages that run from right to left."""
    begin(page, address, ARABIC)
    there = _place(page)
    return [there, f"{there}review/", f"{there}result/"]


def _admin(page: Page, address: str) -> list[str]:
    """The admin site, from now on as a reviewer."""
    staged.log_in(page, address)
    page.goto(address + ADMIN[1])
    number = page.locator("a[href*='/interviewsession/'][href*='/change/']").first.get_attribute("href") or ""
    return [address + place for place in (*ADMIN, number.partition("?")[0])]


def _tool_pages(page: Page, wizard: str) -> list[str]:
    """The list of tools, one tool with its secret to set, and its operation with a call to try."""
    page.goto(f"{wizard}tools/")
    page.fill("#new-name", "Shop orders")
    page.get_by_role("button", name="Add it").click()
    tool = _place(page)
    page.select_option("#access-kind", "oauth2")
    page.fill("#access-token_url", "https://login.example.com/token")
    page.get_by_role("button", name="Save the access").click()
    page.goto(f"{tool}0/")
    page.fill("#op-name", "Cancel an order")
    page.select_option("#op-risk", "destructive")
    page.fill("#op-url", "https://api.example.com/orders/{order_number}")
    page.locator(".operation-form .primary").click()
    return [f"{wizard}tools/", tool, f"{tool}0/"]


def _look_at_all(page: Page, address: str) -> list[Any]:
    found = []
    for place in _addresses(page, address):
        page.goto(place, wait_until="networkidle")
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append((place, violation["id"], [node["html"][:120] for node in violation["nodes"][:3]]))
    return found


def _measure_all(page: Page, address: str) -> list[Any]:
    wide = []
    for place in _addresses(page, address):
        page.goto(place)
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if width > 0:
            wide.append((place, width))
    return wide
