"""Two small slots share one question: what is offered, how it is worded, and which words of the answer go where."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact
from orchestrator.guide import ask
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked
from orchestrator.values import Tool
from tests.orchestrator.test_guide_talks import Turn, hold

OPENING = Asked(topics=("agent_role", "agent_name"))
SETTLED = (
    "agent_role agent_name audience channels goals metrics tone languages greeting knowledge guardrails escalation "
    "tools "
    "workflow platform"
).split()


def question(known: dict[str, tuple[Fact, ...]], *asked: str) -> tuple[tuple[str, ...], str]:
    """What is asked of somebody whose draft holds this, after these questions."""
    earlier = (OPENING, *(Asked(topics=tuple(topics.split())) for topics in asked))
    briefing = Briefing(message_id=uuid4(), text="x", draft=known, asked=earlier[-1], questions=earlier)
    found = ask(briefing, Reading(), known)
    return found.asked.topics, found.text


def settled_but(*open_slots: str) -> dict[str, tuple[Fact, ...]]:
    none = {name: (Fact(value=None),) for name in SETTLED if name not in open_slots}
    return {**none, "agent_role": (Fact(value="shop assistant"),)}


def half(*values: str) -> tuple[Fact, ...]:
    return tuple(Fact(value=value, confidence=0.5) for value in values)


@pytest.mark.parametrize(
    ("open_slots", "topics"),
    [
        (("agent_name", "greeting"), ("agent_name", "greeting")),
        (("audience", "channels"), ("audience", "channels")),
        (("tone", "languages", "greeting"), ("tone", "languages")),
        (("tone", "greeting"), ("tone", "greeting")),
        (("platform",), ("platform", "anything_else")),
        (("goals", "metrics"), ("goals",)),
        (("guardrails", "escalation"), ("guardrails",)),
    ],
)
def test_small_slots_share_a_question_and_great_ones_have_their_own(
    open_slots: tuple[str, ...], topics: tuple[str, ...]
):
    assert question(settled_but(*open_slots))[0] == topics


def test_anything_else_is_asked_with_the_platform_only_when_nothing_else_is_open() -> None:
    draft = settled_but("platform", "goals")
    assert question(draft)[0] == ("goals",)
    assert question(draft, "goals", "goals")[0] == ("platform", "anything_else")


def test_goals_let_fall_are_told_in_the_question_that_asks_for_more_and_measures_ride_along() -> None:
    draft = {**settled_but("goals", "metrics"), "agent_name": (Fact(value="Sole"),), "goals": half("Track orders")}
    assert question(draft) == (
        ("goals", "metrics"),
        "Besides tracking orders, what else should Sole get done? And how will you measure success?",
    )


def test_a_small_slot_that_was_let_fall_is_asked_about_only_in_passing() -> None:
    draft: Draft = {**settled_but("audience", "channels"), "channels": half("Phone")}
    assert question(dict(draft)) == (
        ("audience", "channels"),
        "Who will use it, and besides Phone, on which channels should it be reachable?",
    )
    assert question({**settled_but("channels"), "channels": half("Phone")})[0] == ("anything_else",)


def test_several_tools_are_asked_about_in_one_question() -> None:
    tools = (Fact(value=Tool(name="Shopify")), Fact(value=Tool(name="Zendesk")))
    topics, text = question({**settled_but("tools"), "tools": tools})
    assert topics == ("tool_details",)
    assert "Shopify and Zendesk" in text


NAME_AND_GREETING = [
    ("Max and it should say Hi, I'm Max, how can I help?", "Max", "Hi, I'm Max, how can I help?"),
    ("Hi there, I'm Pepper from Luigi's! What would you like to eat?", "Pepper", None),
    (
        "call her Rosie and she says 'Good day, Rosie from the vet here, how can I help you?'",
        "Rosie",
        "Good day, Rosie from the vet here, how can I help you?",
    ),
    ("Name: Kit. Greeting: Hello from Kit!", "Kit", "Hello from Kit!"),
    (
        "Toby. He starts with: Welcome to the bike shop, what do you need?",
        "Toby",
        "Welcome to the bike shop, what do you need?",
    ),
    ("its called nova n it greets ppl with heya whats up", "Nova", "heya whats up"),
    ("Bella, and she should greet people warmly", "Bella", "greet people warmly"),
    (
        "The name is Otto and the greeting hello this is otto what can i do for you",
        "Otto",
        "hello this is otto what can i do for you",
    ),
    (
        "Juno\nYou have reached the Harbour Clinic. What can we do for you?",
        "Juno",
        "You have reached the Harbour Clinic. What can we do for you?",
    ),
    ("Let's call it Ada. You choose the greeting", "Ada", "?"),
    ("Ada, greeting is up to you", "Ada", "?"),
    ("i dont know yet, you pick both", "?", "?"),
    ("Skip the name. Greeting: 'Welcome to Hotel Alpenrose'", "?", "Welcome to Hotel Alpenrose"),
]


@pytest.mark.parametrize(("text", "name", "greeting"), NAME_AND_GREETING)
def test_a_name_and_a_greeting_are_told_apart(text: str, name: str, greeting: str | None) -> None:
    hold([Turn("agent_name greeting", text, {"agent_name": name, "greeting": text if greeting is None else greeting})])


def test_a_name_alone_leaves_the_greeting_open() -> None:
    hold([Turn("agent_name greeting", "Nova", {"agent_name": "Nova"})])


TONE_AND_LANGUAGES = [
    ("Warm, English only", ["warm"], ["English"]),
    ("friendly and patient, in English and Spanish", ["friendly", "patient"], ["English", "Spanish"]),
    ("Casual. It speaks French and a bit of English.", ["casual"], ["French", "English"]),
    ("Not too formal but respectful, Dutch and English please", ["not too formal", "respectful"], ["Dutch", "English"]),
    ("short answers, no emojis, EN and DE", ["short answers", "no emojis"], ["English", "German"]),
    ("calm, clear, never pushy. Just English for now, Spanish later", ["calm", "clear", "never pushy"], ["English"]),
    ("Cheerful\nItalian", ["cheerful"], ["Italian"]),
]


@pytest.mark.parametrize(("text", "tone", "languages"), TONE_AND_LANGUAGES)
def test_tone_and_languages_are_told_apart(text: str, tone: list[str], languages: list[str]) -> None:
    hold([Turn("tone languages", text, {"tone": tone, "languages": languages})])


def test_half_an_answer_leaves_the_other_half_open() -> None:
    hold([Turn("tone languages", "playful", {"tone": ["playful"]})])
    hold([Turn("tone languages", "english", {"languages": ["English"]})])


@pytest.mark.parametrize(
    ("text", "audience", "channels"),
    [
        ("website visitors\nwebsite chat", ["website visitors"], ["Website chat"]),
        ("people who call us", ["people who call us"], ["Phone"]),
        ("Owners and, what do you call them, sitters\nphone", ["Owners", "sitters"], ["Phone"]),
        ("field technicians, in microsoft teams, not by phone", ["field technicians"], ["Microsoft Teams"]),
    ],
)
def test_people_and_channels_are_told_apart(text: str, audience: list[str], channels: list[str]) -> None:
    hold([Turn("audience channels", text, {"audience": audience, "channels": channels})])


@pytest.mark.parametrize(
    ("text", "goals", "metrics"),
    [
        ("It should also send reminders. Success is 50% fewer no-shows.", ["send reminders"], ["50% fewer no-shows"]),
        ("nothing else, 80% of calls handled", [], ["80% of calls handled"]),
        ("sell gift cards; 20 a month", ["sell gift cards"], ["20 a month"]),
        ("remind people, reduce no shows by half", ["remind people"], ["reduce no shows by half"]),
        ("that's all. I'd say fewer complaints", [], ["fewer complaints"]),
    ],
)
def test_what_is_measured_is_no_goal(text: str, goals: list[str], metrics: list[str]) -> None:
    hold([Turn("goals metrics", text, {"metrics": metrics} | ({"goals": goals} if goals else {}))])


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("Vapi, and no, nothing else", "Vapi"),
        ("Zoho SalesIQ, that's all", "Zoho SalesIQ"),
        ("it'll be on our own servers I guess", "our own servers"),
        ("No", None),
        ("you decide\nno thanks", None),
    ],
)
def test_the_last_question_is_answered_in_one(text: str, platform: str | None) -> None:
    hold([Turn("platform anything_else", text, {"platform": platform})])


def test_one_message_tells_of_several_tools_without_their_names() -> None:
    hold(
        [
            Turn("tools", "Mews and Twilio", {"tools": ["Mews", "Twilio"]}),
            Turn(
                "tool_details",
                "it takes the booking number and returns the room\nwhat for: remind guests\ninputs: phone number",
                {
                    "tools": [
                        {"name": "Mews", "inputs": ["booking number"], "outputs": ["room"]},
                        {"name": "Twilio", "purpose": "remind guests", "inputs": ["phone number"]},
                    ]
                },
            ),
        ]
    )
