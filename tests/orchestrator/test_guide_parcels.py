"""A parcel service with odd marks and arrows, and a school secretary who is unsure of almost everything."""

from tests.orchestrator.test_guide_talks import Turn, hold


def test_a_parcel_service_with_odd_marks() -> None:
    hold(
        [
            Turn(
                "",
                "parcel tracking agent for RapidBox, sits on our website + WhatsApp, NL and EN please",
                {
                    "agent_role": "parcel tracking agent for RapidBox",
                    "channels": ["Website chat", "WhatsApp"],
                    "languages": ["Dutch", "English"],
                },
            ),
            Turn("agent_name", "Boxy 📦", {"agent_name": "Boxy"}),
            Turn(
                "audience",
                "☞ people waiting for a parcel\n☞ web shops that ship with us",
                {"audience": ["people waiting for a parcel", "web shops that ship with us"]},
            ),
            Turn("goals", "• tracking / redelivery / complaints", {"goals": ["tracking", "redelivery", "complaints"]}),
            Turn(
                "metrics",
                "–> WISMO calls down 40%\n–> NPS above 50",
                {"metrics": ["WISMO calls down 40%", "NPS above 50"]},
            ),
            Turn("tone", "quick + clear + a tiny bit cheeky", {"tone": ["quick", "clear", "a tiny bit cheeky"]}),
            Turn(
                "greeting",
                "Say: Hoi! Boxy here. Got a tracking number for me?",
                {"greeting": "Hoi! Boxy here. Got a tracking number for me?"},
            ),
            Turn(
                "knowledge",
                "→ FAQ page\n→ depot opening hours\n→ customs rules",
                {"knowledge": ["FAQ page", "depot opening hours", "customs rules"]},
            ),
            Turn(
                "guardrails",
                "✗ promise an exact delivery time\n✗ blame the driver\n✗ share the address of a neighbour",
                {
                    "guardrails": [
                        "Never promise an exact delivery time",
                        "Never blame the driver",
                        "Never share the address of a neighbour",
                    ]
                },
            ),
            Turn(
                "escalation",
                "lost for more than 7 days ➜ claims@rapidbox.example\ndamaged parcels ➜ "
                "claims@rapidbox.example\nangry customer ➜ team lead",
                {
                    "escalation": [
                        ("lost for more than 7 days", "claims@rapidbox.example"),
                        ("damaged parcels", "claims@rapidbox.example"),
                        ("angry customer", "team lead"),
                    ]
                },
            ),
            Turn("tools", "Track&Trace API; Redelivery API", {"tools": ["Track&Trace API", "Redelivery API"]}),
            Turn(
                "tool_details",
                "Track&Trace: GET https://api.rapidbox.example/track/:code, code in, status + eta out, "
                "X-Api-Key header.\n"
                "Redelivery: POST https://api.rapidbox.example/redeliver with code, date and depot; "
                "returns confirmation. same auth",
                {
                    "tools": [
                        {
                            "name": "Track&Trace API",
                            "method": "GET",
                            "url": "https://api.rapidbox.example/track/:code",
                            "inputs": ["code"],
                            "outputs": ["status", "eta"],
                            "auth": "API key header X-Api-Key",
                        },
                        {
                            "name": "Redelivery API",
                            "method": "POST",
                            "url": "https://api.rapidbox.example/redeliver",
                            "inputs": ["code", "date", "depot"],
                            "outputs": ["confirmation"],
                            "auth": "API key header X-Api-Key",
                        },
                    ]
                },
            ),
            Turn(
                "workflow",
                "ask code -> look it up. found -> give status and eta. not found -> ask for postcode. "
                "delayed > 2 days -> apologise + offer redelivery. end with a short bye",
                {
                    "workflow": [
                        "ask code",
                        (
                            "look it up",
                            ("found", "give status and eta", ""),
                            ("not found", "ask for postcode", ""),
                            ("delayed > 2 days", "apologise + offer redelivery", ""),
                        ),
                        "end with a short bye",
                    ]
                },
            ),
            Turn("platform", "dialogflow cx", {"platform": "Google Dialogflow CX"}),
            Turn(
                "anything_else",
                "oh we dont do whatsapp any more, drop it",
                {"channels": ["Website chat"]},
                "correction",
            ),
            Turn("confirm", "👍", {}, "command"),
        ]
    )


def test_a_school_secretary_who_is_unsure() -> None:
    hold(
        [
            Turn(
                "",
                "Hello, um, I'm not sure how this works. I work at a primary school and I need something "
                "that answers parents' questions.",
                {"agent_role": "something that answers parents' questions"},
            ),
            Turn("agent_name", "Oh dear, I really don't know. You choose something?", {"agent_name": "?"}),
            Turn(
                "audience channels",
                "Parents, mostly. I suppose by email? And maybe the school website, if that's possible.",
                {"audience": ["Parents"], "channels": ["Email", "Website chat"]},
            ),
            Turn(
                "goals",
                "Well, they always ask when the holidays are. And they report that a child is ill. I "
                "guess it could help with that. And sending forms, perhaps?",
                {"goals": ["ask when the holidays are", "report that a child is ill", "send forms"]},
            ),
            Turn("metrics", "No idea, honestly. Whatever you think is best.", {"metrics": ["?"]}),
            Turn(
                "tone",
                "Friendly, I think? Patient too, some parents are quite worried.",
                {"tone": ["Friendly", "Patient"]},
            ),
            Turn("languages", "English certainly. The rest I'd leave open.", {"languages": ["English"]}),
            Turn("greeting", "I can't think of one, sorry. Up to you.", {"greeting": "?"}),
            Turn(
                "knowledge",
                "There's the school handbook... and I believe the term dates are on a calendar somewhere.",
                {"knowledge": ["the school handbook", "the term dates are on a calendar somewhere"]},
            ),
            Turn(
                "guardrails",
                "It shouldn't talk about individual children, I think. Hmm, and nothing about teachers' private lives.",
                {"guardrails": ["Never talk about individual children", "nothing about teachers' private lives"]},
            ),
            Turn(
                "escalation",
                "Maybe when a parent is upset? Then Mrs Hale in the office, she's good with that.",
                {"escalation": [("a parent is upset", "Mrs Hale in the office")]},
            ),
            Turn("tools", "I don't think we have any.", {"tools": None}),
            Turn("workflow", "I don't know, can you do that for me?", {"workflow": ["?", "?", "?", "?"]}),
            Turn("platform", "What are my options?", {}, "question"),
            Turn("platform", "I'm not sure, skip", {"platform": None}),
            Turn("anything_else", "I don't think so, no.", {}),
            Turn("confirm", "I think so, yes", {}, "command"),
        ]
    )
