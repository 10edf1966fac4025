"""What is told when Parley asks whether everything is correct is taken: additions by their kind, what goes by its
name, and the words of Parley's own buttons."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import read
from orchestrator.guide.language import language as spoken
from orchestrator.messages import Asked
from orchestrator.values import Step, Tool

DRAFT: Draft = {
    "agent_role": (Fact(value="Library assistant"),),
    "agent_name": (Fact(value="Folio"),),
    "goals": (Fact(value="Renew loans"),),
    "guardrails": (Fact(value="Never waive fees"),),
    "tools": (Fact(value=Tool(name="Slack")), Fact(value=Tool(name="Koha"))),
    "workflow": tuple(Fact(value=Step(step=name)) for name in ("Greet the reader", "Isn't needed", "Renew the loan")),
}


def after(text: str, language: str = "en", topic: str = "confirm") -> Draft:
    told = Briefing(message_id=uuid4(), text=text, draft=DRAFT, asked=Asked(topics=(topic,)), language=language)
    return apply(DRAFT, read(told).proposals).draft


def texts(draft: Draft, slot: str) -> list[str]:
    return [fact.text for fact in said(draft, slot)]


@pytest.mark.parametrize(
    ("language", "text", "goal"),
    [
        ("en", "add a goal: order books from other branches", "Order books from other branches"),
        ("en", "Please add to our goals: order books from other branches", "Order books from other branches"),
        ("de", "Füge noch ein Ziel hinzu: Bücher anderswo bestellen", "Bücher anderswo bestellen"),
        ("fr", "Ajoute un objectif : commander des livres ailleurs", "Commander des livres ailleurs"),
        ("es", "Añade otro objetivo: pedir libros a otras sedes", "Pedir libros a otras sedes"),
        ("zh", "再添加一个目标：从分馆调书", "从分馆调书"),
        ("ar", "أضف هدفا جديدا: طلب كتب من الفروع", "طلب كتب من الفروع"),
    ],
)
def test_a_goal_is_added_beside_the_others(language: str, text: str, goal: str) -> None:
    assert texts(after(text, language), "goals") == ["Renew loans", goal]


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("en", "add to the rules: readers must show their card", "Readers must show their card"),
        ("en", "add a rule: never lend maps", "Never lend maps"),
        ("de", "Ergänze eine Regel: Karten werden nie verliehen", "Karten werden nie verliehen"),
        ("fr", "Ajoutez une règle : les cartes restent sur place", "Les cartes restent sur place"),
        ("es", "Agrega una regla: los mapas se quedan aquí", "Los mapas se quedan aquí"),
        ("zh", "添加一条规则：地图只能馆内看", "地图只能馆内看"),
        ("ar", "أضف قاعدة: الخرائط تبقى في المكتبة", "الخرائط تبقى في المكتبة"),
    ],
)
def test_a_rule_that_is_added_says_what_it_said(language: str, text: str, rule: str) -> None:
    assert texts(after(text, language), "guardrails") == ["Never waive fees", rule]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "drop the step Isn't needed"),
        ("en", 'remove the step "Isn\'t needed" please'),
        ("de", "Streiche bitte den Schritt Isn't needed"),
        ("fr", "Supprime l'étape Isn't needed"),
        ("es", "Elimina el paso Isn't needed"),
        ("zh", "删除步骤Isn't needed"),
        ("ar", "احذف الخطوة Isn't needed"),
    ],
)
def test_a_step_goes_by_its_name(language: str, text: str) -> None:
    assert texts(after(text, language), "workflow") == ["Greet the reader", "Renew the loan"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "drop the tool Koha"),
        ("de", "Lösche das Werkzeug Koha"),
        ("fr", "Retire l'outil Koha"),
        ("es", "Quita la herramienta Koha"),
        ("zh", "去掉工具Koha"),
        ("ar", "احذف أداة Koha"),
    ],
)
def test_a_tool_goes_by_its_name(language: str, text: str) -> None:
    assert texts(after(text, language), "tools") == ["Slack"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "zh", "ar"])
@pytest.mark.parametrize("topic", ["confirm", "tone"])
def test_the_words_of_a_button_are_understood_whatever_was_asked(language: str, topic: str) -> None:
    button = spoken(language).say("toolbox.take", tools="Slack")
    tools = [fact.value for fact in said(after(button, language, topic), "tools")]
    slack = next(tool for tool in tools if isinstance(tool, Tool) and tool.name == "Slack")
    assert slack.operations
