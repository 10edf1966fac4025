"""The neutral system prompt: what it tells, in which order, and that typed text stays text."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from markdown_it import MarkdownIt

import orchestrator.slots
from builder.definition import AgentDefinition
from builder.graph import Graph, Node
from builder.prompt_writer import SECTIONS, write
from builder.prompt_writer.markup import inline
from builder.wording import is_blank, one_line
from orchestrator.facts import Fact
from orchestrator.slots import SLOTS, Slot
from orchestrator.values import Clarification, Escalation, Step, Tool
from tests.builder.definitions import (
    CLINIC,
    EXAMPLES,
    NOTHING,
    OUTAGES,
    PHARMACY,
    RETURNS,
    ROLE_ONLY,
    agent,
    definitions,
    nasty_texts,
    step,
)

PERSONAS = sorted((Path(__file__).parents[2] / "evaluation/dev").glob("*.json"))
ANY_DEFINITION = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def headings(prompt: str, level: int = 2) -> list[str]:
    return [line.removeprefix("#" * level + " ") for line in prompt.splitlines() if line.startswith("#" * level + " ")]


def section(prompt: str, title: str) -> str:
    """One section's text, "" where it is left out."""
    found = re.search(rf"^## {title}\n\n(.*?)(?=^## |\Z)", prompt, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def texts_of(value) -> list[str]:
    """Every text of a value, whatever its kind."""
    match value:
        case str():
            return [value]
        case Tool():
            return [
                t
                for t in (value.name, value.purpose, value.url, value.auth, value.method, *value.inputs, *value.outputs)
                if t
            ]
        case Escalation():
            return [t for t in (value.when, value.to) if t]
        case Step():
            return [value.step, *(t for b in value.branches for t in (b.if_, b.then, b.else_) if t)]
    return []


def test_the_sections_stand_in_their_order():
    assert headings(write(OUTAGES)) == [
        "Identity",
        "Environment",
        "Language and tone",
        "Goal and success",
        "Scope",
        "Workflow",
        "Tools",
        "Guardrails",
        "Speech and normalisation",
        "Unclear input and errors",
        "Escalation",
        "Context variables",
        "Examples",
    ]


def test_a_section_with_nothing_to_say_is_left_out():
    assert headings(write(ROLE_ONLY)) == [
        "Identity",
        "Environment",
        "Language and tone",
        "Scope",
        "Workflow",
        "Guardrails",
        "Unclear input and errors",
        "Examples",
    ]


def test_a_role_alone_gives_a_prompt_to_work_with():
    prompt = write(ROLE_ONLY)
    assert "Your role: returns assistant" in section(prompt, "Identity")
    assert "2. Find out what they need" in section(prompt, "Workflow")


def test_nothing_at_all_gives_a_prompt_too():
    assert "You are an assistant" in section(write(NOTHING), "Identity")


@ANY_DEFINITION
@given(definitions())
def test_nothing_that_was_said_is_lost(definition):
    prompt = write(definition)
    for slot in SLOTS:
        for fact in definition.said(slot.name):
            for text in texts_of(fact.value):
                assert is_blank(one_line(text)) or inline(text) in prompt


@ANY_DEFINITION
@given(definitions())
def test_what_people_typed_builds_no_structure(definition):
    tokens = MarkdownIt("commonmark").parse(write(definition))
    assert {token.tag for token in tokens if token.type == "heading_open"} <= {"h1", "h2", "h3"}
    titles = [
        tokens[i + 1].content for i, token in enumerate(tokens) if token.tag == "h2" and token.type == "heading_open"
    ]
    assert titles == headings(write(definition))
    assert set(titles) <= {part.title for part in SECTIONS}
    assert len(titles) == len(set(titles))
    assert not [
        token.type for token in tokens if token.type in ("fence", "code_block", "html_block", "hr", "blockquote_open")
    ]
    inner = [child.type for token in tokens for child in token.children or ()]
    assert "html_inline" not in inner


@given(nasty_texts)
@example("# heading")
@example("1. one")
@example("a </section> b")
@example("```python")
@example("use {x} and {{ y }}")
def test_a_typed_text_is_changed_by_nothing_but_backslashes(text):
    line = inline(text)
    assert "\n" not in line
    assert line.replace("\\", "") == one_line(text).replace("\\", "")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# Guardrails", "\\# Guardrails"),
        ("a\n## b", "a ## b"),
        ("- no", "\\- no"),
        ("5. five", "5\\. five"),
        ("-5 degrees", "-5 degrees"),
        ("```sh", "\\`\\`\\`sh"),
        ("the `id` field", "the `id` field"),
        ("</rules> go", "\\</rules> go"),
        ("\\<b>", "\\\\\\<b>"),
        ("under < 5", "under < 5"),
        ("hello {name}", "hello {name}"),
        ("C# code", "C# code"),
        ("---", "\\---"),
        ("2.5 kg", "2.5 kg"),
    ],
)
def test_marks_are_taken_literally_and_plain_text_is_left_alone(typed, written):
    assert inline(typed) == written


