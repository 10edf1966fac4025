"""What holds for any text, any order of commands, and any split of an answer over messages."""

import asyncio
import re
from itertools import pairwise
from typing import get_args
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.guided import Guide, Turn
from orchestrator.briefing import Briefing
from orchestrator.conf import Models
from orchestrator.events import Outcome, Route
from orchestrator.facts import Draft, Fact, apply
from orchestrator.found import BranchFound, EscalationFound, FactFound, Found, Removed, StepFound, ToolFound
from orchestrator.guide import mask, ordered_somewhere, read
from orchestrator.interview import converse
from orchestrator.messages import Asked, Message
from orchestrator.slots import SLOTS
from orchestrator.testing import ScriptedLLM
from orchestrator.values import Escalation, Step, Tool, key_of

FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
COMMANDS = (
    "skip", "/skip", "back", "/undo", "undo", "start over", "/show", "show me the workflow", "go to tools",
    "jump to the goals", "/go review", "why do you ask?", "how many questions are left?", "what's the tone?", "thanks!",
    "haha", "hello", "no", "nope", "yes", "you decide", "no idea", "none", "as I said", "that's all",
)  # fmt: skip
SAID = (
    "A booking desk for our climbing hall, called Ridge. It books courses, tells the prices and takes messages.",
    "Climbers and parents, by phone and on WhatsApp", "book courses, move bookings; tell people the opening hours",
    "80% without a person, under 3 minutes", "calm and short, English and Polish", "“Ridge here, what can I do?”",
    "the price list. our website", "never give medical advice, don't promise a place",
    "accidents go to the hall manager", "we use Eversports for bookings and Twilio for texts",
    "Eversports takes the course and the date and returns the free places",
    "1. ask for the course 2. check the places 3. if it is full, offer another day, otherwise book it 4. say goodbye",
    "actually make it formal, not calm", "drop WhatsApp, use Telegram instead", "swap steps 1 and 2",
    "before checking the places, ask for the name", "rename it to Crag", "Voiceflow", "remove the last step",
)  # fmt: skip
WORDS = (
    "if",
    "otherwise",
    "never",
    "and",
    "not",
    ",",
    ".",
    "\n",
    "1.",
    "->",
    ":",
    '"',
    "the",
    "phone",
    "book",
    "https://x.io/{a}",
)
FRAGMENTS = st.lists(st.sampled_from((*SAID, *WORDS)) | st.text(max_size=12), max_size=14).map(" ".join)
MESSAGES = st.sampled_from(COMMANDS) | st.sampled_from(SAID) | FRAGMENTS | st.text(max_size=60)


class Talk:
    """An interview with the guide, and what must hold after each of its turns."""

    def __init__(self, draft: Draft | None = None) -> None:
        self.guide = Guide(draft)
        self.given = self.guide.draft
        self.locked = locked_in(self.guide.draft)

    def asks(self, topic: str) -> None:
        """From here on the open question is about this."""
        asked = Asked(topics=(topic,))
        self.guide.turns.append(
            Turn(
                Message(id=uuid4(), role="person", text=""),
                Message(id=uuid4(), role="parley", text="?", asked=asked),
                route="answer",
                command="skip",
            )
        )

    def take(self, text: str, instead_of: int | None = None) -> None:
        """One more message; with a number it stands in for an earlier one, if there is one that it may stand in for."""
        editable = [] if instead_of is None or is_order(text) else self.guide.editable
        self.guide.take(text, editable[(instead_of or 0) % len(editable)] if editable else None)
        self.check()

    def check(self) -> None:
        written = {turn.said.id: turn.said.text for turn in self.guide.turns}
        assert evident(self.guide.draft, written, self.given)
        assert unique(self.guide.draft)
        # To start over is the one order that empties all, until it is taken back.
        begun_anew = any(turn.command == "restart" for turn in self.guide.standing)
        assert locked_in(self.guide.draft) == ({} if begun_anew else self.locked)
        assert self.replies[-1].strip()

    @property
    def replies(self) -> list[str]:
        return [turn.answer.text for turn in self.guide.turns]


