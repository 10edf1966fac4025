"""A model that asks something else than it was given to ask does not lead the interview astray."""

from uuid import uuid4

import pytest

from orchestrator.briefing import Briefing
from orchestrator.conf import Models
from orchestrator.events import Event, Notice, Outcome, Replaced
from orchestrator.facts import Fact
from orchestrator.guide.language import language
from orchestrator.guide.reading import Question
from orchestrator.interview import converse
from orchestrator.languages import spoken
from orchestrator.messages import Asked, Message
from orchestrator.slots import BY_NAME, SLOTS
from orchestrator.straying import asks, strays
from orchestrator.testing import ScriptedLLM

MODELS = Models(reply="a/talker", fast="a/reader")
DRAFT = {
    "agent_role": (Fact(value="Bike rental desk"),),
    "agent_name": (Fact(value="Velo"),),
    "greeting": (Fact(value="Grüezi, Velo here"),),
}


def briefing(*before: str) -> Briefing:
    """Asked for audience and channels, and answered: goals and metrics come next."""
    history = tuple(Message(id=uuid4(), role="parley", text=text) for text in before)
    text, topics = "Tourists, on the phone", ("audience", "channels")
    return Briefing(message_id=uuid4(), text=text, draft=DRAFT, asked=Asked(topics=topics), history=history)


async def heard(told: Briefing, reply: str) -> list[Event]:
    with ScriptedLLM([reply], [{"route": "answer"}]):
        return [event async for event in converse(told, MODELS)]


@pytest.mark.parametrize(
    ("reply", "before"),
    [
        ("Velo is a nice name. Should I call it “Velo Bot” or “Bike Bot”?", ()),
        ("And which languages should it speak?", ()),
        ("Tourists, then. Who else will use it?", ()),
        ("How would you like visitors to experience it?", ()),
        (
            "Good. Shall it be open on Sundays?",
            ("How many bikes? Shall it be open on Sundays?", "Who will use it, and where?"),
        ),
        ("Good. Who comes, and how? 2. Tourists, on the phone", ("Hello. Who comes, and how?",)),
    ],
)
async def test_a_reply_that_asks_something_else_is_replaced_by_the_guides(reply: str, before: tuple[str, ...]) -> None:
    told = briefing(*before)
    *_, notice, replaced, last = await heard(told, reply)
    assert isinstance(last, Outcome)
    assert isinstance(notice, Notice)
    assert notice.code == "strayed"
    assert isinstance(replaced, Replaced)
    assert replaced.text == last.reply
    assert last.interviewer == "guide"
    assert last.asked.topics == ("goals",)


@pytest.mark.parametrize(
    "reply",
    [
        "What should Velo get done for them?",
        "Tourists by phone, then. What jobs should it take off your hands?",
        "Which goals should it reach, and how would you measure success?",
        "Is that all?",
    ],
)
async def test_a_question_in_other_words_stands(reply: str) -> None:
    events = await heard(briefing("Who will use it, and on which channels?"), reply)
    assert not [event for event in events if isinstance(event, Replaced)]
    assert isinstance(events[-1], Outcome)
    assert (events[-1].reply, events[-1].interviewer) == (reply, "model")


@pytest.mark.parametrize("code", sorted(spoken()))
def test_what_the_guide_itself_asks_about_a_slot_is_about_no_other(code: str) -> None:
    known = language(code)
    for slot in (slot for slot in SLOTS if slot.ask):
        for words in known.texts["questions"][slot.name].values():
            asked = Question(stage=slot.stage, asked=Asked(topics=(slot.name,)), text=str(words))
            told = Briefing(message_id=uuid4(), text="?", language=code)
            assert not strays(str(words), asked, told, told.draft), words


async def test_it_is_known_in_the_language_of_the_interview() -> None:
    told = Briefing(
        message_id=uuid4(),
        text="Gäste, am Telefon",
        draft=DRAFT,
        asked=Asked(topics=("audience", "channels")),
        language="de",
    )
    *_, replaced, last = await heard(told, "Schön. Welche Sprachen soll Velo sprechen?")
    assert isinstance(replaced, Replaced)
    assert isinstance(last, Outcome)
    assert last.asked.topics == ("goals",)


