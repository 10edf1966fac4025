"""What happens while an answer is being written: reload, Stop, the next message, a killed server."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Journey
from tests.launched import Launched

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def slow(launch: Any, fake_model: str) -> Launched:
    """A Parley whose model writes 100 words, one every 40 ms."""
    model = {"PARLEY_MODEL": "openai/fake-200-40-100", "PARLEY_MODEL_TIMEOUT": "120"}
    one: Launched = launch(**model, OPENAI_API_BASE=fake_model, OPENAI_API_KEY="none")
    one.ready()
    return one


def begun(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Begin the interview").click()
    page.wait_for_url("**/i/**")
    expect(page.locator("body[data-socket=open]")).to_be_attached()


def say(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


def test_a_reload_in_mid_turn_shows_the_message_and_goes_on_with_the_answer(slow: Launched, travel: Journey) -> None:
    travel(_reload, slow.address)


def _reload(page: Page, address: str) -> None:
    begun(page, address)
    say(page, "A returns assistant called Sole")
    expect(page.locator("#transcript")).to_contain_text("W3@", timeout=120_000)
    page.reload()
    expect(page.locator("#transcript")).to_contain_text("A returns assistant called Sole")
    expect(page.locator("#transcript")).to_contain_text("W3@", timeout=120_000)
    expect(page.locator(".told")).to_be_visible(timeout=120_000)
    expect(page.locator("#transcript")).to_contain_text("W99@")
    assert page.locator(".message.person").count() == 1
    assert page.locator(".message.parley").count() == 2


def test_stop_keeps_what_was_said_so_far(slow: Launched, travel: Journey) -> None:
    travel(_stop, slow.address)


def _stop(page: Page, address: str) -> None:
    begun(page, address)
    say(page, "A returns assistant called Sole")
    expect(page.locator("#transcript")).to_contain_text("W3@", timeout=120_000)
    page.keyboard.press("Escape")
    expect(page.locator("#transcript")).to_contain_text("Stopped.")
    expect(page.locator("#transcript")).not_to_contain_text("W99@")
    expect(page.locator("#slot-agent_name")).to_contain_text("Sole")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_visible()


def test_a_message_sent_while_a_turn_runs_waits_for_its_turn(slow: Launched, travel: Journey) -> None:
    travel(_queue, slow.address)


def _queue(page: Page, address: str) -> None:
    begun(page, address)
    say(page, "A returns assistant called Sole")
    expect(page.locator("#transcript")).to_contain_text("W3@", timeout=120_000)
    say(page, "Customers with an order")
    expect(page.locator("#transcript")).to_contain_text("waiting for the answer before")
    expect(page.locator("#slot-audience")).to_contain_text("Customers", timeout=120_000)
    said = page.locator(".message .text").all_inner_texts()
    assert said[1] == "A returns assistant called Sole"
    assert said[3] == "Customers with an order"


@pytest.mark.parametrize("name", ["daphne", "valkey-server"])
def test_a_server_killed_in_mid_turn_loses_and_doubles_nothing(with_model: Any, travel: Journey, name: str) -> None:
    one = with_model()
    travel(lambda page, address: _killed(page, address, one, name), one.address, tolerant=True)


def _killed(page: Page, address: str, one: Launched, name: str) -> None:
    begun(page, address)
    say(page, "A returns assistant called Sole")
    expect(page.locator("#transcript")).to_contain_text("W3@", timeout=120_000)
    page.fill("#text", "Half a thought")
    one.part(name).kill()
    if name == "daphne":
        expect(page.locator("#connection")).to_contain_text("The connection is lost")
        expect(page.locator("#connection")).to_have_text("Connected again. Everything is up to date.", timeout=120_000)
    expect(page.locator(".told")).to_be_visible(timeout=120_000)
    expect(page.locator("#transcript")).to_contain_text("W99@")
    expect(page.locator("#text")).to_have_value("Half a thought")
    page.reload()
    assert page.locator(".message.person").count() == 1
    assert page.locator(".message.parley").count() == 2
    expect(page.locator("#slot-agent_name .fact")).to_have_count(1)
