"""Promises that are easy to break: a turn outlives its sender, no secret is stored, a repeat is one, costs are true."""

import asyncio
import re

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from builder import queries as specs
from config.asgi import application
from orchestrator.facts import MOST, Proposal, apply
from runs.models import Run
from sessions import access, editing, execution, hot, queries, services, tasks, versions
from sessions.errors import BadMessage
from sessions.models import InterviewSession, Message, Status, Turn, TurnStatus
from tests.conftest import answer, until, until_asked

pytestmark = pytest.mark.django_db(transaction=True)


def communicator(interview, owner):
    cookie = f"{access.COOKIE}={owner.token}".encode()
    return WebsocketCommunicator(application, f"/ws/interviews/{interview.pk}/", headers=[(b"cookie", cookie)])


async def test_a_message_whose_sender_goes_away_is_answered_all_the_same(interview, owner):
    turns = Turn.objects.filter(interview=interview)
    moments = [
        lambda socket: asyncio.sleep(0),
        lambda socket: until(turns.filter(client_key__startswith="gone1").aexists),
        lambda socket: heard(socket, "do thing 2"),
        lambda socket: heard_next(socket, "do thing 3"),
    ]
    for number, moment in enumerate(moments):
        socket = communicator(interview, owner)
        await socket.connect()
        await socket.send_json_to({"text": f"It should do thing {number}", "client_key": f"gone{number}"})
        await moment(socket)
        await socket.disconnect()
    # One that left before its message was saved may have taken it along; all that were saved are answered.
    saved = await turns.acount()
    assert saved >= len(moments) - 1

    async def all_answered():
        return await turns.filter(status=TurnStatus.DONE).acount() == await turns.acount()

    assert await until(all_answered)


async def heard(socket, words):
    """Wait until a frame holds the words."""
    while words not in await socket.receive_from(timeout=20):
        pass


async def heard_next(socket, words):
    """Wait for the frame after that."""
    await heard(socket, words)
    await socket.receive_from(timeout=20)


async def test_an_awaiter_that_is_cancelled_does_not_take_its_turn_along(interview, owner):
    events = services.take_turn(interview_id=interview.pk, text="A returns assistant", by=owner.visitor)
    asking = asyncio.ensure_future(anext(events))
    await asyncio.sleep(0)
    asking.cancel()
    assert await until(lambda: Turn.objects.filter(interview=interview, status=TurnStatus.DONE).afirst())


async def test_sweeps_share_one_loop_and_one_connection_however_many_there_are(interview, owner):
    await asyncio.to_thread(tasks.sweep_turns)
    before = len(hot._clients)
    await asyncio.gather(*(asyncio.to_thread(tasks.sweep_turns) for _ in range(8)))
    assert len(hot._clients) == before


def test_a_secret_typed_into_the_draft_or_a_title_is_refused_and_not_stored(interview, owner):
    key = "sk-proj-4f8Kq2vXbN7mLp0RtYw9ZsAe3HdCj6Ug"
    page = owner.browser().post(reverse("add", args=[interview.pk, "knowledge"]), {"text": f"The key is {key}"})
    assert page.status_code == 422
    assert "looks like a secret" in page.content.decode()
    assert owner.browser().post(reverse("rename", args=[interview.pk]), {"title": key}).status_code == 422
    with pytest.raises(BadMessage):
        services.open_interview(by=owner.visitor, title=key)
    assert key not in str(specs.draft(InterviewSession.objects.get(pk=interview.pk).spec))


def test_no_slot_takes_more_than_a_prompt_can_hold(interview, owner):
    facts = apply({}, [Proposal(slot="goals", value=f"goal {n}") for n in range(MOST + 50)]).draft
    assert len(facts["goals"]) == MOST
    many = {"goals": [f"goal {n}" for n in range(MOST + 1)]}
    with pytest.raises(BadMessage, match="too many"):
        editing.within_limits(lambda draft: editing.merged(draft, many))({})
    with pytest.raises(BadMessage, match="too many"):
        editing.within_limits(editing.add_fact("goals", "one more"))(facts)


async def test_a_message_that_waits_behind_the_last_word_reopens_the_interview(interview, owner, with_model):
    gate = asyncio.Event()
    with_model.says((gate, "Who will use it?"), "Good to know. What tone?")
    first = asyncio.ensure_future(answer(interview, owner, "A returns assistant called Sole"))
    await until(lambda: Turn.objects.filter(interview=interview, status=TurnStatus.RUNNING).afirst())
    waiting = [asyncio.ensure_future(answer(interview, owner, text)) for text in ("generate",)]
    await until(lambda: Turn.objects.filter(interview=interview, number=2).afirst())
    waiting.append(asyncio.ensure_future(answer(interview, owner, "Never promise a refund")))
    await until(lambda: Turn.objects.filter(interview=interview, number=3).afirst())
    gate.set()
    await asyncio.gather(first, *waiting)
    assert (await InterviewSession.objects.aget(pk=interview.pk)).status == Status.ACTIVE


