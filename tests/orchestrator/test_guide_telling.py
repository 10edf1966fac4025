"""The receipt beside a reply is true and short; questions use what is known; suggestions fit."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.briefing import Briefing
from orchestrator.facts import Change, Draft, Fact
from orchestrator.guide import Reading, ask, read, tell
from orchestrator.messages import Asked
from orchestrator.values import AnyValue, Branch, Escalation, Step, Tool


def added(slot: str, *values: AnyValue, source: str = "said") -> list[Change]:
    return [Change(slot=slot, kind="added", after=value, source=source) for value in values]  # type: ignore[arg-type]


STEPS = [Step(step="Greet"), Step(step="Look", branches=(Branch.model_validate({"if": "late", "then": "say so"}),))]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            [*added("agent_role", "Returns assistant"), *added("agent_name", "Sole"), *added("goals", "Create labels")],
            "Noted role: returns assistant; name: Sole; goal: create labels.",
        ),
        (added("goals", "Look up orders", "Create labels"), "Noted goals: look up orders, create labels."),
        (added("goals", "A", "B", "C", "D", "E"), "Noted 5 goals."),
        (added("greeting", "Hi! Who's there?"), "Noted greeting: “Hi! Who's there?”."),
        (added("workflow", *STEPS), "Noted 2 steps with a condition."),
        (added("escalation", Escalation(when="fire", to="112")), "Noted handover: fire → 112."),
        (added("tone", "Friendly", "Clear", source="assumed"), "Assumed tone: friendly, clear."),
        (
            [
                Change(
                    slot="tools",
                    kind="changed",
                    before=Tool(name="Koha"),
                    after=Tool(name="Koha", purpose="Loans", inputs=("card",), outputs=("books", "dates")),
                )
            ],
            "Noted Koha: purpose, 1 input, 2 outputs.",
        ),
        ([Change(slot="channels", kind="changed", before="Slack", after="Teams")], "Slack is out, Teams is in."),
        ([Change(slot="tone", kind="changed", before="Warm", after="Formal")], "Tone is now formal."),
        ([Change(slot="tools", kind="removed", before=Tool(name="Koha"))], "Koha is out."),
        ([], ""),
    ],
)
def test_a_receipt_says_what_was_saved(changes: list[Change], line: str) -> None:
    assert tell(changes) == line


def test_a_receipt_of_very_much_counts_its_lists() -> None:
    slots = ("goals", "guardrails", "metrics", "knowledge")
    line = tell([change for slot in slots for change in added(slot, *(f"{slot} {'x' * 30} {i}" for i in range(3)))])
    assert line == "Noted 3 goals; 3 rules; 3 success measures; 3 knowledge sources."


@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=6))
def test_a_receipt_is_one_line_whatever_was_said(values: list[str]) -> None:
    line = tell([change for slot in ("goals", "agent_name", "greeting") for change in added(slot, *values)])
    assert "\n" not in line
    assert len(line) < 700


def question(draft: Draft, *topics: str, text: str = "ok", questions: tuple[Asked, ...] = ()) -> str:
    briefing = Briefing(message_id=uuid4(), text=text, draft=draft, questions=questions)
    settled = {slot: (Fact(value="x"),) for slot in ("agent_role", "audience", "channels") if slot not in topics}
    return ask(briefing, Reading(), {**settled, **draft}).text


def test_questions_call_the_agent_by_its_name_once_it_has_one() -> None:
    assert question({"agent_name": (Fact(value="Sole"),)}, "goals") == (
        "What are Sole's goals, the things it should get done?"
    )


@pytest.mark.parametrize("name", [Fact(value="Assistant", source="assumed"), Fact(value="Who? {me}\n" * 9)])
def test_a_name_nobody_gave_or_that_would_break_a_question_is_left_out_of_it(name: Fact) -> None:
    assert question({"agent_name": (name,)}, "goals") == "What are its goals, the things it should get done?"


def test_a_name_is_not_claimed_in_the_turn_that_gives_it() -> None:
    asked = Asked(topics=("agent_name",))
    briefing = Briefing(message_id=uuid4(), text="Sole", asked=asked, questions=(asked,))
    draft: Draft = {"agent_role": (Fact(value="Bot"),), "agent_name": (Fact(value="Sole"),)}
    assert "Sole" not in ask(briefing, read(briefing), draft).text


@pytest.mark.parametrize(
    ("role", "offer"),
    [
        ("Returns assistant for a shoe shop", "Look up orders"),
        ("Receptionist of a dental clinic", "Book appointments"),
        ("IT help desk", "Create tickets"),
        ("Thing", "Answer questions"),
    ],
)
def test_suggestions_fit_the_line_of_work(role: str, offer: str) -> None:
    draft: Draft = {slot: (Fact(value="x"),) for slot in ("agent_name", "audience", "channels")}
    briefing = Briefing(message_id=uuid4(), text="ok", draft={**draft, "agent_role": (Fact(value=role),)})
    assert offer in ask(briefing, Reading(), dict(briefing.draft)).suggestions


def test_a_greeting_is_suggested_with_the_agents_name() -> None:
    asked = Asked(topics=("greeting",))
    briefing = Briefing(message_id=uuid4(), text="what do you mean?", asked=asked, questions=(asked,))
    offered = ask(briefing, read(briefing), {"agent_name": (Fact(value="Sole"),)}).suggestions
    assert offered[0] == "Hello, this is Sole. How can I help you?"
    assert offered[-1] == "You decide"
