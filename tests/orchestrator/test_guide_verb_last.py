"""German puts the verb of a clause last: an opening that tells what is wanted in such a clause is read all the same."""

import pytest

from orchestrator.facts import Draft
from tests.orchestrator.test_guide_besides import after

FRESH: Draft = {}


def opened(text: str) -> dict[str, list[str]]:
    return after(text, "agent_role", "agent_name", draft=FRESH, language="de")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Wir möchten einen Assistenten, der unseren Patinnen am Telefon Fragen zu Futter und Impfungen beantwortet "
            "und Besuche einträgt; er soll herzlich und klar klingen.",
            {
                "agent_role": [
                    "Assistent, der unseren Patinnen am Telefon Fragen zu Futter und Impfungen beantwortet und Besuche "
                    "einträgt"
                ],
                "goals": [
                    "Unseren Patinnen am Telefon Fragen zu Futter und Impfungen beantworten",
                    "Besuche eintragen",
                ],
                "channels": ["Phone"],
                "tone": ["Herzlich", "Klar"],
            },
        ),
        (
            "Ich brauche jemanden, der Pakete annimmt, Nachbarn benachrichtigt und nie Adressen weitergibt.",
            {
                "agent_role": ["Jemand, der Pakete annimmt, Nachbarn benachrichtigt und nie Adressen weitergibt"],
                "goals": ["Pakete annehmen", "Nachbarn benachrichtigen"],
                "guardrails": ["Nie Adressen weitergeben"],
            },
        ),
        (
            "Wir suchen ein Programm, das unsere Kundinnen per WhatsApp über Ersatzteile informiert.",
            {
                "agent_role": ["Programm, das unsere Kundinnen per WhatsApp über Ersatzteile informiert"],
                "goals": ["Unsere Kundinnen per WhatsApp über Ersatzteile informieren"],
                "channels": ["WhatsApp"],
            },
        ),
        (
            "Wir brauchen einen geduldigen Assistenten für die Bücherei, der Ausleihen verlängern oder stornieren kann "
            "und Leser erinnert, wenn etwas fällig ist. Er heißt Kauz.",
            {
                "agent_role": ["Geduldiger Assistent für die Bücherei"],
                "goals": ["Ausleihen verlängern oder stornieren", "Leser erinnern, wenn etwas fällig ist"],
                "agent_name": ["Kauz"],
            },
        ),
        (
            "Gesucht: eine Assistentin, die Mila heißt, Deutsch und Polnisch spricht und Familien hilft, Plätze zu "
            "finden",
            {
                "agent_role": [
                    "Assistentin, die Mila heißt, Deutsch und Polnisch spricht und Familien hilft, Plätze zu finden"
                ],
                "agent_name": ["Mila"],
                "languages": ["German", "Polish"],
                "goals": ["Familien helfen, Plätze zu finden"],
            },
        ),
        (
            "Wir wollen einen Bot, der nicht nur Fragen sammelt, sondern auch Termine vergibt, und er soll sachlich "
            "sein",
            {
                "agent_role": ["Bot, der nicht nur Fragen sammelt, sondern auch Termine vergibt"],
                "goals": ["Fragen sammeln", "Termine vergeben"],
                "tone": ["Sachlich"],
            },
        ),
    ],
)
def test_each_deed_of_the_clause_is_told(text: str, told: dict[str, list[str]]) -> None:
    assert opened(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Wir möchten einen Bot, den unsere Mieter anrufen",
        "Wir brauchen ein System, das der Hausmeister versteht",
        "Frau Lenz ist unsere Helferin, die Schlüssel verteilt",
    ],
)
def test_what_others_do_is_no_goal(text: str) -> None:
    assert "goals" not in opened(text)


@pytest.mark.parametrize(
    ("language", "text", "tone"),
    [
        ("de", "Er soll ruhig und herzlich klingen", ["Ruhig", "Herzlich"]),
        ("fr", "Il doit être poli et bref", ["Poli", "Bref"]),
        ("es", "Debe sonar amable y breve", ["Amable", "Breve"]),
        ("en", "It should sound calm and warm", ["Calm", "Warm"]),
    ],
)
def test_how_it_should_sound_is_a_tone_whatever_was_asked(language: str, text: str, tone: list[str]) -> None:
    assert after(text, "goals", language=language) == {"tone": tone}
