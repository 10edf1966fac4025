"""What follows from a change: facts, workflow nodes and prompt sections, before and after."""

from hypothesis import HealthCheck, given, settings

from builder.definition import definition_of
from builder.ledger import assumptions
from builder.ripple import ripple
from builder.workflow import synthesise
from orchestrator.facts import Fact, Proposal, apply
from orchestrator.values import Access, Operation, Tool
from tests.builder.definitions import RETURNS, agent, definitions, step


def changed(definition, *proposals):
    return definition_of(apply(definition.facts, proposals).draft)


def told(definition, *proposals):
    return ripple(definition, changed(definition, *proposals))


def test_a_renamed_agent_changes_a_fact_and_the_section_that_tells_it():
    found = told(RETURNS, Proposal(slot="agent_name", value="Heel"))
    assert [(one.label, one.kind, one.before, one.after) for one in found.facts] == [
        ("Name", "changed", "Sole", "Heel")
    ]
    identity = next(one for one in found.sections if one.title == "Identity")
    assert (identity.before, identity.after) == (("You are Sole.",), ("You are Heel.",))
    assert found.nodes == ()


def test_a_new_step_is_one_new_node_and_no_other_node_is_called_changed():
    before = agent(workflow=[step("Ask the order number"), step("Tell the price")])
    after = agent(workflow=[step("Ask the order number"), step("Ask the size"), step("Tell the price")])
    found = ripple(before, after)
    assert [(one.kind, one.before, one.after) for one in found.nodes] == [("added", "", "Ask the size")]


def test_a_step_in_anothers_place_is_that_node_changed():
    before = agent(workflow=[step("Ask the order number"), step("Ask the size"), step("Say goodbye")])
    after = agent(workflow=[step("Ask the order number"), step("Ask the colour"), step("Say goodbye")])
    [one] = ripple(before, after).nodes
    assert (one.kind, one.before, one.after) == ("changed", "Ask the size", "Ask the colour")


def test_nodes_keep_their_ids_whatever_is_drawn_before_them():
    before = synthesise(agent(workflow=[step("Ask the order number"), step("Tell the price")]))
    after = synthesise(agent(workflow=[step("Welcome them"), step("Ask the order number"), step("Tell the price")]))
    ids = {node.label: node.id for node in before.nodes}
    assert {node.label: node.id for node in after.nodes if node.label in ids} == ids


def test_a_changed_condition_changes_its_decision():
    before = agent(workflow=[step("Look it up", ("it is older than 30 days", "say no", "send a label"))])
    after = agent(workflow=[step("Look it up", ("it is older than 14 days", "say no", "send a label"))])
    [one] = ripple(before, after).nodes
    assert (one.kind, "30 days" in one.before, "14 days" in one.after) == ("changed", True, True)


def test_what_did_not_change_has_no_ripple():
    assert not ripple(RETURNS, RETURNS)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(definitions(), definitions())
def test_any_change_there_and_back_is_the_same_seen_from_the_other_side(one, other):
    there, back = ripple(one, other), ripple(other, one)
    assert {(s.title, s.before, s.after) for s in there.sections} == {
        (s.title, s.after, s.before) for s in back.sections
    }
    assert {(f.before, f.after) for f in there.facts} == {(f.after, f.before) for f in back.facts}
    assert bool(there) == bool(back)


def test_the_ledger_tells_what_was_assumed_after_which_words_and_where_it_is_used():
    facts = {"tone": (Fact(value="Friendly", source="assumed", quote="you decide"), Fact(value="brief"))}
    [one] = assumptions(definition_of(facts))
    assert (one.label, one.text, one.said, one.used_in) == ("Tone", "Friendly", "you decide", ("Language and tone",))


def test_what_was_configured_is_told_in_words():
    schema = {"type": "object", "properties": {"number": {"type": "string"}, "any": {}}, "required": ["number"]}
    look = Operation(
        name="look up", risk="read", method="GET", url="https://a.example/{number}", inputs=schema, timeout=5
    )
    shop = Fact(value=Tool(name="Shop"))
    access = Access(kind="bearer", header="X-Key")

    def having(*operations):
        value = Tool(name="Shop", operations=operations, access=access)
        return definition_of({"tools": (shop.model_copy(update={"value": value}),)})

    (told,) = ripple(definition_of({"tools": (shop,)}), having(look)).facts
    assert told.after == (
        "Shop; look up (reads only; GET https://a.example/{number}; takes number (string)*, any; at most 5 s);"
        " access: bearer token, X-Key"
    )
    stricter = look.model_copy(update={"inputs": {**schema, "additionalProperties": False}})
    (told,) = ripple(having(look), having(stricter)).facts
    assert told.after == f"{told.before}; something else in its schemas"
