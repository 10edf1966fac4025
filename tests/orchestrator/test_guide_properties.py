"""What holds for any text, any order of commands, and any split of an answer over messages."""

from itertools import pairwise
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestrator.briefing import Briefing, Past
from orchestrator.facts import Draft, Fact, apply
from orchestrator.guide import ask, mask, read, reply
from orchestrator.guide.reading import Reading
from orchestrator.messages import Asked
from orchestrator.slots import SLOTS
from orchestrator.values import Step

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
    """An interview in memory, and what must hold after each of its turns."""

    def __init__(self, draft: Draft | None = None) -> None:
        self.draft: Draft = draft or {}
        self.locked = {fact.id: fact.value for facts in self.draft.values() for fact in facts if fact.locked}
        self.asked = ask(Briefing(message_id=uuid4(), text=""), Reading(), {}).asked
        self.questions: tuple[Asked, ...] = (self.asked,)
        self.stage, self.past = "purpose", None
        self.written: dict[UUID, str] = {}
        self.replies: list[str] = []

    def take(self, text: str) -> None:
        text = mask(text).text
        briefing = Briefing(
            message_id=uuid4(), text=text, draft=self.draft, stage=self.stage, asked=self.asked,
            questions=self.questions, past=self.past,
        )  # fmt: skip
        self.written[briefing.message_id] = text
        reading = read(briefing)
        after = apply(self.draft, reading.proposals).draft
        question = ask(briefing, reading, after)
        self.replies.append(reply(briefing, reading, after, question))
        self.past = Past(draft=self.draft, asked=self.asked, message=text)
        self.draft, self.asked, self.stage = after, question.asked, question.stage
        self.questions = (*self.questions, question.asked) if question.asked.topics else self.questions
        self.check()

    def check(self) -> None:
        facts = [fact for slot in self.draft.values() for fact in slot]
        for fact in facts:
            if fact.source == "said" and fact.value is not None and fact.message_id in self.written:
                assert fact.quote
                assert fact.quote in self.written[fact.message_id]
        assert {fact.id: fact.value for fact in facts if fact.id in self.locked} == self.locked
        assert self.replies[-1].strip()


def locked() -> Draft:
    return {
        "tone": (Fact(value="Dry", locked=True, source="edited"),),
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
    talk.asked = Asked(topics=(topic,))
    talk.questions = (*talk.questions, talk.asked)
    talk.take(text)


@FEW
@given(st.lists(MESSAGES, min_size=1, max_size=8))
def test_any_order_of_messages_and_commands_leaves_locked_values_and_evidence_right(messages: list[str]) -> None:
    talk = Talk(locked())
    for message in messages:
        talk.take(message)


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
        talk.asked = Asked(topics=(topic,))
        talk.take(text)
    for facts in talk.draft.values():
        texts = [fact.text.casefold() for fact in facts if fact.value is not None]
        assert len(texts) == len(set(texts))
