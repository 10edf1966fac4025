"""What somebody who is new to Parley types: other names, whole greetings, and handovers told on the way."""

import pytest

from tests.orchestrator.test_guide_reopening import after


@pytest.mark.parametrize(
    "kept",
    [
        "help@ada.example",
        "Ada@desk.example",
        "https://ada.example/help",
        "https://desk.example/ask?agent=Ada",
        "www.ada.example/hours",
        "ada.example:8080",
        "localhost/chat/ada.html",
        "ada-support-line",
        "@ada",
    ],
)
def test_another_name_leaves_addresses_and_longer_words_as_they_are(kept: str) -> None:
    changed = after(
        "rename it to Juno",
        "tone",
        agent_name=("Ada",),
        greeting=(f"Hi, Ada here. More at {kept}.",),
        guardrails=(f"Ada's answers never mention {kept}, (Ada) says so",),
    )
    assert changed["agent_name"] == ["Juno"]
    assert changed["greeting"] == [f"Hi, Juno here. More at {kept}."]
    assert changed["guardrails"] == [f"Juno's answers never mention {kept}, (Juno) says so"]


def test_a_text_that_holds_the_old_name_in_an_address_alone_is_not_touched() -> None:
    changed = after("call it Juno", "tone", agent_name=("Ada",), knowledge=("The pages of ada.example",))
    assert changed == {"agent_name": ["Juno"], "knowledge": ["The pages of ada.example"]}


def test_a_name_of_several_parts_is_renamed_as_a_whole() -> None:
    changed = after(
        "rename it to Juno", "tone", agent_name=("Ann-Lou",), greeting=("Ann-Lou here, at ann-lou.example",)
    )
    assert changed["greeting"] == ["Juno here, at ann-lou.example"]
