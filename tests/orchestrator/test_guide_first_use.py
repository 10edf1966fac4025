"""What somebody who is new to Parley types: other names, whole greetings, and handovers told on the way."""

import pytest

from orchestrator.values import Escalation
from tests.orchestrator.test_guide_reopening import after
from tests.orchestrator.test_guide_talks import Turn, take


@pytest.mark.parametrize(
    "kept",
    [
        "help@ada.example",
        "Ada@desk.example",
        "https://ada.example/help",
        "https://desk.example/ask?agent=Ada",
        "www.ada.example/hours",
        "ada.example:8080",
        "localhost/chat/ada.html",
        "ada-support-line",
        "@ada",
    ],
)
def test_another_name_leaves_addresses_and_longer_words_as_they_are(kept: str) -> None:
    changed = after(
        "rename it to Juno",
        "tone",
        agent_name=("Ada",),
        greeting=(f"Hi, Ada here. More at {kept}.",),
        guardrails=(f"Ada's answers never mention {kept}, (Ada) says so",),
    )
    assert changed["agent_name"] == ["Juno"]
    assert changed["greeting"] == [f"Hi, Juno here. More at {kept}."]
    assert changed["guardrails"] == [f"Juno's answers never mention {kept}, (Juno) says so"]


def test_a_text_that_holds_the_old_name_in_an_address_alone_is_not_touched() -> None:
    changed = after("call it Juno", "tone", agent_name=("Ada",), knowledge=("The pages of ada.example",))
    assert changed == {"agent_name": ["Juno"], "knowledge": ["The pages of ada.example"]}


def test_a_name_of_several_parts_is_renamed_as_a_whole() -> None:
    changed = after(
        "rename it to Juno", "tone", agent_name=("Ann-Lou",), greeting=("Ann-Lou here, at ann-lou.example",)
    )
    assert changed["greeting"] == ["Juno here, at ann-lou.example"]


@pytest.mark.parametrize("asked", ["", "agent_role agent_name", "audience", "channels", "goals", "tone", "greeting"])
@pytest.mark.parametrize(
    "text",
    [
        'Greeting: "Hello, I am Ada. Which book may I find?"',
        'It greets with "Hello, I am Ada. Which book may I find?"',
        "The agent greets people with 'Hello, I am Ada. Which book may I find?'.",
        "The greeting should be “Hello, I am Ada. Which book may I find?”",
        'It opens with "Hello, I am Ada. Which book may I find?" for everyone.',
    ],
)
def test_a_greeting_in_quotation_marks_is_all_of_it_whatever_was_asked(text: str, asked: str) -> None:
    assert after(text, asked, tools=("Catalogue",)) == {
        "tools": ["Catalogue"],
        "greeting": ["Hello, I am Ada. Which book may I find?"],
    }


@pytest.mark.parametrize(
    "text",
    [
        'Change the greeting to "Good day. Which book is it?"',
        'The greeting is wrong, it should be "Good day. Which book is it?"',
        'Greeting: "Good day. Which book is it?"',
    ],
)
def test_a_quoted_greeting_takes_the_place_of_the_old_one(text: str) -> None:
    assert after(text, "audience", greeting=("Hi",)) == {"greeting": ["Good day. Which book is it?"]}


def test_what_stands_beside_a_quoted_greeting_is_read_as_ever() -> None:
    changed = after('Night owls. Ada greets them with "Still up? Tell me why.", in French', "audience", tone=("Dry",))
    assert changed == {
        "tone": ["Dry"],
        "audience": ["Night owls"],
        "languages": ["French"],
        "greeting": ["Still up? Tell me why."],
    }


def test_what_is_said_in_some_case_is_no_greeting() -> None:
    assert "greeting" not in after('If they are late, it opens with "Oh dear. What happened?"', "goals", tone=("Dry",))


def handovers(text: str, asked: str) -> list[tuple[str, str | None]]:
    _, draft = take(Turn(asked, text, {}), {})
    return [(f.value.when, f.value.to) for f in draft.get("escalation", ()) if isinstance(f.value, Escalation)]


@pytest.mark.parametrize("asked", ["", "agent_role agent_name", "goals metrics", "audience"])
@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Loans over 20 books need a human.", ("loans over 20 books", "a human")),
        ("Loans over 20 books go to a human.", ("loans over 20 books", "a human")),
        ("Damaged atlases need a person.", ("damaged atlases", "a person")),
        (
            "Late fees above 50 dollars have to be approved by the manager.",
            ("late fees above 50 dollars", "the manager"),
        ),
        ("Fines must be approved by the head librarian.", ("fines", "the head librarian")),
    ],
)
def test_a_handover_told_on_the_way_is_one_and_nothing_else(text: str, case: tuple[str, str], asked: str) -> None:
    told = f"A library assistant called Ada for our town. {text}"
    assert handovers(told, asked) == [case]
    assert not {"metrics", "guardrails"} & set(after(told, asked, tools=("Catalogue",)))
    assert set(after(text, asked, tools=("Catalogue",))) == {"tools", "escalation"}


@pytest.mark.parametrize(
    "text", ["Our library needs a manager.", "5% of the calls go to a human.", "Fewer than 10 chats need a human."]
)
def test_a_need_or_a_share_is_no_handover(text: str) -> None:
    assert handovers(text, "goals metrics") == []


@pytest.mark.parametrize("text", ["Shopify, to find bikes in stock", "Shopify, for finding bikes in stock"])
def test_what_a_tool_is_for_may_stand_behind_a_comma(text: str) -> None:
    _, draft = take(Turn("tools", text, {}), {})
    assert [(t.value.name, bool(t.value.purpose)) for t in draft["tools"]] == [("Shopify", True)]
