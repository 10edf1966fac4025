"""Two states of an agent side by side."""

from hypothesis import given, settings

from builder.compare import compare, file_passages, passages
from builder.exports.agent import agent_of
from builder.graph import Edge, Graph, Node
from orchestrator.facts import Fact
from tests.builder.definitions import RETURNS, definitions, step


def changed(**slots):
    """The returns assistant with other facts in some slots; what it keeps are the same facts."""
    facts = {name: tuple(Fact(value=value) for value in values) for name, values in slots.items()}
    return RETURNS.model_copy(update={"facts": {**RETURNS.facts, **facts}})


BEFORE = agent_of(RETURNS)


def test_the_same_agent_shows_no_difference():
    assert not compare(BEFORE, agent_of(RETURNS))


def test_facts_are_added_removed_and_changed():
    greeting = RETURNS.facts["greeting"][0].model_copy(update={"value": "Hello."})
    facts = {**RETURNS.facts, "greeting": (greeting,), "tone": (*RETURNS.facts["tone"][1:], Fact(value="warm"))}
    told = compare(BEFORE, agent_of(RETURNS.model_copy(update={"facts": facts}))).facts
    assert {(one.label, one.kind, one.before, one.after) for one in told} == {
        ("Greeting", "changed", "Hi! Sole here. What's your order number?", "Hello."),
        ("Tone", "removed", "helpful", ""),
        ("Tone", "added", "", "warm"),
    }


def test_a_fact_that_was_only_said_anew_is_no_difference():
    again = changed(tone=[fact.value for fact in RETURNS.facts["tone"]])
    assert compare(BEFORE, agent_of(again)).facts == ()


def test_the_diagram_holds_both_and_names_each_change_in_words_and_by_class():
    steps = [step("ask the order number"), step("measure the foot"), step("send the label link by mail")]
    told = compare(BEFORE, agent_of(changed(workflow=steps)))
    kinds = {one.kind for one in told.nodes}
    for kind in kinds:
        assert f"diff-{kind}" in told.workflow
        assert f"{kind.capitalize()}#58; " in told.workflow
    assert {"added", "removed"} <= kinds | {"added"}
    assert "-.->" in told.workflow
    assert "==>" in told.workflow


def test_a_node_that_is_gone_stays_in_the_diagram_with_its_arrows_dotted():
    start, ask, end = (Node(id=i, kind=k, label=i) for i, k in (("n1", "start"), ("n2", "ask"), ("n3", "end")))
    before = Graph(nodes=(start, ask, end), edges=(Edge(source="n1", target="n2"), Edge(source="n2", target="n3")))
    after = Graph(nodes=(start, end), edges=(Edge(source="n1", target="n3"),))
    told = compare(agent_of(RETURNS, before), agent_of(RETURNS, after)).workflow
    assert 'n2[/"Removed#58; n2"/]' in told
    assert "class n2 diff-removed" in told
    assert "n1 -.-> n2" in told
    assert "n1 ==> n3" in told


def test_the_prompt_is_compared_by_lines_with_what_stands_around_them():
    [passage] = passages("a\nb\nc\nd\ne", "a\nb\nc\nX\ne")
    assert passage.number == 2
    assert [(line.kind, line.text) for line in passage.lines] == [
        ("same", "b"),
        ("same", "c"),
        ("removed", "d"),
        ("added", "X"),
        ("same", "e"),
    ]


def test_each_export_names_its_files_that_differ_and_each_can_be_looked_into():
    after = agent_of(changed(greeting=["Good morning."]))
    exports = {one.name: {file.name for file in one.files} for one in compare(BEFORE, after).exports}
    assert "elevenlabs.json" in exports["elevenlabs"]
    assert "mcp" not in exports
    lines = [line for passage in file_passages(BEFORE, after, "elevenlabs.json") for line in passage.lines]
    assert any(line.kind == "added" and "Good morning." in line.text for line in lines)
    assert file_passages(BEFORE, after, "../etc/passwd") is None


@settings(max_examples=15, deadline=None)
@given(definitions(), definitions())
def test_any_two_definitions_can_be_compared(one, other):
    # A noted "nothing" is in no plain specification, yet in the bundle: more may be told than the plain ones show.
    assert compare(agent_of(one), agent_of(other)) or one.plain(detail=True) == other.plain(detail=True)
    assert not compare(agent_of(one), agent_of(one))
