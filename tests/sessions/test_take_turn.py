"""The one road of a message, from hop 1 to hop 2."""

import asyncio

import pytest

from builder import queries as specs
from runs.models import Run, Step
from sessions import execution, queries, runner, services
from sessions.answers import Ended, Notice, Started, Text
from sessions.errors import BadMessage, NotFound
from sessions.models import InterviewSession, Message, Status, Turn, TurnStatus
from tests.conftest import answer, say, until, until_asked

pytestmark = pytest.mark.django_db(transaction=True)


async def reload(interview):
    return await InterviewSession.objects.select_related("spec").aget(pk=interview.pk)


async def plain(interview):
    interview = await reload(interview)
    return (await asyncio.to_thread(specs.definition, interview.spec)).plain()


async def test_a_message_is_answered_and_what_it_said_is_saved_with_its_evidence(interview, owner):
    events = await say(interview, owner, "A returns assistant for our shoe shop. Call it Sole.")
    assert isinstance(events[0], Started)
    assert isinstance(events[-1], Ended)
    spoken = "".join(e.text for e in events if isinstance(e, Text))
    assert spoken == events[-1].answer.reply
    assert (await plain(interview))["agent_name"] == "Sole"
    message = await Message.objects.aget(interview=interview, number=1)
    draft = await asyncio.to_thread(specs.draft, (await reload(interview)).spec)
    fact = draft["agent_name"][0]
    assert (fact.source, fact.message_id) == ("said", message.pk)
    assert fact.quote in message.text


async def test_what_changed_is_told_beside_the_reply_and_not_inside(interview, owner):
    reply = await answer(interview, owner, "Call it Sole, it is a returns assistant.")
    assert "Sole" in reply.told
    assert "Sole" not in reply.reply
    assert "agent_name" in reply.changed


async def test_a_correction_that_changed_nothing_is_told_as_that(interview, owner, with_model):
    with_model.says("I made it shorter. What does it do?")
    with_model.finds({"route": "correction"})
    found = await answer(interview, owner, "Could it be somewhat snappier all in all")
    assert (found.route, found.changed, found.told) == ("correction", [], "Nothing in the draft has changed.")


async def test_the_message_is_saved_before_any_model_is_called(interview, owner, with_model):
    gate = asyncio.Event()
    with_model._replies.append((gate, "What tone should it have?"))
    turn = services.take_turn(interview_id=interview.pk, text="A returns assistant", by=owner.visitor)
    await anext(turn)
    assert await Message.objects.filter(interview=interview, text="A returns assistant").aexists()
    gate.set()
    assert isinstance([e async for e in turn][-1], Ended)


async def test_a_turn_goes_on_when_nobody_listens_any_more(interview, owner, with_model):
    gate = asyncio.Event()
    with_model._replies.append(("What ", gate, "does it do?"))
    turn = services.take_turn(interview_id=interview.pk, text="A returns assistant", by=owner.visitor)
    async for event in turn:
        if isinstance(event, Text):
            break
    await turn.aclose()
    gate.set()
    await execution.settled()
    assert (await Message.objects.aget(interview=interview, number=2)).text == "What does it do?"


async def test_it_queues_a_second_message_while_a_turn_runs(interview, owner, with_model):
    gate = asyncio.Event()
    with_model._replies.extend([(gate, "What does it do?"), "And how?"])
    first = asyncio.create_task(say(interview, owner, "A returns assistant"))
    await until(lambda: Turn.objects.filter(status=TurnStatus.RUNNING).aexists())
    second = asyncio.create_task(say(interview, owner, "Customers of our shop"))
    await until(lambda: Turn.objects.filter(status=TurnStatus.QUEUED).aexists())
    gate.set()
    assert (await first)[-1].answer.reply == "What does it do?"
    events = await second
    assert events[0].queued
    assert events[-1].answer.reply == "And how?"
    texts = [m.text async for m in interview.messages.order_by("number")][1:]
    assert texts == ["A returns assistant", "What does it do?", "Customers of our shop", "And how?"]


