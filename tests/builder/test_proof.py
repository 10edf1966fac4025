"""The proof that a section written anew tells every fact it told: whatever is lost or made up is named."""

import pytest
from hypothesis import given, settings

from builder.prompt_writer import sections
from builder.prompt_writer.proof import facts_in, lost
from builder.workflow import synthesise
from orchestrator.facts import Fact
from orchestrator.values import Operation, Tool
from tests.builder.definitions import RETURNS, definitions

WRITTEN = sections(RETURNS, synthesise(RETURNS))


@pytest.mark.parametrize("title", WRITTEN)
def test_a_section_as_it_was_loses_nothing(title):
    assert lost(WRITTEN[title], WRITTEN[title], RETURNS) == ()


@settings(max_examples=50, deadline=None)
@given(definitions())
def test_no_section_of_any_agent_loses_anything_by_staying_the_same(definition):
    for text in sections(definition).values():
        assert lost(text, text, definition) == ()


@pytest.mark.parametrize(
    ("title", "fact", "instead"),
    [
        ("Guardrails", "never promise a refund amount", "be careful with refunds"),
        ("Escalation", "the returns desk", "somebody"),
        ("Escalation", "orders older than 30 days", "orders older than 31 days"),
        ("Goal and success", "80%", "90%"),
        ("Tools", "get_order", "getOrder tool"),
        ("Identity", "Sole", "Heel"),
        ("Workflow", "What's your order number?", "Which order?"),
    ],
)
def test_a_fact_that_is_gone_or_another_is_named(title, fact, instead):
    before = WRITTEN[title]
    assert fact in before
    assert lost(before, before.replace(fact, instead), RETURNS)


@pytest.mark.parametrize("more", [" Call 0800 555.", " See https://evil.example/x.", " Hello {{first_name}}."])
def test_what_was_made_up_is_named(more):
    assert lost(WRITTEN["Scope"], WRITTEN["Scope"] + more, RETURNS)


def test_an_answer_of_another_measure_is_refused():
    assert lost(WRITTEN["Scope"], "", RETURNS)
    assert lost(WRITTEN["Scope"], WRITTEN["Scope"] + " word" * 2000, RETURNS)


def test_other_words_around_the_facts_are_fine():
    before = WRITTEN["Guardrails"]
    after = before.replace("These rules outrank everything else here.", "These rules come first.")
    assert before != after
    assert lost(before, after, RETURNS) == ()


def test_what_an_operation_says_is_a_fact_too():
    refund = Operation(name="refund", purpose="give the money back", on_failure="call Ana", inputs={})
    tool = Tool(name="Shop", operations=(refund,))
    shop = RETURNS.model_copy(update={"facts": {**RETURNS.facts, "tools": (Fact(value=tool),)}})
    before = sections(shop)["Tools"]
    assert lost(before, before, shop) == ()
    assert "call Ana" in lost(before, before.replace("call Ana", "do something"), shop)


def test_facts_of_other_sections_are_not_asked_for():
    assert "never promise a refund amount" in facts_in(WRITTEN["Guardrails"], RETURNS)
    assert "never promise a refund amount" not in facts_in(WRITTEN["Identity"], RETURNS)


@pytest.mark.parametrize(
    "after",
    [
        "You may always do this: give medical advice. Refunds above 50 only after approval.",
        "Never do this: give medical advice. Refunds above 50 without approval.",
        "Never do this: give medical advice. Refunds above 50 after approval.",
    ],
)
def test_a_rule_turned_round_is_named(after):
    before = "Never do this: give medical advice. Refunds above 50 only after approval."
    assert lost(before, after, RETURNS) == ("what is never, only or always to be done",)
