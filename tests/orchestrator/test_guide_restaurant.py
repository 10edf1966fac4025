"""A restaurant owner who tells stories and changes his mind, and an IT desk that writes like code."""

from tests.orchestrator.test_guide_talks import Turn, hold


def test_a_restaurant_owner_who_tells_stories() -> None:
    hold(
        [
            Turn(
                "",
                "So my wife and I opened this trattoria in 2009, and lately the phone never stops "
                "ringing. Last Saturday I missed eleven calls while I was at the oven! "
                "What I need is a phone assistant that takes reservations. My nephew says these things exist now.",
                {"agent_role": "phone assistant that takes reservations", "channels": ["Phone"]},
            ),
            Turn(
                "agent_name",
                "My wife wanted Sofia, but that's our daughter's name and she hates it. So let's go with Gina.",
                {"agent_name": "Gina"},
            ),
            Turn(
                "audience channels",
                "Our regulars, and tourists as well, they come from the cruise ships in summer. Just the "
                "phone. My son keeps saying Instagram but no, we don't use that.",
                {"audience": ["Our regulars", "tourists"], "channels": ["Phone"]},
            ),
            Turn(
                "goals",
                "Taking reservations of course. People also call to ask whether we have gluten-free "
                "pasta, so it should answer questions about the menu. "
                "And my wife says it should tell people about the Sunday lunch.",
                {
                    "goals": [
                        "take reservations",
                        "answer questions about the menu",
                        "tell people about the Sunday lunch",
                    ]
                },
            ),
            Turn(
                "metrics",
                "You know what drives me mad? Empty tables. So no-shows under 5 percent. And I don't "
                "want to miss more than 2 calls a day, last year it was terrible.",
                {"metrics": ["no-shows under 5 percent", "I don't want to miss more than 2 calls a day"]},
            ),
            Turn(
                "tone",
                "Like my mother on the phone, God rest her soul: cheerful and generous. No wait, not "
                "cheerful, she'd kill me. Warm. Warm and generous.",
                {"tone": ["Like my mother on the phone", "generous", "Warm"]},
            ),
            Turn(
                "languages",
                "Italian obviously, and English for the tourists. We tried French once, it was a "
                "disaster, so no French.",
                {"languages": ["Italian", "English"]},
            ),
            Turn(
                "greeting",
                'I always say "Buongiorno, Trattoria Alba, what can I do for you?" and people love it, so that.',
                {"greeting": "Buongiorno, Trattoria Alba, what can I do for you?"},
            ),
            Turn(
                "knowledge",
                "The menu, it changes every month so be careful. And the reservation book, my wife "
                "writes it by hand but she types it in at night.",
                {"knowledge": ["The menu", "the reservation book"]},
            ),
            Turn(
                "guardrails",
                "Never take a booking for more than 12 people, we had a wedding party of thirty once "
                "without warning, what a night. And never recommend the place next door!",
                {"guardrails": ["Never take a booking for more than 12 people", "never recommend the place next door"]},
            ),
            Turn(
                "escalation",
                "If it's a group bigger than 12, put them through to my wife Elena. Somebody with an "
                "allergy, that's for the chef, always the chef.",
                {
                    "escalation": [
                        ("it's a group bigger than 12", "my wife Elena"),
                        ("Somebody with an allergy", "the chef"),
                    ]
                },
            ),
            Turn(
                "tools",
                "We have this thing called TheFork for the reservations. And Twilio, my nephew set that "
                "up for the phone.",
                {"tools": [{"name": "TheFork", "purpose": "the reservations"}, "Twilio"]},
            ),
            Turn(
                "workflow",
                "Well first she says hello. Then she asks for how many people and what day, because "
                "Saturdays are a nightmare. Then she looks in TheFork. "
                "If there's a table she books it, if not she offers another time. My wife always forgets "
                "to ask for the phone number, so she must ask for the phone number. At the end she "
                "repeats everything.",
                {
                    "workflow": [
                        "say hello",
                        "ask for how many people and what day",
                        ("look in TheFork", ("there's a table", "book it", "offer another time")),
                        "ask for the phone number",
                        "repeat everything",
                    ]
                },
            ),
            Turn("platform", "My nephew uses Retell.", {"platform": "Retell AI"}),
            Turn(
                "anything_else",
                "Actually call her Alba instead of Gina, like the restaurant.",
                {"agent_name": "Alba"},
                "correction",
            ),
            Turn("confirm", "Perfetto, yes!", {}, "command"),
        ]
    )


