"""Where a tool is found is told beside its name, and is neither its name nor its purpose."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.guide import read
from orchestrator.messages import Asked
from orchestrator.values import Tool

STOCK = "https://stock.example/v2/items"


def tools(text: str, language: str = "en") -> list[Tool]:
    asked = Asked(topics=("tools",))
    found = read(Briefing(message_id=uuid4(), text=text, asked=asked, questions=(asked,), language=language)).proposals
    assert all(f.quote in text for f in found)
    return [f.value for f in found if isinstance(f.value, Tool)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"Odoo, it's at {STOCK}", "en"),
        (f"Odoo at {STOCK}.", "en"),
        (f"Odoo: {STOCK}", "en"),
        (f"Odoo ({STOCK})", "en"),
        (f"Odoo, die Adresse lautet {STOCK}", "de"),
        (f"Odoo, erreichbar unter {STOCK}", "de"),
        (f"Odoo, accessible à l'adresse {STOCK}", "fr"),
        (f"Odoo, está disponible en {STOCK}", "es"),
        (f"Odoo على {STOCK}", "ar"),
        (f"Odoo，地址是{STOCK}", "zh"),
    ],
)
def test_a_tool_we_know_keeps_the_address_told_with_it(text: str, language: str) -> None:
    (tool,) = tools(text, language)
    assert (tool.name, tool.url, tool.purpose) == ("Odoo", STOCK, None)


def test_a_tool_of_ones_own_keeps_address_method_and_purpose() -> None:
    (tool,) = tools(f"Our parts API at {STOCK} to look up spare parts")
    assert (tool.name, tool.purpose, tool.url) == ("parts API", "Look up spare parts", STOCK)
    (tool,) = tools(f"The parts system, POST {STOCK}")
    assert (tool.name, tool.method, tool.url) == ("Parts system", "POST", STOCK)


def test_of_several_tools_each_keeps_its_own_address() -> None:
    one, two = tools(f"We use Freshdesk (https://desk.example/api) to file tickets and Odoo, {STOCK}, for parts")
    assert (one.name, one.purpose, one.url) == ("Freshdesk", "File tickets", "https://desk.example/api")
    assert (two.name, two.purpose, two.url) == ("Odoo", "Parts", STOCK)
    first, second = tools(f"Odoo and Slack, {STOCK}")
    assert (first.url, second.url) == (None, STOCK)


def test_what_is_done_with_a_tool_behind_its_address_is_no_other_tool() -> None:
    assert "Finds parts by number" not in {
        t.name for t in tools(f"The parts system is at {STOCK} and finds parts by number")
    }


def test_chinese_joins_two_tools_without_a_blank() -> None:
    assert [tool.name for tool in tools("Odoo和Shopify", "zh")] == ["Odoo", "Shopify"]


def test_an_address_alone_is_no_tool() -> None:
    assert tools(STOCK) == []


def test_an_address_belongs_to_the_tool_before_it_however_that_is_spelt() -> None:
    one, two = tools("Odoo and teams, https://teams.example/api")
    assert (one.url, two.name, two.url) == (None, "Microsoft Teams", "https://teams.example/api")
    (gmail, mail) = tools("Gmail, https://g.example/a, and Mailjet, https://m.example/b")
    assert (gmail.url, mail.url) == ("https://g.example/a", "https://m.example/b")


def test_a_bracket_or_sign_of_chinese_ends_an_address() -> None:
    found = tools("Odoo（https://stock.example/v2）和Shopify", "zh")
    assert [(tool.name, tool.url) for tool in found] == [("Odoo", "https://stock.example/v2"), ("Shopify", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Odoo (docs: https://docs.example/odoo)",
        "Odoo for stock, see https://docs.example/odoo",
        "Odoo for stock, our status page is https://status.example/odoo",
    ],
)
def test_what_is_written_about_a_tool_is_not_where_it_is_called(text: str) -> None:
    assert [tool.url for tool in tools(text)] == [None] * len(tools(text))