def is_order(text: str) -> bool:
    """Whether a text is an order, which can stand in for no answer."""
    command = ordered_somewhere(mask(text).text)
    return command is not None and command.name != "skip"


def locked_in(draft: Draft) -> dict[UUID, object]:
    return {fact.id: fact.value for facts in draft.values() for fact in facts if fact.locked}


def evident(draft: Draft, written: dict[UUID, str], given: Draft) -> bool:
    """Whether every value but those that were there before has its words in its message, or is marked as assumed."""
    there = [(fact.id, fact.value) for facts in given.values() for fact in facts]
    found = [fact for facts in draft.values() for fact in facts if fact.value is not None]
    return all(
        (fact.message_id in written and bool(fact.quote or fact.source == "assumed"))
        and (fact.source == "assumed" or (fact.source == "said" and fact.quote in written[fact.message_id]))
        for fact in found
        if (fact.id, fact.value) not in there
    )


def unique(draft: Draft) -> bool:
    """Whether nothing stands twice in a slot, and "nothing" only alone."""
    keys = [[key_of(fact.value) for fact in facts] for facts in draft.values()]
    empty = [[fact.value for fact in facts] for facts in draft.values() if any(f.value is None for f in facts)]
    return all(len(slot) == len(set(slot)) for slot in keys) and all(slot == [None] for slot in empty)


def locked() -> Draft:
    return {
        "tone": (Fact(value="Dry", locked=True, source="edited"),),
        "audience": (Fact(value="Climbers", locked=True, source="assumed"),),
        "agent_name": (Fact(value="Ridge", locked=True, source="edited"),),
        "workflow": (
            Fact(value=Step(step="Greet people"), locked=True, source="edited"),
            Fact(value=Step(step="Help")),
        ),
    }


@FEW
@given(st.sampled_from([slot.name for slot in SLOTS if slot.ask]), FRAGMENTS | st.text(max_size=200))
def test_any_text_to_any_question_is_read_with_its_own_words_as_evidence(topic: str, text: str) -> None:
    talk = Talk()
    talk.asks(topic)
    talk.take(text)


TAKEN_BACK = st.sampled_from(("undo", "/undo", "start over", "/restart", "undo that"))
EDITED = st.none() | st.integers(0, 7)


@FEW
@given(st.lists(st.tuples(MESSAGES | TAKEN_BACK, EDITED), min_size=1, max_size=9))
def test_any_order_of_messages_commands_and_changed_answers_leaves_locked_values_and_evidence_right(
    messages: list[tuple[str, int | None]],
) -> None:
    talk = Talk(locked())
    for message, instead_of in messages:
        talk.take(message, instead_of)


@FEW
@given(st.lists(st.sampled_from(SAID), max_size=4), st.sampled_from(SAID), st.sampled_from(("undo", "start over")))
def test_an_undo_brings_back_what_stood_before(earlier: list[str], last: str, order: str) -> None:
    talk = Talk(locked())
    for message in earlier:
        talk.take(message)
    before = talk.guide.draft
    talk.take("start over" if order == "start over" else last)
    talk.take("undo")
    assert talk.guide.draft == before


@FEW
@given(st.permutations(SAID), st.lists(st.integers(0, 400), max_size=12))
def test_an_interview_split_anywhere_says_nothing_twice_in_a_row(order: list[str], cuts: list[int]) -> None:
    text = "\n".join(order[:8])
    ends = sorted({min(cut, len(text)) for cut in cuts} | {len(text)})
    talk = Talk()
    for start, end in pairwise([0, *ends]):
        talk.take(text[start:end])
    assert [one for one, other in pairwise(talk.replies) if one == other] == []


