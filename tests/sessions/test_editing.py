import pytest

from builder.definition import definition_of
from orchestrator.facts import Proposal, apply
from orchestrator.values import Escalation, Step, Tool
from sessions import editing
from sessions.errors import BadMessage, NotFound


@pytest.fixture
def draft():
    return apply(
        {},
        [
            Proposal(slot="agent_name", value="Sole", quote="call it Sole"),
            Proposal(slot="tone", value="friendly"),
            Proposal(slot="tone", value="brief", source="assumed"),
            Proposal(slot="tools", value=Tool(name="Shop", purpose="orders", inputs=("order_id",))),
            Proposal(slot="workflow", value=Step(step="ask the order number")),
            Proposal(slot="escalation", value=Escalation(when="damaged", to="the desk")),
        ],
    ).draft


def test_a_value_written_by_hand_is_locked_and_the_interviewer_parks_its_own_beside_it(draft):
    changed = editing.set_fact(draft["agent_name"][0].id, "Heel")(draft)
    later = apply(changed, [Proposal(slot="agent_name", value="Toe", quote="call it Toe")])
    fact = later.draft["agent_name"][0]
    assert (fact.value, fact.source, fact.locked, fact.suggestion.value) == ("Heel", "edited", True, "Toe")
    assert [c.kind for c in later.changes] == ["parked"]


def test_a_parked_value_can_be_taken_or_left(draft):
    locked = editing.set_fact(draft["agent_name"][0].id, "Heel")(draft)
    parked = apply(locked, [Proposal(slot="agent_name", value="Toe")]).draft
    fact_id = parked["agent_name"][0].id
    taken = editing.take_suggestion(fact_id)(parked)["agent_name"][0]
    left = editing.leave_suggestion(fact_id)(parked)["agent_name"][0]
    assert (taken.value, taken.suggestion, taken.source) == ("Toe", None, "confirmed")
    assert (left.value, left.suggestion) == ("Heel", None)


def test_an_unlocked_value_may_be_changed_again(draft):
    locked = editing.set_fact(draft["agent_name"][0].id, "Heel")(draft)
    opened = editing.unlock(locked["agent_name"][0].id)(locked)
    assert apply(opened, [Proposal(slot="agent_name", value="Toe")]).draft["agent_name"][0].value == "Toe"


def test_confirming_makes_an_assumption_the_persons_own(draft):
    changed = editing.confirm(draft["tone"][1].id)(draft)
    assert definition_of(changed).plain()["tone"] == ["friendly", "brief"]


def test_editing_some_fields_of_a_tool_keeps_the_others(draft):
    changed = editing.set_fact(draft["tools"][0].id, {"name": "Shop", "purpose": "look up orders"})(draft)
    assert changed["tools"][0].value == Tool(name="Shop", purpose="look up orders", inputs=("order_id",))


def test_removing_a_fact_opens_its_slot(draft):
    assert "agent_name" not in definition_of(editing.remove_fact(draft["agent_name"][0].id)(draft)).plain()


def test_a_fact_that_is_gone_is_not_found(draft):
    gone = editing.remove_fact(draft["agent_name"][0].id)
    with pytest.raises(NotFound):
        gone(gone(draft))


def test_a_merge_patch_replaces_lists_whole_and_keeps_the_evidence_of_kept_items(draft):
    changed = editing.merged(draft, {"tone": ["formal", "friendly"]})
    formal, friendly = changed["tone"]
    assert (formal.text, formal.source, formal.locked) == ("formal", "edited", True)
    assert (friendly.id, friendly.source, friendly.locked) == (draft["tone"][0].id, "said", True)


def test_a_merge_patch_removes_with_null(draft):
    assert "tools" not in editing.merged(draft, {"tools": None})


def test_a_merge_patch_takes_objects_in_the_shape_of_the_contract(draft):
    merge = {
        "workflow": [
            {"step": "look it up", "branches": [{"if": "older than 30 days", "then": "a human", "else": "label"}]}
        ],
        "escalation": [{"when": "angry", "to": None}],
        "tools": [{"name": "Shop", "inputs": ["id"], "method": "GET"}],
    }
    assert definition_of(editing.merged(draft, merge)).plain()["workflow"] == merge["workflow"]


@pytest.mark.parametrize(
    "merge",
    [
        {"colour": "red"},
        {"tone": "formal"},
        {"agent_name": ["a"]},
        {"agent_name": "a\0b"},
        {"agent_name": ""},
        {"agent_name": "   "},
        {"tools": [{"purpose": "no name"}]},
        {"tools": [{"name": "x", "secret": "y"}]},
        {"tools": [{"name": "x", "method": "STEAL"}]},
        {"tone": [1]},
        {"workflow": [{"step": "x", "branches": [{"if": "only"}]}]},
        {"agent_name": "x" * 6000},
        [],
        "text",
    ],
)
def test_a_merge_patch_that_does_not_fit_is_refused_whole(draft, merge):
    with pytest.raises(BadMessage):
        editing.merged(draft, merge)
