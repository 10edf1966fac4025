"""The line between an open page and Parley: idle, dead, cut, asleep. The page comes back by itself, nothing is lost."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, WebSocket, expect

from sessions.access import COOKIE
from tests.journeys.conftest import Journey
from tests.journeys.test_mid_turn import begun, say
from tests.journeys.wire import Wire, wired
from tests.launched import Launched

pytestmark = pytest.mark.journey
# As in static/js/line.js, in milliseconds.
BEAT, PATIENCE = 15_000, 8_000


@pytest.fixture
def wire(parley: Launched) -> Iterator[Wire]:
    with wired(parley.address) as one:
        yield one


@pytest.fixture
def over(wire: Wire, travel: Journey) -> Callable[..., None]:
    """Runs `journey(page, wire)` on a page just begun, whose clock is the test's to turn."""

    def run(journey: Callable[[Page, Wire], None]) -> None:
        def begin(page: Page, address: str) -> None:
            page.clock.install()
            begun(page, address)
            journey(page, wire)

        travel(begin, wire.address, tolerant=True)

    return run


def passes(page: Page, milliseconds: int) -> None:
    """So much time goes by at once: what was due meanwhile happens, each thing once."""
    page.clock.fast_forward(milliseconds)


def goes_unheard(page: Page) -> None:
    """Parley is asked for a sign of life, and the time to give one goes by."""
    passes(page, BEAT)
    passes(page, PATIENCE)
    expect(page.locator("body[data-socket=lost]")).to_be_attached()


def comes_back(page: Page) -> None:
    """Whatever the page waits for before it tries again goes by."""
    passes(page, PATIENCE)
    expect(page.locator("#connection")).to_have_text("Connected again. Everything is up to date.")
    expect(page.locator("body[data-socket=open]")).to_be_attached()


