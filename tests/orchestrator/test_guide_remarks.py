"""Remarks beside the question: kept where they belong, and nothing that was told before is lost by them."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.events import Command
from orchestrator.facts import Draft, Fact, apply
from orchestrator.guide import ask, commanded, read, reply
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked
from orchestrator.values import AnyValue, Branch, Step, Tool

STEPS = (
    Step(step="Greet the guest"),
    Step(step="Ask for the booking code", branches=(Branch(if_="they have none", then="ask for the surname"),)),
    Step(step="Find the booking"),
    Step(step="Wish a pleasant stay"),
)


def drafted(**slots: tuple[AnyValue, ...]) -> Draft:
    return {slot: tuple(Fact(value=value) for value in values) for slot, values in slots.items()}


def said(text: str, topic: str, draft: Draft | None = None) -> Reading:
    asked = Asked(topics=(topic,))
    known = draft if draft is not None else drafted(agent_role=("Porter",), agent_name=("Bo",))
    return read(Briefing(message_id=uuid4(), text=text, draft=known, asked=asked, questions=(asked,)))


def after(text: str, topic: str, **slots: tuple[AnyValue, ...]) -> dict[str, list[str]]:
    draft = drafted(agent_role=("Porter",), agent_name=("Bo",), **slots)
    result = apply(draft, said(text, topic, draft).proposals).draft
    return {slot: [fact.text for fact in facts] for slot, facts in result.items()}


@pytest.mark.parametrize(
    ("text", "slot", "values"),
    [
        (
            "no slang, never more than 2 questions per message",
            "guardrails",
            ["No slang", "Never more than 2 questions"],
        ),
        ("not stiff, and it should be brief: at most 3 lines per reply", "tone", ["Not stiff", "Brief"]),
        ("no exclamation marks is a must", "guardrails", ["No exclamation marks"]),
    ],
)
def test_a_rule_or_tone_said_while_the_workflow_is_asked_leaves_the_steps_alone(
    text: str, slot: str, values: list[str]
) -> None:
    result = after(text, "workflow", workflow=STEPS)
    assert result["workflow"] == [step.step for step in STEPS]
    assert len(result[slot]) == len(values)
    assert all(told.startswith(value) for told, value in zip(result[slot], values, strict=True))


def test_more_steps_come_beside_those_that_are_there() -> None:
    assert after("hand out the key and call the lift", "workflow", workflow=STEPS)["workflow"] == [
        *(step.step for step in STEPS),
        "Hand out the key",
        "Call the lift",
    ]


@pytest.mark.parametrize(
    "text", ["instead: welcome them, take the name, show the room", "only these: welcome them, show the room"]
)
def test_new_steps_replace_the_old_where_one_says_so(text: str) -> None:
    assert not set(after(text, "workflow", workflow=STEPS)["workflow"]) & {step.step for step in STEPS}


@pytest.mark.parametrize("text", ["no slang is a hard rule", "yes, but never name other guests", "no, it is a hostel"])
def test_a_confirmation_with_content_confirms_nothing(text: str) -> None:
    assert said(text, "confirm").command is None


@pytest.mark.parametrize("text", ["yes", "all good", "ship it", "correct, thanks", "no changes", "that's all"])
def test_a_plain_yes_confirms(text: str) -> None:
    assert said(text, "confirm").command == Command(name="generate")


@pytest.mark.parametrize(
    ("text", "stage"),
    [("no more, go to the tools", "tools"), ("that's all. let's jump to the goals", "goals")],
)
def test_leaving_one_thing_for_another_is_an_order(text: str, stage: str) -> None:
    assert commanded(text) == Command(name="go", argument=stage)


@pytest.mark.parametrize(
    ("text", "topic", "slot", "values"),
    [
        ("the greeting should be: Hi! Night desk, Bo here.", "knowledge", "greeting", ["Hi! Night desk, Bo here."]),
        ("tone: gentle, unhurried", "tools", "tone", ["Gentle", "Unhurried"]),
        ("Our languages are Dutch and Greek", "escalation", "languages", ["Dutch", "Greek"]),
    ],
)
def test_a_field_that_is_named_takes_the_value_whatever_was_asked(
    text: str, topic: str, slot: str, values: list[str]
) -> None:
    result = after(text, topic, knowledge=("House rules",))
    assert result[slot] == values
    assert result["knowledge"] == ["House rules"]
    assert not result.get(topic) or topic == "knowledge"


def test_two_adjectives_before_one_noun_are_one_rule() -> None:
    assert after("never give financial or tax advice", "guardrails")["guardrails"] == [
        "Never give financial or tax advice"
    ]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("remove Wait from the knowledge", "knowledge"),
        ("drop 'For the night', that's not a tool", "tools"),
    ],
)
def test_a_removal_in_natural_words_removes_whatever_was_asked(text: str, slot: str) -> None:
    result = after(text, "workflow", workflow=STEPS, knowledge=("Wait", "Prices"), tools=(Tool(name="For the night"),))
    assert result["workflow"] == [step.step for step in STEPS]
    assert result.get(slot, []) == (["Prices"] if slot == "knowledge" else [])


def test_a_word_to_leave_is_no_goal() -> None:
    assert "goals" not in after("exit", "goals")


def test_a_greeting_is_greeted_back() -> None:
    briefing = Briefing(message_id=uuid4(), text="Good morning", asked=Asked(topics=("agent_role", "agent_name")))
    reading = read(briefing)
    assert reply(briefing, reading, {}, ask(briefing, reading, {})).startswith("Hello")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("at night it shouldn't ring the owner", "Never ring the owner at night"),
        ("at most 2 bags per guest, that's a rule", "At most 2 bags per guest"),
        ("at most 2 bags per guest. That is a rule.", "At most 2 bags per guest"),
    ],
)
def test_a_limit_is_a_rule_while_the_goals_are_asked(text: str, rule: str) -> None:
    result = after(text, "goals")
    assert result["guardrails"] == [rule]
    assert "goals" not in result