async def test_a_repeat_with_the_same_key_gets_the_first_answer_and_takes_no_turn(interview, owner):
    first = await answer(interview, owner, "A returns assistant", key="k1")
    events = await say(interview, owner, "A returns assistant", key="k1")
    assert events[0].repeated
    assert events[-1].answer == first
    assert await Turn.objects.acount() == 1


async def test_a_double_click_takes_one_turn(interview, owner):
    both = await asyncio.gather(
        say(interview, owner, "A returns assistant", key="k1"), say(interview, owner, "A returns assistant", key="k1")
    )
    assert both[0][-1].answer == both[1][-1].answer
    assert await Turn.objects.acount() == 1


async def test_yes_said_twice_is_two_messages(interview, owner):
    await say(interview, owner, "yes")
    await say(interview, owner, "yes")
    assert await Turn.objects.acount() == 2


async def test_stop_keeps_the_message_the_facts_found_and_the_partial_text(interview, owner, with_model):
    gate = asyncio.Event()
    with_model._replies.append(("What does ", gate, "never be said"))
    events = []

    async def talk():
        async for event in services.take_turn(
            interview_id=interview.pk, text="Call it Sole, a returns assistant", by=owner.visitor
        ):
            events.append(event)

    talking = asyncio.create_task(talk())

    async def spoke():
        return any(isinstance(e, Text) for e in events)

    await until(spoke)
    assert await services.stop_turn(interview_id=interview.pk, by=owner.visitor)
    await talking
    assert events[-1].answer.turn == "stopped"
    assert events[-1].answer.reply == "What does "
    assert (await plain(interview))["agent_name"] == "Sole"
    message = await Message.objects.aget(interview=interview, number=2)
    assert message.stopped


async def test_stopping_every_answer_uses_up_the_budget_too(interview, owner, with_model, settings):
    settings.PARLEY_BUDGET_USD, with_model.prices = 0.05, {"openai/scripted": 0.0001}
    with_model.says(("What does ", asyncio.Event()))
    saying = asyncio.create_task(answer(interview, owner, "Call it Sole, a returns assistant"))
    await until_asked(with_model)
    await services.stop_turn(interview_id=interview.pk, by=owner.visitor)
    assert (await saying).turn == "stopped"
    asked = len(with_model.requests)
    second = await answer(interview, owner, "Customers with an order")
    assert (second.interviewer, "budget" in second.notices[0]) == ("guide", True)
    assert len(with_model.requests) == asked


async def test_stop_after_the_whole_reply_lets_its_question_stand(interview, owner, with_model):
    with_model.says("What does it do?")
    with_model.finds((asyncio.Event(), "{}"))
    saying = asyncio.create_task(answer(interview, owner, "Call it Sole, a returns assistant"))

    async def is_read():
        return len(with_model.requests) == 2 and any(live.so_far.replied for live in execution.LIVE.values())

    await until(is_read)
    assert await services.stop_turn(interview_id=interview.pk, by=owner.visitor)
    said = await saying
    assert (said.reply, said.turn) == ("What does it do?", "stopped")
    before, message = [m async for m in Message.objects.filter(interview=interview, role="parley").order_by("number")]
    assert (message.stopped, message.asking != before.asking) == (False, True)
    assert message.suggestions
    statuses = [(s.purpose, s.status) async for s in Step.objects.order_by("position")]
    assert statuses == [("guide", "done"), ("reply", "done"), ("extraction", "stopped")]


async def test_stopping_when_nothing_runs_says_so(interview, owner):
    assert not await services.stop_turn(interview_id=interview.pk, by=owner.visitor)


