"""The next question in the guide's words, with answers one can click."""

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, said
from orchestrator.guide.commands import slot_meant
from orchestrator.guide.language import Language, language
from orchestrator.guide.reading import Question, Reading
from orchestrator.messages import Asked
from orchestrator.progress import is_settled
from orchestrator.questions import MOST, choose
from orchestrator.slots import BY_NAME, SLOTS, TOPIC_BY_NAME
from orchestrator.stages import STAGE_NAMES
from orchestrator.values import key_of

MOST_SUGGESTIONS = 5


def ask(briefing: Briefing, reading: Reading, draft: Draft) -> Question:
    """The next question, given the draft after what was read has been applied. Never a third time for the same."""
    spoken = language(briefing.language)
    stage, asked = _next(briefing, reading, draft)
    if not asked.topics:
        return Question(stage, asked, spoken.say("reply.ready_after"))
    return Question(stage, asked, _text(asked, briefing, reading, draft, spoken), _suggestions(asked, draft))


def _next(briefing: Briefing, reading: Reading, draft: Draft) -> tuple[str, Asked]:
    if reading.command:
        return _ordered(briefing, reading, draft)
    often = sum(q == briefing.asked for q in briefing.questions) >= MOST and "confirm" not in briefing.asked.topics
    again = reading.route == "question" or (
        (reading.route == "off_topic" or (reading.unread and not reading.evaded)) and not often
    )
    again = again and not (reading.unread and "anything_else" in briefing.asked.topics)
    if again and briefing.asked.topics:
        return _stage_of(briefing.asked), briefing.asked
    if "confirm" in briefing.asked.topics and not reading.proposals:
        return _stage_of(briefing.asked), briefing.asked
    before = briefing.questions[:-1] if reading.route == "correction" else briefing.questions
    return choose(draft, before, stage=briefing.stage)


def _ordered(briefing: Briefing, reading: Reading, draft: Draft) -> tuple[str, Asked]:
    """What is asked after an order; nothing after the last one."""
    name, argument = (reading.command.name, reading.command.argument) if reading.command else ("", "")
    if name == "generate":
        return STAGE_NAMES[-1], Asked()
    if name == "restart":
        return choose({}, ())
    if name == "go":
        return _into(argument, draft, briefing)
    earlier = (
        _earlier(briefing) if name == "back" else briefing.past.asked if name == "undo" and briefing.past else None
    )
    asked = earlier or (briefing.asked if name in ("show", "back") else None)
    return (
        (_stage_of(asked), asked) if asked and asked.topics else choose(draft, briefing.questions, stage=briefing.stage)
    )


def _into(stage: str, draft: Draft, briefing: Briefing) -> tuple[str, Asked]:
    """The slot that was named, else the first open thing of a stage; its first slot where nothing is open."""
    meant = slot_meant(briefing.text, briefing.language)
    if meant and BY_NAME[meant].stage == stage:
        return stage, Asked(topics=(meant,))
    chosen = choose(draft, briefing.questions, stage=stage)
    first = next((slot.name for slot in SLOTS if slot.stage == stage), "")
    return chosen if chosen[0] == stage or not first else (stage, Asked(topics=(first,)))


def _earlier(briefing: Briefing) -> Asked | None:
    """The question before the one that stands open."""
    return next((q for q in reversed(briefing.questions) if q.topics and q != briefing.asked), None)


def _stage_of(asked: Asked) -> str:
    first = asked.topics[0]
    return (BY_NAME.get(first) or TOPIC_BY_NAME[first]).stage


def _text(asked: Asked, briefing: Briefing, reading: Reading, draft: Draft, spoken: Language) -> str:
    topic = asked.topics[0]
    if len(asked.topics) > 1:
        return spoken.say("pairs." + "_".join(asked.topics))
    words = spoken.texts["questions"][topic]
    text = (
        words.get(_kind(asked, briefing, reading, draft))
        or words.get("ask")
        or (BY_NAME.get(topic) or TOPIC_BY_NAME[topic]).ask
    )
    return str(text).format(tool=asked.about)


def _kind(asked: Asked, briefing: Briefing, reading: Reading, draft: Draft) -> str:
    """Which wording: the first, after something was let fall, after no answer, or to change what is there."""
    topic = asked.topics[0]
    if topic == "tool_details" and not asked.about:
        return "all"
    if topic == "confirm" and reading.route == "answer" and "confirm" in briefing.asked.topics and not reading.unread:
        return "object"
    if topic in BY_NAME and said(draft, topic):
        return "back" if is_settled(draft[topic]) else "more"
    return (
        "again"
        if any(topic in q.topics and asked.about == q.about for q in briefing.questions)
        and reading.route not in ("question", "correction")
        else "ask"
    )


def _suggestions(asked: Asked, draft: Draft) -> tuple[str, ...]:
    """Up to five answers to click, none of what is known already."""
    offered: list[str] = []
    for topic in asked.topics:
        entry = BY_NAME.get(topic) or TOPIC_BY_NAME[topic]
        taken = {key_of(fact.value) for fact in said(draft, topic)} if topic in BY_NAME else set()
        offered += [text for text in entry.suggest if key_of(text) not in taken and text not in offered]
    return tuple(offered[:MOST_SUGGESTIONS])
