"""A limit is kept with its exception, whatever was asked: neither is true alone."""

import pytest

from tests.orchestrator.test_guide_besides import after


@pytest.mark.parametrize("asked", ["guardrails", "escalation", "tone", "goals"])
@pytest.mark.parametrize(
    ("language", "rule"),
    [
        ("en", "No more than three crates per cook, only Ece may approve more"),
        ("en", "More than three only if Ece approves"),
        ("en", "At most three crates per cook; Ece can make exceptions"),
        ("de", "Höchstens drei Kisten pro Koch, mehr darf nur Ece erlauben"),
        ("de", "Mehr als drei nur, wenn Ece zustimmt"),
        ("fr", "Pas plus de trois caisses par cuisinier, sauf si Ece autorise"),
        ("es", "No más de tres cajas, salvo que Ece lo apruebe"),
    ],
)
def test_a_limit_keeps_its_exception(asked: str, language: str, rule: str) -> None:
    assert after(f"{rule}.", asked, language=language) == {"guardrails": [rule]}


def test_what_stands_beside_it_is_read() -> None:
    told = after("Order food. At most three crates per cook, more only with the chef's permission.", "goals")
    assert told == {
        "goals": ["Order food"],
        "guardrails": ["At most three crates per cook, more only with the chef's permission"],
    }


def test_a_case_for_somebody_is_a_handover() -> None:
    told = after("If somebody wants more than three, hand over to Ece, only she approves", "escalation")
    assert "guardrails" not in told
    assert told["escalation"]
