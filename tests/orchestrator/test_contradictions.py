"""What does not go together in a draft: found where both sides say it outright, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.drive_guide import interview
from evaluation.guided import Guide
from evaluation.simulate import load_dir
from orchestrator.contradictions import RULES, find, settle, still_open, upheld
from orchestrator.facts import Draft, Proposal, apply
from orchestrator.guide.language import language
from orchestrator.slots import BY_NAME
from orchestrator.undoing import differences, revert
from orchestrator.values import AnyValue, Branch, Clarification, Escalation, Step, Tool

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"


def draft(**slots: AnyValue | list[AnyValue]) -> Draft:
    values = ((slot, v) for slot, some in slots.items() for v in (some if isinstance(some, list) else [some]))
    return apply({}, [Proposal(slot=slot, value=of_kind(slot, value)) for slot, value in values]).draft


def of_kind(slot: str, value: AnyValue) -> AnyValue:
    kind = BY_NAME[slot].kind
    if kind == "text" or not isinstance(value, str):
        return value
    return {"step": Step(step=value), "escalation": Escalation(when=value, to="the team"), "tool": Tool(name=value)}[
        kind
    ]


def tool(name: str, method: str | None = None, purpose: str | None = None, inputs: tuple[str, ...] = ()) -> Tool:
    return Tool(name=name, purpose=purpose, method=method, inputs=inputs)


def step(text: str, condition: str, then: str, otherwise: str | None = None) -> Step:
    return Step(step=text, branches=(Branch(if_=condition, then=then, else_=otherwise),))


CLASHING = [
    ("tone", {"tone": ["formal", "casual"]}),
    ("tone", {"tone": ["Very formal", "friendly", "quite informal"]}),
    ("tone", {"tone": ["serious", "playful"]}),
    ("tone", {"tone": ["brief", "chatty"]}),
    ("tone", {"tone": ["formell", "locker"]}),
    ("forbidden", {"guardrails": "Never give prices", "goals": "Quote repairs"}),
    ("forbidden", {"guardrails": "never quote prices", "goals": "Tell people what the prices are"}),
    (
        "forbidden",
        {"guardrails": "It must not give any price estimates", "goals": "give customers a quote for their kitchen"},
    ),
    ("forbidden", {"guardrails": "No prices", "goals": "Answer questions about prices"}),
    (
        "forbidden",
        {"guardrails": "Prices must never be mentioned", "workflow": ["Ask the model", "Tell the price"]},
    ),
    (
        "forbidden",
        {
            "guardrails": "Don't discuss pricing",
            "workflow": [step("Find out more", "it is a standard repair", "quote the price", "ask for photos")],
        },
    ),
    ("forbidden", {"guardrails": "No refunds", "goals": "Process refunds"}),
    ("forbidden", {"guardrails": "never issue a refund", "goals": "refund damaged orders"}),
    ("forbidden", {"guardrails": "Do not book appointments", "goals": "Schedule appointments"}),
    ("forbidden", {"guardrails": "It must never take reservations", "goals": "Book tables and answer questions"}),
    ("forbidden", {"guardrails": "never cancel orders", "tools": tool("Shop", "POST", "cancel orders")}),
    ("forbidden", {"guardrails": "Never ask for a password", "workflow": ["Greet", "Ask for the password"]}),
    (
        "forbidden",
        {
            "guardrails": "Never ask for a PIN",
            "tools": tool("Bank API", "POST", "look up the account", ("account number", "PIN")),
        },
    ),
    (
        "forbidden",
        {"guardrails": "Never give medical, legal or financial advice", "goals": "Give patients medical advice"},
    ),
    ("forbidden", {"guardrails": "Avoid giving discounts", "goals": "Offer a discount to returning customers"}),
    ("forbidden", {"guardrails": ["Never use emojis", "Always use emojis"]}),
    ("forbidden", {"guardrails": ["Always ask for the order number", "Never ask for the order number"]}),
    ("forbidden", {"guardrails": "no talking about competitors", "goals": "Explain how we differ from competitors"}),
    ("forbidden", {"guardrails": "Never recommend a medicine", "goals": "recommend medicine for a cold"}),
    ("forbidden", {"guardrails": "It should not promise delivery dates", "goals": "Promise a delivery date"}),
    ("forbidden", {"guardrails": "Discounts are off limits", "goals": "Give discounts"}),
    ("forbidden", {"guardrails": "Don't share customers' addresses", "workflow": "Share the address with the courier"}),
    ("approval", {"goals": "Book tables directly", "guardrails": "Staff confirm every booking"}),
    (
        "approval",
        {"goals": "book directly into the calendar", "workflow": ["Take the date", "Our staff confirms each booking"]},
    ),
    (
        "approval",
        {"goals": "Make reservations instantly", "guardrails": "Every reservation must be approved by the manager"},
    ),
    ("approval", {"goals": "Refund orders automatically", "guardrails": "All refunds need approval from a supervisor"}),
    ("approval", {"goals": "Cancel orders", "guardrails": "Only staff may cancel orders"}),
    (
        "approval",
        {"workflow": "Book the appointment on its own", "knowledge": "Every booking is confirmed by the front desk"},
    ),
    ("read_only", {"guardrails": "Read only", "tools": tool("CRM", "PUT", "update contacts")}),
    (
        "read_only",
        {
            "guardrails": "Never change anything in Shopify",
            "tools": [tool("Shopify", "POST", "create return labels"), tool("Mail", "POST", "send mails")],
        },
    ),
    (
        "read_only",
        {"guardrails": "It must not write or change any data", "tools": tool("Calendar", None, "book appointments")},
    ),
    ("read_only", {"guardrails": "Read-only access to the CRM", "tools": tool("CRM", "DELETE", "remove contacts")}),
    ("handover", {"guardrails": "Never hand over to a human", "escalation": "angry customers"}),
    ("handover", {"guardrails": "Do not transfer calls to staff", "escalation": "the caller asks for a person"}),
    ("handover", {"guardrails": "No human handover", "escalation": "fraud"}),
    ("handover", {"guardrails": "It must never escalate", "escalation": "complaints"}),
    ("languages", {"guardrails": "Only answer in English", "languages": ["English", "Spanish"]}),
    ("languages", {"guardrails": "English only", "languages": ["English", "German"]}),
    ("languages", {"guardrails": "Never speak Spanish", "languages": ["English", "Spanish"]}),
    ("languages", {"guardrails": "Always reply in German", "languages": ["German", "English"]}),
    ("languages", {"guardrails": "No languages other than French", "languages": ["French", "English"]}),
    ("voice_only", {"channels": "Phone", "goals": "Send people a link to the form"}),
    ("voice_only", {"channels": ["Phone", "Voice"], "goals": "Show pictures of the rooms"}),
    (
        "voice_only",
        {"channels": "phone line", "workflow": ["Ask what broke", "Ask them to upload a photo of the damage"]},
    ),
    ("hours", {"knowledge": ["We are open 9 to 5", "Open 8-18"]}),
    ("hours", {"knowledge": "Opening hours Mon-Fri 9:00-17:00", "guardrails": "Opening hours Mon-Fri 8:00-18:00"}),
    ("limit", {"guardrails": ["Refunds within 30 days only", "Refunds only within 14 days"]}),
    ("limit", {"metrics": ["80% solved without a person", "70% solved without a person"]}),
    (
        "greeting",
        {
            "greeting": "Hello, this is Ada. How can I help?",
            "workflow": ["Say “Welcome to Luigi's, what can I get you?”", "Ask for the date"],
        },
    ),
    (
        "personal_data",
        {"guardrails": "Never ask for personal data", "workflow": ["Greet", "Ask for their e-mail address"]},
    ),
]

FITTING = [
    {"tone": ["formal", "friendly"]},
    {"tone": ["warm", "concise", "professional"]},
    {"tone": ["formal in e-mails", "casual in chat"]},
    {"tone": ["funny but respectful", "chill"]},
    {"tone": ["serious about safety", "playful"]},
    {"tone": ["never gushing", "friendly"]},
    {"guardrails": "Never promise refunds", "goals": ["Explain the refund policy", "Process refunds"]},
    {"guardrails": "No refunds", "goals": "Answer questions about refunds"},
    {"guardrails": "No refunds over 50 euros", "goals": "Process refunds"},
    {"guardrails": "Never give prices for groups over ten", "goals": "Quote prices"},
    {"guardrails": "Never give prices over the phone", "goals": "Give prices"},
    {"guardrails": "Never give binding prices", "goals": "Quote prices"},
    {"guardrails": "never give prices", "goals": "Send price questions to the sales team"},
    {"guardrails": "never give prices", "goals": "Tell people where to find the prices"},
    {"guardrails": "never give prices", "workflow": ["If they ask for prices, say that the shop tells them"]},
    {"guardrails": "never give prices", "goals": "Collect what is needed for a quote"},
    {"guardrails": "never give prices", "goals": "Forward quote requests to sales"},
    {"guardrails": "Never give prices without asking the size", "goals": "Give prices"},
    {"guardrails": "Never double-book", "goals": "Book appointments"},
    {"guardrails": "Never book more than two weeks ahead", "goals": "Book appointments"},
    {"guardrails": "dont book sundays", "goals": "book cuts"},
    {"guardrails": "Never give medical advice", "goals": "Give advice on opening a file"},
    {"guardrails": "Never recommend a medicine", "goals": "Recommend products"},
    {"guardrails": "Never ask for a full card number", "workflow": "Ask for the last four digits of the card"},
    {"guardrails": "Never ask for passwords", "tools": tool("Auth", "POST", "log in", ("user name",))},
    {"guardrails": "Never read out a balance", "tools": tool("Bank", "GET", "get the balance", ["account number"])},
    {"guardrails": "Never approve or merge a pull request", "goals": "Comment on pull requests"},
    {"guardrails": "Never share other people's data", "goals": "Share the order status"},
    {"guardrails": "Never cancel an order that was shipped", "goals": "Cancel orders"},
    {"guardrails": "never invent facts", "goals": "Tell facts about the museum"},
    {"guardrails": "no discounts", "goals": ["answer pricing questions", "book demos"]},
    {"guardrails": "Never give discounts", "goals": "Explain why there are no discounts"},
    {"guardrails": ["Never use emojis", "Always be polite"]},
    {"guardrails": ["Never ask for the order number twice", "Always ask for the order number"]},
    {"goals": "Book tables", "guardrails": "Staff confirm every booking"},
    {"goals": "Book tables directly", "guardrails": "Staff confirm bookings for more than eight"},
    {"goals": "Answer questions directly", "guardrails": "Staff confirm every booking"},
    {"goals": "Look up orders", "guardrails": "Only staff may cancel orders"},
    {"guardrails": "Never change anything in the CRM", "tools": tool("Calendar", "POST", "book appointments")},
    {"guardrails": "Read only", "tools": tool("CRM", "GET", "look up contacts")},
    {"guardrails": "Read only", "tools": tool("Search", "POST", "search the catalogue")},
    {"guardrails": "Never hand over without the order number", "escalation": "angry customers"},
    {"guardrails": "Never transfer a caller twice", "escalation": "fraud"},
    {"guardrails": "Never hand over personal data", "escalation": "fraud"},
    {"guardrails": "Never speak ill of anybody", "languages": ["English", "Spanish"]},
    {"guardrails": "Answer in English if unsure", "languages": ["English", "Spanish"]},
    {"guardrails": "Never use slang", "languages": ["English"]},
    {"guardrails": "Only English", "languages": "English"},
    {"guardrails": "Always answer in the language of the caller", "languages": ["English", "German"]},
    {"channels": "Phone", "goals": "Text them a link by SMS"},
    {"channels": "Phone", "goals": "Send a link", "tools": tool("Twilio", "POST", "send SMS")},
    {"channels": ["Phone", "Website chat"], "goals": "Send links and pictures"},
    {"channels": "Phone", "goals": "Send a technician"},
    {"channels": "Phone", "guardrails": "Never send links", "goals": "Book"},
    {"knowledge": ["We are open 9 to 5 on weekdays", "Open 10 to 2 on Saturdays"]},
    {"knowledge": ["Kitchen open 12-22", "Bar open 17-24"]},
    {"metrics": ["80% solved without a person", "Answer within 30 seconds"]},
    {"guardrails": ["Refunds within 30 days", "Exchanges within 14 days"]},
    {
        "escalation": [
            Escalation(when="orders over 500 euros", to="manager"),
            Escalation(when="orders over 1000 euros", to="director"),
        ]
    },
    {"greeting": "Hello, this is Ada.", "workflow": ["Say “Hello, this is Ada.”"]},
    {"greeting": "Hello, this is Ada.", "workflow": ["Greet them", "Ask “What can I do for you today?”"]},
    {"guardrails": "Never ask for personal data", "workflow": "Ask for the order number"},
    {"guardrails": "Never share personal data", "workflow": "Ask for their e-mail address"},
    {"guardrails": "never promise a restoration time", "goals": ["report outages", "restoration times"]},
    {"guardrails": "It must not talk about salaries of other people", "goals": "Explain the salary slip"},
    {"guardrails": "Never sell anything", "goals": "Answer questions about products"},
    {"guardrails": "Never give out phone numbers", "goals": "Give opening hours"},
    {"guardrails": "Never give a diagnosis", "goals": "Ask about symptoms"},
    {"guardrails": "No orders after 8 pm", "goals": "Take orders"},
]


@pytest.mark.parametrize(("rule", "slots"), CLASHING)
def test_what_excludes_each_other_is_found(rule, slots):
    assert [found.rule for found in find(draft(**slots))] == [rule]


@pytest.mark.parametrize("slots", FITTING)
def test_what_goes_together_is_left_alone(slots):
    assert find(draft(**slots)) == ()


def test_every_rule_has_an_example_and_says_why_in_words():
    assert {rule for rule, _ in CLASHING} == set(RULES)
    assert all(language().say(f"clashes.{rule}") for rule in RULES)


@pytest.mark.parametrize("name", [person["id"] for person in load_dir(str(EVALUATION / "dev"))])
def test_people_who_do_not_contradict_themselves_are_not_asked(name):
    person = next(p for p in load_dir(str(EVALUATION / "dev")) if p["id"] == name)
    asked = [topic for reply in interview(person)["replies"] for topic in reply["asking"]]
    assert "contradiction" not in asked


@pytest.mark.parametrize(("rule", "slots"), CLASHING)
@pytest.mark.parametrize("choice", ["one", "other", "both"])
def test_any_choice_settles_it_for_good_and_can_be_taken_back(rule, slots, choice):
    before = draft(**slots)
    after = apply(before, settle(find(before)[0], choice, "it depends")).draft
    assert still_open(after) == ()
    assert revert(after, differences(before, after)) == before


def test_a_side_that_says_more_than_one_thing_is_not_lost_with_the_rest():
    before = draft(guardrails="Never give prices or discounts", goals="Quote repairs")
    after = apply(before, settle(find(before)[0], "other", "“Quote repairs” goes first")).draft
    assert [fact.text for fact in after["guardrails"]] == ["Never give prices or discounts"]
    assert after["clarifications"][0].value.because == "“Quote repairs” goes first"


def test_the_only_input_of_a_tool_stays_and_the_rule_goes_first():
    before = draft(guardrails="Never ask for a PIN", tools=tool("Bank", "POST", "log in", ("PIN",)))
    after = apply(before, settle(find(before)[0], "one", "the rule goes first")).draft
    assert still_open(after) == ()
    assert after["clarifications"][0].value.because == "the rule goes first"


def test_what_is_done_directly_loses_only_that_it_is_direct():
    before = draft(goals="Book tables directly", guardrails="Staff confirm every booking")
    after = apply(before, settle(find(before)[0], "one")).draft
    assert [fact.text for fact in after["goals"]] == ["Book tables"]


def test_a_branch_goes_without_its_step():
    before = draft(guardrails="Never quote prices", workflow=step("Find out more", "it is small", "quote the price"))
    after = apply(before, settle(find(before)[0], "one")).draft
    assert [fact.value for fact in after["workflow"]] == [Step(step="Find out more")]


def test_a_locked_side_stays_and_is_not_asked_about_again():
    before = draft(guardrails="Never give prices", goals="Quote repairs")
    locked = {**before, "goals": (before["goals"][0].model_copy(update={"locked": True}),)}
    after = apply(locked, settle(find(locked)[0], "one")).draft
    assert [fact.text for fact in after["goals"]] == ["Quote repairs"]
    assert after["goals"][0].suggestion.value is None
    assert still_open(after) == ()


def test_a_clarification_goes_with_the_contradiction_it_was_about():
    both = Clarification(one="Never give prices", other="Quote repairs", because="repairs have a list")
    before = draft(guardrails="Never give prices", goals=["Quote repairs", "Book visits"], clarifications=both)
    later = draft(guardrails="Never give prices", goals="Book visits", clarifications=both)
    assert "clarifications" not in upheld(before, later)
    assert upheld(before, before) == before
    assert upheld(later, later) == later


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read_without_a_crash(one, other):
    slots = {"guardrails": [t for t in (one, f"Never {other}") if t.strip()]}
    slots |= {"goals": other, "tone": one, "greeting": other} if one.strip() and other.strip() else {}
    find(draft(**slots))


SAID = {
    "audience": "Guests",
    "channels": "by phone",
    "goals": "Book tables directly, quote prices for parties",
    "tone": "friendly",
    "languages": "English",
    "knowledge": "the menu",
    "guardrails": "Never give prices",
    "tools": "none",
    "workflow": "Greet them. Ask for the date. Staff confirm every booking.",
    "platform": "Vapi",
    "anything_else": "no",
}


def told(until, **other):
    """A guide that was told all this, up to where it asks one of these, and its last answer."""
    guide = Guide()
    answer = guide.take("A booking assistant called Ada")
    while not set(until) & set(answer["asking"]):
        answer = guide.take("\n".join((SAID | other).get(topic, "you decide") for topic in answer["asking"]))
    return guide, answer


def asked_at_the_end(*messages):
    """The guide and its answers once all is told, from the one that asks about the first contradiction on."""
    guide, answer = told(until=("contradiction", "confirm"))
    return guide, [answer, *(guide.take(message) for message in messages)]


def texts(guide, slot):
    return [fact.text for fact in guide.draft.get(slot, ())]


def test_each_contradiction_is_one_question_with_three_answers_before_the_last_word():
    guide, (first, second, last) = asked_at_the_end("Keep “Never give prices”", "Both are right")
    assert first["asking"] == second["asking"] == ["contradiction"]
    assert last["asking"] == ["confirm"]
    assert "“Never give prices” and “Quote prices for parties”" in first["reply"]
    assert first["suggestions"] == ["Keep “Never give prices”", "Keep “Quote prices for parties”", "Both are right"]
    assert texts(guide, "goals") == ["Book tables directly"]
    assert second["told"] == "Quote prices for parties is out."


@pytest.mark.parametrize(
    ("answer", "goals"),
    [
        ("the first one", ["Book tables directly"]),
        ("a", ["Book tables directly"]),
        ("the second", ["Book tables directly", "Quote prices for parties"]),
        ("drop the parties", ["Book tables directly"]),
        ("never give prices", ["Book tables directly"]),
    ],
)
def test_the_choice_is_understood_in_free_words(answer, goals):
    guide, (_, after) = asked_at_the_end(answer)
    assert texts(guide, "goals") == goals
    assert "“Never give prices”" not in after["reply"]


@pytest.mark.parametrize(
    ("answer", "because"),
    [
        ("Both are right because parties have a fixed list", "parties have a fixed list"),
        ("both, only parties hear a price", "parties hear a price"),
        ("only members hear prices", "only members hear prices"),
        ("Both are right", None),
    ],
)
def test_how_both_are_right_is_kept_with_the_words_that_say_it(answer, because):
    guide, _ = asked_at_the_end(answer)
    fact = guide.draft["clarifications"][0]
    assert (fact.value.because, fact.quote, fact.source) == (because, answer, "said")


@pytest.mark.parametrize("answer", ["you decide", "skip", "I don't know"])
def test_what_is_left_to_parley_is_an_assumption_and_not_asked_again(answer):
    guide, (_, after) = asked_at_the_end(answer)
    fact = guide.draft["clarifications"][0]
    assert (fact.source, fact.value.because) == ("assumed", "Where they clash, “Never give prices” goes first.")
    assert "“Never give prices”" not in after["reply"]


@pytest.mark.parametrize("answer", ["Keep “Never give prices”", "Both are right"])
def test_a_click_on_a_choice_that_was_made_elsewhere_changes_nothing_and_is_no_riddle(answer):
    guide, _ = asked_at_the_end()
    guide.draft = {**guide.draft, "goals": guide.draft["goals"][:1]}  # by hand
    before = guide.draft
    after = guide.take(answer)
    assert guide.draft == before
    assert not after["unread"]
    assert "“Never give prices”" not in after["reply"]


def test_nobody_is_asked_the_same_choice_a_third_time():
    _, answers = asked_at_the_end(*["hm, the sky is blue today"] * 6)
    asked = [a["reply"] for a in answers if "Never give prices" in a["reply"]]
    assert len(asked) <= 2


def test_a_contradiction_that_a_correction_causes_is_asked_back_at_once():
    guide, _ = told(until=("workflow",), goals="Book tables, quote prices for parties")
    answer = guide.take("Actually, change the goal book tables to “quote prices for drinks”")
    assert answer["asking"] == ["contradiction"]
