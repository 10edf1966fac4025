"""A slot called by its name and what it shall be is a correction, whatever was asked, in the words of any language."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import read
from orchestrator.messages import Asked

DRAFT: Draft = {
    "agent_role": (Fact(value="Bootsverleih"),),
    "agent_name": (Fact(value="Welle"),),
    "audience": (Fact(value="Urlauber"),),
}


def after(text: str, language: str, topic: str) -> dict[str, list[str]]:
    """What a message adds or changes, as texts by slot."""
    told = Briefing(message_id=uuid4(), text=text, draft=DRAFT, asked=Asked(topics=(topic,)), language=language)
    now = apply(DRAFT, read(told).proposals).draft
    return {slot: [fact.text for fact in said(now, slot)] for slot in now if now[slot] != DRAFT.get(slot)}


@pytest.mark.parametrize(
    ("language", "topic", "text", "told"),
    [
        ("de", "audience", "Nein, der Name lautet Herr Petersen, nicht Welle", {"agent_name": ["Herr Petersen"]}),
        ("de", "tone", "Bitte ändern Sie den Namen in Kaja.", {"agent_name": ["Kaja"]}),
        ("de", "goals", "Den Namen bitte auf Kaja ändern", {"agent_name": ["Kaja"]}),
        ("de", "tone", "Der Name ist übrigens Kaja", {"agent_name": ["Kaja"]}),
        ("de", "metrics", "Der Name sollte doch Kaja heißen.", {"agent_name": ["Kaja"]}),
        ("de", "metrics", "Die Rolle soll lauten: Vermietung von Kajaks", {"agent_role": ["Vermietung von Kajaks"]}),
        ("de", "knowledge", "Die Zielgruppe sollte Segelschüler sein.", {"audience": ["Segelschüler"]}),
        ("fr", "metrics", "Modifiez le nom en Monsieur Petit.", {"agent_name": ["Monsieur Petit"]}),
        ("fr", "audience", "Non, le nom est Margot, pas Welle", {"agent_name": ["Margot"]}),
        ("fr", "tone", "Le rôle devrait être : location de bateaux", {"agent_role": ["Location de bateaux"]}),
        ("es", "metrics", "Por favor, cambie el nombre a Lola.", {"agent_name": ["Lola"]}),
        ("es", "tone", "El rol debería ser: alquiler de barcos", {"agent_role": ["Alquiler de barcos"]}),
        ("en", "tone", "The role should read: boat rental by phone", {"agent_role": ["Boat rental by phone"]}),
    ],
)
def test_a_named_slot_and_what_it_shall_be_changes_that_slot(
    language: str, topic: str, text: str, told: dict[str, list[str]]
) -> None:
    assert after(text, language, topic) == told


@pytest.mark.parametrize(
    ("language", "topic", "text"),
    [
        ("de", "tool_details", "Der Name ist Pflicht."),
        ("de", "workflow", "Der Name ist zu notieren"),
        ("de", "metrics", "Die Rolle ist wichtig"),
        ("fr", "goals", "Changer le nom en cas de mariage"),
    ],
)
def test_a_name_that_is_somebody_elses_stays_out_of_it(language: str, topic: str, text: str) -> None:
    assert not {"agent_name", "agent_role"} & set(after(text, language, topic))
