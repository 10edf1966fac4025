"""A bank's product manager with numbered lists, and a games studio with Markdown and a secret."""

from tests.orchestrator.test_guide_talks import Turn, hold


def test_a_bank_in_numbered_lists() -> None:
    hold(
        [
            Turn(
                "",
                "We are planning a virtual assistant for card support at Norland Bank.",
                {"agent_role": "virtual assistant for card support at Norland Bank"},
            ),
            Turn("agent_name", "The working title is Cara.", {"agent_name": "Cara"}),
            Turn(
                "audience channels",
                "1. Private customers\n2. Small business owners\n\nChannels:\n- mobile app\n- telephone banking",
                {"audience": ["Private customers", "Small business owners"], "channels": ["Mobile app", "Phone"]},
            ),
            Turn(
                "goals",
                "The objectives are as follows:\n1) Block lost or stolen cards\n2) Explain fees and "
                "limits\n3) Order replacement cards",
                {"goals": ["Block lost or stolen cards", "Explain fees and limits", "Order replacement cards"]},
            ),
            Turn(
                "metrics",
                "KPIs:\n1. Containment rate of at least 65 %\n2. Average handling time below 4 minutes\n3. CSAT >= 4.2",
                {
                    "metrics": [
                        "Containment rate of at least 65 %",
                        "Average handling time below 4 minutes",
                        "CSAT >= 4.2",
                    ]
                },
            ),
            Turn(
                "tone",
                "Professional, factual and reassuring. Not salesy.",
                {"tone": ["Professional", "Factual", "Reassuring", "Not salesy"]},
            ),
            Turn("languages", "EN, SV, FI", {"languages": ["English", "Swedish", "Finnish"]}),
            Turn(
                "greeting",
                "`Good day, you have reached Norland Bank card support.`",
                {"greeting": "Good day, you have reached Norland Bank card support."},
            ),
            Turn(
                "knowledge",
                "1. The card terms and conditions\n2. The price list 2026\n3. Help centre articles on cards",
                {
                    "knowledge": [
                        "The card terms and conditions",
                        "The price list 2026",
                        "Help centre articles on cards",
                    ]
                },
            ),
            Turn(
                "guardrails",
                "1. No investment advice.\n2. The agent must not ask for a PIN or CVV.\n3. It is not "
                "allowed to disclose balances before identification.",
                {
                    "guardrails": [
                        "No investment advice",
                        "Never ask for a PIN or CVV",
                        "Never disclose balances before identification",
                    ]
                },
            ),
            Turn(
                "escalation",
                "Suspected fraud goes to the fraud desk. Complaints are transferred to the complaints "
                "team (complaints@norland.example).",
                {
                    "escalation": [
                        ("Suspected fraud", "the fraud desk"),
                        ("Complaints", "the complaints team (complaints@norland.example)"),
                    ]
                },
            ),
            Turn(
                "tools",
                "1. CardCore API – block and reorder cards\n2. Salesforce – customer records",
                {
                    "tools": [
                        {"name": "CardCore API", "purpose": "block and reorder cards"},
                        {"name": "Salesforce", "purpose": "customer records"},
                    ]
                },
            ),
            Turn(
                "tool_details:CardCore API",
                "Method: POST\nURL: https://api.norland.example/cards/v2/block\nInputs: card_id "
                "(string), reason (enum)\n"
                "Output: block_id, status\nAuthentication: OAuth 2.0 client credentials",
                {
                    "tools": [
                        {
                            "name": "CardCore API",
                            "purpose": "block and reorder cards",
                            "method": "POST",
                            "url": "https://api.norland.example/cards/v2/block",
                            "inputs": ["card_id", "reason"],
                            "outputs": ["block_id", "status"],
                            "auth": "OAuth 2.0 client credentials",
                        },
                        {"name": "Salesforce", "purpose": "customer records"},
                    ]
                },
            ),
            Turn("tool_details:Salesforce", "Not decided yet.", {}),
            Turn(
                "workflow",
                "1. Identify the customer\n   a. If identification fails twice, end the call\n2. Ask for "
                "the reason of the call\n3. Block the card if it is lost or stolen\n"
                "4. Offer a replacement card\n5. Summarise and close",
                {
                    "workflow": [
                        ("Identify the customer", ("identification fails twice", "end the call", "")),
                        ("Ask for the reason of the call", ("it is lost or stolen", "Block the card", "")),
                        "Offer a replacement card",
                        "Summarise",
                        "close",
                    ]
                },
            ),
            Turn("platform", "Amazon Lex", {"platform": "Amazon Lex"}),
            Turn(
                "anything_else",
                "One more thing: never store the card number.",
                {
                    "guardrails": [
                        "No investment advice",
                        "Never ask for a PIN or CVV",
                        "Never disclose balances before identification",
                        "Never store the card number",
                    ]
                },
            ),
            Turn("confirm", "Approved.", {}, "command"),
        ]
    )


