"""A German clause about a thing stays with it in a list, and what a tool takes and gives back is told apart."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import read
from orchestrator.messages import Asked
from orchestrator.values import Tool

DRAFT: Draft = {"agent_role": (Fact(value="Gärtnerei"),), "tools": (Fact(value=Tool(name="Gartenplan")),)}


def after(text: str, topic: str, draft: Draft) -> Draft:
    told = Briefing(message_id=uuid4(), text=text, draft=draft, asked=Asked(topics=(topic,)), language="de")
    return apply(draft, read(told).proposals).draft


@pytest.mark.parametrize(
    ("topic", "text", "told"),
    [
        (
            "audience",
            "Gartenbesitzer, die Rat suchen, und Gemeinden, für die wir pflanzen",
            ["Gartenbesitzer, die Rat suchen", "Gemeinden, für die wir pflanzen"],
        ),
        ("audience", "Schulen, deren Beete wir pflegen", ["Schulen, deren Beete wir pflegen"]),
        ("audience", "Schulen, die Gemeinden und das Museum", ["Schulen", "Die Gemeinden", "Das Museum"]),
        (
            "knowledge",
            "Pflanzliste, die an der Kasse hängt, und der Katalog, den wir jährlich drucken",
            ["Pflanzliste, die an der Kasse hängt", "Der Katalog, den wir jährlich drucken"],
        ),
        ("tools", "Gartenplan, in dem die Lieferungen stehen", ["Gartenplan"]),
        ("tools", "Trello, sonst wirklich nichts", ["Trello"]),
    ],
)
def test_a_clause_belongs_to_the_thing_before_it(topic: str, text: str, told: list[str]) -> None:
    now = after(text, topic, {"agent_role": DRAFT["agent_role"]})
    assert [fact.text for fact in said(now, topic)] == told


@pytest.mark.parametrize(
    ("text", "takes", "gives"),
    [
        ("Es braucht Sorte und Menge und bekommt den Preis zurück.", ("Sorte", "Menge"), ("den Preis",)),
        ("Wir geben die Sorte hinein und erhalten den Bestand zurück.", ("Sorte",), ("den Bestand",)),
        ("Es bekommt die Sorte und gibt den Bestand zurück.", ("Sorte",), ("den Bestand",)),
        ("Man schickt die Sorte hin und bekommt den Preis.", ("Sorte",), ("den Preis",)),
    ],
)
def test_what_goes_in_and_what_comes_back_are_told_apart(
    text: str, takes: tuple[str, ...], gives: tuple[str, ...]
) -> None:
    tool = said(after(text, "tool_details", DRAFT), "tools")[0].value
    assert isinstance(tool, Tool)
    assert (tool.inputs, tool.outputs) == (takes, gives)