@pytest.mark.parametrize(
    ("reply", "stands"),
    [
        ("Please tell me the steps of a usual conversation.", True),
        ("Would you walk me through it, then?", True),
        ("Velo should offer helmets and insurance to everybody.", False),
    ],
)
async def test_a_question_without_a_mark_is_known_by_its_words(reply: str, stands: bool) -> None:
    """The guide's own is "Walk me through a conversation with Velo step by step, with any conditions."."""
    question = Question("workflow", Asked(topics=("workflow",)), guide_asks("workflow"))
    assert asks(reply, question, briefing()) is stands


def guide_asks(slot: str) -> str:
    return str(language("en").texts["questions"][slot]["named"]).format(name="Velo")


def strays_from(slot: str, reply: str, code: str = "en") -> bool:
    """Whether a reply strays that was to ask about one slot, after all that was asked before was told."""
    words = language(code).texts["questions"][slot]
    text = str(words.get("named") or next(iter(words.values()))).replace("{name}", "Velo")
    told = Briefing(message_id=uuid4(), text="-", draft=DRAFT, asked=Asked(topics=("audience",)), language=code)
    after = {**DRAFT, "audience": (Fact(value="Tourists"),)}
    return strays(reply, Question(BY_NAME[slot].stage, Asked(topics=(slot,)), text), told, after)


@pytest.mark.parametrize(
    ("code", "slot", "reply"),
    [
        ("en", "greeting", "How should it begin a call?"),
        ("en", "greeting", "What does Velo say when it picks up?"),
        ("en", "greeting", "How does Velo open the conversation?"),
        ("en", "greeting", "What is the opening line?"),
        ("en", "knowledge", "What can Velo look things up in?"),
        ("en", "tools", "What can Velo look things up in?"),
        ("en", "guardrails", "What is off the table?"),
        ("en", "workflow", "How does a typical call go, from hello to goodbye?"),
        ("de", "greeting", "Was sagt Velo, wenn er abhebt?"),
        ("de", "knowledge", "Wo kann Velo etwas nachschlagen?"),
        ("de", "guardrails", "Was ist tabu?"),
        ("de", "workflow", "Wie läuft ein typischer Anruf ab, von Hallo bis Tschüss?"),
        ("fr", "greeting", "Quelle est la phrase d'ouverture ?"),
        ("fr", "knowledge", "Où Velo peut-il chercher des informations ?"),
        ("fr", "guardrails", "Qu'est-ce qui est exclu ?"),
        ("es", "greeting", "¿Cómo abre Velo la conversación?"),
        ("es", "guardrails", "¿Qué queda descartado?"),
        ("es", "workflow", "¿Cómo va una llamada típica, del hola al adiós?"),
        ("zh", "greeting", "Velo怎样开始对话？"),
        ("zh", "workflow", "一次典型的通话是怎样进行的，从问候到告别？"),
        ("ar", "greeting", "ما هي الجملة الافتتاحية؟"),
        ("ar", "guardrails", "ما هو المحظور؟"),
    ],
)
def test_a_question_that_names_its_slot_in_a_turn_of_phrase_stands(code: str, slot: str, reply: str) -> None:
    assert not strays_from(slot, reply, code)


@pytest.mark.parametrize(
    ("slot", "reply"),
    [
        ("workflow", "What would you like Velo to provide?"),
        ("escalation", "What else is needed for Velo's communication strategy?"),
        ("greeting", "What does Velo say about refunds?"),
        ("greeting", "How should it begin with late returns?"),
        ("escalation", "When it picks up a call it cannot solve, who takes over?"),
        ("guardrails", "What is on the table for next week?"),
        ("workflow", "What is a typical tourist?"),
        ("knowledge", "What would you like it to offer?"),
        ("goals", "What is the opening line?"),
        ("tools", "How does a typical call go, from hello to goodbye?"),
    ],
)
def test_a_question_of_something_else_in_such_words_strays(slot: str, reply: str) -> None:
    assert strays_from(slot, reply)
