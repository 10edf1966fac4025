"""What becomes of a model's reading: checked against the message, and joined with what the readers are sure of."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator import routing
from orchestrator.briefing import Briefing
from orchestrator.events import Command, Route
from orchestrator.extraction import assumptions, proposals_in, slots_read
from orchestrator.facts import Fact, Proposal, apply
from orchestrator.found import Found
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked, Message
from orchestrator.values import AnyValue, Branch, Escalation, Step, Tool


def told(
    text: str, *, draft: Mapping[str, tuple[Fact, ...]] | None = None, question: str = "", asked: tuple[str, ...] = ()
) -> Briefing:
    history = (Message(id=uuid4(), role="parley", text=question),) if question else ()
    return Briefing(message_id=uuid4(), text=text, draft=draft or {}, history=history, asked=Asked(topics=asked))


def found(**lists: Any) -> Found:
    return Found.model_validate({"route": "answer", **lists})


def fact(slot: str, value: str, quote: str = "", replaces: str | None = None) -> dict[str, Any]:
    return {"slot": slot, "value": value, "quote": quote, "replaces": replaces}


def values(proposals: tuple[Proposal, ...]) -> list[tuple[str, AnyValue | None]]:
    return [(p.slot, p.value) for p in proposals]


# Against the message


def test_a_quoted_fact_is_proposed_with_the_words_of_the_message() -> None:
    briefing = told("It should be  FRIENDLY\nand short.", asked=("tone",))
    [proposal] = proposals_in(found(facts=[fact("tone", "Friendly", "be friendly and short")]), briefing)
    assert proposal == Proposal(
        slot="tone", value="Friendly", quote="be  FRIENDLY\nand short", confidence=0.9, message_id=briefing.message_id
    )


def test_a_fact_without_a_true_quote_is_less_sure_but_stays_if_it_shares_words() -> None:
    [proposal] = proposals_in(
        found(facts=[fact("goals", "Look up orders", "finding orders")]),
        told("orders, looking them up", asked=("goals",)),
    )
    assert (proposal.quote, proposal.confidence) == ("", 0.6)


def test_a_list_that_nobody_asked_about_yet_is_half_heard() -> None:
    def confidence(slot: str, **state: Any) -> float:
        kind = {"tools": {"tools": [{"name": "SAP", "quote": "SAP"}]}}.get(slot, {"facts": [fact(slot, "SAP", "SAP")]})
        return proposals_in(found(**kind), replace(told("SAP"), **state))[0].confidence

    assert confidence("knowledge") == 0.5
    assert confidence("agent_role") == 0.9
    assert confidence("knowledge", asked=Asked(topics=("knowledge",))) == 0.9
    assert confidence("knowledge", questions=(Asked(topics=("knowledge",)), Asked(topics=("tone",)))) == 0.9
    assert confidence("knowledge", asked=Asked(topics=("anything_else",))) == 0.9
    assert confidence("tools", asked=Asked(topics=("tool_details",), about="SAP")) == 0.9


def test_what_the_message_does_not_say_is_dropped() -> None:
    invented = [
        fact("guardrails", "Never give legal advice", "no legal advice"),
        fact("metrics", "Satisfaction", "CSAT"),
    ]
    assert proposals_in(found(facts=invented), told("It books appointments.")) == ()


def test_a_name_must_have_been_said_or_asked_about() -> None:
    assert proposals_in(found(facts=[fact("agent_name", "Bookly", "books")]), told("It books appointments.")) == ()
    briefing = told("yes", question="Shall I call it Bookly?")
    assert values(proposals_in(found(facts=[fact("agent_name", "Bookly", "yes")]), briefing)) == [
        ("agent_name", "Bookly")
    ]


def test_an_invented_url_is_dropped_and_a_said_one_kept() -> None:
    tool = {"name": "Shop", "url": "https://api.shop.example/v1", "method": "get", "quote": "the shop"}
    [proposal] = proposals_in(found(tools=[tool]), told("Orders are in the shop."))
    assert proposal.value == Tool(name="Shop", method="GET")
    [proposal] = proposals_in(found(tools=[tool]), told("Orders are in the shop, GET https://api.shop.example/v1"))
    assert proposal.value == Tool(name="Shop", method="GET", url="https://api.shop.example/v1")


def test_a_tool_keeps_the_kind_of_its_key_and_never_the_key() -> None:
    key = "sk-proj-4fQ9xT2mLw8Zr1Vb6Nc3Yd5Ke7"
    for written in (f"API key {key}", "API key [secret removed]"):
        [proposal] = proposals_in(
            found(tools=[{"name": "SAP", "auth": written, "quote": "SAP"}]), told("SAP, with a key")
        )
        assert proposal.value == Tool(name="SAP", auth="API key")


def test_what_is_left_of_a_password_is_no_evidence() -> None:
    said = told("We use Sailor. User ola and password [secret removed]")
    read = [
        {"name": "Sailor", "quote": "We use Sailor"},
        {"name": "User ola", "quote": "User ola and password [secret removed]"},
        {"name": "Password", "quote": "password"},
    ]
    assert [tool.value for tool in proposals_in(found(tools=read), said)] == [Tool(name="Sailor")]


def test_a_message_without_spaces_between_words_is_evidence_too() -> None:
    assert len(proposals_in(found(facts=[fact("goals", "查询订单", "")]), told("帮我查询订单状态"))) == 1
    assert proposals_in(found(facts=[fact("goals", "预约理发", "")]), told("帮我查询订单状态")) == ()


def test_unknown_slots_empty_values_and_filler_are_dropped() -> None:
    junk = [
        fact("colour", "red", "red"),
        fact("tone", "  ", "red"),
        fact("audience", "N/A", "red"),
        fact("metrics", "unknown", "red"),
    ]
    tool = {"name": "none", "quote": "red"}
    assert proposals_in(found(facts=junk, tools=[tool], none=["colour"]), told("red")) == ()


def test_every_kind_of_value_keeps_its_parts() -> None:
    text = "First ask for the order. If it is old, hand over to Anna; look it up in SAP with the number."
    proposals = proposals_in(
        found(
            workflow=[
                {
                    "step": "Ask for the order",
                    "quote": "ask for the order",
                    "branches": [
                        {"condition": "it is old", "then": "hand over", "otherwise": "null"},
                        {"condition": "", "then": "x"},
                    ],
                }
            ],
            escalation=[{"when": "it is old", "to": "Anna", "quote": "hand over to Anna"}],
            tools=[{"name": "SAP", "inputs": ["number", ""], "outputs": [], "quote": "in SAP", "method": "FETCH"}],
        ),
        told(text),
    )
    assert {p.slot: p.value for p in proposals} == {
        "workflow": Step(step="Ask for the order", branches=(Branch(if_="it is old", then="hand over"),)),
        "escalation": Escalation(when="it is old", to="Anna"),
        "tools": Tool(name="SAP", inputs=("number",)),
    }


def test_a_tool_among_the_texts_becomes_a_tool() -> None:
    assert values(proposals_in(found(facts=[fact("tools", "SAP", "SAP")]), told("SAP"))) == [
        ("tools", Tool(name="SAP"))
    ]


def test_a_replacement_names_what_it_replaces_as_the_draft_writes_it() -> None:
    briefing = told("formal, not friendly", draft={"tone": (Fact(value="Friendly"),)})
    [proposal] = proposals_in(found(facts=[fact("tone", "Formal", "formal", replaces="friendly!")]), briefing)
    assert (proposal.op, proposal.target) == ("replace", "Friendly")
    [proposal] = proposals_in(found(facts=[fact("tone", "Formal", "formal", replaces="Harsh")]), briefing)
    assert (proposal.op, proposal.target) == ("add", None)


def test_only_what_the_draft_holds_can_be_removed() -> None:
    briefing = told("drop Slack and Fax", draft={"channels": (Fact(value="Slack"),)})
    removed = [{"slot": "channels", "value": name, "quote": "drop Slack and Fax"} for name in ("slack", "Fax")]
    [proposal] = proposals_in(found(removed=removed), briefing)
    assert (proposal.op, proposal.target, proposal.value) == ("remove", "Slack", None)


def test_a_removal_that_the_message_does_not_speak_of_is_dropped() -> None:
    briefing = told("and make it short", draft={"channels": (Fact(value="Slack"),)})
    assert proposals_in(found(removed=[{"slot": "channels", "value": "Slack", "quote": "no Slack"}]), briefing) == ()


def test_wanting_nothing_is_noted_unless_something_was_found_there() -> None:
    lists = found(none=["tools", "knowledge", "tools"], facts=[fact("knowledge", "FAQ", "FAQ")])
    assert values(proposals_in(lists, told("just the FAQ, no tools"))) == [("knowledge", "FAQ"), ("tools", None)]


def test_what_is_left_open_is_assumed_unless_something_is_known() -> None:
    briefing = told("you decide", draft={"agent_name": (Fact(value="Sole"),), "tone": (Fact(value="Dry"),)})
    lists = found(left_open=["greeting", "tone", "goals", "nonsense"], facts=[fact("goals", "decide", "decide")])
    proposals = assumptions(lists, briefing)
    assert values(proposals) == [("greeting", "Hello, this is Sole. How can I help you?")]
    assert proposals[0].source == "assumed"


@given(
    text=st.text(max_size=80),
    slot=st.text(max_size=12) | st.sampled_from(["tone", "tools", "workflow"]),
    value=st.text(max_size=40),
    quote=st.text(max_size=40),
)
def test_any_reading_of_any_message_is_taken_or_dropped(text: str, slot: str, value: str, quote: str) -> None:
    for proposal in proposals_in(
        found(facts=[fact(slot, value, quote)], removed=[fact(slot, value, quote)]), told(text)
    ):
        assert proposal.quote in text


def test_a_value_whose_quote_is_not_in_the_message_is_marked_as_assumed_and_only_where_nothing_is_known() -> None:
    lists = found(facts=[fact("tone", "friendly voice", "I would like a friendly voice")])
    [proposal] = proposals_in(lists, told("friendly I guess"))
    assert (proposal.source, proposal.quote, proposal.confidence) == ("assumed", "", 0.5)
    assert proposals_in(lists, told("friendly I guess", draft={"tone": (Fact(value="Dry"),)})) == ()


def test_a_value_that_stands_in_the_message_is_its_own_quote() -> None:
    [proposal] = proposals_in(found(facts=[fact("tone", "Dry", "no such words")]), told("make it dry"))
    assert (proposal.source, proposal.quote) == ("said", "dry")


def test_a_true_quote_does_not_prove_a_value_it_does_not_speak_of() -> None:
    assert proposals_in(found(facts=[fact("goals", "Sell insurance", "by phone")]), told("it answers by phone")) == ()


def test_the_fields_of_a_tool_are_those_the_message_names() -> None:
    tool = {"name": "SAP", "quote": "SAP", "inputs": ["order number", "slot_name"], "outputs": ["slot_name"] * 9}
    [proposal] = proposals_in(found(tools=[tool]), told("SAP, which takes the order number"))
    assert proposal.value == Tool(name="SAP", inputs=("order number",))


def test_what_the_agent_is_is_not_its_name_too() -> None:
    text = "a booking desk"
    lists = found(
        facts=[fact("agent_role", text, text), fact("agent_name", text, text)], tools=[{"name": text, "quote": text}]
    )
    assert values(proposals_in(lists, told(text, asked=("agent_role", "agent_name")))) == [("agent_role", text)]


def test_the_agent_is_none_of_its_own_tools() -> None:
    named = {"agent_name": (Fact(value="Ada"),)}
    assert proposals_in(found(tools=[{"name": "Ada", "quote": "Ada"}]), told("Ada answers", draft=named)) == ()


def test_one_quote_for_everything_proves_only_what_was_asked() -> None:
    text = "Call it Ada and greet with a good morning"
    lists = found(
        facts=[fact("agent_name", "Ada", text), fact("greeting", "good morning", text)],
        tools=[{"name": "morning service", "quote": text}],
        workflow=[{"step": "greet the morning", "quote": text}],
    )
    asked = told(text, asked=("agent_name", "greeting"))
    assert values(proposals_in(lists, asked)) == [("agent_name", "Ada"), ("greeting", "good morning")]


PHONE_AND_MAIL = {"channels": (Fact(value="Phone"), Fact(value="E-mail"))}
PHONE = found(facts=[fact("channels", "phone", "the phone")], complete=["channels"])


def test_a_list_that_is_said_to_be_whole_loses_the_rest() -> None:
    [gone] = proposals_in(PHONE, told("Only the phone.", draft=PHONE_AND_MAIL))
    assert (gone.op, gone.slot, gone.target, gone.quote) == ("remove", "channels", "E-mail", "the phone")


def test_a_list_is_whole_only_if_the_message_has_words_for_it_and_names_what_stays() -> None:
    assert proposals_in(PHONE, told("Well, the phone.", draft=PHONE_AND_MAIL)) == ()
    assert proposals_in(found(complete=["channels"]), told("Only that.", draft=PHONE_AND_MAIL)) == ()


def test_wanting_nothing_of_what_was_not_asked_needs_a_word_that_says_so() -> None:
    nothing = found(none=["tools"])
    assert values(proposals_in(nothing, told("it has no tools"))) == [("tools", None)]
    assert values(proposals_in(nothing, told("hm", asked=("tools",)))) == [("tools", None)]
    assert proposals_in(nothing, told("it answers customers", asked=("goals",))) == ()


def test_a_model_that_leaves_everything_open_is_believed_about_the_question_only() -> None:
    everything = found(left_open=["metrics", "tone", "greeting", "languages", "platform"])
    assert {p.slot for p in assumptions(everything, told("you decide", asked=("tone",)))} == {"tone"}


@pytest.mark.parametrize(
    ("text", "named", "route"),
    [
        ("It answers by phone.", "question", "answer"),
        ("By phone, is that possible?", "question", "question"),
        ("By phone.", "off_topic", "answer"),
        ("By phone.", "command", "command"),
    ],
)
def test_a_route_that_what_was_found_speaks_against_is_not_believed(text: str, named: Route, route: Route) -> None:
    briefing = told(text, asked=("channels",))
    read = found(facts=[fact("channels", "phone", "by phone")])
    assert routing.meant(named, briefing, proposals_in(read, briefing)) == route


def test_a_route_without_any_find_is_the_models() -> None:
    assert routing.meant("off_topic", told("Nice weather"), ()) == "off_topic"


# Joined with the readers


def merged(
    reading: Reading,
    *extracted: Proposal,
    named: Route = "answer",
    asked: tuple[str, ...] = (),
    left: tuple[str, ...] = (),
    again: frozenset[str] = frozenset(),
) -> tuple[Proposal, ...]:
    return routing.merge(reading, named, extracted, Asked(topics=asked), left, again)


def read(slot: str, value: AnyValue | None, **more: Any) -> Proposal:
    return Proposal(slot=slot, value=value, **{"confidence": 0.6, **more})


def test_the_same_value_found_twice_is_proposed_once() -> None:
    reading = Reading(proposals=(read("tone", "friendly", confidence=1.0),))
    assert values(merged(reading, read("tone", "Friendly!"))) == [("tone", "Friendly!")]


def test_a_value_is_proposed_once_but_every_removal_stays() -> None:
    twice = (read("channels", "Teams", op="replace", target="Slack"), read("channels", "Teams"))
    gone = tuple(Proposal(slot="channels", op="remove", target=name) for name in ("Fax", "SMS", "fax"))
    assert merged(Reading(), *twice, *gone) == (twice[0], gone[0], gone[1])


def test_the_same_fact_in_other_words_is_proposed_once() -> None:
    reading = Reading(proposals=(read("goals", "Look up the orders of customers", confidence=1.0),))
    assert values(merged(reading, read("goals", "Look up customers' orders"))) == [
        ("goals", "Look up customers' orders")
    ]


def test_a_rule_keeps_its_never() -> None:
    reading = Reading(proposals=(read("guardrails", "Never promise refunds", confidence=1.0),))
    assert values(merged(reading, read("guardrails", "promise refunds"))) == [("guardrails", "Never promise refunds")]


def test_two_rules_split_finer_by_the_model_stay_two() -> None:
    reading = Reading(proposals=(read("guardrails", "Never give medical advice or change the dose", confidence=1.0),))
    fine = (read("guardrails", "Never give medical advice"), read("guardrails", "Never change the dose"))
    assert values(merged(reading, *fine)) == values(fine)


@pytest.mark.parametrize(
    ("rule", "pieces", "kept"),
    [
        ("Never give advice or discounts", ("give advice", "discounts"), 3),
        ("Never give advice or discounts", ("Do not give advice", "Never give discounts"), 2),
        ("Nunca dar consejo médico ni cambiar la dosis", ("nunca dar consejo médico", "nunca cambiar la dosis"), 2),
        ("No 不能给医疗建议", ("不能给医疗建议",), 1),
        ("No 不能给医疗建议", ("给医疗建议",), 1),
    ],
)
def test_a_rule_is_told_by_its_pieces_only_if_they_forbid_too(rule: str, pieces: tuple[str, ...], kept: int) -> None:
    found = merged(Reading(proposals=(read("guardrails", rule),)), *(read("guardrails", piece) for piece in pieces))
    assert len(found) == kept
    assert any(word in str(found[0].value).lower() for word in ("never", "not", "nunca", "不"))


def test_a_tools_address_comes_from_the_readers() -> None:
    reading = Reading(proposals=(read("tools", Tool(name="SAP", url="https://sap.example/x", method="GET")),))
    [proposal] = merged(reading, read("tools", Tool(name="sap", purpose="orders", inputs=("number",))))
    assert proposal.value == Tool(
        name="sap", purpose="orders", inputs=("number",), url="https://sap.example/x", method="GET"
    )


def test_two_tools_in_one_sentence_stay_two() -> None:
    quote = "we use SAP at https://sap.example and Zendesk"
    reading = Reading(proposals=(read("tools", Tool(name="SAP", url="https://sap.example"), quote=quote),))
    assert [
        p.value.name
        for p in merged(reading, read("tools", Tool(name="Zendesk"), quote=quote))
        if isinstance(p.value, Tool)
    ] == ["SAP", "Zendesk"]


def test_a_correction_read_by_the_readers_stands_against_the_model() -> None:
    gone = Proposal(slot="channels", op="remove", target="Slack")
    reading = Reading(route="correction", proposals=(gone,))
    assert merged(reading, read("channels", "slack"), read("channels", "Teams")) == (gone, read("channels", "Teams"))


def test_a_list_told_anew_takes_the_models_values_in_place_of_the_old() -> None:
    reading = Reading(
        proposals=(read("workflow", Step(step="Well, first"), op="set"), read("workflow", Step(step="so"), op="set"))
    )
    steps = (read("workflow", Step(step="Greet")), read("workflow", Step(step="Ask")))
    assert [(p.op, p.value) for p in merged(reading, *steps)] == [("set", step.value) for step in steps]
    assert merged(reading, read("goals", "Look up orders"), asked=("workflow",))[:2] == reading.proposals


def test_what_is_known_is_not_proposed_again() -> None:
    known = {"goals": (Fact(value="Look up orders"),)}
    lists = found(facts=[fact("goals", "look up orders", "look up orders"), fact("goals", "Sing songs", "sing songs")])
    assert values(proposals_in(lists, told("It can look up orders, sing songs", draft=known))) == [
        ("goals", "Sing songs")
    ]


def test_a_half_heard_value_is_made_precise() -> None:
    known = {"goals": (Fact(value="Print labels", confidence=0.5),)}
    briefing = told("it prints the labels", draft=known, asked=("goals",))
    [proposal] = proposals_in(found(facts=[fact("goals", "Print the labels", "prints the labels")]), briefing)
    assert (proposal.op, proposal.target, proposal.value) == ("replace", "Print labels", "Print the labels")


def test_two_values_that_the_model_tells_apart_are_two() -> None:
    lists = found(
        facts=[fact("goals", "Take outage reports", "outage"), fact("goals", "Take hazard reports", "hazard")]
    )
    assert len(proposals_in(lists, told("reports: outage, hazard", asked=("goals",)))) == 2


def test_what_the_readers_guess_fills_in_only_where_it_was_asked_for() -> None:
    reading = Reading(proposals=(read("agent_name", "Sole"), read("tone", "nice")))
    goal, name = read("goals", "Look up orders"), read("agent_name", "Mare")
    assert merged(reading, goal, asked=("agent_name",)) == (reading.proposals[0], goal)
    assert merged(reading, name, asked=("agent_name",)) == (name,)


def test_what_the_readers_guess_does_not_fill_what_the_model_left_open_with_care() -> None:
    guess, goal = read("agent_name", "Well"), read("goals", "Look up orders")
    assert merged(Reading(proposals=(guess,)), goal, asked=("agent_name",), left=("agent_name",)) == (goal,)
    rule = read("guardrails", "Never promise refunds")
    assert merged(Reading(proposals=(rule,)), goal, asked=("guardrails",), left=("guardrails",)) == (rule, goal)


def test_the_readers_find_about_a_tool_counts_when_its_details_were_asked() -> None:
    sap = read("tools", Tool(name="SAP", inputs=("order number",)))
    goal = read("goals", "Look up orders")
    assert merged(Reading(proposals=(sap,)), goal, asked=("tool_details",)) == (sap, goal)


def test_other_words_that_the_readers_found_beside_an_answer_are_no_correction() -> None:
    finer = read("goals", "Plant care questions", op="replace", target="Answer plant care questions")
    metric = read("metrics", "90 percent solved", quote="90 percent solved")
    assert merged(Reading(proposals=(finer,)), metric) == (metric,)
    assert merged(Reading(route="correction", proposals=(finer,)), metric) == (finer, metric)


def test_a_list_the_model_did_not_take_apart_is_left_to_the_readers() -> None:
    two = (read("tone", "friendly"), read("tone", "relaxed"))
    lump = read("tone", "friendly and relaxed", quote="friendly and relaxed")
    assert merged(Reading(proposals=two), lump, asked=("tone",), again=frozenset({"tone"})) == two
    fine = tuple(p.model_copy(update={"quote": str(p.value)}) for p in two)
    assert merged(Reading(proposals=(lump,)), *fine, asked=("tone",)) == fine


def test_what_a_model_assumes_gives_way_to_what_the_readers_read() -> None:
    guess = read("channels", "website", source="assumed")
    phone = read("channels", "Phone", source="said")
    tone = read("tone", "Dry", quote="dry")
    assert merged(Reading(proposals=(phone,)), guess, tone, asked=("channels",)) == (phone, tone)
    assert merged(Reading(), guess, tone) == (guess, tone)


def test_what_is_said_beside_an_order_the_readers_do_not_know_is_kept() -> None:
    rule = read("guardrails", "No refunds", quote="no refunds")
    assert merged(Reading(), rule, read("tone", "Dry"), named="command") == (rule,)


@pytest.mark.parametrize("confidence", [0.5, 0.9])
def test_what_the_model_read_as_known_already_is_not_replaced_by_what_the_readers_make_of_it(confidence: float) -> None:
    rule = "No advice on sick fish, send people to a vet"
    known = {"guardrails": (Fact(value=rule, confidence=confidence),)}
    briefing = told(rule, draft=known, asked=("guardrails",))
    lists = found(facts=[fact("guardrails", rule, rule)])
    anew = Reading(proposals=(read("guardrails", "No advice on sick fish", op="set"),))
    both = merged(anew, *proposals_in(lists, briefing), asked=("guardrails",), again=slots_read(lists, briefing))
    assert [f.text for f in apply(known, both).draft["guardrails"]] == [rule]
    assert slots_read(found(), briefing) == frozenset()


def test_one_value_said_again_does_not_take_the_place_of_the_list() -> None:
    lists = found(facts=[fact("channels", "phone", "the phone")])
    assert [p.op for p in proposals_in(lists, told("the phone, yes", draft=PHONE_AND_MAIL, asked=("channels",)))] in (
        ["add"],
        [],
    )


def test_a_model_that_finds_nothing_in_an_answer_is_not_believed() -> None:
    reading = Reading(proposals=(read("agent_name", "Sole"), read("tone", "nice")))
    assert merged(reading) == reading.proposals


def test_what_the_model_found_goes_before_what_the_readers_would_assume() -> None:
    assumption = read("metrics", "Most end well", source="assumed", confidence=0.95)
    measured = read("metrics", "80% solved")
    assert merged(Reading(proposals=(assumption,)), measured, asked=("metrics",)) == (measured,)


def test_a_slot_left_open_in_an_unknown_command_is_assumed() -> None:
    assumption = read("metrics", "Most end well", source="assumed")
    assert merged(Reading(), assumption, read("tone", "Dry"), named="command") == (assumption,)
    assert merged(Reading(), assumption, named="question") == ()


@pytest.mark.parametrize("named", ["question", "off_topic", "command"])
def test_what_only_asks_or_strays_changes_nothing(named: Route) -> None:
    reading = Reading(proposals=(read("tone", "nice"),))
    assert merged(reading, read("tone", "Formal"), named=named, asked=("tone",)) == ()


def test_the_model_names_the_route_but_never_a_command() -> None:
    assert routing.route(Reading(), "correction", found=False) == "correction"
    assert routing.route(Reading(), "command", found=False) == "question"
    assert routing.route(Reading(), "off_topic", found=False) == "off_topic"
    assert routing.route(Reading(), "off_topic", found=True) == "answer"
    assert routing.route(Reading(route="question"), None, found=False) == "question"
    ordered = Reading(route="command", command=Command(name="skip"))
    assert routing.route(ordered, "answer", found=True) == "command"
