"""What Parley fills in: told with the words that left it open, told on request, and open again at a word."""

import pytest

from evaluation.guided import Guide
from orchestrator.facts import Fact, Proposal, apply
from orchestrator.messages import Asked
from orchestrator.slots import SLOTS

OPENING = ("A booking assistant called Ada", "Guests, by phone", "Book tables")


def talked(*messages):
    guide = Guide()
    return guide, [guide.take(message) for message in (*OPENING, *messages)]


@pytest.mark.parametrize("words", ["you decide", "I don't know", "skip"])
def test_an_assumption_keeps_the_words_that_left_it_open(words):
    guide, _ = talked(words)
    assert [(fact.source, fact.quote) for fact in guide.draft["metrics"]] == [("assumed", words)]


@pytest.mark.parametrize(
    "question",
    ["What did you assume?", "what have you filled in so far?", "List the assumptions", "which things did you guess"],
)
def test_what_was_assumed_is_told_and_nothing_changes(question):
    guide, answers = talked("8 of 10 solved", "you decide", question)
    before = talked("8 of 10 solved", "you decide")[0].draft
    assert "tone: friendly and clear" in answers[-1]["reply"]
    assert answers[-1]["route"] == "question"
    assert {slot: [f.text for f in facts] for slot, facts in guide.draft.items()} == {
        slot: [f.text for f in facts] for slot, facts in before.items()
    }


def test_where_nothing_is_assumed_that_is_what_is_told():
    assert "Nothing is assumed so far" in talked("what did you assume?")[1][-1]["reply"]


@pytest.mark.parametrize("slot", [slot for slot in SLOTS if slot.ask], ids=lambda slot: slot.name)
def test_any_question_can_be_opened_again_by_the_name_it_has_on_the_pages(slot):
    _, answers = talked("you decide", f"Reopen the {slot.label.lower()}")
    assert slot.name in answers[-1]["asking"]
    assert answers[-1]["route"] == "command"


def test_what_is_said_then_takes_the_assumptions_place():
    guide, _ = talked("8 of 10 solved", "you decide", "reopen the tone", "formal")
    assert [(fact.text, fact.source) for fact in guide.draft["tone"]] == [("Formal", "said")]


@pytest.mark.parametrize("words", ["its name is Nell", "rename it to Nell", "the name should be Nell", "call it Nell"])
@pytest.mark.parametrize("role", ["A parking assistant for a hospital", "an assistant who sorts repair requests"])
def test_a_name_for_an_agent_that_had_none_changes_what_was_assumed_with_it_and_nothing_else(role, words):
    guide = Guide()
    for message in (role, "skip"):
        guide.take(message)
    before = [fact.text for fact in guide.draft["agent_role"]]
    guide.take(words)
    assert [fact.text for fact in guide.draft["agent_role"]] == before
    assert [(f.text, f.source) for f in guide.draft["agent_name"]] == [("Nell", "said")]
    assert [("Nell" in f.text, f.source) for f in guide.draft["greeting"]] == [(True, "assumed")]


def test_a_name_that_is_also_the_word_for_such_an_agent_is_exchanged_in_the_greeting_alone():
    guide = Guide()
    for message in ("A ticket assistant called Assistant", 'It greets with "Hi, I am Assistant"', "call it Nell"):
        guide.take(message)
    assert [fact.text for fact in guide.draft["agent_role"]] == ["Ticket assistant"]


def test_an_assumption_takes_the_place_of_nothing_and_stands_beside_it_nowhere():
    nobody = apply({}, [Proposal(slot="audience", value=None)]).draft
    after = apply(nobody, [Proposal(slot="audience", value="Everyone", source="assumed")]).draft
    assert [fact.value for fact in after["audience"]] == ["Everyone"]


def test_to_skip_a_question_leaves_the_nothing_that_was_said():
    guide = Guide({"goals": (Fact(value=None),)})
    guide.opening = guide.opening.model_copy(update={"asked": Asked(topics=("goals", "audience"))})
    guide.take("skip")
    assert [(f.value, f.source) for f in guide.draft["goals"]] == [(None, "said")]
    assert [f.source for f in guide.draft["audience"]] == ["assumed"]


def test_a_locked_assumption_stays_where_the_person_wants_nothing_and_that_waits_beside_it():
    locked = Fact(value="Everyone", source="assumed", locked=True)
    applied = apply({"audience": (locked,)}, [Proposal(slot="audience", value=None, quote="nobody")])
    (fact,) = applied.draft["audience"]
    assert (fact.value, fact.locked, fact.suggestion.value, fact.suggestion.quote) == ("Everyone", True, None, "nobody")
    assert [change.kind for change in applied.changes] == ["parked"]


@pytest.mark.parametrize("order", ["undo", "start over"])
def test_what_was_taken_back_is_not_told_as_known(order):
    guide = Guide()
    for message in (*OPENING[:2], "you decide"):
        guide.take(message)
    (goal,) = guide.draft["goals"]
    assert goal.source == "assumed"
    assert goal.text.casefold() not in guide.take(order)["reply"].casefold()
