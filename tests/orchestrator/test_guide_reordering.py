"""Steps are put in, moved and swapped by talking; each can be taken back exactly."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, Proposal, apply
from orchestrator.guide import read, tell
from orchestrator.messages import Asked
from orchestrator.undoing import differences, revert
from orchestrator.values import Branch, Step

STEPS = ("Greet the caller", "Check the order", "Refund the money", "Say goodbye")
DRAFT: Draft = {"workflow": tuple(Fact(value=Step(step=text)) for text in STEPS)}


def told(text: str, asked: str = "anything_else", draft: Draft = DRAFT) -> tuple[Draft, str]:
    """The draft after a message, and the line that tells what changed."""
    question = Asked(topics=(asked,))
    briefing = Briefing(message_id=uuid4(), text=text, draft=draft, asked=question, questions=(Asked(), question))
    applied = apply(draft, read(briefing).proposals)
    assert revert(applied.draft, differences(draft, applied.draft)) == draft
    return applied.draft, tell(applied.changes)


def order(draft: Draft) -> list[str]:
    return [fact.text for fact in draft["workflow"]]


@pytest.mark.parametrize(
    ("text", "new", "at"),
    [
        ("Before refunding, verify the customer.", "Verify the customer", 2),
        ("before the refund, please always verify the customer", "Verify the customer", 2),
        ("after step 1 add ask for the order number", "Ask for the order number", 1),
        ("Insert a step after the greeting: ask for their name", "Ask for their name", 1),
        ("add a step at the end: send a survey", "Send a survey", 4),
        ("put verify the customer before the refund", "Verify the customer", 2),
        ("After checking the order it should tell the delivery date", "Tell the delivery date", 2),
        ("can you add thank them before the last step?", "Thank them", 3),
        ("add say good morning at the beginning", "Say good morning", 0),
    ],
)
def test_a_step_is_put_in_where_it_was_said(text: str, new: str, at: int) -> None:
    draft, line = told(text)
    assert order(draft) == [*STEPS[:at], new, *STEPS[at:]]
    assert line


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("swap steps 2 and 3", (0, 2, 1, 3)),
        ("please swap the first step with the last step", (3, 1, 2, 0)),
        ("move step 4 to the beginning", (3, 0, 1, 2)),
        ("step 3 should come before step 2", (0, 2, 1, 3)),
        ("move the refund to the end", (0, 1, 3, 2)),
        ("the refund should come before checking the order", (0, 2, 1, 3)),
        ("put the greeting after the order check", (1, 0, 2, 3)),
    ],
)
def test_steps_change_places(text: str, wanted: tuple[int, ...]) -> None:
    draft, line = told(text)
    assert order(draft) == [STEPS[i] for i in wanted]
    assert "has another place" in line


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("guardrails", "Before refunding, never forget to be polite"),
        ("escalation", "after the refund, complaints go to Ann"),
        ("anything_else", "swap steps 2 and 9"),
        ("anything_else", "before the parade, verify the customer"),
        ("anything_else", "after the refund nothing happens"),
    ],
)
def test_what_names_no_step_or_tells_a_rule_moves_nothing(asked: str, text: str) -> None:
    assert order(told(text, asked)[0]) == list(STEPS)


def test_a_step_keeps_its_branches_evidence_and_lock_when_it_moves() -> None:
    step = Step(step="Check the order", branches=(Branch(if_="it is old", then="hand over"),))
    facts = (Fact(value=Step(step="Greet")), Fact(value=step, quote="check it", source="edited", locked=True))
    draft, _ = told("move step 2 to the start", draft={"workflow": facts})
    assert draft["workflow"] == (facts[1], facts[0])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=8))
def test_any_moves_are_taken_back_exactly(moves: list[tuple[int, int]]) -> None:
    texts = [*STEPS, "nowhere", ""]
    proposals = [Proposal(slot="workflow", op="move", target=texts[a], before=texts[min(b, 5)]) for a, b in moves]
    after = apply(DRAFT, proposals).draft
    assert sorted(order(after)) == sorted(STEPS)
    assert revert(after, differences(DRAFT, after)) == DRAFT