def test_a_games_studio_in_markdown_with_a_secret() -> None:
    hold(
        [
            Turn(
                "",
                "Hey, we want a **player support bot** for our game *Skyforge Tactics*. Name: `Pixel`. "
                "Discord first, maybe in-game later.",
                {
                    "agent_role": "player support bot for our game Skyforge Tactics",
                    "agent_name": "Pixel",
                    "channels": ["Discord"],
                },
            ),
            Turn(
                "audience channels",
                "- players (13+)\n- clan leaders\n\nDiscord and email",
                {"audience": ["players (13+)", "clan leaders"], "channels": ["Discord", "Email"]},
            ),
            Turn(
                "goals",
                "### Goals\n- [ ] recover **lost accounts**\n- [ ] explain bans\n- [ ] log bug reports",
                {"goals": ["recover lost accounts", "explain bans", "log bug reports"]},
            ),
            Turn(
                "metrics",
                "* first response < 10s\n* 70% solved w/o a mod",
                {"metrics": ["first response < 10s", "70% solved w/o a mod"]},
            ),
            Turn(
                "tone",
                "playful & geeky; emojis ok 🎮; never sarcastic",
                {"tone": ["playful", "geeky", "emojis ok", "never sarcastic"]},
            ),
            Turn("languages", "English/Français/Deutsch", {"languages": ["English", "French", "German"]}),
            Turn("greeting", "> GG! Pixel here 👾 What broke?", {"greeting": "GG! Pixel here 👾 What broke?"}),
            Turn(
                "knowledge",
                "- [Known issues](https://help.skyforge.example/known-issues)\n- patch notes\n- ~~the old wiki~~",
                {"knowledge": ["Known issues (https://help.skyforge.example/known-issues)", "patch notes"]},
            ),
            Turn(
                "guardrails",
                "**Never**:\n- reveal other players' data\n- lift a ban\n- hand out in-game currency",
                {
                    "guardrails": [
                        "Never reveal other players' data",
                        "Never lift a ban",
                        "Never hand out in-game currency",
                    ]
                },
            ),
            Turn(
                "escalation",
                "- threats / self-harm => trust & safety (safety@skyforge.example)\n- payment issues => billing team",
                {
                    "escalation": [
                        ("threats", "trust & safety (safety@skyforge.example)"),
                        ("self-harm", "trust & safety (safety@skyforge.example)"),
                        ("payment issues", "billing team"),
                    ]
                },
            ),
            Turn(
                "tools",
                "`PlayerDB` to look up accounts and `Jira` for bugs",
                {"tools": [{"name": "PlayerDB", "purpose": "look up accounts"}, {"name": "Jira", "purpose": "bugs"}]},
            ),
            Turn(
                "tool_details:PlayerDB",
                "```\ncurl -X GET 'https://api.skyforge.example/v1/players/{player_id}' \\\n  -H "
                "'Authorization: Bearer sk_live_9aF3kQ7xT2mB8vN4'\n```\n"
                "player_id goes in the path, returns `level`, `last_login` and `ban_status`.",
                {
                    "tools": [
                        {
                            "name": "PlayerDB",
                            "purpose": "look up accounts",
                            "method": "GET",
                            "url": "https://api.skyforge.example/v1/players/{player_id}",
                            "inputs": ["player_id"],
                            "outputs": ["level", "last_login", "ban_status"],
                            "auth": "Bearer token",
                        },
                        {"name": "Jira", "purpose": "bugs"},
                    ]
                },
            ),
            Turn(
                "workflow",
                "greet → ask for player ID → `if (banned) explain the ban; else look up the account` → "
                "solve or log a bug → ask for a rating",
                {
                    "workflow": [
                        "greet",
                        ("ask for player ID", ("banned", "explain the ban", "look up the account")),
                        "solve or log a bug",
                        "ask for a rating",
                    ]
                },
            ),
            Turn("platform", "**OpenAI** (Responses API)", {"platform": "OpenAI"}),
            Turn("confirm", "LGTM 🚀", {}, "command"),
        ]
    )
