"""A hotel owner who writes whole, friendly sentences, and a dentist's receptionist with her thumbs."""

from tests.orchestrator.test_guide_talks import Turn, hold


def test_a_hotel_owner_in_whole_sentences() -> None:
    hold(
        [
            Turn(
                "",
                "Hello! We run a small hotel by the lake and we would like a concierge assistant for our guests.",
                {"agent_role": "concierge assistant for our guests"},
            ),
            Turn(
                "agent_name",
                'I was thinking of "Otto", after my grandfather who opened the place.',
                {"agent_name": "Otto"},
            ),
            Turn(
                "audience channels",
                "Guests who have booked or are already in the house. They would write to it on WhatsApp, "
                "and from the chat on our website.",
                {
                    "audience": ["Guests who have booked or are already in the house"],
                    "channels": ["WhatsApp", "Website chat"],
                },
            ),
            Turn(
                "goals",
                "It should answer questions about the rooms and the breakfast, book a table in the "
                "restaurant, and order a taxi. "
                "Oh, and it should take requests for late check-out.",
                {
                    "goals": [
                        "answer questions about the rooms and the breakfast",
                        "book a table in the restaurant",
                        "order a taxi",
                        "take requests for late check-out",
                    ]
                },
            ),
            Turn(
                "metrics",
                "I'd be happy if fewer people called the front desk, say 30% fewer calls, and if guests "
                "rate it 4.5 or better.",
                {"metrics": ["30% fewer calls", "guests rate it 4.5 or better"]},
            ),
            Turn(
                "tone",
                "Warm and attentive, like a good host, but never chummy.",
                {"tone": ["Warm", "Attentive", "like a good host", "never chummy"]},
            ),
            Turn(
                "languages",
                "German and English for sure, Italian would be nice too.",
                {"languages": ["German", "English", "Italian"]},
            ),
            Turn(
                "greeting",
                'Something like: "Welcome to the Lakeside! I\'m Otto. What can I do for you?"',
                {"greeting": "Welcome to the Lakeside! I'm Otto. What can I do for you?"},
            ),
            Turn(
                "knowledge",
                "Our house guide (a PDF), the menu of the restaurant and the events page on our website.",
                {
                    "knowledge": [
                        "Our house guide (a PDF)",
                        "the menu of the restaurant",
                        "the events page on our website",
                    ]
                },
            ),
            Turn(
                "guardrails",
                "It must never give out a room number, and it should never promise an upgrade. Please no "
                "jokes about other hotels.",
                {
                    "guardrails": [
                        "Never give out a room number",
                        "Never promise an upgrade",
                        "No jokes about other hotels",
                    ]
                },
            ),
            Turn(
                "escalation",
                "If somebody complains or there is an emergency, it should pass them to the night manager.",
                {
                    "escalation": [
                        ("somebody complains", "the night manager"),
                        ("there is an emergency", "the night manager"),
                    ]
                },
            ),
            Turn(
                "tools",
                "We use Mews for the bookings and OpenTable for the restaurant.",
                {
                    "tools": [
                        {"name": "Mews", "purpose": "the bookings"},
                        {"name": "OpenTable", "purpose": "the restaurant"},
                    ]
                },
            ),
            Turn(
                "tool_details:Mews",
                "It takes the booking number and the last name and gives back the room type and the "
                "dates. I don't know the address.",
                {
                    "tools": [
                        {
                            "name": "Mews",
                            "purpose": "the bookings",
                            "inputs": ["booking number", "last name"],
                            "outputs": ["room type", "dates"],
                        },
                        {"name": "OpenTable", "purpose": "the restaurant"},
                    ]
                },
            ),
            Turn(
                "workflow",
                "First it greets the guest and asks what they need. If it is about a table, it checks "
                "OpenTable, otherwise it looks in the house guide. "
                "Then it sums up what was agreed and says goodbye.",
                {
                    "workflow": [
                        "greet the guest",
                        ("ask what they need", ("it is about a table", "check OpenTable", "look in the house guide")),
                        "sum up what was agreed",
                        "say goodbye",
                    ]
                },
            ),
            Turn("platform", "We'll run it with ElevenLabs I believe.", {"platform": "ElevenLabs"}),
            Turn("anything_else", "No, I think that is everything, thank you!", {}),
            Turn(
                "confirm",
                "Almost. Please make it polite, not warm.",
                {"tone": ["Polite", "Attentive", "like a good host", "never chummy"]},
                "correction",
            ),
            Turn("confirm", "Yes, now it's right.", {}, "command"),
        ]
    )


def test_a_dentists_receptionist_with_her_thumbs() -> None:
    hold(
        [
            Turn(
                "",
                "hi need a bot for our dental practice that books appts",
                {"agent_role": "bot for our dental practice that books appts"},
            ),
            Turn("agent_name", "molly", {"agent_name": "Molly"}),
            Turn(
                "audience channels", "patients. phone n sms", {"audience": ["Patients"], "channels": ["Phone", "SMS"]}
            ),
            Turn(
                "goals",
                "book appts, move appts, cancel, say when were open",
                {"goals": ["book appts", "move appts", "cancel", "say when were open"]},
            ),
            Turn(
                "metrics",
                "half the calls done without us. under 2 min per call",
                {"metrics": ["half the calls done without us", "under 2 min per call"]},
            ),
            Turn("tone", "calm, kind n short", {"tone": ["calm", "kind", "short"]}),
            Turn("languages", "eng + polish", {"languages": ["English", "Polish"]}),
            Turn(
                "greeting",
                "hi this is molly from bright smile, how can i help?",
                {"greeting": "hi this is molly from bright smile, how can i help?"},
            ),
            Turn("knowledge", "price list n opening hrs", {"knowledge": ["price list", "opening hrs"]}),
            Turn(
                "guardrails",
                "dont give medical advice n dont quote prices for implants. no diagnosis",
                {"guardrails": ["dont give medical advice", "dont quote prices for implants", "no diagnosis"]},
            ),
            Turn(
                "escalation",
                "pain or swelling -> dr novak straight away. billing -> front desk",
                {"escalation": [("pain", "dr novak"), ("swelling", "dr novak"), ("billing", "front desk")]},
            ),
            Turn(
                "tools",
                "dentrix for the calendar. twilio for sms",
                {"tools": [{"name": "Dentrix", "purpose": "the calendar"}, {"name": "Twilio", "purpose": "sms"}]},
            ),
            Turn(
                "tool_details:Dentrix",
                "in: date, name, phone. out: slot, dentist. no clue abt the url",
                {
                    "tools": [
                        {
                            "name": "Dentrix",
                            "purpose": "the calendar",
                            "inputs": ["date", "name", "phone"],
                            "outputs": ["slot", "dentist"],
                        },
                        {"name": "Twilio", "purpose": "sms"},
                    ]
                },
            ),
            Turn("tool_details:Twilio", "dunno", {}),
            Turn(
                "workflow",
                "1 ask name 2 ask what for 3 if pain offer slot today else next free slot 4 confirm by sms",
                {
                    "workflow": [
                        "ask name",
                        ("ask what for", ("pain", "offer slot today", "next free slot")),
                        "confirm by sms",
                    ]
                },
            ),
            Turn("platform", "vapi", {"platform": "Vapi"}),
            Turn("anything_else", "nope", {}),
            Turn("confirm", "yep all good", {}, "command"),
        ]
    )
