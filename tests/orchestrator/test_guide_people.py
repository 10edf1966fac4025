"""How different people put the same things: chat style, spoken style, formal, rambling."""

from typing import Any

import pytest

from orchestrator.events import Command
from orchestrator.guide import read
from tests.orchestrator.test_guide_talks import Turn, briefing_of, hold

SAID: list[tuple[str, str, dict[str, Any]]] = [
    ("audience channels", "Our interns as well as the mentors.\nMicrosoft Teams exclusively.",
     {"audience": ["Our interns", "the mentors"], "channels": ["Microsoft Teams"]}),
    ("audience", "Dog owners and sometimes walkers", {"audience": ["Dog owners", "sometimes walkers"]}),
    ("audience", "Members we have, and people who want a trial day",
     {"audience": ["Members we have", "people who want a trial day"]}),
    ("agent_name", "lets do Rio", {"agent_name": "Rio"}),
    ("agent_name", "My sister says Bruno but I prefer Nell, so Nell it is.", {"agent_name": "Nell"}),
    ("agent_name greeting", "My boss says Hugo but I like Iris\nHello, Iris from the library here. What do you need?",
     {"agent_name": "Iris", "greeting": "Hello, Iris from the library here. What do you need?"}),
    ("tone", "warm and patient not too formal", {"tone": ["warm", "patient", "not too formal"]}),
    ("tone", "calm friendly", {"tone": ["calm", "friendly"]}),
    ("tone", "calm, quick, a little dry humour", {"tone": ["calm", "quick", "a little dry humour"]}),
    ("tone", "dry humour", {"tone": ["dry humour"]}),
    ("tone", "Polite but clear. We had a firm once that was so casual, I hated it.", {"tone": ["polite", "clear"]}),
    ("knowledge", "the wine list n the house rules", {"knowledge": ["the wine list", "the house rules"]}),
    ("metrics", "If I had to say a number, ten tours a week booked without me",
     {"metrics": ["ten tours a week booked without me"]}),
    ("metrics", "fewer than five complaints a month", {"metrics": ["fewer than five complaints a month"]}),
    ("metrics", "One thing above all: nobody waits longer than 5 minutes",
     {"metrics": ["nobody waits longer than 5 minutes"]}),
    ("goals", "book a table. The old phone line was slow, so guests don't use it any more.",
     {"goals": ["book a table"]}),
    ("escalation", "Disputes about rent are to be referred to the legal desk.",
     {"escalation": [("disputes about rent", "the legal desk")]}),
    ("escalation", "lost keys -> janitor. noise at night -> security 24/7",
     {"escalation": [("lost keys", "janitor"), ("noise at night", "security 24/7")]}),
    ("tools", "We keep everything in Resly for the rooms, and the tours are in Google Calendar.",
     {"tools": [{"name": "Resly", "purpose": "the rooms"}, {"name": "Google Calendar", "purpose": "tours"}]}),
    ("tools", "we use PetDesk that's our practice software for appointments",
     {"tools": [{"name": "PetDesk", "purpose": "appointments"}]}),
    ("tools", "Zendesk 4 the tickets n Stripe 4 the payments",
     {"tools": [{"name": "Zendesk", "purpose": "the tickets"}, {"name": "Stripe", "purpose": "the payments"}]}),
    ("workflow", "ask what is broken and if it sounds dangerous send the engineer at once otherwise book a visit",
     {"workflow": [("ask what is broken", ("it sounds dangerous", "send the engineer at once", "book a visit"))]}),
    ("workflow", "ask whether they smoke and if they have allergies",
     {"workflow": ["ask whether they smoke and if they have allergies"]}),
    ("workflow", "ask the room nr. if its food recomend 2 places, if its spa tell em the times",
     {"workflow": [("ask the room nr", ("its food", "recomend 2 places", ""), ("its spa", "tell em the times", ""))]}),
    ("", "We require an internal assistant for the records office. It is to be named Quill.",
     {"agent_role": "internal assistant for the records office", "agent_name": "Quill"}),
    ("", "I want something that answers the phone for my garage",
     {"agent_role": "something that answers the phone for my garage", "channels": ["Phone"]}),
    ("knowledge", "no tools", {"tools": [None]}),
    ("guardrails", "we have no knowledge sources", {"knowledge": [None]}),
    ("knowledge", "no documents", {"knowledge": [None]}),
    ("goals", "Good evening, Casa Lina, how can I help you?",
     {"greeting": "Good evening, Casa Lina, how can I help you?"}),
    ("knowledge", "Hello and welcome, this is Otto at the front desk. What can I do for you?",
     {"greeting": "Hello and welcome, this is Otto at the front desk. What can I do for you?"}),
    ("guardrails", "Staff check every order", {"guardrails": ["Staff check every order"]}),
    ("guardrails", "no discounts, our cooks approve each menu",
     {"guardrails": ["No discounts", "Our cooks approve each menu"]}),
    ("guardrails", "discounts on the menu", {"guardrails": ["No discounts on the menu"]}),
    ("guardrails", "politics, other guests", {"guardrails": ["No politics", "No other guests"]}),
    ("goals", "recomend wines, adress complaints, explane the menu",
     {"goals": ["recomend wines", "address complaints", "explane the menu"]}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "text", "known"), SAID)
def test_what_people_say_in_their_own_way_is_read(asked: str, text: str, known: dict[str, Any]) -> None:
    hold([Turn(asked, text, known)])


def test_where_somebody_spends_the_evening_is_no_channel() -> None:
    text = "I need a porter's helper for our student hall, because I spend my evenings on the phone."
    hold([Turn("", text, {"agent_role": "porter's helper for our student hall"})])


def test_what_comes_back_may_be_the_number_of_a_request() -> None:
    hold(
        [
            Turn("tools", "ServiceNow", {"tools": ["ServiceNow"]}),
            Turn(
                "tool_details:ServiceNow",
                "Inputs: subject, description. Output: request number.",
                {
                    "tools": [
                        {"name": "ServiceNow", "inputs": ["subject", "description"], "outputs": ["request number"]}
                    ]
                },
            ),
        ]
    )


@pytest.mark.parametrize("text", ["yep all gd", "yeah gd", "all good thx", "that is correct", "yes, lovely"])
def test_a_yes_in_chat_style_finishes(text: str) -> None:
    assert read(briefing_of(Turn("confirm", text), {})).command == Command(name="generate")
