"""How people talk: taking back what they said, running on without a stop, several things in one message."""

from orchestrator.facts import Fact
from orchestrator.values import Tool
from tests.orchestrator.test_guide_talks import Turn, hold


def test_what_is_taken_back_in_the_same_message_is_gone() -> None:
    hold(
        [
            Turn(
                "",
                "We want a claims assistant called Clara for car insurance customers. No wait, call her Vera.",
                {"agent_role": "claims assistant", "agent_name": "Vera"},
            ),
            Turn("channels", "via app and phone, actually no phone, just the app", {"channels": ["Mobile app"]}),
            Turn(
                "goals",
                "take down the report, explain the cover, tell the status... hmm, forget the cover thing",
                {"goals": ["take down the report", "tell the status"]},
            ),
            Turn("metrics", "done in under 10 minutes. No, make that 8.", {"metrics": ["done in under 8 minutes"]}),
            Turn("languages", "German and English, sorry, German only", {"languages": ["German"]}),
            Turn("escalation", "theft goes to Mr Brandt, I mean Mr Brand", {"escalation": [("theft", "Mr Brand")]}),
            Turn("platform", "Dialogflow. Actually Voiceflow.", {"platform": "Voiceflow"}),
        ]
    )


def test_a_step_that_waits_or_forgets_is_no_correction() -> None:
    hold(
        [
            Turn(
                "workflow",
                "draft the update -> wait for the answer -> post it",
                {"workflow": ["draft the update", "wait for the answer", "post it"]},
            ),
        ]
    )


def test_deeds_that_run_on_without_a_stop_are_taken_apart() -> None:
    hold(
        [
            Turn(
                "goals",
                "take orders tell the wait time answer questions about allergens",
                {"goals": ["take orders", "tell the wait time", "answer questions about allergens"]},
            ),
            Turn("tone", "quick and friendly no fancy words", {"tone": ["quick", "friendly", "no fancy words"]}),
            Turn(
                "guardrails",
                "dont take orders after 10pm dont promise delivery times",
                {"guardrails": ["dont take orders after 10pm", "dont promise delivery times"]},
            ),
            Turn(
                "workflow",
                "say hello take the order if its delivery ask for the address if its pickup ask the name then read the "
                "order back",
                {
                    "workflow": [
                        "say hello",
                        (
                            "take the order",
                            ("its delivery", "ask for the address", ""),
                            ("its pickup", "ask the name", ""),
                        ),
                        "read the order back",
                    ]
                },
            ),
        ]
    )


def test_helping_somebody_do_something_is_one_deed() -> None:
    hold(
        [
            Turn(
                "goals",
                "help customers find the right paint for walls",
                {"goals": ["help customers find the right paint for walls"]},
            )
        ]
    )


def test_a_deed_in_progress_is_told_as_a_deed_and_a_thing_stays_a_thing() -> None:
    hold(
        [
            Turn(
                "goals",
                "telling people where their refund is, opening hours, collecting sick notes",
                {"goals": ["tell people where their refund is", "opening hours", "collect sick notes"]},
            )
        ]
    )


def test_every_wish_of_a_long_sentence_is_a_goal() -> None:
    hold(
        [
            Turn(
                "goals",
                "It should also renew loans, and it would be nice if it could tell people about our events.",
                {"goals": ["renew loans", "tell people about our events"]},
            )
        ]
    )


def test_several_things_in_one_message_go_their_own_ways() -> None:
    hold(
        [
            Turn(
                "audience channels",
                "Parents, on WhatsApp. It should be in English and Turkish by the way.",
                {"audience": ["Parents"], "channels": ["WhatsApp"], "languages": ["English", "Turkish"]},
            ),
            Turn(
                "goals",
                "say when training is, collect sick notes. Success for us would be 50 fewer messages a week.",
                {"goals": ["say when training is", "collect sick notes"], "metrics": ["50 fewer messages a week"]},
            ),
            Turn(
                "metrics",
                "4.8 stars. If they're lost and it can't help they should get Giulia on 555 0100",
                {
                    "metrics": ["50 fewer messages a week", "4.8 stars"],
                    "escalation": [("they're lost", "Giulia on 555 0100"), ("it can't help", "Giulia on 555 0100")],
                },
            ),
            Turn(
                "guardrails",
                "it really should not give out phone numbers. And I would rather it didn't comment on politics.",
                {"guardrails": ["never give out phone numbers", "never comment on politics"]},
            ),
        ]
    )


def test_a_list_within_a_list_ends_where_the_text_moves_back() -> None:
    hold(
        [
            Turn(
                "",
                "- Agent: donation helper\n- Who: donors, volunteers\n- Don'ts:\n  - no pressure\n  "
                "- never ask for card "
                "numbers\n- If press asks: hand over to Jana",
                {
                    "agent_role": "donation helper",
                    "audience": ["donors", "volunteers"],
                    "guardrails": ["no pressure", "never ask for card numbers"],
                    "escalation": [("press asks", "Jana")],
                },
            )
        ]
    )


def test_what_is_polite_or_uncertain_around_an_answer_is_no_part_of_it() -> None:
    hold(
        [
            Turn(
                "audience channels",
                "Mainly our readers, I suppose, who are often elderly, and also parents. They would write to it on our "
                "website, and perhaps later by telephone, but not yet.",
                {"audience": ["our readers, who are often elderly", "parents"], "channels": ["Website chat"]},
            ),
            Turn(
                "knowledge",
                "We have a catalogue online, and a leaflet with the opening hours and the fees.",
                {"knowledge": ["a catalogue online", "a leaflet with the opening hours and the fees"]},
            ),
            Turn("platform", "I have no idea, I'm afraid. What would you recommend?", {"platform": None}),
        ]
    )


def test_both_sides_of_a_conversation_have_their_turns() -> None:
    hold(
        [
            Turn(
                "workflow",
                "they say when they want to come, it checks if there's space, if not it offers "
                "another time, then it tells "
                "them the rules",
                {
                    "workflow": [
                        "they say when they want to come",
                        ("check if there's space", ("there's not space", "offer another time", "")),
                        "tell them the rules",
                    ]
                },
            )
        ]
    )


def test_an_exception_with_its_own_deed_is_a_case_of_its_own() -> None:
    hold(
        [
            Turn(
                "workflow",
                "1. ask for the card\n2. renew the loan, unless somebody reserved the book, in which "
                "case it explains that",
                {
                    "workflow": [
                        "ask for the card",
                        ("renew the loan", ("somebody reserved the book", "explain that", "")),
                    ]
                },
            )
        ]
    )


def test_dropping_a_tool_twice_does_not_drop_another_that_sounds_like_it() -> None:
    hold(
        [Turn("anything_else", "drop Google Maps.", {"tools": [{"name": "Google Calendar"}]})],
        {"tools": (Fact(value=Tool(name="Google Maps")), Fact(value=Tool(name="Google Calendar")))},
    )
    hold(
        [Turn("anything_else", "drop Google Maps.", {})],
        {"tools": (Fact(value=Tool(name="Google Calendar")),), "platform": (Fact(value="Google Dialogflow CX"),)},
    )


def test_what_is_left_to_parley_is_assumed_and_never_stored_as_said() -> None:
    hold(
        [
            Turn("greeting", "you write it", {"greeting": "?"}),
            Turn("goals", "I don't know, what do others do?", {"goals": ["?"]}),
            Turn("metrics", "whatever is normal", {"metrics": ["?"]}),
        ]
    )