@FEW
@given(st.sampled_from(SAID), st.sampled_from([slot.name for slot in SLOTS if slot.ask]))
def test_saying_the_same_again_adds_no_second_value(text: str, topic: str) -> None:
    talk = Talk()
    for _ in range(2):
        talk.asks(topic)
        talk.take(text)
    for facts in talk.guide.draft.values():
        texts = [fact.text.casefold() for fact in facts if fact.value is not None]
        assert len(texts) == len(set(texts))


# The model's road

NAMES = st.sampled_from([slot.name for slot in SLOTS])
ELSEWHERE = ("Dry", "Ridge", "Greet people", "Help", "Climbers", "the moon", "")
SOME = {"max_size": 2}


def parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[.,;:?\n]", text) if part.strip()] or ["nothing"]


def found_in(text: str) -> st.SearchStrategy[Found]:
    """A model's reading of a text: what it gives is there for the most part, and may be quoted from anywhere."""
    said, any_words = st.sampled_from(parts(text)), st.sampled_from((*parts(text), *ELSEWHERE))
    more = {"quote": any_words, "replaces": st.none() | any_words}
    cases = st.lists(st.builds(BranchFound, condition=said, then=any_words), max_size=1)
    return st.builds(
        Found,
        route=st.sampled_from(get_args(Route)),
        facts=st.lists(st.builds(FactFound, slot=NAMES, value=said | any_words, **more), max_size=4),
        tools=st.lists(st.builds(ToolFound, name=any_words, purpose=said, url=any_words, **more), **SOME),
        escalation=st.lists(st.builds(EscalationFound, when=said, to=any_words, **more), **SOME),
        workflow=st.lists(st.builds(StepFound, step=said, branches=cases, **more), **SOME),
        removed=st.lists(st.builds(Removed, slot=NAMES, value=any_words, quote=any_words), **SOME),
        **{name: st.lists(NAMES, **SOME) for name in ("none", "left_open", "unanswered", "complete")},
    )


def readers_own(briefing: Briefing) -> Found:
    """What a model gives that reads as the guide's readers do, and shows the words: it is believed."""
    finds = [p for p in read(briefing).proposals if p.op == "add" and p.source == "said"]
    return Found(
        route="answer",
        facts=[FactFound(slot=p.slot, value=p.value, quote=p.quote) for p in finds if isinstance(p.value, str)],
        tools=[ToolFound(name=p.value.name, quote=p.quote) for p in finds if isinstance(p.value, Tool)],
        workflow=[StepFound(step=p.value.step, quote=p.quote) for p in finds if isinstance(p.value, Step)],
        escalation=[
            EscalationFound(when=p.value.when, to=p.value.to, quote=p.quote)
            for p in finds
            if isinstance(p.value, Escalation)
        ],
    )


def both(one: Found, other: Found) -> Found:
    lists = [name for name in Found.model_fields if name != "route"]
    return one.model_copy(update={name: [*getattr(one, name), *getattr(other, name)] for name in lists})


def outcome(briefing: Briefing, found: Found) -> Outcome:
    """A turn whose model reads this in the message."""

    async def last() -> Outcome:
        *_, last = [event async for event in converse(briefing, Models("a/talker", "a/reader"))]
        assert isinstance(last, Outcome)
        return last

    with ScriptedLLM(["What else?"], [found]):
        return asyncio.run(last())


@FEW
@given(
    st.lists(st.sampled_from(SAID) | st.text(max_size=12), min_size=1, max_size=2).map(" ".join),
    NAMES,
    st.booleans(),
    st.data(),
)
def test_whatever_a_model_reads_no_locked_value_changes_and_what_was_said_has_its_words_in_the_message(
    text: str, topic: str, reads_well: bool, data: st.DataObject
) -> None:
    draft, message = locked(), uuid4()
    briefing = Briefing(message_id=message, text=text, draft=draft, asked=Asked(topics=(topic,)))
    found = data.draw(found_in(text))
    found = both(readers_own(briefing), found) if reads_well else found
    after = apply(draft, outcome(briefing, found).proposals).draft
    assert locked_in(after) == locked_in(draft)
    assert evident(after, {message: text}, draft)
    assert unique(after)
