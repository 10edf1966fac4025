"""What a dead process leaves behind is taken up once, and loses nothing."""

import asyncio
import os
import subprocess
import sys
from contextlib import aclosing
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from orchestrator.guide.language import language
from runs.models import Run
from sessions import accepting, execution, hot, liveness, runner, services, tasks
from sessions.models import InterviewSession, Message, Status, Turn, TurnStatus
from sessions.record import record
from tests.conftest import answer, say, until
from tests.sessions.test_socket import Page

pytestmark = pytest.mark.django_db(transaction=True)


def left_behind(interview, owner, text="A returns assistant called Sole"):
    """A turn whose process died after hop 1."""
    accepted = accepting.accept(interview_id=interview.pk, by=owner.visitor, text=text)
    Turn.objects.filter(pk=accepted.turn_id).update(runner="dead", heartbeat_at=timezone.now() - timedelta(minutes=1))
    return Turn.objects.get(pk=accepted.turn_id)


async def test_a_stale_turn_is_run_again_when_the_page_is_opened(interview, owner):
    turn = await asyncio.to_thread(left_behind, interview, owner)
    page = await owner.async_browser().get(f"/i/{interview.pk}/")
    assert page.status_code == 200
    await execution.settled()
    turn = await Turn.objects.aget(pk=turn.pk)
    assert (turn.status, turn.attempts) == (TurnStatus.DONE, 2)
    assert await Message.objects.filter(interview=interview).acount() == 3
    answered = await Message.objects.aget(turn=turn, role="parley")
    assert "resumed" in answered.notices[0]


async def test_a_resumed_answer_says_so_once_in_the_language_of_its_interview(interview, owner, with_model):
    await InterviewSession.objects.filter(pk=interview.pk).aupdate(language="de")
    gate = asyncio.Event()
    with_model.says(("Wer ", gate, "fragt."))
    turn = await asyncio.to_thread(left_behind, interview, owner, "Ein Assistent für unser Kino")
    async with Page(interview, owner) as page:
        heard = await page.hears("Wer ")
        told = language("de").say("page.resumed")
        # In its own place, which the page that was just drawn has filled already: it is not said a second time.
        assert f'<div id="resumed-{turn.pk}" hx-swap-oob="innerHTML"><p class="notice" dir="auto">{told}</p>' in heard
        assert heard.count(told) == heard.count(f'id="resumed-{turn.pk}"')
        assert "has been resumed" not in heard
        gate.set()
        await page.hears('class="message parley"')
    answered = await Message.objects.aget(turn=turn, role="parley")
    assert answered.notices == [told]


async def test_a_stale_turn_is_run_before_the_next_message(interview, owner):
    turn = await asyncio.to_thread(left_behind, interview, owner)
    assert (await answer(interview, owner, "Customers with an order")).turn == "done"
    assert (await Turn.objects.aget(pk=turn.pk)).status == TurnStatus.DONE
    numbers = [m.number async for m in interview.messages.order_by("number")]
    assert numbers == [0, 1, 2, 3, 4]


async def test_the_sweep_takes_up_what_no_page_asks_for(interview, owner):
    turn = await sync_to_async(left_behind)(interview, owner)
    assert await asyncio.to_thread(tasks.sweep_turns) == 1
    assert await until(lambda: Turn.objects.filter(pk=turn.pk, status=TurnStatus.DONE).afirst())
    assert await asyncio.to_thread(tasks.sweep_turns) == 0


async def test_a_turn_claimed_late_is_not_started_twice_and_one_whose_start_was_lost_is_started_once(interview, owner):
    turn = await asyncio.to_thread(left_behind, interview, owner)
    now = timezone.now()
    mine = Turn.objects.filter(pk=turn.pk)
    await mine.aupdate(runner=execution.RUNNER, created_at=now - timedelta(minutes=5), heartbeat_at=now)
    await execution.revive(interview.pk)
    assert turn.pk not in execution.LIVE
    await mine.aupdate(heartbeat_at=now - execution.GRACE - timedelta(seconds=1))
    await execution.revive(interview.pk)
    assert turn.pk in execution.LIVE
    await execution.settled()
    assert (await mine.aget()).status == TurnStatus.DONE


def test_a_turn_is_taken_over_by_exactly_one_of_many(interview, owner):
    turn = left_behind(interview, owner)
    copies = [Turn.objects.get(pk=turn.pk) for _ in range(5)]
    assert [liveness.take_over(copy) for copy in copies].count(True) == 1


def test_a_fresh_turn_is_nobodys_to_take(interview, owner):
    accepted = accepting.accept(interview_id=interview.pk, by=owner.visitor, text="A returns assistant")
    assert not liveness.take_over(Turn.objects.get(pk=accepted.turn_id))


