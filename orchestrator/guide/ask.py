"""The next question in the guide's words, with answers one can click."""

from orchestrator.briefing import Briefing
from orchestrator.contradictions import Contradiction
from orchestrator.facts import Draft
from orchestrator.guide.choosing import asked_about, offers
from orchestrator.guide.commands import slot_meant
from orchestrator.guide.language import Language, language
from orchestrator.guide.offers import suggestions
from orchestrator.guide.phrasing import worded
from orchestrator.guide.reading import Question, Reading
from orchestrator.guide.wording import clipped
from orchestrator.messages import Asked
from orchestrator.progress import REQUIRED
from orchestrator.questions import MOST, choose, contradictions
from orchestrator.slots import BY_NAME, SLOTS, TOPIC_BY_NAME
from orchestrator.stages import STAGE_NAMES


def ask(briefing: Briefing, reading: Reading, draft: Draft) -> Question:
    """The next question, given the draft after what was read has been applied. Never a third time for the same."""
    spoken = language(briefing.language)
    stage, asked = _next(briefing, reading, draft)
    found = asked_about(asked, draft)
    if "contradiction" in asked.topics and found is None:  # it was settled by hand meanwhile
        stage, asked = choose(draft, (*briefing.questions, asked), stage=briefing.stage)
        found = asked_about(asked, draft)
    if found:
        return Question(stage, asked, _clash(found, asked, briefing, spoken), offers(found, spoken))
    if not asked.topics:
        return Question(stage, asked, spoken.say("reply.ready_after"))
    return Question(stage, asked, worded(asked, briefing, reading, draft), suggestions(asked, draft, spoken))


def _next(briefing: Briefing, reading: Reading, draft: Draft) -> tuple[str, Asked]:
    if reading.command:
        return _ordered(briefing, reading, draft)
    often = sum(q == briefing.asked for q in briefing.questions) >= MOST and "confirm" not in briefing.asked.topics
    again = reading.route == "question" or (
        (reading.route == "off_topic" or (reading.unread and not reading.evaded) or _elsewhere(reading, briefing))
        and not often
    )
    again = again and not (reading.unread and "anything_else" in briefing.asked.topics)
    if again and (still := _still_open(briefing.asked, draft)).topics:
        return _stage_of(still), still
    if "confirm" in briefing.asked.topics and not reading.proposals:
        return _stage_of(briefing.asked), briefing.asked
    if reading.route == "correction" and (caused := _caused(briefing, draft) or _emptied(reading, draft)):
        return (_stage_of(caused) if caused.topics[0] in BY_NAME else briefing.stage), caused
    before = briefing.questions[:-1] if reading.route == "correction" else briefing.questions
    return choose(draft, before, stage=briefing.stage)


def _caused(briefing: Briefing, draft: Draft) -> Asked | None:
    """A contradiction that a correction made; it is asked back at once, while both sides are fresh in mind."""
    before = {asked.about for asked in contradictions(briefing.draft, briefing.questions)}
    return next((asked for asked in contradictions(draft, briefing.questions) if asked.about not in before), None)


def _still_open(asked: Asked, draft: Draft) -> Asked:
    """What was asked, without what somebody has set by hand meanwhile."""
    left = tuple(t for t in asked.topics if not any(fact.locked for fact in draft.get(t, ())))
    return asked if left == asked.topics else asked.model_copy(update={"topics": left})


def _elsewhere(reading: Reading, briefing: Briefing) -> bool:
    """An answer to something else than what was asked: that is open still."""
    told, topics = {p.slot for p in reading.proposals}, set(briefing.asked.topics)
    aside = reading.route == "answer" and not topics & set(reading.evaded) and bool(told | set(reading.evaded))
    return aside and topics <= set(BY_NAME) - told


def _emptied(reading: Reading, draft: Draft) -> Asked | None:
    """A required slot that lost its last value; what it should be instead is asked at once."""
    gone = (p.slot for p in reading.proposals if p.op == "remove" and p.slot in {item.name for item in REQUIRED})
    return next((Asked(topics=(slot,)) for slot in gone if BY_NAME[slot].ask and not draft.get(slot)), None)


def _clash(found: Contradiction, asked: Asked, briefing: Briefing, spoken: Language) -> str:
    """What stands against what, and which of the two it is."""
    words = spoken.texts["questions"]["contradiction"]
    why = spoken.say(f"clashes.{found.rule}")
    kind = "again" if asked in briefing.questions else "ask"
    return str(words[kind]).format(
        why=why, one=clipped(found.one.text, spoken, 120), other=clipped(found.other.text, spoken, 120)
    )


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
    asked = earlier or (_still_open(briefing.asked, draft) if name in ("show", "back") else None)
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
