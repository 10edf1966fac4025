"""Openings in which people tell everything at once: each thing lands in its own slot."""

import pytest

from orchestrator.facts import Fact, said
from orchestrator.values import Tool
from tests.orchestrator.test_guide_talks import Known, Turn, hold, take

OPENINGS: list[tuple[str, Known]] = [
    (
        "A returns assistant for our online shoe shop Strider. It should look up orders and create "
        "return labels, in the "
        "chat on our website. Friendly and brief.",
        {
            "agent_role": "Returns assistant for our online shoe shop Strider",
            "goals": ["look up orders", "create return labels"],
            "channels": ["Website chat"],
            "tone": ["friendly", "brief"],
        },
    ),
    (
        "Need an internal Slack bot for our HR team, answers policy questions, English + German, professional tone, "
        "connects to BambooHR.",
        {
            "agent_role": "internal Slack bot for our HR team",
            "goals": ["answer policy questions"],
            "languages": ["English", "German"],
            "tone": ["professional"],
            "tools": [{"name": "BambooHR"}],
        },
    ),
    (
        "an it helpdesk agent in Microsoft Teams for our 200 employees. resets passwords and opens "
        "tickets in Jira. short "
        "answers.",
        {
            "agent_role": "IT helpdesk agent for our 200 employees",
            "goals": ["reset passwords", "open tickets in Jira"],
            "channels": ["Microsoft Teams"],
            "tone": ["short"],
        },
    ),
    (
        "Support agent, chat and phone, for an energy company. It explains bills and takes meter "
        "readings. It shouldn't "
        "fall under 4.5 stars.",
        {
            "agent_role": "Support agent for an energy company",
            "goals": ["explain bills", "take meter readings"],
            "channels": ["Chat", "Phone"],
            "metrics": ["It shouldn't fall under 4.5 stars"],
        },
    ),
    (
        "Concierge for our hotel guests. They will mostly use WhatsApp. Warm but discreet. English, Italian, German.",
        {
            "agent_role": "Concierge for our hotel guests",
            "channels": ["WhatsApp"],
            "tone": ["warm", "discreet"],
            "languages": ["English", "Italian", "German"],
        },
    ),
    (
        "can you build a chatbot for a law firm? it must not give legal advice, only collect the "
        "details of the case and "
        "book a call",
        {
            "agent_role": "chatbot for a law firm",
            "guardrails": ["never give legal advice"],
            "goals": ["collect the details of the case", "book a call"],
        },
    ),
    (
        "It should be called Chalky, be relaxed and funny but not silly, English only. We use "
        "Rockgympro for bookings and "
        "Stripe for payments.",
        {
            "agent_name": "Chalky",
            "tone": ["relaxed", "funny", "not silly"],
            "languages": ["English"],
            "tools": [{"name": "Rockgympro", "purpose": "bookings"}, {"name": "Stripe", "purpose": "payments"}],
        },
    ),
    ("I need a tool for tracking my parcels", {"agent_role": "tool for tracking my parcels"}),
    ("I want make voice bot for truck drivers", {"agent_role": "voice bot for truck drivers"}),
    (
        "If someone reports an accident it should give them the number of the duty manager.",
        {},
    ),
]


@pytest.mark.parametrize(("text", "known"), OPENINGS)
def test_what_is_volunteered_lands_where_it_belongs(text: str, known: Known) -> None:
    hold([Turn("", text, known)])


def test_what_is_volunteered_is_asked_about_once_more_as_there_may_be_more() -> None:
    _, draft = take(Turn("", "A shop bot, on WhatsApp, friendly. We use Shopify."), {})
    assert {slot: said(draft, slot)[0].confidence < 0.6 for slot in ("channels", "tone", "tools")} == dict.fromkeys(
        ("channels", "tone", "tools"), True
    )


def test_an_adjective_is_a_name_where_a_name_was_asked_for() -> None:
    hold([Turn("agent_role agent_name", "A weather bot. Sunny.", {"agent_role": "weather bot", "agent_name": "Sunny"})])


def test_an_address_in_an_opening_is_a_tool_and_gets_its_own_name_later() -> None:
    url = "https://status.acme.example/api/v2/incidents"
    draft = hold(
        [
            Turn(
                "",
                f"Building an incident bot for on-call engineers. Stack:\nGET {url} -> id, title",
                {
                    "agent_role": "incident bot for on-call engineers",
                    "tools": [{"name": "get_incidents", "method": "GET", "url": url, "outputs": ["id", "title"]}],
                },
            )
        ]
    )
    _, draft = take(Turn("tool_details:get_incidents", f"list_incidents: GET {url}, out: id, title"), draft)
    assert [fact.text for fact in said(draft, "tools")] == ["list_incidents"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "It needs the date and returns free slots. Stripe charges the card.",
            {"Google Calendar": ("", ("date",)), "Stripe": ("Charges the card", ())},
        ),
        ("we also use hubspot for contacts", {"Google Calendar": ("", ()), "HubSpot": ("Contacts", ())}),
        ("OAuth via Google, it needs the day", {"Google Calendar": ("", ("day",))}),
    ],
)
def test_a_tool_nobody_asked_about_is_told_apart_from_the_one_that_was_asked_about(
    text: str, told: dict[str, tuple[str, tuple[str, ...]]]
) -> None:
    draft = {"tools": (Fact(value=Tool(name="Google Calendar")),)}
    _, draft = take(Turn("tool_details:Google Calendar", text), draft)
    tools = [fact.value for fact in said(draft, "tools") if isinstance(fact.value, Tool)]
    assert {tool.name: (tool.purpose or "", tool.inputs) for tool in tools} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Shopify, to look up orders. It takes the order number and returns the status and the items",
            {"Shopify": (("order number",), ("status", "items"))},
        ),
        (
            "mindbody books the class it needs the name n time. gives back a booking number. stripe for cards",
            {"Mindbody": (("name", "time"), ("booking number",)), "Stripe": ((), ())},
        ),
        ("I know of Zendesk but I don't think it needs any.", {}),
        ("Zendesk. It needs a booking system too.", {"Zendesk": ((), ()), "Booking system": ((), ())}),
    ],
)
def test_what_a_tool_takes_and_gives_is_no_tool_of_its_own(
    text: str, told: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    _, draft = take(Turn("tools", text), {})
    tools = [fact.value for fact in said(draft, "tools") if isinstance(fact.value, Tool)]
    assert {tool.name: (tool.inputs, tool.outputs) for tool in tools} == told


@pytest.mark.parametrize("topic", ["tools", "platform", "goals", "metrics"])
def test_a_tool_is_told_with_all_it_has_whatever_was_asked(topic: str) -> None:
    url = "https://api.bookit.example/v2/holds"
    text = (
        "Use BookIt to hold a spot: it takes departure id, vehicle length and plate, and returns a number. "
        f"POST {url}, the key is in the header X-Api-Key"
    )
    _, draft = take(Turn(topic, text), {})
    (fact,) = said(draft, "tools")
    assert isinstance(fact.value, Tool)
    assert (fact.value.name, fact.value.purpose, fact.value.method, fact.value.url) == (
        "BookIt",
        "Hold a spot",
        "POST",
        url,
    )
    assert (fact.value.inputs, fact.value.outputs) == (("departure id", "vehicle length", "plate"), ("number",))
    assert set(draft) == {"tools"}
