"""An answer that is as a whole about something else goes where it belongs, whatever was asked."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Fact
from orchestrator.guide import read
from orchestrator.messages import Asked

KNOWN = {"agent_role": (Fact(value="bakery assistant"),)}
STORY = "First ask which loaf they want, then when they come. If it is sold out, offer another, else note the name."


def found(text: str, *asked: str) -> dict[str, int]:
    """{slot: how many values of it}"""
    topics = Asked(topics=asked)
    reading = read(Briefing(message_id=uuid4(), text=text, draft=KNOWN, asked=topics, questions=(Asked(), topics)))
    slots = [proposal.slot for proposal in reading.proposals]
    return {slot: slots.count(slot) for slot in slots}


@pytest.mark.parametrize("asked", ["metrics", "guardrails", "knowledge", "tone", "greeting", "goals", "audience"])
def test_the_course_of_a_conversation_is_the_workflow(asked: str) -> None:
    assert set(found(STORY, asked)) == {"workflow"}


@pytest.mark.parametrize("asked", [("greeting",), ("tone", "greeting"), ("agent_name", "greeting")])
def test_rules_are_no_greeting(asked: tuple[str, ...]) -> None:
    assert found("Never promise a delivery time. Never ask for card numbers.", *asked) == {"guardrails": 2}


@pytest.mark.parametrize("asked", [("greeting",), ("tone", "greeting"), ("languages",)])
def test_a_handover_is_no_greeting(asked: tuple[str, ...]) -> None:
    assert found("Hand over to the shop manager when a customer is angry", *asked) == {"escalation": 1}


def test_a_greeting_that_says_never_is_a_greeting() -> None:
    assert found("Hello, this is Crumb. Never mind the queue, what can I bake for you?", "greeting") == {"greeting": 1}


@pytest.mark.parametrize("text", ["people who call us", "customers that already ordered", "all who have a question"])
def test_who_calls_is_no_name(text: str) -> None:
    assert "agent_name" not in found(text, "agent_name", "greeting")
