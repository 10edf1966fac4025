import pathlib

import pytest

from evaluation.match import Hit, topics

ROWS = [
    l.rstrip("\n").split("\t")
    for l in (pathlib.Path(__file__).parent / "questions.tsv").read_text(encoding="utf8").splitlines()
    if l.strip()
]


@pytest.mark.parametrize(("q", "want"), ROWS)
def test_question(q, want):
    assert ",".join(h.topic for h in topics(q)) == want


def test_tool_details_by_name():
    names = ["Jira", "Okta"]
    assert topics("What inputs does Okta need?", names) == [Hit("tool_details", "Okta")]
    assert topics("What does Jira return?", names) == [Hit("tool_details", "Jira")]
    assert topics("For each tool: inputs and outputs?", names) == [Hit("tool_details")]
    assert topics("Which tools should it use?", names) == [Hit("tools")]
    assert topics("Tell me more about the Okta integration: what is it used for?", names) == [
        Hit("tool_details", "Okta")
    ]


def test_recap_is_ignored():
    q = (
        "So far: **Name**: Mia. **Tone**: friendly. **Tools**: Shopify. **Guardrails**: never give medical advice. **Escalation**: to Dana.\n\n"
        "Which languages should Mia speak?"
    )
    assert [h.topic for h in topics(q)] == ["languages"]


def test_examples_do_not_count():
    assert [
        h.topic for h in topics("Which tools does it need, e.g. a calendar, e-mail, a knowledge base or a CRM?")
    ] == ["tools"]


def test_unknown():
    assert topics("Lovely weather today.") == []


def test_free_phrasings():
    """Batches that were written before the cues were extended for them; most, not all, must be right."""
    rows = [
        l.split("\t")
        for l in (pathlib.Path(__file__).parent / "questions_free.tsv").read_text(encoding="utf8").splitlines()
        if "\t" in l
    ]
    ok = sum(
        ",".join(h.topic for h in topics(q, ["Square", "Farmatic", "get_order", "Koha", "Jira"])) == w for q, w in rows
    )
    assert len(rows) > 150 and ok / len(rows) > 0.93, ok / len(rows)