async def test_undo_takes_back_the_last_turn_with_everything_it_changed(interview, owner):
    await say(interview, owner, "A returns assistant called Sole")
    before = await plain(interview)
    asked = (await asyncio.to_thread(queries.standing, await reload(interview))).asked
    await say(interview, owner, "Customers with an order, on our website chat and by phone")
    assert await plain(interview) != before
    undone = await answer(interview, owner, "undo")
    assert await plain(interview) == before
    assert undone.route == "command"
    assert undone.asking == list(asked.topics)
    assert undone.told
    shown = [e.asked.text for e in await asyncio.to_thread(queries.transcript, await reload(interview)) if e.asked]
    assert shown == ["A returns assistant called Sole", "undo"]


async def test_undo_twice_takes_back_two_turns(interview, owner):
    await say(interview, owner, "A returns assistant called Sole")
    await say(interview, owner, "Customers with an order, on our website chat")
    await say(interview, owner, "undo")
    await say(interview, owner, "undo")
    assert await plain(interview) == {}


async def test_undo_takes_back_the_last_answer_whatever_was_only_asked_or_looked_at_since(interview, owner):
    await say(interview, owner, "A returns assistant called Sole")
    before = await plain(interview)
    await say(interview, owner, "Customers with an order, on our website chat")
    for text in ("What is a guardrail?", "/show", "how is the weather?"):
        assert (await answer(interview, owner, text)).changed == []
    await say(interview, owner, "undo")
    assert await plain(interview) == before


async def test_undo_with_nothing_to_take_back_changes_nothing(interview, owner):
    reply = await answer(interview, owner, "undo")
    assert (reply.changed, await plain(interview)) == ([], {})


async def test_restart_empties_the_draft_and_can_be_undone(interview, owner):
    await say(interview, owner, "A returns assistant called Sole")
    before = await plain(interview)
    await say(interview, owner, "restart")
    assert await plain(interview) == {}
    await say(interview, owner, "undo")
    assert await plain(interview) == before


async def test_a_skip_records_a_visible_assumption_and_is_not_asked_again(interview, owner):
    first = await answer(interview, owner, "A returns assistant called Sole")
    skipped = await answer(interview, owner, "skip")
    assert not set(first.asking) & set(skipped.asking)
    facts = await asyncio.to_thread(specs.draft, (await reload(interview)).spec)
    assert {f.source for slot in first.asking for f in facts[slot]} == {"assumed"}


async def test_generate_publishes_a_version_and_completes(interview, owner):
    await say(interview, owner, "A returns assistant called Sole")
    done = await answer(interview, owner, "generate")
    assert done.status == Status.COMPLETED
    assert done.progress == 1
    assert "Version 1" in done.told
    version = await asyncio.to_thread(specs.latest_version, interview.spec_id)
    assert "Sole" in version.prompt


async def test_a_message_to_a_completed_interview_reopens_it(interview, owner):
    await say(interview, owner, "A returns assistant called Sole")
    await say(interview, owner, "generate")
    again = await answer(interview, owner, "Call it Heel instead of Sole")
    assert again.status == Status.ACTIVE
    assert (await plain(interview))["agent_name"] == "Heel"


async def test_every_turn_is_recorded_as_a_run_with_its_steps(interview, owner, with_model):
    with_model._replies.append("What does it do?")
    await say(interview, owner, "A returns assistant")
    run = await Run.objects.aget()
    assert run.status == "done"
    assert run.interview_id == interview.pk
    assert {s.purpose async for s in Step.objects.all()} >= {"reply", "extraction"}


async def test_a_secret_is_masked_before_it_is_stored(interview, owner):
    secret = "sk-proj-AbCdEf0123456789AbCdEf0123456789"
    events = await say(interview, owner, f"It uses our API, the key is {secret}")
    assert any(isinstance(e, Notice) and e.code == "secret_removed" for e in events)
    assert not await Message.objects.filter(text__contains=secret).aexists()


async def test_when_the_guide_breaks_the_message_is_kept_and_no_call_is_made_up(
    interview, owner, settings, monkeypatch
):
    async def broken(briefing, so_far):
        raise RuntimeError("a bug")
        yield

    monkeypatch.setattr(execution, "converse", broken)
    settings.PARLEY_MODEL = "openai/scripted"
    failed = await say(interview, owner, "A returns assistant")
    assert failed[-1].kind == "failed"
    assert "kept" in failed[-1].detail
    settings.PARLEY_MODEL = ""
    assert not await Step.objects.aexists()  # no request had left
    monkeypatch.undo()
    assert (await answer(interview, owner, "A returns assistant")).turn == "done"
    assert await Message.objects.filter(text="A returns assistant").acount() == 2


