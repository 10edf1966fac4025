"""Orders in the words people use for them, and answers that only hold such a word."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.events import Command
from orchestrator.facts import Draft, Fact
from orchestrator.guide import ask, read
from orchestrator.guide.commands import commanded
from orchestrator.messages import Asked

ORDERS = {
    "skip": "skip|skip this one please|I'd rather skip that|skip for now|not now, next question|no comment"
    "|let's move on",
    "back": "back|go back one step|can we go back?|I want to go back|previous question",
    "restart": "restart|start over|I'd like to start over|start all over again|can we begin again",
    "undo": "undo|can you undo that?|I take that back|undo my last answer|forget that",
    "show": "show me what you have|show me everything|let me see it|can I see the draft?|what have we got so "
    "far|recap please",
    "generate": "finish|that's all, finish|I think we are done|just finish it with defaults|fill in the rest and finish"
    "|done, build it|no more questions|generate it now",
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in ORDERS.items() for text in texts.split("|")]
)
def test_an_order_is_heard_in_whatever_words(name: str, text: str) -> None:
    command = commanded(text)
    assert command is not None
    assert command.name == name


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("jump to the workflow", "workflow"),
        ("take me to the guardrails", "knowledge"),
        ("let's talk about the tone", "personality"),
        ("can we do the tools first?", "tools"),
        ("I want to change the greeting", "personality"),
        ("back to the goals", "goals"),
    ],
)
def test_one_can_go_to_any_part(text: str, stage: str) -> None:
    assert commanded(text) == Command(name="go", argument=stage)


@pytest.mark.parametrize(
    "text",
    """it should go back to the menu if they say no
skip the queue for VIPs
show the opening hours
list the orders
cancel that order for them
restart the router
reset their password
finish the order
create a ticket
generate invoices
start the return
next day delivery
pass it to a human
move on to payment
back office
complete the checkout
go to checkout
skip small talk
summary of the call
done, create ticket
fill in the form and finish
complete the order with defaults
end the call
do it with care
that's all
done
discuss pricing""".splitlines(),
)
def test_an_answer_that_holds_such_a_word_is_no_order(text: str) -> None:
    assert commanded(text) is None


def test_going_to_a_slot_asks_about_that_slot() -> None:
    draft: Draft = {
        "tone": (Fact(value="Dry"),),
        "languages": (Fact(value="English"),),
        "greeting": (Fact(value="Hi"),),
    }
    briefing = Briefing(message_id=uuid4(), text="let's change the greeting", draft=draft, stage="tools")
    reading = read(briefing)
    assert reading.command == Command(name="go", argument="personality")
    assert ask(briefing, reading, draft).asked == Asked(topics=("greeting",))


def test_thanks_end_the_question_whether_there_is_anything_else() -> None:
    asked = Asked(topics=("anything_else",))
    briefing = Briefing(message_id=uuid4(), text="no thanks, that was quick", asked=asked, questions=(asked,))
    reading = read(briefing)
    assert (reading.route, reading.proposals) == ("answer", ())
    assert ask(briefing, reading, {}).asked != asked


def test_a_no_with_something_behind_it_is_read_on() -> None:
    asked = Asked(topics=("anything_else",))
    text = "I don't think so. Oh, it must never talk about politics."
    [proposal] = read(Briefing(message_id=uuid4(), text=text, asked=asked, questions=(asked,))).proposals
    assert (proposal.slot, proposal.value) == ("guardrails", "Never talk about politics")
