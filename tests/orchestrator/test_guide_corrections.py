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
from orchestrator.values import Escalation, Tool


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


SET_UP: Draft = {
    **KNOWN,
    "tools": (Fact(value=Tool(name="Slack")),),
    "channels": some("Signal"),
    "tone": some("Freundlich", "Amical"),
}


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "nimm statt Signal lieber WhatsApp", {"channels": ["WhatsApp"]}),
        ("de", "statt Slack Teams", {"tools": ["Microsoft Teams"]}),
        ("de", "Streiche Slack, nimm Teams.", {"tools": ["Microsoft Teams"]}),
        ("de", "Streich Slack", {"tools": []}),
        ("de", "sachlich statt freundlich", {"tone": ["Sachlich", "Amical"]}),
        ("de", "Und bitte doch eher sachlich als freundlich.", {"tone": ["Sachlich", "Amical"]}),
        ("de", "nicht freundlich, sondern sachlich", {"tone": ["Sachlich", "Amical"]}),
        ("fr", "Teams au lieu de Slack", {"tools": ["Microsoft Teams"]}),
        ("fr", "plutôt WhatsApp que Signal", {"channels": ["WhatsApp"]}),
        ("fr", "plutôt sobre qu'amical", {"tone": ["Freundlich", "Sobre"]}),
        ("es", "Teams en lugar de Slack", {"tools": ["Microsoft Teams"]}),
        ("es", "mejor WhatsApp que Signal", {"channels": ["WhatsApp"]}),
        ("es", "WhatsApp y no Signal", {"channels": ["WhatsApp"]}),
        ("ar", "WhatsApp وليس Signal", {"channels": ["WhatsApp"]}),
        ("ar", "استخدم Teams بدلا من Slack", {"tools": ["Microsoft Teams"]}),
        ("en", "no wait, I meant WhatsApp instead of Signal", {"channels": ["WhatsApp"]}),
    ],
)
@pytest.mark.parametrize("topic", ["goals", "guardrails", "platform", "workflow", "metrics"])
def test_a_correction_is_no_answer_to_what_is_asked(
    topic: str, language: str, text: str, told: dict[str, list[str]]
) -> None:
    assert after(text, topic, draft=SET_UP, language=language) == told


def test_a_greeting_keeps_to_itself_beside_a_correction_of_the_tone() -> None:
    text = "Hallo, hier ist Quill, was suchst du? Und bitte doch eher sachlich als freundlich."
    told = after(text, "greeting", draft=SET_UP, language="de")
    assert told == {"greeting": ["Hallo, hier ist Quill, was suchst du?"], "tone": ["Sachlich", "Amical"]}


def test_a_hedged_tone_gives_way_as_a_whole() -> None:
    draft = {**KNOWN, "tone": some("Can be chatty")}
    assert after("actually sober, not chatty", "goals", draft=draft) == {"tone": ["Sober"]}


@pytest.mark.parametrize(
    ("language", "text", "tone"),
    [
        ("de", "förmlich nein, sachlich und per Du", ["Sachlich", "Per Du"]),
        ("fr", "amical, non, formel", ["Formel"]),
        ("es", "amable no, formal", ["Formal"]),
    ],
)
def test_a_second_thought_in_one_answer_is_the_answer(language: str, text: str, tone: list[str]) -> None:
    assert after(text, "tone", language=language) == {"tone": tone}


def test_what_gave_way_in_the_same_message_is_not_kept() -> None:
    told = after("And Slack to tell the desk. No wait, drop Slack, use Teams.", "tools")
    assert told == {"tools": ["Microsoft Teams"]}


