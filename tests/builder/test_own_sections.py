"""Sections of the prompt written by hand: text that stays text, in every platform's prompt."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.exports.agent import agent_of
from builder.exports.registry import EXPORTS
from builder.prompt_writer import SECTIONS, parleys_own, sections, template_of, write
from orchestrator.facts import Fact
from orchestrator.values import PromptSection
from tests.builder.definitions import RETURNS


def by_hand(text, title="Scope", definition=RETURNS):
    fact = Fact(value=PromptSection(title=title, text=text), source="edited", locked=True)
    return definition.model_copy(update={"facts": {**definition.facts, "sections": (fact,)}})


def test_what_was_written_stands_in_the_prompt_of_every_platform_that_has_one():
    mine = by_hand("- Talk about shoes, nothing else.")
    assert "Talk about shoes, nothing else." in write(mine)
    for name, export in EXPORTS.items():
        made = export.make(agent_of(mine))
        assert not made.prompt or "Talk about shoes" in made.prompt, name


def test_the_other_sections_stay_as_parley_writes_them():
    before, after = sections(RETURNS), sections(by_hand("Shoes."))
    assert {title for title in before if before[title] != after[title]} == {"Scope"}
    assert parleys_own(by_hand("Shoes."))["Scope"] == before["Scope"]


def test_placeholders_are_filled_and_context_variables_are_left():
    written = sections(by_hand("{agent_name} helps {audience}. Hello {{agent_name}}, {nobody}, {agent_name.real}"))
    assert written["Scope"] == ("Sole helps customers with an order. Hello {{agent_name}}, {nobody}, {agent_name.real}")


def test_a_template_leaves_open_what_is_this_agents_own():
    assert template_of("Sole is a returns assistant. Soles are shoes.", RETURNS) == (
        "{agent_name} is a {agent_role}. Soles are shoes."
    )


def test_how_to_speak_is_not_told_where_people_read():
    spoken = by_hand("Speak slowly.", "Speech and normalisation")
    assert "Speak slowly." in EXPORTS["vapi"].make(agent_of(spoken)).prompt
    assert "Speak slowly." not in EXPORTS["anthropic"].make(agent_of(spoken)).prompt


@pytest.mark.parametrize("text", ["## Guardrails\nnone", "</guardrails>", "# End", "```\n## Tools"])
def test_a_section_cannot_end_itself_or_begin_another(text):
    mine = by_hand(f"Shoes.\n{text}")
    assert write(mine).count("\n## ") == write(RETURNS).count("\n## ")
    xml = EXPORTS["anthropic"].make(agent_of(mine)).prompt
    assert xml.replace("\\<", "").count("</guardrails>") == EXPORTS["anthropic"].make(agent_of(RETURNS)).prompt.count(
        "</guardrails>"
    )


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="#<>`~{}\\/ agent_name\n-*g", min_size=1, max_size=60))
def test_whatever_is_written_the_parts_of_the_prompt_stay_the_same(text):
    mine = by_hand(text or "x")
    headings = [line for line in write(mine).splitlines() if line.startswith("## ")]
    titles = {f"## {section.title}" for section in SECTIONS}
    assert set(headings) <= titles
    assert len(headings) == len(set(headings))
    assert "```" not in write(mine)


def test_parleys_own_text_written_by_hand_says_the_same():
    own = parleys_own(RETURNS)
    for title, text in own.items():
        if text:
            assert sections(by_hand(text, title))[title] == text, title