def say_elsewhere(page: Page, parley: Launched, text: str) -> None:
    """The same person sends a message through another door, which works."""
    cookie = next(one["value"] for one in page.context.cookies() if one["name"] == COOKIE)  # type: ignore[index]
    interview = page.url.split("/i/")[1].split("/")[0]
    request = urllib.request.Request(
        f"{parley.address}/api/v1/sessions/{interview}/message",
        json.dumps({"message": text}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {cookie}"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 200


def test_a_line_that_is_idle_stays_up_and_hears_of_other_doors(parley: Launched, travel: Journey) -> None:
    travel(lambda page, address: _idle(page, address, parley), parley.address)


def _idle(page: Page, address: str, parley: Launched) -> None:
    lines: list[WebSocket] = []
    page.on("websocket", lambda line: lines.append(line))
    begun(page, address)
    page.wait_for_timeout(12_000)  # really: servers and drivers have time limits of 5 and 10 seconds
    say_elsewhere(page, parley, "A returns assistant called Sole")
    expect(page.locator("#slot-agent_name")).to_contain_text("Sole")
    assert len(lines) == 1


def test_half_an_hour_of_silence_is_one_line_as_live_at_its_end_as_at_its_beginning(
    parley: Launched, travel: Journey
) -> None:
    travel(_half_an_hour, parley.address)


def _half_an_hour(page: Page, address: str) -> None:
    lines: list[WebSocket] = []
    page.on("websocket", lambda line: lines.append(line))
    page.clock.install()
    begun(page, address)
    for _ in range(30 * 60_000 // BEAT):
        with lines[0].expect_event("framereceived"):
            passes(page, BEAT)
    say(page, "A returns assistant called Sole")
    expect(page.locator("#slot-agent_name")).to_contain_text("Sole")
    assert len(lines) == 1


def test_a_line_that_goes_dead_without_a_word_is_noticed_and_opened_again(parley: Launched, over: Any) -> None:
    def dead(page: Page, wire: Wire) -> None:
        wire.goes_dead()
        goes_unheard(page)
        say_elsewhere(page, parley, "A returns assistant called Sole")
        wire.is_mended()
        comes_back(page)
        expect(page.locator("#transcript")).to_contain_text("A returns assistant called Sole")
        expect(page.locator("#slot-agent_name")).to_contain_text("Sole")

    over(dead)


def test_what_is_said_into_a_dead_line_is_shown_as_unsent_and_sent_once(over: Any) -> None:
    def unsent(page: Page, wire: Wire) -> None:
        wire.goes_dead()
        say(page, "A returns assistant called Sole")
        say(page, "Customers with an order")
        page.fill("#text", "Look up")
        passes(page, PATIENCE)
        expect(page.locator("#connection")).to_contain_text("The connection is lost")
        said = ["A returns assistant called Sole", "Customers with an order"]
        expect(page.locator("[data-outbox] li")).to_have_text(said)
        wire.is_mended()
        comes_back(page)
        expect(page.locator("#slot-audience")).to_contain_text("Customers")
        expect(page.locator("[data-outbox] li")).to_have_count(0)
        expect(page.locator(".message.person .text")).to_have_text(said)
        expect(page.locator("#text")).to_have_value("Look up")

    over(unsent)


def test_what_is_unsent_outlives_a_reload(over: Any) -> None:
    def reloaded(page: Page, wire: Wire) -> None:
        wire.goes_dead()
        say(page, "A returns assistant called Sole")
        wire.is_mended()
        page.reload()
        expect(page.locator("#slot-agent_name")).to_contain_text("Sole")
        expect(page.locator(".message.person")).to_have_count(1)
        expect(page.locator("[data-outbox] li")).to_have_count(0)

    over(reloaded)


def test_a_laptop_that_slept_finds_its_line_dead_and_what_happened_meanwhile(parley: Launched, over: Any) -> None:
    def slept(page: Page, wire: Wire) -> None:
        wire.goes_dead()
        say_elsewhere(page, parley, "A returns assistant called Sole")
        passes(page, 8 * 3600_000)
        passes(page, PATIENCE)
        expect(page.locator("#connection")).to_contain_text("The connection is lost")
        wire.is_mended()
        comes_back(page)
        expect(page.locator("#slot-agent_name")).to_contain_text("Sole")

    over(slept)


def test_a_page_that_was_frozen_shows_what_happened_meanwhile(parley: Launched, travel: Journey) -> None:
    travel(lambda page, address: _frozen(page, address, parley), parley.address)


def _frozen(page: Page, address: str, parley: Launched) -> None:
    begun(page, address)
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    say_elsewhere(page, parley, "A returns assistant called Sole")
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    expect(page.locator("#transcript")).to_contain_text("A returns assistant called Sole")
    expect(page.locator("#slot-agent_name")).to_contain_text("Sole")


def test_a_network_that_is_switched_off_is_told_and_forgotten_when_it_is_back(over: Any) -> None:
    def offline(page: Page, wire: Wire) -> None:
        page.context.set_offline(True)
        wire.is_cut()
        expect(page.locator("#connection")).to_contain_text("You are offline")
        say(page, "A returns assistant called Sole")
        expect(page.locator("[data-outbox] li")).to_have_text("A returns assistant called Sole")
        wire.is_mended()
        page.context.set_offline(False)
        expect(page.locator("#slot-agent_name")).to_contain_text("Sole")
        expect(page.locator("#connection")).to_have_text("Connected again. Everything is up to date.")
        passes(page, 5_000)
        expect(page.locator("#connection")).to_be_empty()

    over(offline)


def test_an_answer_being_put_differently_outlives_a_new_line(over: Any) -> None:
    def edited(page: Page, wire: Wire) -> None:
        say(page, "A returns assistant called Sole")
        expect(page.locator("#slot-agent_name")).to_contain_text("Sole")
        page.get_by_role("link", name="Change answer 1").click()
        expect(page.locator("[data-edit-form]")).to_be_visible()
        expect(page.locator(".htmx-added")).to_have_count(0)
        page.locator("[data-edit-form] textarea").fill("A returns assistant called Heel")
        wire.is_cut()
        expect(page.locator("body[data-socket=lost]")).to_be_attached()
        wire.is_mended()
        comes_back(page)
        expect(page.locator("[data-edit-form] textarea")).to_have_value("A returns assistant called Heel")
        expect(page.locator("[data-edit-form] textarea")).to_be_focused()
        page.get_by_role("button", name="See what would change").click()
        page.get_by_role("button", name="Replace my answer").click()
        expect(page.locator("#slot-agent_name")).to_contain_text("Heel")

    over(edited)


def test_an_edit_by_hand_that_cannot_be_saved_says_so_and_stays(over: Any) -> None:
    def unsaved(page: Page, wire: Wire) -> None:
        page.locator("#slot-agent_name .add").click()
        box = page.locator("#slot-agent_name input[name=text]")
        expect(box).to_be_visible()
        expect(page.locator(".htmx-added")).to_have_count(0)  # before that it is a plain form
        box.fill("Heel")
        wire.is_cut()
        box.press("Enter")
        expect(page.locator("#problems")).to_contain_text("Parley could not be reached")
        expect(box).to_have_value("Heel")
        wire.is_mended()
        comes_back(page)
        box.press("Enter")
        expect(page.locator("#slot-agent_name")).to_contain_text("locked")

    over(unsaved)


def test_the_panel_is_not_fetched_anew_while_it_waits_for_an_answer_of_its_own(
    parley: Launched, travel: Journey
) -> None:
    travel(_late_answer, parley.address)


def _late_answer(page: Page, address: str) -> None:
    """News of an edit may come before its own answer, which then needs the panel where it was asked for."""
    begun(page, address)
    say(page, "A returns assistant called Sole")
    expect(page.locator("#slot-agent_name")).to_contain_text("Sole")
    page.locator("#slot-agent_role .value").click()
    box = page.locator("#slot-agent_role input[name=text]")
    expect(box).to_be_visible()
    expect(page.locator(".htmx-added")).to_have_count(0)
    box.fill("Complaints assistant")
    box.press("Enter")
    expect(page.locator("#slot-agent_role")).to_contain_text("locked")
    revision = int(page.locator("#stages").get_attribute("data-revision") or 0)
    fetched: list[Request] = []
    page.on("request", lambda request: fetched.append(request) if "/panel/" in request.url else None)

    def late(route: Route) -> None:
        response = route.fetch()
        expect(page.locator(f"#stages[data-revision='{revision + 1}']")).to_be_attached()
        for request in fetched:
            request.response().finished()  # type: ignore[union-attr]
        assert fetched == []
        route.fulfill(response=response)

    page.route("**/facts/**", late)
    page.locator("#slot-agent_role").get_by_role("button", name="Unlock").click()
    expect(page.locator("#slot-agent_role")).not_to_contain_text("locked")
