"""Whole fields named in a correction, questions asked back, and answers to another question than the asked one."""

import pytest

from orchestrator.facts import Fact, apply
from orchestrator.guide import ask
from orchestrator.values import AnyValue
from tests.orchestrator.test_guide_talks import Turn, briefing_of, take

KNOWN: dict[str, tuple[AnyValue, ...]] = {
    "agent_role": ("Bike rental desk",),
    "agent_name": ("Ruedi",),
    "greeting": ("Hello, Ruedi here",),
    "audience": ("Tourists",),
    "goals": ("Rent out bikes", "Explain the routes"),
    "tone": ("Cheerful", "Brief"),
}


def drafted(**slots: tuple[AnyValue, ...]) -> dict[str, tuple[Fact, ...]]:
    return {slot: tuple(Fact(value=value) for value in values) for slot, values in (slots or KNOWN).items()}


def after(text: str, asked: str, **slots: tuple[AnyValue, ...]) -> dict[str, list[str]]:
    _, draft = take(Turn(asked, text, {}), drafted(**slots))
    return {slot: [fact.text for fact in facts if fact.value is not None] for slot, facts in draft.items()}


@pytest.mark.parametrize("asked", ["languages", "knowledge", "goals"])
@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("the name is wrong", "agent_name"),
        ("That's not its name.", "agent_name"),
        ("you got the audience wrong", "audience"),
        ("the goals are not right", "goals"),
        ("the tone isn't right", "tone"),
        ("Delete the greeting", "greeting"),
        ("please remove the name", "agent_name"),
        ("clear the tone", "tone"),
        ("wrong greeting", "greeting"),
    ],
)
def test_a_field_called_wrong_loses_its_value_and_is_asked_again(text: str, slot: str, asked: str) -> None:
    turn = Turn(asked, text, {})
    reading, draft = take(turn, drafted())
    assert not any(fact.value for fact in draft.get(slot, ()))
    assert {s for s in draft if draft[s]} == set(KNOWN) - {slot}
    assert ask(briefing_of(turn, drafted()), reading, draft).asked.topics == (slot,)


@pytest.mark.parametrize(
    ("text", "slot", "values"),
    [
        ("you got the name wrong, it's Vreni", "agent_name", ["Vreni"]),
        ("the audience is wrong, it should be locals", "audience", ["Locals"]),
        ("the tone is wrong: make it dry", "tone", ["Dry"]),
        ("tone should be strict, not cheerful", "tone", ["Strict", "Brief"]),
        ("the tone must be strict, not cheerful", "tone", ["Strict", "Brief"]),
        ("delete the goal explain the routes", "goals", ["Rent out bikes"]),
    ],
)
@pytest.mark.parametrize("asked", ["languages", "goals"])
def test_what_is_said_in_its_place_is_all_that_is_stored(text: str, slot: str, values: list[str], asked: str) -> None:
    before = {s: [str(v) for v in values] for s, values in KNOWN.items()}
    changed = after(text, asked)
    assert changed[slot] == values
    assert {s: v for s, v in changed.items() if s not in (slot, "greeting")} == {
        s: v for s, v in before.items() if s not in (slot, "greeting")
    }


@pytest.mark.parametrize("text", ["the audience is wrong", "Delete the audience", "Remove Tuesday, that is a weekday"])
def test_an_order_about_what_is_not_there_is_no_answer(text: str) -> None:
    assert after(text, "audience", agent_role=("Bike rental desk",)) == {"agent_role": ["Bike rental desk"]}


def test_of_two_the_one_that_is_named_stays() -> None:
    role = "Desk for tourists, or maybe our staff"
    changed = after("it's for tourists, not staff", "tone", agent_role=(role,))
    assert changed == {"agent_role": ["Desk for tourists"]}


def test_a_field_that_is_set_aside_is_no_part_of_the_value() -> None:
    changed = after("success is fewer returns, not the tone", "metrics", agent_role=("Bike desk",))
    assert changed["metrics"] == ["Fewer returns"]


