"""Interviews worth a picture: full, finished, of a document, at odds with itself; and a reviewer."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from config.environment import ROOT
from tests.journeys.conftest import answer
from tests.journeys.test_documents import bring

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
CLASH = {"guardrails": "Never give prices", "goals": "Quote repairs"}
REVIEWER, PASSWORD = "reviewer", "seen-and-noted-4711"


@dataclass(frozen=True)
class Staged:
    """The addresses of pages of interviews, each with its slash at the end."""

    full: str
    finished: str
    brought: str
    document: str
    clash: str
    tool: str
    shared: str

    @property
    def number(self) -> str:
        """The id of the full one."""
        return self.full.rstrip("/").rpartition("/")[2]


def stage(page: Page, address: str, picture: Path | None = None) -> Staged:
    """Talk through them all. The full one is also pictured on its way."""
    full = begin(page, address, OPENING)
    for text in ANSWERS:
        answer(page, text)
    if picture:
        page.wait_for_timeout(2500)
        page.screenshot(path=picture)
    answer(page, FLOW)
    document = bring(page, address)
    page.get_by_role("button", name="Accept").nth(1).click()
    page.get_by_role("button", name="Dismiss").first.click()
    finished = _finished(page, full)
    return Staged(
        full=full,
        finished=finished,
        shared=_shared(page, finished),
        brought=document.partition("documents/")[0],
        document=document,
        clash=_at_odds(page, address),
        tool=_set_up(page, full),
    )


def begin(page: Page, address: str, opening: str) -> str:
    """The address of a new interview whose first message is answered."""
    page.goto(address)
    page.fill("#opening", opening)
    page.press("#opening", "Enter")
    page.wait_for_url("**/i/**")
    page.locator(".told, .message.parley .number").last.wait_for()
    page.wait_for_timeout(500)
    return page.url.partition("?")[0].partition("#")[0]


def _finished(page: Page, full: str) -> str:
    """A copy of the full one, with a platform, published."""
    page.goto(f"{full.partition('/i/')[0]}/interviews/")
    page.locator(".row", has_text="Sole").first.locator("summary").click()
    page.locator(".row", has_text="Sole").first.get_by_role("button", name="Make a copy").click()
    page.wait_for_url("**/i/**")
    copied = page.url.partition("?")[0].partition("#")[0]
    _add(page, copied, "platform", "ElevenLabs")
    _publish(page, copied)
    page.goto(copied)
    answer(page, "It should also cancel orders, and it must never promise a delivery date")
    _publish(page, copied)
    return copied


def _publish(page: Page, place: str) -> None:
    page.goto(f"{place}review/")
    page.get_by_role("button", name="Publish version").click()
    page.wait_for_url("**/result/**")


def _shared(page: Page, finished: str) -> str:
    """The address of its newest version for whoever has the link."""
    page.goto(f"{finished}versions/")
    page.get_by_label("Change or share version 2").click()
    page.get_by_role("button", name="Make a link").first.click()
    return page.locator("#new-link").get_attribute("href") or ""


def _at_odds(page: Page, address: str) -> str:
    """What was put in by hand does not go together, and one answer was left to Parley."""
    place = begin(page, address, "A repair desk for bicycles, called Spoke")
    answer(page, "skip")
    for slot, text in CLASH.items():
        _add(page, place, slot, text)
    return place


def _add(page: Page, place: str, slot: str, text: str) -> None:
    """Put it into the draft by hand."""
    page.goto(f"{place}?add={slot}")
    page.fill(f"#{slot}-text", text)
    page.locator(f"#slot-{slot}").get_by_role("button", name="Save").click()
    page.locator(f"#slot-{slot} .value").first.wait_for()


def make_reviewer(data_dir: Path) -> None:
    """An account that may enter the admin site, as `make admin` makes it."""
    environment = {
        **os.environ,
        "PARLEY_DATA_DIR": str(data_dir),
        "DJANGO_SUPERUSER_USERNAME": REVIEWER,
        "DJANGO_SUPERUSER_EMAIL": "",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }
    command = [sys.executable, "manage.py", "createsuperuser", "--noinput"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def log_in(page: Page, address: str, password: str = PASSWORD) -> None:
    page.goto(f"{address}/login/")
    page.get_by_label("Name").fill(REVIEWER)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_load_state()


def _set_up(page: Page, full: str) -> str:
    """The tool that was told of, with one operation."""
    page.goto(f"{full}tools/")
    page.get_by_role("link", name="Shopify", exact=True).first.click()
    tool = page.url
    page.select_option("#access-kind", "api_key")
    page.fill("#access-header", "X-Shopify-Access-Token")
    page.get_by_role("button", name="Save the access").click()
    page.goto(f"{tool}0/")
    page.fill("#op-name", "Look up an order")
    page.fill("#op-purpose", "Says where an order is and what is in it")
    page.select_option("#op-risk", "read")
    page.select_option("#op-method", "GET")
    page.fill("#op-url", "https://strider.example/admin/orders/{order_number}.json")
    for column, text in (("name", "order_number"), ("description", "The number on the receipt"), ("example", "1042")):
        page.fill(f"#inputs-0-{column}", text)
    page.fill("#op-when", "The customer asks where a parcel is, or wants to return something")
    page.locator(".operation-form .primary").click()
    return tool