def test_an_it_desk_that_writes_like_code() -> None:
    hold(
        [
            Turn(
                "",
                "IT helpdesk agent. name=Tux. channels=[Slack, MS Teams]. lang=en.",
                {
                    "agent_role": "IT helpdesk agent",
                    "agent_name": "Tux",
                    "channels": ["Slack", "Microsoft Teams"],
                    "languages": ["English"],
                },
            ),
            Turn(
                "audience", "all staff (~400), incl. contractors", {"audience": ["all staff (~400), incl. contractors"]}
            ),
            Turn(
                "goals",
                "a. reset passwords\nb. unlock accounts\nc. triage tickets",
                {"goals": ["reset passwords", "unlock accounts", "triage tickets"]},
            ),
            Turn(
                "metrics",
                "deflection >= 60%; p50 resolution < 5 min",
                {"metrics": ["deflection >= 60%", "p50 resolution < 5 min"]},
            ),
            Turn("tone", "tone: dry, to the point", {"tone": ["dry", "to the point"]}),
            Turn("greeting", 'greeting = "Tux here. What\'s broken?"', {"greeting": "Tux here. What's broken?"}),
            Turn(
                "knowledge",
                "Confluence space IT, runbooks repo",
                {"knowledge": ["Confluence space IT", "runbooks repo"]},
            ),
            Turn(
                "guardrails",
                "NEVER: ask for passwords; run scripts on prod; bypass MFA",
                {"guardrails": ["Never ask for passwords", "Never run scripts on prod", "Never bypass MFA"]},
            ),
            Turn(
                "escalation",
                "VIP users: on-call engineer. Security incidents: secops@corp.example",
                {"escalation": [("VIP users", "on-call engineer"), ("Security incidents", "secops@corp.example")]},
            ),
            Turn(
                "tools",
                "Okta (reset passwords), ServiceNow (tickets)",
                {
                    "tools": [
                        {"name": "Okta", "purpose": "reset passwords"},
                        {"name": "ServiceNow", "purpose": "tickets"},
                    ]
                },
            ),
            Turn(
                "tool_details:Okta",
                "POST https://corp.okta.example/api/v1/users/{id}/lifecycle/reset_password\nin: id\nout: "
                "resetPasswordUrl\nauth: API token (SSWS)",
                {
                    "tools": [
                        {
                            "name": "Okta",
                            "purpose": "reset passwords",
                            "method": "POST",
                            "inputs": ["id"],
                            "outputs": ["resetPasswordUrl"],
                            "url": "https://corp.okta.example/api/v1/users/{id}/lifecycle/reset_password",
                            "auth": "API token (SSWS)",
                        },
                        {"name": "ServiceNow", "purpose": "tickets"},
                    ]
                },
            ),
            Turn("tool_details:ServiceNow", "skip", {}, "command"),
            Turn(
                "workflow",
                "verify_user()\nif (failures >= 3) -> lock ticket; else -> ask for problem\nmatch "
                "runbook\nif match: send steps\nelse: create ticket\nclose",
                {
                    "workflow": [
                        ("verify_user()", ("failures >= 3", "lock ticket", "ask for problem")),
                        ("match runbook", ("match", "send steps", "create ticket")),
                        "close",
                    ]
                },
            ),
            Turn("platform", "none yet", {"platform": None}),
            Turn("anything_else", "n", {}),
            Turn("confirm", "y", {}, "command"),
        ]
    )