@pytest.mark.parametrize("topic", ["knowledge", "platform", "goals", "workflow", "guardrails", "metrics"])
@pytest.mark.parametrize(
    ("language", "text", "gone"),
    [
        ("en", "drop Outlook", "Outlook"),
        ("en", "Drop the tool Shelfmark. It isn't a tool.", "tool Shelfmark"),
        ("de", "Streiche Outlook.", "Outlook"),
        ("fr", "retirez Outlook", "Outlook"),
        ("es", "quita Outlook", "Outlook"),
        ("ar", "احذف Outlook", "Outlook"),
    ],
)
def test_what_is_to_go_and_is_nowhere_is_told(topic: str, language: str, text: str, gone: str) -> None:
    briefing = Briefing(uuid4(), text, KNOWN, asked=Asked(topics=(topic,)), language=language)
    assert not read(briefing).proposals
    assert gone in asyncio.run(_answer(briefing)).reply


def test_what_comes_for_something_that_is_nowhere_is_taken() -> None:
    assert after("drop Outlook, use email", "goals") == {"channels": ["Email"]}


def test_an_agent_may_remove_things_itself() -> None:
    assert after("remove stains from pages", "goals")["goals"] == ["Find books", "Remove stains from pages"]


MISREAD: Draft = {**KNOWN, "guardrails": some("No price list", "No the opening hours", "Never lend reference books")}


@pytest.mark.parametrize("topic", ["escalation", "tone", "goals", "platform"])
@pytest.mark.parametrize(
    "text",
    [
        "That's wrong. The price list and the opening hours are things it may use, not rules.",
        "The price list and the opening hours are sources, not rules.",
        "The price list and the opening hours aren't rules, they are knowledge.",
        "Move the price list and the opening hours to the knowledge",
        "No, the price list and the opening hours belong to the sources.",
    ],
)
def test_values_move_to_the_slot_they_belong_to(topic: str, text: str) -> None:
    told = after(text, topic, draft=MISREAD)
    assert told.pop("guardrails") == ["Never lend reference books"]
    assert [value.casefold().removeprefix("the ") for value in told.pop("knowledge")] == ["price list", "opening hours"]
    assert not told


def test_values_move_in_german_too() -> None:
    draft = {**KNOWN, "guardrails": some("Preisliste", "Nie lügen")}
    told = after("Das stimmt nicht. Die Preisliste ist eine Quelle, keine Regel.", "tone", draft=draft, language="de")
    assert told == {"guardrails": ["Nie lügen"], "knowledge": ["Die Preisliste"]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "That's wrong."),
        ("en", "No, I never said that!"),
        ("de", "Das ist falsch."),
        ("fr", "Ce n'est pas ce que j'ai dit."),
        ("es", "Eso está mal."),
        ("ar", "هذا خطأ"),
    ],
)
@pytest.mark.parametrize("topic", ["escalation", "tone", "guardrails", "knowledge", "goals"])
def test_a_protest_is_never_a_fact(topic: str, language: str, text: str) -> None:
    assert after(text, topic, language=language) == {}


def test_who_takes_over_is_no_case_of_a_handover() -> None:
    draft = {**MISREAD, "guardrails": some("No ada Lind"), "escalation": (Fact(value=Escalation(when="a book burns")),)}
    told = after("That's wrong. Ada Lind is the librarian on duty who takes over.", "knowledge", draft=draft)
    assert told == {"guardrails": [], "escalation": ["a book burns → Ada Lind, the librarian on duty"]}


def test_otherwise_is_no_second_thought() -> None:
    told = reading("Pregunta el título. Si está, dice dónde; si no, ofrece reservarlo.", "workflow", language="es")
    whole = " ".join(str(proposal.value) for proposal in told.proposals)
    assert "dónde" in whole
    assert "reservarlo" in whole


def test_everything_is_correct_is_no_protest() -> None:
    assert reading("Everything is correct. Thanks!", "confirm").command is not None


def test_a_protest_that_begins_a_sentence_is_no_part_of_it() -> None:
    assert after("That's wrong, it should be formal", "goals") == {"tone": ["Formal"]}


def test_a_protest_before_a_correction_leaves_it_one() -> None:
    assert after("That was a mistake, use Teams instead of Slack", "goals", draft=SET_UP) == {
        "tools": ["Microsoft Teams"]
    }
