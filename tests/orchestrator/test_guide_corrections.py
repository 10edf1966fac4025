"""What is added to, corrected, taken back or left to Parley by its name, while something else is asked."""

import asyncio
from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing, Past
from orchestrator.events import Outcome
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import read
from orchestrator.guide.reading import Reading
from orchestrator.interview import converse
from orchestrator.messages import Asked
from orchestrator.values import Tool


def some(*values: str) -> tuple[Fact, ...]:
    return tuple(Fact(value=value) for value in values)


KNOWN: Draft = {
    "agent_role": some("Library assistant"),
    "agent_name": some("Quill"),
    "goals": some("Find books"),
    "greeting": some("Hi, this is Quill."),
    "guardrails": some("Never lend reference books"),
}


def reading(text: str, *topics: str, draft: Draft = KNOWN, language: str = "en") -> Reading:
    return read(Briefing(message_id=uuid4(), text=text, draft=draft, asked=Asked(topics=topics), language=language))


def after(text: str, *topics: str, draft: Draft = KNOWN, language: str = "en") -> dict[str, list[str]]:
    """What a message adds or changes, as texts by slot; a slot that lost its last value is empty."""
    now = apply(draft, reading(text, *topics, draft=draft, language=language).proposals).draft
    return {
        slot: [fact.text for fact in said(now, slot)]
        for slot in {**draft, **now}
        if [f.text for f in said(now, slot)] != [f.text for f in said(draft, slot)]
    }


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "a goal is also to renew loans", {"goals": ["Find books", "Renew loans"]}),
        ("en", "Another goal is to renew loans.", {"goals": ["Find books", "Renew loans"]}),
        ("en", "the goals are also to renew loans", {"goals": ["Find books", "Renew loans"]}),
        (
            "en",
            "another rule is that it never names borrowers",
            {"guardrails": ["Never lend reference books", "Never name borrowers"]},
        ),
        ("en", "Another language is Turkish", {"languages": ["Turkish"]}),
        ("de", "ein weiteres Ziel ist, Mahnungen zu erklären", {"goals": ["Find books", "Mahnungen zu erklären"]}),
        ("fr", "un autre objectif est de prolonger les prêts", {"goals": ["Find books", "Prolonger les prêts"]}),
        (
            "es",
            "otra regla es que nunca da direcciones",
            {"guardrails": ["Never lend reference books", "Nunca da direcciones"]},
        ),
        ("ar", "هدف آخر هو تمديد الإعارة", {"goals": ["Find books", "تمديد الإعارة"]}),
        ("en", "the goal is to renew loans", {"goals": ["Renew loans"]}),
    ],
)
def test_one_more_of_something_stands_beside_what_is_there(
    language: str, text: str, told: dict[str, list[str]]
) -> None:
    assert after(text, "metrics", language=language) == told


def test_somebody_who_is_something_is_no_further_value() -> None:
    assert after("a user is also a member", "escalation").keys() == {"escalation"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "you decide the greeting"),
        ("de", "du entscheidest die Begrüßung"),
        ("fr", "décidez de l'accueil"),
        ("es", "elija el saludo"),
        ("ar", "قرر أنت التحية"),
    ],
)
def test_what_is_left_to_parley_by_its_name_is_not_what_was_asked(language: str, text: str) -> None:
    left = reading(text, "knowledge", language=language)
    assert left.evaded == ("greeting",)
    told = apply(KNOWN, left.proposals).draft
    assert "knowledge" not in told
    assert told["greeting"][0].source == "assumed"


def test_a_list_somebody_told_is_not_given_up_for_an_assumption() -> None:
    assert after("you decide the rules", "knowledge") == {}


def test_a_slot_is_left_to_parley_beside_an_answer() -> None:
    told = after("The catalogue. You decide the greeting.", "knowledge")
    assert told == {"knowledge": ["The catalogue"], "greeting": ["Hello, this is Quill. How can I help you?"]}


@pytest.mark.parametrize("topic", ["tools", "tool_details", "workflow", "escalation", "goals", "greeting"])
@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "knowledge: the catalogue, opening hours", ["The catalogue", "Opening hours"]),
        ("de", "Wissen: Katalog, Preisliste", ["Katalog", "Preisliste"]),
        ("ar", "المعرفة: الفهرس، قائمة الأسعار", ["الفهرس", "قائمة الأسعار"]),
    ],
)
def test_a_label_names_its_slot_whatever_is_asked(topic: str, language: str, text: str, told: list[str]) -> None:
    draft = {**KNOWN, "tools": (Fact(value=Tool(name="Koha")),)}
    assert after(text, topic, draft=draft, language=language) == {"knowledge": told}


def test_a_label_with_letters_beyond_english_is_one() -> None:
    assert after("Begrüßung: Moin, hier ist Quill.", "tools", language="de") == {"greeting": ["Moin, hier ist Quill."]}


@pytest.mark.parametrize(
    ("order", "language", "gone"),
    [("undo", "en", "renew"), ("Rückgängig", "de", "verlängern"), ("annuler", "fr", "prolonger")],
)
def test_an_undo_speaks_of_what_is_there_now(order: str, language: str, gone: str) -> None:
    now = {**KNOWN, "goals": some("Find books", f"{gone} loans")}
    before = Past(draft=KNOWN, asked=Asked(topics=("goals",)), message="")
    told = asyncio.run(_answer(Briefing(uuid4(), order, now, language=language, past=before)))
    assert told.command is not None
    assert "ind books" in told.reply
    assert gone not in told.reply


async def _answer(briefing: Briefing) -> Outcome:
    return await anext(event async for event in converse(briefing) if isinstance(event, Outcome))