def test_the_greeting_stands_word_for_word():
    assert "Say this greeting word for word: “Hi! Sole here. What's your order number?”" in section(
        write(RETURNS), "Workflow"
    )


def test_a_step_that_greets_says_the_greeting():
    prompt = write(agent(greeting="Welcome!", workflow=[step("welcome the guest"), step("ask the name")]))
    assert "1. welcome the guest. Say this greeting word for word: “Welcome!”\n2. ask the name" in prompt


def test_branches_stand_under_their_step_each_else_where_it_belongs():
    prompt = write(
        agent(workflow=[step("sort it", ("late", "pay", "say sorry"), ("broken", "replace")), step("close")])
    )
    assert section(prompt, "Workflow").split("\n\n")[1].splitlines() == [
        "1. sort it",
        "   - If late: pay",
        "     - If not: say sorry",
        "   - If broken: replace",
        "   - Otherwise: go on",
        "2. close",
    ]


def test_a_condition_is_not_given_a_second_if():
    flow = section(write(agent(workflow=[step("sort it", ("if late", "pay"), ("when broken", "replace"))])), "Workflow")
    assert "   - if late: pay\n   - when broken: replace\n" in flow


def test_a_step_says_which_tool_it_uses_where_its_words_do_not():
    flow = section(write(RETURNS), "Workflow")
    assert "3. call get_order\n" in flow
    assert "Otherwise: create a return label (use create_label)" in flow


def test_the_tool_of_a_step_is_the_one_that_the_diagram_shows():
    graph = Graph(nodes=(Node(id="n1", kind="tool", label="send the label link by mail", tool="create_label"),))
    assert "4. send the label link by mail (use create_label)" in write(RETURNS, graph)


def test_a_flow_nobody_spelled_out_says_what_each_goal_needs():
    flow = section(write(CLINIC), "Workflow")
    assert "For this request: book appointments: get name, date, then use Dentrix" in flow


def test_a_tool_that_changes_something_is_confirmed_first_and_one_that_reads_is_not():
    tools = section(write(RETURNS), "Tools")
    reading, changing = tools.split("### create_label")
    assert "Confirm first" not in reading
    assert "Confirm first" in changing


@pytest.mark.parametrize(
    "purpose", ["book a table", "to cancel orders", "send reminders", "freeze cards", "crear citas", "预订座位"]
)
def test_a_purpose_that_changes_something_is_enough(purpose):
    assert "Confirm first" in write(agent(tools=[Tool(name="X", purpose=purpose)]))


@pytest.mark.parametrize("purpose", ["look up orders", "tell the refund status", "consulta la receta", "查订单"])
def test_a_purpose_that_only_reads_asks_for_no_confirmation(purpose):
    assert "Confirm first" not in section(write(agent(tools=[Tool(name="X", purpose=purpose)])), "Tools")


def test_a_tool_says_when_what_it_needs_what_it_gives_and_what_if_it_fails():
    tools = section(write(RETURNS), "Tools")
    assert tools.split("### get_order\n")[1].split("\n\n")[0].splitlines() == [
        "- Use it to: look up the order",
        "- When: at step 3",
        "- Not: before you have order_id; when you already have its answer",
        "- Needs: order_id",
        "- Returns: status, order date",
        "- On failure: try once more, then say that you cannot look it up right now. Never guess status, order date",
        "- Technical: GET https://api.shoes.example/v1/orders/{order_id}; authentication: Bearer token "
        "(set in the tool's configuration; never speak of it)",
    ]


def test_only_those_who_are_heard_get_rules_for_speech():
    assert "digit by digit" in section(write(OUTAGES), "Speech and normalisation")
    assert not section(write(RETURNS), "Speech and normalisation")


@pytest.mark.parametrize(
    "channel", ["phone", "Telefon", "voice", "call center", "IVR", "llamadas", "电话", "الهاتف", "museum app by voice"]
)
def test_a_voice_channel_is_known_in_many_words(channel):
    assert section(write(agent(channels=[channel])), "Speech and normalisation")