async def test_the_attempt_that_was_lost_is_on_record_beside_the_one_that_answered(interview, owner, with_model):
    turn = await asyncio.to_thread(left_behind, interview, owner)
    with_model.says("Who will use it?")
    await execution.revive(interview.pk)
    await execution.settled()
    assert {run.status async for run in Run.objects.filter(turn_id=turn.pk)} == {"failed", "done"}
    [line] = (await asyncio.to_thread(record, interview)).lines
    assert (line.calls, line.cost, line.faults) == (4, None, (liveness.LOST,))


def test_the_last_attempt_of_a_turn_that_is_given_up_is_on_record(interview, owner, with_model):
    turn = left_behind(interview, owner)
    Turn.objects.filter(pk=turn.pk).update(attempts=liveness.MAX_ATTEMPTS)
    assert not liveness.take_over(Turn.objects.get(pk=turn.pk))
    assert [(line.calls, line.money) for line in record(interview).lines] == [(2, "unknown")]


async def test_a_process_that_lost_its_turn_leaves_the_text_of_the_new_one_alone(interview, owner, with_model):
    gate = asyncio.Event()
    with_model.says(("Who will ", gate, "use it?"))
    events = services.take_turn(interview_id=interview.pk, text="A returns assistant", by=owner.visitor)
    async with aclosing(events) as heard:
        turn_id = (await anext(heard)).turn_id
        await until(lambda: hot.read(turn_id))
        await Turn.objects.filter(pk=turn_id).aupdate(runner="somebody else")
    gate.set()
    await execution.settled()
    assert (await hot.read(turn_id)).text.startswith("Who will ")
    await Turn.objects.filter(pk=turn_id).aupdate(status=TurnStatus.FAILED)


def test_a_process_that_comes_back_too_late_writes_nothing(interview, owner):
    accepted = accepting.accept(interview_id=interview.pk, by=owner.visitor, text="A returns assistant")
    Turn.objects.filter(pk=accepted.turn_id).update(runner="somebody else")
    with pytest.raises(liveness.Lost):
        liveness.beat(accepted.turn_id)


def test_a_turn_that_keeps_killing_its_process_fails_in_the_end(interview, owner):
    turn = left_behind(interview, owner)
    Turn.objects.filter(pk=turn.pk).update(attempts=liveness.MAX_ATTEMPTS)
    turn.refresh_from_db()
    assert not liveness.take_over(turn)
    turn.refresh_from_db()
    assert turn.status == TurnStatus.FAILED


async def test_a_queue_that_nobody_drains_is_taken_up(interview, owner):
    await asyncio.to_thread(left_behind, interview, owner)
    waiting = await asyncio.to_thread(
        lambda: accepting.accept(interview_id=interview.pk, by=owner.visitor, text="Customers")
    )
    await execution.revive(interview.pk)
    await execution.settled()
    assert (await Turn.objects.aget(pk=waiting.turn_id)).status == TurnStatus.DONE


def test_a_turn_whose_process_is_gone_from_this_machine_is_stale_at_once(interview, owner):
    accepted = accepting.accept(interview_id=interview.pk, by=owner.visitor, text="A returns assistant")
    turn = Turn.objects.get(pk=accepted.turn_id)
    assert not turn.is_stale
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    turn.runner = f"{runner.PLACE}:{gone.pid}:0123456789ab"
    assert turn.is_stale
    turn.runner = f"{runner.PLACE}:{os.getpid()}:0123456789ab"
    assert turn.is_stale
    turn.runner = f"another-machine/1:{gone.pid}:0123456789ab"
    assert not turn.is_stale


def test_an_embedded_start_marks_the_dead_process_turns_at_once(interview, owner):
    accepted = accepting.accept(interview_id=interview.pk, by=owner.visitor, text="A returns assistant")
    assert liveness.release_all() == 1
    assert Turn.objects.get(pk=accepted.turn_id).is_stale


def test_an_unused_interview_rests_and_loses_nothing(interview, owner):
    InterviewSession.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert tasks.expire_interviews() == 1
    interview.refresh_from_db()
    assert interview.status == Status.ABANDONED
    assert tasks.expire_interviews() == 0


async def test_a_resting_interview_is_resumed_by_a_message(interview, owner):
    await InterviewSession.objects.aupdate(status=Status.ABANDONED, expires_at=timezone.now() - timedelta(days=3))
    await say(interview, owner, "A returns assistant called Sole")
    again = await InterviewSession.objects.aget(pk=interview.pk)
    assert again.status == Status.ACTIVE
    assert again.expires_at > timezone.now()


async def test_a_resting_interview_is_resumed_on_request(interview, owner):
    await InterviewSession.objects.aupdate(status=Status.ABANDONED)
    await services.resume(interview_id=interview.pk, by=owner.visitor)
    assert (await InterviewSession.objects.aget(pk=interview.pk)).status == Status.ACTIVE
