from hypothesis import given
from hypothesis import strategies as st

from orchestrator.facts import Proposal, apply
from orchestrator.undoing import as_changes, differences, revert
from orchestrator.values import Tool

words = st.sampled_from(["friendly", "formal", "brief", "calm", "warm"])
proposals = st.lists(
    st.builds(Proposal, slot=st.just("tone"), value=words, op=st.sampled_from(["add", "set", "replace"]), target=words)
    | st.builds(Proposal, slot=st.just("tone"), op=st.just("remove"), target=words)
    | st.builds(Proposal, slot=st.just("agent_name"), value=words),
    max_size=6,
)


@given(proposals, proposals)
def test_taking_back_the_last_turn_gives_the_draft_before_it(first, second):
    before = apply({}, first).draft
    after = apply(before, second).draft
    assert revert(after, differences(before, after)) == before


@given(proposals, proposals)
def test_differences_of_nothing_are_none_and_change_nothing(first, second):
    draft = apply(apply({}, first).draft, second).draft
    assert differences(draft, draft) == ()
    assert revert(draft, ()) == draft


def test_what_was_edited_by_hand_since_stays_when_a_turn_is_taken_back():
    after = apply({}, [Proposal(slot="tone", value="formal"), Proposal(slot="tone", value="brief")]).draft
    made = differences({}, after)
    formal, brief = after["tone"]
    edited = {"tone": (formal.model_copy(update={"value": "very formal", "locked": True}), brief)}
    assert [f.text for f in revert(edited, made)["tone"]] == ["very formal"]


def test_the_taken_back_is_told_as_changes():
    before = apply({}, [Proposal(slot="tools", value=Tool(name="Slack"))]).draft
    after = apply(before, [Proposal(slot="tools", value=Tool(name="Teams"), op="replace", target="Slack")]).draft
    back = differences(after, revert(after, differences(before, after)))
    assert [(c.kind, c.before.name, c.after.name) for c in as_changes(back)] == [("changed", "Teams", "Slack")]


def test_a_change_taken_back_after_its_value_was_said_anew_leaves_it_once():
    formal = apply({}, [Proposal(slot="tone", value="formal")]).draft
    brief = apply(formal, [Proposal(slot="tone", op="replace", target="formal", value="brief")]).draft
    since = apply(brief, [Proposal(slot="tone", value="formal")]).draft
    assert [fact.text for fact in revert(since, differences(formal, brief))["tone"]] == ["formal"]


def test_what_comes_back_puts_no_second_value_into_a_slot_of_one():
    made = differences({}, apply({}, [Proposal(slot="agent_name", value="Anna")]).draft)
    since = apply({}, [Proposal(slot="agent_name", value="Ben")]).draft
    assert revert(since, [difference.turned() for difference in made]) == since


@given(st.lists(words | st.none(), max_size=4), st.lists(words | st.none(), max_size=4))
def test_what_comes_back_stands_once_and_never_beside_nothing(gone, told):
    before = apply({}, [Proposal(slot="tone", value=value) for value in gone]).draft
    since = apply({}, [Proposal(slot="tone", value=value) for value in told]).draft
    values = [fact.value for fact in revert(since, differences(before, {})).get("tone", ())]
    assert len(values) == len(set(values))
    assert values == [None] or None not in values
    assert values[:1] == [f.value for f in since.get("tone", ())][:1] or set(values) >= {*told} - {None}
