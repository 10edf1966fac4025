"""Words that could be two things: an answer that is also the name of its question, a first word that is no name, a
question that is no goal."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft
from orchestrator.guide.heard import PARTIAL_BELOW
from orchestrator.guide.read import read
from orchestrator.messages import Asked
from tests.orchestrator.test_guide_besides import after

FRESH: Draft = {}


@pytest.mark.parametrize(
    ("topic", "text", "values"),
    [
        ("audience", "Visitors and users", ["Visitors", "Users"]),
        ("audience", "users", ["Users"]),
        ("knowledge", "Documents", ["Documents"]),
        ("knowledge", "Our knowledge base", ["Our knowledge base"]),
        ("audience", "Users? Well, rowers", ["Rowers"]),
    ],
)
def test_an_answer_that_is_called_as_its_question_is_an_answer(topic: str, text: str, values: list[str]) -> None:
    assert after(text, topic, draft=FRESH) == {topic: values}


@pytest.mark.parametrize(
    ("language", "topic", "text"),
    [
        ("de", "audience", "Nutzer"),
        ("de", "knowledge", "Unsere Dokumente"),
        ("es", "audience", "Usuarios"),
        ("fr", "audience", "Utilisateurs"),
        ("zh", "audience", "用户"),
        ("ar", "audience", "المستخدمون"),
    ],
)
def test_it_is_in_every_language(language: str, topic: str, text: str) -> None:
    assert after(text, topic, draft=FRESH, language=language) == {topic: [text]}


def test_a_question_asked_back_is_none() -> None:
    assert "knowledge" not in after("Sources? no clue", "knowledge", draft=FRESH)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Call it Welsh", "Welsh"), ("name it Danish please", "Danish"), ("Its name is Latin", "Latin")],
)
def test_a_language_behind_a_word_of_naming_is_a_name(text: str, name: str) -> None:
    assert after(text, "agent_name", draft=FRESH)["agent_name"] == [name]


OPENING = ("agent_role", "agent_name")


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("en", "Please, a ticket bot for our ferry", "Ticket bot for our ferry"),
        ("en", "Honestly, an assistant for our choir", "Assistant for our choir"),
        ("en", "Maybe, a tour guide for our cave", "Tour guide for our cave"),
        ("en", "Shopify is our support platform. We want a bot for exchanges.", "Bot for exchanges"),
        ("en", "Tomas, our clerk, retires. We need a bot that lends skates", "Bot that lends skates"),
        ("en", "Greta is our support agent and she needs a rest", "Support agent"),
        ("de", "Bitte, eine Assistentin für unseren Chor", "Assistentin für unseren Chor"),
    ],
)
def test_a_first_word_a_tool_and_a_colleague_are_no_names(language: str, text: str, role: str) -> None:
    known = after(text, *OPENING, draft=FRESH, language=language)
    assert "agent_name" not in known
    assert known["agent_role"] == [role]


@pytest.mark.parametrize(
    ("language", "text", "name", "role"),
    [
        ("en", "Skipper, a ticket bot for our ferry", "Skipper", "Ticket bot for our ferry"),
        ("de", "Ronja, eine Assistentin für unseren Chor", "Ronja", "Assistentin für unseren Chor"),
        ("fr", "Zélie, une assistante pour notre chorale", "Zélie", "Assistante pour notre chorale"),
        ("es", "Inés, una asistente para nuestro coro", "Inés", "Asistente para nuestro coro"),
    ],
)
def test_a_name_beside_what_it_is_is_kept_and_asked_about(language: str, text: str, name: str, role: str) -> None:
    told = Briefing(message_id=uuid4(), text=text, asked=Asked(topics=OPENING), language=language)
    named = [p for p in read(told).proposals if p.slot == "agent_name"]
    assert [p.value for p in named] == [name]
    assert named[0].confidence < PARTIAL_BELOW
    assert after(text, *OPENING, draft=FRESH, language=language)["agent_role"] == [role]


@pytest.mark.parametrize(
    ("language", "text", "goal", "name"),
    [
        (
            "en",
            "Guests ask when the boat leaves and we want a dive helper called Coral",
            "Tell when the boat leaves",
            "Coral",
        ),
        (
            "en",
            "Guests ask us if towels are free, so we need a desk bot called Tuft",
            "Tell if towels are free",
            "Tuft",
        ),
        ("de", "Gäste fragen, ob es regnet, und wir wollen einen Bot namens Ulf", "Sagen, ob es regnet", "Ulf"),
        (
            "fr",
            "Les clients demandent si le lac est ouvert et nous voulons un assistant nommé Zoé",
            "Dire si le lac est ouvert",
            "Zoé",
        ),
        (
            "es",
            "Los clientes preguntan cuánto cuesta y queremos un asistente llamado Leo",
            "Decir cuánto cuesta",
            "Leo",
        ),
    ],
)
def test_a_question_ends_where_the_person_tells_of_the_agent(language: str, text: str, goal: str, name: str) -> None:
    known = after(text, *OPENING, draft=FRESH, language=language)
    assert known["goals"] == [goal]
    assert known["agent_name"] == [name]
    assert known["agent_role"]


@pytest.mark.parametrize(
    "text",
    [
        "Guests ask which captain drinks; never tell them",
        "Guests ask what other guests paid, but it must not say that",
        "Guests ask who sleeps next door. Never tell them that.",
        "Guests ask me how I am",
    ],
)
def test_what_is_not_to_be_told_and_small_talk_are_no_goals(text: str) -> None:
    assert "goals" not in after(text, *OPENING, draft=FRESH)


def test_a_complaint_behind_a_question_forbids_nothing() -> None:
    known = after("Guests ask when the boat leaves, and we never have time to answer.", *OPENING, draft=FRESH)
    assert known["goals"] == ["Tell when the boat leaves"]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "We'd like something called Fizz for our brewery that plans tours",
            {"agent_name": ["Fizz"], "agent_role": ["Something for our brewery that plans tours"]},
        ),
        (
            "en",
            "We want something called Fizz that speaks Dutch and Greek",
            {"agent_name": ["Fizz"], "languages": ["Dutch", "Greek"]},
        ),
        (
            "en",
            "We want something called Fizz that plans tours and never sells beer",
            {"agent_name": ["Fizz"], "goals": ["Plan tours"], "guardrails": ["Never sell beer"]},
        ),
        (
            "en",
            "We need something called Fizz to lend glasses on WhatsApp",
            {"agent_name": ["Fizz"], "channels": ["WhatsApp"], "goals": ["Lend glasses on WhatsApp"]},
        ),
        (
            "de",
            "Wir brauchen etwas namens Ulf für unsere Brauerei, das Führungen plant",
            {"agent_name": ["Ulf"], "goals": ["Führungen planen"]},
        ),
    ],
)
def test_what_follows_something_called_so_is_kept(language: str, text: str, told: dict[str, list[str]]) -> None:
    known = after(text, *OPENING, draft=FRESH, language=language)
    assert {slot: known.get(slot) for slot in told} == told
    assert not any("Speak" in goal for goal in known.get("goals", []))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We want to get rid of something called Badger that plans tours"),
        ("en", "We need help with something called HACCP that applies to breweries"),
        ("en", "We want something called Badger replaced that plans tours"),
        ("en", "I want to create a brand called Badger and need an assistant"),
        ("de", "Wir wollen etwas namens Dachs loswerden, das Führungen plant"),
        ("fr", "Nous voulons nous débarrasser de quelque chose nommé Blaireau qui planifie des visites"),
    ],
)
def test_what_is_to_go_or_is_something_else_names_no_agent(language: str, text: str) -> None:
    known = after(text, *OPENING, draft=FRESH, language=language)
    assert "agent_name" not in known
    assert not any("omething" in role for role in known.get("agent_role", []))
