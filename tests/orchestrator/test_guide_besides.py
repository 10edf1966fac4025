"""Several things in one message: each goes where it belongs, and what was asked for is not lost beside the rest."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import read
from orchestrator.messages import Asked
from orchestrator.values import Tool

KNOWN: Draft = {"agent_role": (Fact(value="Kitchen assistant"),), "agent_name": (Fact(value="Salt"),)}


def after(text: str, *topics: str, draft: Draft = KNOWN) -> dict[str, list[str]]:
    """What a message adds or changes, as texts by slot."""
    told = Briefing(message_id=uuid4(), text=text, draft=draft, asked=Asked(topics=topics))
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
