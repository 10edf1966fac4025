"""A rule and who does instead what it forbids are told in one breath: both are noted, whatever was asked."""

import pytest

from tests.orchestrator.test_guide_besides import after


@pytest.mark.parametrize("asked", ["guardrails", "escalation", "tone", "goals"])
@pytest.mark.parametrize(
    ("language", "text", "rule", "handover"),
    [
        ("en", "Never discuss wages, for that it hands over to the union", "Never discuss wages", "wages → the union"),
        (
            "en",
            "It must never promise deliveries; for those it hands over to Ece.",
            "Never promise deliveries",
            "deliveries → Ece",
        ),
        ("en", "No diet advice - hand over to the dietician for that", "No diet advice", "diet advice → the dietician"),
        (
            "de",
            "Über Löhne darf er nicht reden, dafür übergibt er an Frau Kaya",
            "Über Löhne darf er nicht reden",
            "Löhne → Frau Kaya",
        ),
        ("de", "Keine Rezepte nennen, das übernimmt Dr. Kaya", "Keine Rezepte nennen", "Rezepte → Dr. Kaya"),
        (
            "fr",
            "Il ne doit jamais parler des salaires, pour cela il passe la main au bureau",
            "Il ne doit jamais parler des salaires",
            "salaires → bureau",
        ),
        (
            "es",
            "Nunca habla de salarios, para eso pasa a la oficina",
            "Nunca habla de salarios",
            "salarios → oficina",
        ),
    ],
)
def test_both_are_noted(asked: str, language: str, text: str, rule: str, handover: str) -> None:
    assert after(text, asked, language=language) == {"guardrails": [rule], "escalation": [handover]}


def test_what_stands_before_the_rule_stays() -> None:
    told = after("It orders food and never discusses wages, a steward takes over then.", "goals")
    assert told == {
        "goals": ["Order food"],
        "guardrails": ["Never discuss wages"],
        "escalation": ["wages → a steward"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "If it does not know the answer, then it hands over to Ece.",
        "When it can't help, it hands over to the office",
        "Angry cooks, no card, then Ece takes over",
    ],
)
def test_a_case_with_a_negation_is_no_rule(text: str) -> None:
    told = after(text, "escalation")
    assert "guardrails" not in told
    assert told["escalation"]


@pytest.mark.parametrize(
    "text", ["Never promise a delivery, transfer calls to the kitchen, or swear", "Never hand over to a human"]
)
def test_a_handover_that_is_forbidden_is_none(text: str) -> None:
    assert "escalation" not in after(text, "guardrails")
