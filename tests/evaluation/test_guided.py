"""The guide in memory goes the product's road: the same messages, orders and changed answers come to the same."""

import asyncio

import pytest

from builder import queries as specs
from evaluation.guided import Guide, Turn
from orchestrator.facts import Draft
from sessions import access, services
from sessions.access import Visitor
from sessions.answers import Answer, Ended
from sessions.models import InterviewSession

pytestmark = pytest.mark.django_db(transaction=True)

# Each with the number of the turn whose message it stands in for, counted from 1.
SAID = (
    ("A booking desk for our climbing hall, called Ridge", None),
    ("Climbers and parents, by phone and on WhatsApp", None),
    ("why do you ask?", None),
    ("book courses, tell people the opening hours", None),
    ("Climbers only, on Telegram", 2),
    ("actually rename it to Crag", None),
    ("undo", None),
    ("you decide", None),
    ("undo", None),
    ("start over", None),
    ("A parking helper called Bay", None),
    ("undo", None),
    ("undo", None),
    ("move bookings", 4),
    ("show me the workflow", None),
    ("skip", None),
)


def by_the_product() -> tuple[list[Answer], Draft]:
    by = Visitor(token_hash=access.hash_of(access.new_token()))
    interview = services.open_interview(by=by)

    async def answer(text: str, turn: int | None) -> Answer:
        events = services.take_turn(interview_id=interview.pk, text=text, by=by, supersedes=turn and 2 * turn - 1)
        (ended,) = [event async for event in events if isinstance(event, Ended)]
        return ended.answer

    async def whole() -> list[Answer]:
        return [await answer(text, turn) for text, turn in SAID]

    answers = asyncio.run(whole())
    return answers, specs.draft(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)


def texts(draft: Draft) -> dict[str, list[tuple[str, str, str]]]:
    return {slot: [(fact.text, fact.source, fact.quote) for fact in facts] for slot, facts in draft.items()}


def test_the_guide_in_memory_answers_and_keeps_what_the_product_does() -> None:
    answers, draft = by_the_product()
    guide = Guide()
    turns: list[Turn] = guide.turns
    for (text, number), answer in zip(SAID, answers, strict=True):
        said = guide.take(text, turns[number - 1] if number else None)
        assert (said["reply"], said["asking"], said["stage"], said["route"], said["told"]) == (
            answer.reply,
            answer.asking,
            answer.stage,
            answer.route,
            answer.told,
        ), text
    assert texts(guide.draft) == texts(draft)
    assert guide.editable