def test_rules_for_speech_say_that_they_are_for_calls_where_people_also_read():
    assert "For calls;" in section(write(OUTAGES), "Speech and normalisation")
    assert "For calls;" not in section(write(CLINIC), "Speech and normalisation")


def test_who_takes_over_is_told_case_by_case():
    assert "- damaged deliveries: hand over to a person" in section(write(RETURNS), "Escalation")


def test_an_agent_that_nobody_takes_over_from_says_so():
    alone = AgentDefinition(facts={"escalation": (Fact(value=None),)})
    assert "Nobody takes over" in section(write(alone), "Escalation")


def test_the_case_for_everything_that_fails_is_the_way_out_everywhere():
    assert "offer to hand over to the front desk" in section(write(CLINIC), "Unclear input and errors")


def test_what_was_assumed_is_used_like_what_was_said():
    known = {
        "agent_role": "guide",
        "tone": ["warm"],
        "greeting": "Hello!",
        "languages": ["English"],
        "guardrails": ["no bets"],
    }
    assert write(agent(assumed=tuple(known), **known)) == write(agent(**known))


def test_an_agent_of_another_language_is_told_to_begin_in_it():
    begins = "Begin in German. These instructions are in English"
    assert begins in section(write(agent(languages=["German", "English"])), "Language and tone")
    assert "Begin in" not in write(agent(languages=["English", "German"]))


def test_examples_show_the_usual_the_edge_and_the_failure():
    assert headings(write(RETURNS), 3)[-3:] == ["As usual", "At the edge", "When a tool fails"]
    assert headings(write(ROLE_ONLY), 3)[-3:] == ["As usual", "At the edge", "When something is unclear"]


def test_an_example_follows_the_goal_that_a_branch_is_about():
    desk = agent(
        goals=["explain fees", "report a lost card"],
        workflow=[step("ask what they need", ("a card is lost", "freeze it"))],
    )
    usual = write(desk).split("### As usual")[1].split("###")[0]
    assert "[wants this: report a lost card" in usual
    assert "If a card is lost: freeze it" in usual


def test_an_example_hands_over_where_the_rule_has_somebody_for_it():
    shop = agent(
        guardrails=["no bets", "never promise a refund"], escalation=[Escalation(when="refund request", to="Hanneke")]
    )
    edge = write(shop).split("### At the edge")[1].split("###")[0]
    assert "never promise a refund" in edge
    assert "handing over to Hanneke" in edge


def test_an_example_quotes_english_only_for_an_agent_that_speaks_it_first():
    assert "“I am sorry." in section(write(RETURNS), "Examples")
    assert "“I am sorry." not in section(write(PHARMACY), "Examples")


def test_a_slot_that_comes_later_is_told_among_further_details(monkeypatch):
    later = Slot("hours", "purpose", "Opening hours", "When is it open?")
    monkeypatch.setitem(orchestrator.slots.KEPT, "hours", later)
    assert section(write(agent(hours=["9 to 5", "# closed on Sunday"])), "Further details") == (
        "- Opening hours: 9 to 5\n- Opening hours: \\# closed on Sunday\n\n"
    )


def test_every_slot_of_today_has_a_section_of_its_own():
    assert {slot for part in SECTIONS for slot in part.tells} == {slot.name for slot in SLOTS}


@pytest.mark.parametrize("definition", EXAMPLES.values(), ids=EXAMPLES)
def test_the_same_definition_gives_the_same_prompt(definition):
    assert write(definition) == write(definition)


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
def test_every_fact_of_a_persona_is_found_in_its_prompt(path, monkeypatch):
    monkeypatch.syspath_prepend(str(path.parents[1]))
    import score

    persona = json.loads(path.read_text(encoding="utf8"))
    spec = score.gold_to_spec(persona["gold"])
    result = score.score_one(persona, spec, write(defined_by(spec)))
    assert result["prompt"]["recall"] == 1.0
    assert result["must_not"] == []


def defined_by(spec: dict) -> AgentDefinition:
    """The definition of a specification in the shape of the REST contract."""
    kinds = {"tool": Tool, "step": Step, "escalation": Escalation, "clarification": Clarification}
    known = {}
    for slot in SLOTS:
        values = spec.get(slot.name) or []
        values = values if isinstance(values, list) else [values]
        known[slot.name] = [kinds[slot.kind].model_validate(v) if slot.kind in kinds else v for v in values]
    return agent(**known)
