"""What the agent is called, where German tells it in a clause with its verb last."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import read
from orchestrator.messages import Asked


def after(text: str, draft: Draft, *topics: str) -> dict[str, list[str]]:
    told = Briefing(message_id=uuid4(), text=text, draft=draft, asked=Asked(topics=topics), language="de")
    now = apply(draft, read(told).proposals).draft
    return {slot: [fact.text for fact in said(now, slot)] for slot in now}


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Wir suchen eine Assistentin, die Frau Holm heißt.", "Assistentin", "Frau Holm"),
        ("Eine Telefonhilfe, die Birte heißen soll", "Telefonhilfe", "Birte"),
        (
            "Wir möchten einen Bot, der Nils heißen soll und Boote reserviert.",
            "Bot, der Nils heißen soll und Boote reserviert",
            "Nils",
        ),
        ("Es soll eine Annahme für Reparaturen sein", "Annahme für Reparaturen", None),
        ("Das soll ein Empfang für unsere Gäste werden.", "Empfang für unsere Gäste", None),
    ],
)
def test_an_opening_gives_what_it_is_and_what_it_is_called(text: str, role: str, name: str | None) -> None:
    now = after(text, {}, "agent_role", "agent_name")
    assert now["agent_role"] == [role]
    if name:
        assert now["agent_name"] == [name]
        assert "goals" not in now or now["goals"] == ["Boote reservieren"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Assistent soll Frau Holm heißen, weil unsere Gäste diesen Namen aus dem Prospekt kennen.",
        "Sie sollte Frau Holm heißen, denn so steht es im Vertrag mit der Gemeinde",
    ],
)
def test_a_reason_behind_a_name_is_no_name(text: str) -> None:
    assert after(text, {"agent_role": (Fact(value="Empfang"),)}, "agent_name")["agent_name"] == ["Frau Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "Er soll Birger heißen.",
        "Wir brauchen einen Assistenten, der Boote vermietet und Anrufe annimmt. Er soll Birger heißen.",
    ],
)
def test_a_name_told_in_a_sentence_of_its_own_is_one(text: str) -> None:
    assert after(text, {}, "agent_role", "agent_name")["agent_name"] == ["Birger"]


def test_those_who_will_use_it_are_not_its_name() -> None:
    now = after("Gäste, am Telefon, nur Deutsch", {"agent_role": (Fact(value="Assistent"),)}, "agent_name")
    assert now["languages"] == ["German"]
    assert "agent_name" not in now