@pytest.mark.parametrize(
    ("asked", "text", "values"),
    [
        ("tone", "dry, does that work?", ["Dry"]),
        ("tone", "calm. no, strict. no both", ["Calm", "Strict"]),
        ("audience", "tourists. or should I say guests?", ["Tourists"]),
        ("audience", "locals, what do others say?", ["Locals"]),
        ("guardrails", "never lend helmets. is that enough?", ["Never lend helmets"]),
        ("agent_name", "Vreni, do I need a surname?", ["Vreni"]),
    ],
)
def test_what_is_asked_back_beside_an_answer_is_not_stored(asked: str, text: str, values: list[str]) -> None:
    assert after(text, asked, agent_role=("Bike rental desk",))[asked] == values


def test_an_unsure_answer_is_an_answer() -> None:
    text = "Maybe when a bike is broken? Then Vreni in the workshop."
    changed = after(text, "escalation", agent_role=("Bike rental desk",))
    assert changed["escalation"] == ["a bike is broken → Vreni in the workshop"]


@pytest.mark.parametrize(
    "text",
    ["must it have a name?", "What do you mean by name? do I need one?", "is a name required?", "Do we need a name?"],
)
@pytest.mark.parametrize("asked", ["agent_name", "agent_name greeting"])
def test_a_question_about_what_was_asked_is_no_answer(text: str, asked: str) -> None:
    assert after(text, asked, agent_role=("Bike rental desk",)) == {"agent_role": ["Bike rental desk"]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hi! How can I help you?", "Hi! How can I help you?"),
        ("Hello, do you want to rent or return?", "Hello, do you want to rent or return?"),
    ],
)
def test_the_questions_of_a_greeting_belong_to_it(text: str, value: str) -> None:
    assert after(text, "greeting", agent_role=("Bike rental desk",))["greeting"] == [value]


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("It should rent out bikes and explain the routes", ["Rent out bikes", "Explain the routes"]),
        ("well, it needs to answer questions about deposits", ["Answer questions about deposits"]),
        ("It helps guests find a route", ["Help guests find a route"]),
    ],
)
def test_what_it_should_do_is_kept_while_its_name_is_asked_and_asked_again(text: str, goals: list[str]) -> None:
    turn, known = Turn("agent_name greeting", text, {}), drafted(agent_role=("Bike rental desk",))
    reading, _ = take(turn, known)
    draft = apply(known, reading.proposals).draft
    assert {slot: [f.text for f in facts] for slot, facts in draft.items()} == {
        "agent_role": ["Bike rental desk"],
        "goals": goals,
    }
    assert ask(briefing_of(turn, known), reading, draft).asked.topics == ("agent_name", "greeting")


def test_how_it_should_speak_is_a_greeting_still() -> None:
    assert "goals" not in after("it should say hello and ask for the name", "greeting", agent_role=("Bike desk",))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("if it snows, call me, Urs", "it snows → Urs"),
        ("if a bike is stolen, hand over to me", "a bike is stolen → the owner"),
        ("when somebody complains, pass it to us", "somebody complains → our team"),
    ],
)
def test_who_says_me_is_named_for_everybody_else(text: str, wanted: str) -> None:
    assert after(text, "escalation", agent_role=("Bike rental desk",))["escalation"] == [wanted]


@pytest.mark.parametrize("text", ["/show", "/help", "who are you?"])
def test_what_was_set_by_hand_meanwhile_is_not_asked_again(text: str) -> None:
    draft = drafted(agent_role=("Bike rental desk",))
    draft["greeting"] = (Fact(value="Grüezi", source="edited", locked=True),)
    turn = Turn("agent_name greeting", text, {})
    reading, _ = take(turn, draft)
    assert ask(briefing_of(turn, draft), reading, draft).asked.topics == ("agent_name",)


@pytest.mark.parametrize("asked", ["", "anything_else"])
@pytest.mark.parametrize(
    ("text", "slot", "values"),
    [
        ("the greeting should be: Grüezi, Ruedi here!", "greeting", ["Grüezi, Ruedi here!"]),
        ("it should also never lend helmets", "guardrails", ["Never lend helmets"]),
    ],
)
def test_what_is_said_when_nothing_is_asked_any_more_is_kept(
    text: str, slot: str, values: list[str], asked: str
) -> None:
    assert after(text, asked)[slot] == values