async def test_a_message_to_a_completed_interview_is_known_to_reopen_it(interview, owner):
    await answer(interview, owner, "A returns assistant called Sole")
    await sync_to_async(versions.publish)(interview_id=interview.pk, by=owner.visitor)
    await answer(interview, owner, "thanks")
    turn = await sync_to_async(lambda: queries.turn(Turn.objects.get(interview=interview, number=2).pk))()
    assert turn.reopens
    assert (await sync_to_async(queries.briefing)(turn)).completed


async def test_undo_with_nothing_to_take_back_says_so(interview, owner):
    assert "nothing" in (await answer(interview, owner, "undo")).reply


async def test_a_stopped_models_cost_is_unknown_and_not_nothing(interview, owner, with_model):
    with_model.says((asyncio.Event(), "never said"))
    turn = asyncio.ensure_future(answer(interview, owner, "A returns assistant called Sole"))
    await until_asked(with_model)
    await services.stop_turn(interview_id=interview.pk, by=owner.visitor)
    stopped = await turn
    assert stopped.usage.cost is None
    run = await Run.objects.aget(interview_id=interview.pk)
    assert (run.status, run.cost) == ("stopped", None)


async def test_a_turn_that_breaks_is_recorded_and_its_message_kept(interview, owner, monkeypatch):
    monkeypatch.setattr(execution, "converse", None)
    await anext(services.take_turn(interview_id=interview.pk, text="A returns assistant", by=owner.visitor))
    run = await until(lambda: Run.objects.filter(interview_id=interview.pk).afirst())
    assert run.status == "failed"
    assert await Message.objects.filter(interview=interview, text="A returns assistant").acount() == 1


async def test_a_database_that_is_away_after_the_message_was_saved_is_not_called_unsaved(interview, owner, monkeypatch):
    events = services.take_turn(interview_id=interview.pk, text="A returns assistant", by=owner.visitor)
    await anext(events)
    away = iter([True, True, False])
    real = queries.turn

    def sometimes(turn_id):
        if next(away, False):
            raise OperationalError("away")
        return real(turn_id)

    monkeypatch.setattr(queries, "turn", sometimes)
    kinds = [event.kind async for event in events]
    assert kinds[-1] == "ended"


def test_the_first_form_sent_twice_before_a_cookie_came_back_opens_one_interview():
    shown = Client().get("/").content.decode()
    form_id = re.search(r'name="client_key" value="(\w+)"', shown)[1]
    browsers = [Client(), Client()]
    answers = [b.post("/begin/", {"opening": "A returns assistant", "client_key": form_id}) for b in browsers]
    assert InterviewSession.objects.count() == 1
    assert {a["Location"] for a in answers} == {answers[0]["Location"]}
    assert [b.get(answers[0]["Location"]).status_code for b in browsers] == [200, 200]


def test_an_opening_that_is_no_text_opens_nothing():
    answered = Client().post("/begin/", {"opening": "A returns\0assistant"})
    assert answered.status_code == 422
    assert InterviewSession.objects.count() == 0


def test_a_form_without_its_safety_token_is_explained(interview, owner):
    client = Client(enforce_csrf_checks=True)
    answered = client.post(f"/i/{interview.pk}/say/", {"text": "hello"})
    assert answered.status_code == 403
    assert "Please send it again" in answered.content.decode()


def test_an_input_that_holds_commas_stays_one_when_another_field_is_edited(interview, owner):
    add = reverse("add", args=[interview.pk, "tools"])
    owner.browser().post(add, {"name": "Shopify", "inputs": "size (S, M, L)\nemail"})
    fact = specs.draft(interview.spec)["tools"][0]
    assert fact.value.inputs == ("size (S, M, L)", "email")
    page = owner.browser().get(reverse("interview", args=[interview.pk]) + f"?edit={fact.id}").content.decode()
    assert "size (S, M, L)\nemail</textarea>" in page


async def test_a_deleted_interview_closes_its_other_tabs(interview, owner):
    socket = communicator(interview, owner)
    await socket.connect()
    await socket.receive_from(timeout=20)
    await owner.async_browser().post(reverse("delete", args=[interview.pk]))
    closed = await socket.receive_output(timeout=20)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4404)


def test_many_interviews_are_listed_page_by_page(owner):
    for _ in range(51):
        services.open_interview(by=owner.visitor)
    first = owner.browser().get("/interviews/").content.decode()
    assert "Page 1 of 2" in first
    assert 'href="?page=2"' in first
    assert "Page 2 of 2" in owner.browser().get("/interviews/?page=2").content.decode()


async def test_an_order_in_the_language_just_come_to_is_announced_as_it_is_carried_out(interview, owner):
    await answer(interview, owner, "A booking assistant for our hair salon, called Ada.")
    await answer(interview, owner, "我们的顾客，还有走进店里的人")
    undone = await answer(interview, owner, "撤销")
    assert undone.told
    assert "没有可以撤回的内容" not in undone.reply
