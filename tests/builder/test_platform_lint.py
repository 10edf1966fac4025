"""Lint for one platform: its rules speak on its own advice, and each fix settles what it was for."""

import pytest

from builder import lint
from builder.exports.agent import agent_of
from builder.exports.registry import EXPORTS
from builder.graph import Edge, Graph, Node
from builder.lint.advice import ADVICE
from builder.lint.size import tokens_in
from builder.lint.speech import spoken
from builder.wording import one_line
from orchestrator.values import Escalation, PromptSection, Tool
from sessions.mending import change_of
from tests.builder.definitions import RETURNS, agent, step


def found(definition, code, platform=""):
    return [finding for finding in lint.check(agent_of(definition), platform) if finding.code == code]


def mended(definition, finding):
    """The definition after the finding's fix."""
    facts = change_of(finding.fix)(definition.facts)
    return definition.model_copy(update={"facts": dict(facts)})


CASES = [
    ("unspeakable", "vapi", agent(greeting="Hi 👋 see https://www.shop.example/help")),
    ("several_questions", "retell", agent(greeting="Hello! Who is it? What can I do?")),
    ("several_questions", "elevenlabs", agent(workflow=[step("Ask for the name, e-mail and telephone number")])),
    ("fixed_price", "", agent(greeting="A cut is $29.90, shall I book one?")),
    ("fixed_phone_number", "", agent(workflow=[step("Give them +49 30 1234567", ("late", "say 030 765 4321"))])),
    ("vague", "", agent(guardrails=["never talk about prices, politics, etc."])),
    ("unknown_tool", "", agent(workflow=[step("call get_stock")])),
    ("unused_tool", "", agent(workflow=[step("ask the date")], tools=[Tool(name="Weather", purpose="forecast")])),
    ("flow_no_failure_path", "", agent(workflow=[step("call Weather")], tools=[Tool(name="Weather")])),
    ("no_escalation", "", agent(goals=["sell"])),
    ("no_guardrails", "", agent(goals=["sell"])),
    ("no_metrics", "", agent(goals=["sell"])),
    (
        "section_leaves_out",
        "",
        agent(guardrails=["never promise dates"], sections=[PromptSection(title="Guardrails", text="Be kind.")]),
    ),
]


@pytest.mark.parametrize(("code", "platform", "definition"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_a_fix_settles_what_it_was_for(code, platform, definition):
    before = found(definition, code, platform)
    assert before
    after = found(mended(definition, before[0]), code, platform)
    assert before[0].key not in {finding.key for finding in after}
    assert len(after) < len(before)


def test_what_a_platform_advises_names_its_page():
    crowded = agent(guardrails=[f"never do {i}" for i in range(6)])
    assert [one.source for one in found(crowded, "ban_list", "vapi")] == [ADVICE["vapi"].source]
    assert found(crowded, "ban_list") == []


def test_voice_rules_are_silent_where_people_read():
    busy = agent(greeting="**Hello**! Who is it? What can I do?", channels=["phone"])
    assert found(busy, "unspeakable", "vapi")
    assert not found(busy, "unspeakable", "anthropic")
    assert not found(busy, "several_questions", "openai_responses")


def test_google_is_told_of_triggers_that_say_what_is_not():
    shy = agent(escalation=[Escalation(when="the caller is not satisfied", to="Ana")])
    assert found(shy, "negative_trigger", "dialogflow_playbook")
    assert not found(shy, "negative_trigger", "vapi")


def test_google_is_told_of_decisions_three_deep():
    kinds = {"n1": "start", "n2": "decision", "n3": "decision", "n4": "decision", "n5": "end"}
    nodes = tuple(Node(id=key, kind=kind, label=key) for key, kind in kinds.items())
    ways = [("n1", "n2", ""), ("n2", "n3", "a"), ("n3", "n4", "b"), ("n4", "n5", "c")]
    edges = [Edge(source=s, target=t, label=label) for s, t, label in ways]
    edges += [Edge(source=key, target="n5", otherwise=True) for key in ("n2", "n3", "n4")]
    deep = agent_of(RETURNS, Graph(nodes=nodes, edges=tuple(edges)))
    found = [one.node for one in lint.check(deep, "adk") if one.code == "nested"]
    assert found == ["n2"]
    assert "nested" not in {one.code for one in lint.check(deep, "vapi")}
    flat = Graph(nodes=nodes, edges=tuple(e for e in edges if e.label != "b"))
    assert "nested" not in {one.code for one in lint.check(agent_of(RETURNS, flat), "adk")}


def test_limits_and_whom_to_call_are_no_fixed_figures():
    strict = agent(
        guardrails=["never refund more than $100"],
        escalation=[Escalation(when="angry", to="+49 30 1234567")],
        workflow=[step("check it", ("it costs more than 100 euros", "say no"))],
    )
    assert not found(strict, "fixed_price")
    assert not found(strict, "fixed_phone_number")


def test_a_prompt_that_is_cut_says_what_went_and_that_no_example_is_left():
    long = agent(goals=["help"], knowledge=[f"the manual of part {i}, " + "pages " * 40 for i in range(20)])
    assert "Examples" in found(long, "too_long", "bedrock_agent")[0].text
    assert found(long, "no_example", "bedrock_agent")
    assert not found(long, "no_example")


def test_a_prompt_too_large_for_its_model_is_told():
    vast = agent(knowledge=["词" * 4000 for _ in range(20)])
    assert "gpt-realtime-2.1" in found(vast, "window", "openai_realtime")[0].text
    assert not found(vast, "window", "openai_responses")


def test_the_models_are_those_that_the_files_name_and_each_has_a_window_and_a_price():
    made = agent_of(RETURNS)
    for name, advice in ADVICE.items():
        if advice.model:
            texts = " ".join(file.text for file in EXPORTS[name].make(made).files)
            assert advice.model in texts, name
            size = lint.size_of(made.prompt, advice.model)
            assert size.window, name
            assert 0 < (size.cost or 0) < 0.1, name


def test_every_export_named_by_advice_is_there():
    assert ADVICE.keys() <= EXPORTS.keys()


def test_tokens_of_every_script_are_counted():
    assert (tokens_in("word" * 10), tokens_in("слово" * 2), tokens_in("您好"), tokens_in("")) == (10, 5, 2, 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("See https://shop.example/help.", "See shop dot example slash help."),
        ("**Hello** 👋 there", "Hello there"),
        ("Read [our page](https://x.example)", "Read our page"),
        ("3 * 4", "3 * 4"),
    ],
)
def test_a_greeting_is_written_as_it_is_spoken(typed, said):
    assert spoken(typed) == one_line(said)


def test_what_is_said_for_a_platform_alone_is_not_said_twice():
    agent_made = agent_of(agent(guardrails=[f"never do {i}" for i in range(13)]))
    prompt = EXPORTS["anthropic"].make(agent_made).prompt
    assert "ban_list" not in {finding.code for finding in lint.special(agent_made, "anthropic", prompt)}
