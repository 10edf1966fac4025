"""A whole workflow told under its name is taken whole, whatever was asked; what comes after "otherwise" stays there."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import read
from orchestrator.messages import Asked
from orchestrator.values import Step

KNOWN = {"workflow": (Fact(value=Step(step="Greet the guest")), Fact(value=Step(step="Take the order")))}


def steps(text: str, topic: str, draft: Draft, language: str = "en") -> list[str]:
    told = Briefing(
        message_id=uuid4(), text=text, draft=draft, asked=Asked(topics=(topic,)), language=language, completed=True
    )
    after = apply(draft, read(told).proposals).draft
    return [_told(fact.value) for fact in said(after, "workflow") if isinstance(fact.value, Step)]


def _told(step: Step) -> str:
    return step.step + "".join(f" | {b.if_}: {b.then}" + (f" / {b.else_}" if b.else_ else "") for b in step.branches)


@pytest.mark.parametrize(
    ("text", "language", "now"),
    [
        (
            "Change the workflow: first ask for the room, then check the heating. If it is broken, call Ben. "
            "Otherwise reset it, then note the time. Finally say goodbye.",
            "en",
            [
                "Ask for the room",
                "Check the heating | it is broken: call Ben / reset it",
                "Note the time",
                "Say goodbye",
            ],
        ),
        (
            "The workflow should be: 1. greet 2. ask for the room 3. say goodbye",
            "en",
            ["Greet", "Ask for the room", "Say goodbye"],
        ),
        ("New workflow: greet, ask for the room, call Ben", "en", ["Greet", "Ask for the room", "Call Ben"]),
        (
            "The steps are: first greet the guest, then ask for the day, then book it.",
            "en",
            ["Greet the guest", "Ask for the day", "Book it"],
        ),
        (
            "Ändere den Ablauf: zuerst nach dem Zimmer fragen, dann die Heizung prüfen",
            "de",
            ["Nach dem Zimmer fragen", "Die Heizung prüfen"],
        ),
        ("流程：先询问房间，然后检查暖气。", "zh", ["询问房间", "检查暖气"]),
        ("Entre nosotros, los pasos: saludar, luego preguntar el día", "es", ["Saludar", "Preguntar el día"]),
        ("Voici entre autres les étapes : saluer, puis demander le jour", "fr", ["Saluer", "Demander le jour"]),
    ],
)
@pytest.mark.parametrize("topic", ["tone", "confirm"])
def test_a_workflow_told_by_its_name_takes_the_place_of_the_old_one(
    text: str, language: str, now: list[str], topic: str
) -> None:
    assert steps(text, topic, KNOWN, language) == now


@pytest.mark.parametrize(
    ("text", "language", "more"),
    [
        ("工作流程：再加一步确认地址，然后发送收据", "zh", ["确认地址", "发送收据"]),
        ("流程：加上确认地址，然后发送收据", "zh", ["确认地址", "发送收据"]),
        ("Workflow before the handover: ask for the name, then check it", "en", []),
        ("Ablauf nach der Buchung: Namen fragen, dann prüfen", "de", []),
        ("Pasos después de reservar: saludar, luego preguntar el día", "es", []),
    ],
)
def test_what_adds_to_it_or_has_a_place_in_it_leaves_what_is_there(text: str, language: str, more: list[str]) -> None:
    assert steps(text, "confirm", KNOWN, language) == ["Greet the guest", "Take the order", *more]


@pytest.mark.parametrize(
    ("text", "now"),
    [
        (
            "Please add a step to the workflow: ask for a rating",
            ["Greet the guest", "Take the order", "Ask for a rating"],
        ),
        ("Steps: one more, ask for the email", ["Greet the guest", "Take the order", "Ask for the email"]),
        ("The flow is fine.", ["Greet the guest", "Take the order"]),
        ("The conversation should be friendly: short and warm.", ["Greet the guest", "Take the order"]),
    ],
)
def test_what_only_adds_to_it_or_speaks_of_it_leaves_it(text: str, now: list[str]) -> None:
    assert steps(text, "confirm", KNOWN) == now


@pytest.mark.parametrize(
    ("text", "now"),
    [
        (
            "Check the guest list. If the name is missing, politely decline. Otherwise open the door, then greet them. "
            "Finally log the visit.",
            ["Check the guest list | the name is missing: decline / open the door, then greet them", "Log the visit"],
        ),
        (
            "Check the card. If they are a member, book it. Otherwise offer a trial, then say goodbye.",
            ["Check the card | they are a member: book it / offer a trial", "Say goodbye"],
        ),
    ],
)
def test_what_follows_the_other_way_is_of_it_alone_where_the_first_has_ended(text: str, now: list[str]) -> None:
    assert steps(text, "workflow", {}) == now


@pytest.mark.parametrize(
    ("text", "now"),
    [
        (
            "1. Greet the guest. 2. If the pool is closed, give the reason and offer the sauna, otherwise hand out a "
            "towel. 3. If they bring children, ask for their age. 4. If there is room, ask for the name and book it, "
            "otherwise offer tomorrow. 5. Say goodbye.",
            [
                "Greet the guest | the pool is closed: give the reason and offer the sauna / hand out a towel",
                "Check whether they bring children | they bring children: ask for their age",
                "Check whether there is room | there is room: ask for the name and book it / offer tomorrow",
                "Say goodbye",
            ],
        ),
        (
            "It greets. If the pool is closed, it tells the reason and offers the sauna, otherwise it wishes fun. "
            "If they bring a dog, call Ben.",
            [
                "Greet | the pool is closed: tell the reason and offer the sauna / wish fun",
                "Check whether they bring a dog | they bring a dog: call Ben",
            ],
        ),
        (
            "Ask what they need. If it is a repair, open a ticket. If it is a question, answer it.",
            ["Ask what they need | it is a repair: open a ticket | it is a question: answer it"],
        ),
    ],
)
def test_a_decision_after_a_complete_one_or_under_a_number_of_its_own_is_the_next(text: str, now: list[str]) -> None:
    assert steps(text, "workflow", {}) == now
