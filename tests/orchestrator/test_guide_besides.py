"""Several things in one message: each goes where it belongs, and what was asked for is not lost beside the rest."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, Proposal, apply, said
from orchestrator.guide import read
from orchestrator.messages import Asked
from orchestrator.values import Step, Tool

KNOWN: Draft = {"agent_role": (Fact(value="Kitchen assistant"),), "agent_name": (Fact(value="Salt"),)}


def after(text: str, *topics: str, draft: Draft = KNOWN, language: str = "en") -> dict[str, list[str]]:
    """What a message adds or changes, as texts by slot."""
    told = Briefing(message_id=uuid4(), text=text, draft=draft, asked=Asked(topics=topics), language=language)
    now = apply(draft, read(told).proposals).draft
    changed = {slot: [fact.text for fact in said(now, slot)] for slot in now if now[slot] != draft.get(slot)}
    return {slot: texts for slot, texts in changed.items() if texts}


@pytest.mark.parametrize(
    ("topics", "text", "told"),
    [
        (
            ("audience", "channels"),
            "It answers cooks in chat and by phone, in German and Turkish, and must never order wine. If a supplier is "
            "closed hand over to Ece at the office.",
            {
                "audience": ["Cooks"],
                "channels": ["Chat", "Phone"],
                "languages": ["German", "Turkish"],
                "guardrails": ["Never order wine"],
                "escalation": ["a supplier is closed → Ece at the office"],
            },
        ),
        (
            ("metrics",),
            "We measure it by 80% solved and it should speak German too",
            {"metrics": ["80% solved"], "languages": ["German"]},
        ),
        (
            ("goals",),
            "order food, change orders, cancel, and tell cooks about deliveries; never discuss wages",
            {
                "goals": ["Order food", "Change orders", "Cancel", "Tell cooks about deliveries"],
                "guardrails": ["Never discuss wages"],
            },
        ),
        (
            ("goals",),
            "It checks stock in Lightspeed, orders from suppliers by email, and reminds cooks about deliveries.",
            {
                "goals": [
                    "Check stock in Lightspeed",
                    "Order from suppliers by email",
                    "Remind cooks about deliveries",
                ],
                "tools": ["Lightspeed"],
            },
        ),
        (
            ("goals",),
            "Order food. Use Mews for that. It must never discuss wages and should be reachable on WhatsApp.",
            {
                "goals": ["Order food"],
                "tools": ["Mews"],
                "guardrails": ["Never discuss wages"],
                "channels": ["WhatsApp"],
            },
        ),
        (
            ("audience", "channels"),
            "Cooks, mostly new ones. They write on WhatsApp. Success is if 80% are solved without us. Keep it short.",
            {
                "audience": ["Cooks, mostly new ones"],
                "channels": ["WhatsApp"],
                "metrics": ["80% are solved without us"],
                "tone": ["Short"],
            },
        ),
        (
            ("tone", "languages"),
            "warm and brief, in English and Turkish, and hand over to the chef if a cook is angry",
            {
                "tone": ["Warm", "Brief"],
                "languages": ["English", "Turkish"],
                "escalation": ["a cook is angry → the chef"],
            },
        ),
        (
            ("knowledge",),
            "The recipes and the supplier list. By the way it should hand over to Ece when somebody complains",
            {
                "knowledge": ["The recipes", "The supplier list"],
                "escalation": ["somebody complains → Ece"],
            },
        ),
        (
            ("greeting",),
            "It should say Hello, I am Salt. And it uses Lightspeed to check stock",
            {"greeting": ["Hello, I am Salt."]},
        ),
        (
            ("metrics",),
            "what do you mean by metrics? I'd say 90% answered within a minute",
            {"metrics": ["90% answered within a minute"]},
        ),
        (
            ("guardrails",),
            "never say anything rude and must be polite at all times",
            {"guardrails": ["Never say anything rude"]},
        ),
    ],
)
def test_each_thing_goes_where_it_belongs(topics: tuple[str, ...], text: str, told: dict[str, list[str]]) -> None:
    assert after(text, *topics) == told


def test_an_opening_tells_who_uses_it_and_how_it_sounds() -> None:
    text = "A kitchen assistant called Salt. Waiters and cooks use it in Slack. Short and clear."
    found = after(text, "agent_role", "agent_name", draft={})
    assert (found["audience"], found["channels"], found["tone"]) == (
        ["Waiters", "Cooks"],
        ["Slack"],
        ["Short", "Clear"],
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no Slack, use Teams instead", {"tools": ["Microsoft Teams"]}),
        (
            "make it formal rather than friendly and it should also speak German",
            {"tone": ["Formal"], "languages": ["German"]},
        ),
    ],
)
def test_a_correction_beside_something_else_stays_one(text: str, told: dict[str, list[str]]) -> None:
    draft = {**KNOWN, "tone": (Fact(value="friendly"),), "tools": (Fact(value=Tool(name="Slack")),)}
    assert after(text, "goals", draft=draft) == told


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "An assistant called Bram for our rowing club that answers members in Telegram about the boats.",
            "en",
            ("Assistant for our rowing club that answers members in Telegram about the boats", "Bram", "Telegram"),
        ),
        (
            "Ein Assistent namens Udo für unseren Ruderclub. Er sagt in Signal, wann trainiert wird.",
            "de",
            ("Assistent für unseren Ruderclub", "Udo", "Signal"),
        ),
        (
            "Un assistant nommé Zoé pour notre club, il répond par WhatsApp.",
            "fr",
            ("Assistant pour notre club", "Zoé", "WhatsApp"),
        ),
        (
            "A booking desk for our climbing hall, called Ridge",
            "en",
            ("Booking desk for our climbing hall", "Ridge", ""),
        ),
        ("A kayak rental desk called Paddle on our website", "en", ("Kayak rental desk", "Paddle", "Website chat")),
        ("Our hall needs a desk called Ridge", "en", ("", "Ridge", "")),
        ("Mia, a booking assistant for our clinic", "en", ("Booking assistant for our clinic", "Mia", "")),
        ("Fern is a support bot for my plant shop", "en", ("Support bot for my plant shop", "Fern", "")),
        ("我想要一个叫小船的客服助手，帮我们的俱乐部在微信上回答问题", "zh", ("客服助手", "小船", "")),
        ("أريد مساعدا اسمه رامي لنادي التجديف في واتساب", "ar", ("", "رامي", "WhatsApp")),
    ],
)
def test_an_opening_names_the_agent_what_it_is_for_and_where(text: str, language: str, told: tuple[str, ...]) -> None:
    briefing = Briefing(
        message_id=uuid4(), text=text, asked=Asked(topics=("agent_role", "agent_name")), language=language
    )
    now = apply({}, read(briefing).proposals).draft
    for slot, wanted in zip(("agent_role", "agent_name", "channels"), told, strict=True):
        assert not wanted or [fact.text for fact in said(now, slot)] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "An assistant for our shop called Strider",
        "A returns desk for our shop called Strider",
        "We run a shop called Strider and need a returns assistant",
        "We make a game called Strider and need support",
    ],
)
def test_what_somebody_else_is_called_is_not_the_agents_name(text: str) -> None:
    told = read(Briefing(message_id=uuid4(), text=text, asked=Asked(topics=("agent_role", "agent_name"))))
    assert not [p for p in told.proposals if p.slot == "agent_name" and p.value]


@pytest.mark.parametrize(
    ("known", "text", "slot", "now"),
    [
        ("Goals: handle 50% of tickets per day", "handle 50 tickets per day", "goals", 2),
        ("Goals: close orders under 20% of stock", "close orders under 20 euros of stock", "goals", 2),
        ("Goals: answer within 1.5 minutes of asking", "answer within 5.1 minutes of asking", "goals", 2),
        ("Goals: answer within 5 minutes of asking", "answer within 5 minutes of being asked", "goals", 1),
    ],
)
def test_values_that_differ_in_a_number_or_its_sign_are_two(known: str, text: str, slot: str, now: int) -> None:
    draft = apply({}, read(Briefing(message_id=uuid4(), text=known)).proposals).draft
    told = Briefing(message_id=uuid4(), text=f"Another goal: {text}", draft=draft, asked=Asked(topics=(slot,)))
    assert len(said(apply(draft, read(told).proposals).draft, slot)) == now


def test_two_handovers_of_like_cases_to_different_people_are_two() -> None:
    first = Briefing(
        message_id=uuid4(),
        text="If somebody reports loud noise at night, hand over to extension 12",
        asked=Asked(topics=("escalation",)),
    )
    draft = apply({}, read(first).proposals).draft
    more = Briefing(
        message_id=uuid4(),
        text="Also, if somebody reports very loud noise at night, hand over to extension 21",
        draft=draft,
        asked=Asked(topics=("escalation",)),
    )
    assert len(said(apply(draft, read(more).proposals).draft, "escalation")) == 2


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("The Square tool should be Shopify", ["Shopify"]),
        ("Square tool: no auth", ["Square"]),
        ("our Square tool is called Booksy", ["Booksy"]),
        ("the booking tool is nothing special", ["Square"]),
    ],
)
@pytest.mark.parametrize("topic", ["tone", "greeting", "confirm"])
def test_a_tool_that_is_corrected_stays_a_tool(text: str, now: list[str], topic: str) -> None:
    draft = apply({}, [Proposal(slot="tools", value=Tool(name="Square", purpose="Book tables"))]).draft
    told = read(Briefing(message_id=uuid4(), text=text, draft=draft, asked=Asked(topics=(topic,))))
    assert [fact.text for fact in said(apply(draft, told.proposals).draft, "tools")] == now


@pytest.mark.parametrize(
    "text",
    [
        "half of calls solved is a goal, not a metric",
        "move half of calls solved to the goals",
    ],
)
def test_what_is_moved_to_another_slot_is_not_lost_on_the_way(text: str) -> None:
    draft = apply({}, [Proposal(slot="metrics", value="Half of calls solved")]).draft
    told = read(Briefing(message_id=uuid4(), text=text, draft=draft, asked=Asked(topics=("tone",))))
    after = apply(draft, told.proposals).draft
    assert [fact.text for fact in said(after, "goals")] == ["Half of calls solved"]
    assert not said(after, "metrics")


@pytest.mark.parametrize(
    ("text", "topic"),
    [("English and Italian, quiet tone", "agent_name"), ("Platform? No idea", "platform"), ("tools? none", "tools")],
)
def test_a_language_is_no_name_and_the_name_of_a_slot_no_value_of_it(text: str, topic: str) -> None:
    told = read(Briefing(message_id=uuid4(), text=text, asked=Asked(topics=(topic,))))
    assert not [p for p in told.proposals if p.slot == topic and p.value and p.source != "assumed"]


def test_what_is_offered_otherwise_keeps_its_words() -> None:
    read_in = read(
        Briefing(
            message_id=uuid4(),
            text="If the fish is fresh, offer a table today, otherwise one next week.",
            draft=KNOWN,
            asked=Asked(topics=("workflow",)),
        )
    )
    [step] = [p.value for p in read_in.proposals]
    assert isinstance(step, Step)
    assert [(b.then, b.else_) for b in step.branches] == [("offer a table today", "one next week")]
