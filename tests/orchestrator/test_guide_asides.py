"""What is said on the way (thanks, complaints, questions) is never taken for an answer; what only looks like it is."""

from dataclasses import replace
from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.facts import Fact, apply
from orchestrator.guide import Reading, ask, read, reply
from orchestrator.messages import Asked
from orchestrator.slots import BY_NAME
from tests.orchestrator.test_guide_talks import Turn, hold

ASKED = [("agent_role", "agent_name"), ("audience", "channels"), *((name,) for name in BY_NAME), ("tool_details",)]
ASIDES = """thanks!
thank you, that's kind
haha nice
this is taking long
this is taking forever
that's a lot of questions
so many questions
this is annoying
you're quite good at this
can we do this faster?
are you there?
how is the weather?
what's the capital of France?
tell me a joke
back in 5 minutes
sorry, the phone rang
you asked me that before
I'm not a technical person
I'm tired
I hate forms
can I talk to a human?
I need help
please hurry up
not now
no wait
nice to meet you
great question!
see you tomorrow
I have to go, can I come back later?
what do others usually say?
what's the difference between a goal and a metric?
what is a guardrail?
what do you mean?
can you give me an example?
I don't understand the question
never heard of that
what's an API?
that was quick
what counts as one?
would a leaflet count too?
gracias
ugh
lol""".splitlines()


def briefing(text: str, *topics: str) -> Briefing:
    asked = Asked(topics=topics, about="Shopify" if "tool_details" in topics else "")
    known = {"agent_role": "Returns assistant", "agent_name": "Sole"}
    draft = {slot: (Fact(value=value),) for slot, value in known.items() if topics and slot not in topics}
    return Briefing(message_id=uuid4(), text=text, draft=draft, asked=asked, questions=(asked,) if topics else ())


def said(reading: Reading) -> list[tuple[str, str]]:
    return [(p.slot, str(p.value)) for p in reading.proposals if p.value is not None and p.source != "assumed"]


@pytest.mark.parametrize("text", ASIDES)
def test_what_is_no_answer_stores_nothing_whatever_was_asked(text: str) -> None:
    taken = {topics: found for topics in ((), *ASKED) if (found := said(read(briefing(text, *topics))))}
    assert taken == {}


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("tone", "cool", "Cool"),
        ("tone", "fun and quick", "Fun"),
        ("agent_name", "how about Pip?", "Pip"),
        ("agent_name", "Maybe... Whiskers? Is that silly?", "Whiskers"),
        ("channels", "can we use WhatsApp?", "WhatsApp"),
        ("metrics", "how many calls end without a person?", "How many calls end without a person"),
        ("goals", "Where is my order? Can I send it back? Do you ship to Malta?", "Where is my order"),
        ("greeting", "hello", "hello"),
        ("greeting", "What can I do for you?", "What can I do for you?"),
        ("audience", "people who are tired of forms", "People who are tired of forms"),
        ("metrics", "What counts is the number of repairs", "What counts is the number of repairs"),
    ],
)
def test_what_only_looks_like_small_talk_or_a_question_is_an_answer(slot: str, text: str, value: str) -> None:
    assert (slot, value) in said(read(briefing(text, slot)))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Zählt ein Ordner auch?"),
        ("fr", "Est-ce qu'un dépliant compte aussi ?"),
        ("es", "¿Cuenta un folleto también?"),
        ("ar", "هل يعتبر الدفتر مصدرا؟"),
        ("zh", "宣传册算不算知识来源吗？"),
    ],
)
def test_what_counts_is_asked_back_in_every_language(code: str, text: str) -> None:
    reading = read(replace(briefing(text, "knowledge"), language=code))
    assert (reading.route, said(reading)) == ("question", [])


def answer_to(text: str, *topics: str) -> str:
    told = briefing(text, *topics)
    reading = read(told)
    draft = apply(told.draft, reading.proposals).draft
    return reply(told, reading, draft, ask(told, reading, draft))


def test_a_question_about_a_word_is_answered_with_examples_and_the_question_again() -> None:
    answer = answer_to("what is a guardrail?", "guardrails")
    assert "lines it must not cross" in answer
    assert "“Never promise refunds”" in answer
    assert answer.endswith("What should it never do?")


def test_a_word_of_another_question_is_explained_too() -> None:
    answer = answer_to("what do you mean by tone?", "goals")
    assert "how it sounds" in answer
    assert "goals" in answer.rsplit(". ", 1)[-1]


def test_a_complaint_about_the_length_is_told_how_much_is_left() -> None:
    assert "points are still open" in answer_to("this is taking forever", "tone")


def test_thanks_are_answered_kindly() -> None:
    assert answer_to("thank you so much", "tone").split(".")[0] in ("You are welcome", "My pleasure")


def test_the_same_question_is_not_put_twice_in_the_same_words() -> None:
    asked = Asked(topics=("metrics",))
    told = Briefing(message_id=uuid4(), text="hmm, what do you mean?", asked=asked, questions=(asked, asked))
    once = Briefing(message_id=uuid4(), text="hmm, what do you mean?", asked=asked, questions=(asked,))
    assert ask(told, read(told), {}).text != ask(once, read(once), {}).text


def test_half_an_answer_is_asked_for_the_other_half_in_other_words_than_no_answer() -> None:
    assert answer_to("our patients", "audience", "channels").endswith("And on which channels should it be reachable?")


def test_a_list_that_is_said_to_be_complete_gets_nothing_more() -> None:
    hold(
        [
            Turn(
                "",
                "A bot for our website that answers parents.",
                {"agent_role": "Bot for our website that answers parents", "channels": ["Website chat"]},
            ),
            Turn("channels", "no, just that one", {}),
            Turn("goals", "answer questions", {"goals": ["answer questions"]}),
            Turn("goals", "no thats all of them", {}),
        ]
    )


@pytest.mark.parametrize("text", ["Dogs are not cats. Then it books the visit.", "A visit is not fish"])
def test_that_one_thing_is_not_another_corrects_nothing(text: str) -> None:
    draft = {"guardrails": (Fact(value="Never give advice about cats or fish"),)}
    reading = read(Briefing(message_id=uuid4(), text=text, draft=draft, asked=Asked(topics=("workflow",))))
    assert [p for p in reading.proposals if p.op == "replace"] == []