@pytest.mark.parametrize(
    ("language", "told"), [("", "Your message is kept"), ("de", "Ihre Nachricht bleibt"), ("ar", "رسالتك محفوظة")]
)
async def test_a_failure_is_told_in_the_language_of_the_interview_also_to_whoever_comes_later(
    interview, owner, monkeypatch, language, told
):
    await InterviewSession.objects.filter(pk=interview.pk).aupdate(language=language)
    monkeypatch.setattr(execution, "converse", None)
    failed = (await say(interview, owner, "Zimmer", key="a"))[-1]
    assert told in failed.detail
    assert (await say(interview, owner, "Zimmer", key="a"))[-1] == failed


@pytest.mark.parametrize("text", ["", "   \n", "x" * 20_001, "nul\0byte", "half \ud800 character", None, 7])
async def test_a_text_that_cannot_be_taken_is_refused_and_nothing_is_saved(interview, owner, text):
    with pytest.raises(BadMessage):
        await say(interview, owner, text)
    assert not await Turn.objects.aexists()
    assert await Message.objects.acount() == 1


async def test_the_longest_text_is_taken(interview, owner):
    assert (await answer(interview, owner, "I want a bot. " * 1428)).turn == "done"


async def test_somebody_elses_interview_is_not_there(interview, stranger):
    with pytest.raises(NotFound):
        await say(interview, stranger, "hello")


async def test_an_archived_interview_is_not_there_for_its_owner_either(interview, owner):
    await asyncio.to_thread(services.archive, interview_id=interview.pk, by=owner.visitor)
    with pytest.raises(NotFound):
        await say(interview, owner, "hello")
    assert await InterviewSession.objects.filter(pk=interview.pk, status=Status.ABANDONED).aexists()


async def test_a_stage_is_gone_to_on_demand(interview, owner):
    await say(interview, owner, "A returns assistant called Sole")
    went = await answer(interview, owner, "go to tools")
    assert (went.stage, went.asking) == ("tools", ["tools"])


async def test_a_value_edited_by_hand_is_not_overwritten_by_the_next_answer(interview, owner):
    from sessions import editing

    await say(interview, owner, "A returns assistant called Sole")
    fact = (await asyncio.to_thread(specs.draft, (await reload(interview)).spec))["agent_name"][0]
    await services.edit(interview_id=interview.pk, by=owner.visitor, change=editing.set_fact(fact.id, "Heel"))
    await say(interview, owner, "Actually, call it Toe")
    fact = (await asyncio.to_thread(specs.draft, (await reload(interview)).spec))["agent_name"][0]
    assert (fact.text, fact.locked) == ("Heel", True)
    assert fact.suggestion.value == "Toe"


async def test_a_copy_has_the_facts_and_goes_on_by_itself(interview, owner):
    await say(interview, owner, "A returns assistant called Sole")
    twin = await asyncio.to_thread(services.copy, interview_id=interview.pk, by=owner.visitor)
    assert await plain(twin) == await plain(interview)
    await say(twin, owner, "Call it Heel instead")
    assert (await plain(interview))["agent_name"] == "Sole"
    assert (await plain(twin))["agent_name"] == "Heel"


def test_the_runner_of_a_process_is_its_own():
    assert len(runner.RUNNER) <= 64


async def test_the_language_somebody_wished_for_stays_however_long_the_interview_gets(interview, owner):
    await say(interview, owner, "A returns assistant called Sole")
    await say(interview, owner, "Let's go on in German, please")
    for number in range(22):
        await say(interview, owner, f"It should also help people with matter number {number}.")
    assert (await reload(interview)).language == "de"
