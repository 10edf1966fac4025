"""A yes to "is everything correct?" with talk around it, and orders with their verb last."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import read
from orchestrator.messages import Asked
from orchestrator.values import Tool

DRAFT: Draft = {
    "agent_role": (Fact(value="Werkstattassistent"),),
    "agent_name": (Fact(value="Rad"),),
    "knowledge": (Fact(value="Kundendaten"),),
    "tools": (Fact(value=Tool(name="Trello")), Fact(value=Tool(name="Lexware"))),
}


def told(text: str, language: str, topic: str = "confirm") -> Briefing:
    return Briefing(message_id=uuid4(), text=text, draft=DRAFT, asked=Asked(topics=(topic,)), language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ja, das können wir so übernehmen, herzlichen Dank Ihnen."),
        ("de", "Ja, alles stimmt so."),
        ("de", "So kann es bleiben, danke."),
        ("de", "Ja genau, damit sind wir sehr zufrieden!"),
        ("en", "Yes, let's keep it that way, many thanks."),
        ("en", "Yes, we are very happy with the result"),
        ("fr", "Oui, laissons tout comme ça, merci bien."),
        ("fr", "Oui, tout me convient."),
        ("es", "Sí, lo dejamos tal cual, gracias."),
        ("es", "Sí, me gusta mucho."),
        ("ar", "نعم، لنتركه كما هو، شكرا لك"),
        ("zh", "对的，我很满意，感谢您。"),
    ],
)
def test_a_yes_with_thanks_and_contentment_around_it_is_a_yes(language: str, text: str) -> None:
    meant = read(told(text, language))
    assert meant.command is not None
    assert meant.command.name == "generate"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ja, aber so können wir das nicht lassen."),
        ("de", "Ja, danke, aber der Ton gefällt mir nicht."),
        ("en", "Yes, we can leave it like that once the greeting is shorter."),
        ("fr", "Oui, mais le ton ne me plaît pas, merci."),
    ],
)
def test_a_yes_that_goes_on_with_a_but_is_none(language: str, text: str) -> None:
    assert read(told(text, language)).command is None


@pytest.mark.parametrize(
    ("language", "topic", "text", "left"),
    [
        ("de", "confirm", "Trello bitte weglassen.", ["Lexware"]),
        ("de", "confirm", "Trello kann weg, danke", ["Lexware"]),
        ("de", "tone", "Das Werkzeug Lexware bitte wieder entfernen.", ["Trello"]),
        ("de", "goals", "Lexware bitte löschen", ["Trello"]),
        ("de", "confirm", "Lexware und Trello können wir streichen.", []),
        ("de", "confirm", "Slack und Trello bitte streichen.", ["Trello", "Lexware"]),
        ("fr", "confirm", "Trello est à supprimer", ["Lexware"]),
        ("zh", "confirm", "Trello可以去掉", ["Lexware"]),
    ],
)
def test_an_order_behind_what_it_names_takes_it_out(language: str, topic: str, text: str, left: list[str]) -> None:
    draft = apply(DRAFT, read(told(text, language, topic)).proposals).draft
    assert [fact.text for fact in said(draft, "tools")] == left


def test_what_is_to_be_deleted_is_a_goal_where_goals_were_asked() -> None:
    draft = apply(DRAFT, read(told("Kundendaten löschen", "de", "goals")).proposals).draft
    assert [fact.text for fact in said(draft, "goals")] == ["Kundendaten löschen"]
    assert said(draft, "knowledge")
