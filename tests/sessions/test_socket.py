"""The socket of a wizard page, through the whole application."""

import asyncio
import json

import pytest
from channels.testing import WebsocketCommunicator
from django.utils.html import conditional_escape

from config.asgi import application
from orchestrator.errors import ModelRefused
from sessions import accepting, editing, queries, services
from sessions.access import COOKIE
from sessions.models import Message, Turn, TurnStatus
from sessions.rendering import OpenPage
from tests.conftest import until

pytestmark = pytest.mark.django_db(transaction=True)


class Page:
    """An open page: what it was sent so far, and the box to write in."""

    def __init__(self, interview, person, origin="http://testserver", query=""):
        headers = [
            (b"cookie", f"{COOKIE}={person.token}".encode() if person else b""),
            (b"host", b"testserver"),
            (b"origin", origin.encode()),
        ]
        self.socket = WebsocketCommunicator(application, f"/ws/interviews/{interview.pk}/{query}", headers)
        self.heard = ""

    async def __aenter__(self):
        connected, _ = await self.socket.connect()
        assert connected
        await self.hears('id="transcript"')
        return self

    async def __aexit__(self, *error):
        await self.socket.disconnect()

    async def say(self, text, **more):
        await self.socket.send_to(text_data=json.dumps({"text": text, **more}))

    async def hears(self, words, seconds=30):
        """Wait for words in what comes; returns all that came since the last call."""
        async with asyncio.timeout(seconds):
            while words not in self.heard:
                self.heard += await self.socket.receive_from(timeout=seconds)
        heard, self.heard = self.heard, ""
        return heard


async def test_a_page_is_shown_the_truth_when_it_opens(interview, owner):
    page = Page(interview, owner)
    await page.socket.connect()
    assert "What kind of agent" in await page.hears('id="stages"')
    await page.socket.disconnect()


def test_a_message_that_comes_while_the_page_is_read_does_not_count_as_shown(interview, owner, monkeypatch):
    read = queries.transcript

    def interrupted(shown):
        exchanges = read(shown)
        accepting.accept(interview_id=interview.pk, by=owner.visitor, text="A kayak rental desk")
        return exchanges

    monkeypatch.setattr(queries, "transcript", interrupted)
    html, running = OpenPage(interview.pk, owner.visitor).everything()
    assert "kayak" not in html
    assert running is None
    monkeypatch.setattr(queries, "transcript", read)
    html, running = OpenPage(interview.pk, owner.visitor).everything()
    assert "kayak" in html
    assert running == interview.turns.get()


async def test_a_message_sent_before_the_page_was_told_the_truth_is_not_wiped_out_by_it(interview, owner):
    page = Page(interview, owner)
    await page.socket.connect()
    await page.say("A returns assistant called Sole")
    heard = await page.hears("told")
    turn = await Turn.objects.aget(interview=interview)
    shown = f'id="turn-{turn.pk}"'
    assert shown in heard[heard.rindex('id="transcript"') :]
    await page.socket.disconnect()


async def test_a_message_is_shown_at_once_and_then_its_answer(interview, owner):
    async with Page(interview, owner) as page:
        await page.say("A returns assistant called Sole")
        heard = await page.hears('id="stages"')
        assert (
            heard.index("A returns assistant called Sole")
            < heard.index('<span id="text-')
            < heard.index('class="told"')
        )


async def test_another_tab_and_another_door_are_heard(interview, owner):
    async with Page(interview, owner) as one, Page(interview, owner) as other:
        await one.say("A returns assistant called Sole")
        assert "A returns assistant called Sole" in await other.hears("told")
        await one.hears("told")
        async for _ in services.take_turn(interview_id=interview.pk, text="Customers with an order", by=owner.visitor):
            pass
        assert "Customers with an order" in await one.hears("told")


async def test_a_turn_is_shown_once_in_the_tab_that_sent_it(interview, owner):
    async with Page(interview, owner) as page:
        await page.say("A returns assistant called Sole")
        heard = await page.hears("told")
        assert heard.count("beforebegin:#latest") == 1


async def test_stop_is_heard_while_a_turn_runs(interview, owner, with_model):
    gate = asyncio.Event()
    with_model._replies.append(("What does ", gate))
    async with Page(interview, owner) as page:
        await page.say("A returns assistant")
        await page.hears("What does ")
        await page.socket.send_to(text_data=json.dumps({"do": "stop"}))
        assert "Stopped." in await page.hears("Stopped.")


async def test_a_page_that_opens_in_mid_turn_is_shown_what_was_said_so_far(interview, owner, with_model):
    gate = asyncio.Event()
    with_model._replies.append(("What does ", gate, "it do?"))
    async with Page(interview, owner) as first:
        await first.say("A returns assistant")
        await first.hears("What does ")
        async with Page(interview, owner) as second:
            assert "What does " in await second.hears("What does ")
            gate.set()
            assert "it do?" in await second.hears("it do?")


async def test_a_page_that_opens_in_mid_turn_hears_what_went_wrong_before(interview, owner, with_model):
    gate = asyncio.Event()
    with_model.says(ModelRefused("there is no key"))
    with_model.finds((gate, {"route": "answer"}))
    async with Page(interview, owner) as first:
        await first.say("A returns assistant")
        await first.hears("there is no key")
        async with Page(interview, owner) as second:
            await second.hears("there is no key")
            gate.set()
            await second.hears('id="stages"')


async def test_closing_the_page_does_not_stop_its_turn(interview, owner, with_model):
    gate = asyncio.Event()
    with_model._replies.append(("What does ", gate, "it do?"))
    async with Page(interview, owner) as page:
        await page.say("A returns assistant")
        await page.hears("What does ")
    gate.set()
    await until(lambda: Turn.objects.filter(status=TurnStatus.DONE).aexists())
    assert (await Message.objects.aget(number=2)).text == "What does it do?"


async def test_an_edit_by_another_door_is_heard(interview, owner):
    async with Page(interview, owner) as page:
        await services.edit(interview_id=interview.pk, by=owner.visitor, change=editing.add_fact("tone", "formal"))
        assert 'data-revision="1"' in await page.hears("data-revision")


async def test_a_page_without_the_conversation_hears_only_that_something_changed(interview, owner):
    page = Page(interview, owner, query="?beside=1")
    await page.socket.connect()
    opened = await page.hears("data-revision")
    async with Page(interview, owner) as other:
        await other.say("A returns assistant called Sole")
        heard = await page.hears("Sole")
    assert 'id="stages"' in heard
    assert not {part for part in ("transcript", 'id="turn-', 'id="text-') if part in opened + heard}
    await page.socket.disconnect()


async def test_typed_html_is_shown_as_the_text_it_is(interview, owner):
    async with Page(interview, owner) as page:
        await page.say("<script>alert(1)</script> & <b>bold</b> called Sole")
        heard = await page.hears("told")
        assert "<script>" not in heard
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in heard


async def test_half_a_character_is_refused_with_the_id_of_its_form(interview, owner):
    async with Page(interview, owner) as page:
        await page.say("half \ud83d of it", client_key="first")
        told = await page.hears('id="problems"')
        assert 'data-refused="first"' in told
        assert "half a character" in told


async def test_a_bad_message_is_answered_at_its_field_and_the_socket_lives_on(interview, owner):
    async with Page(interview, owner) as page:
        await page.say("   ")
        assert "empty" in await page.hears("problems")
        await page.say("A returns assistant called Sole")
        await page.hears("told")


async def test_somebody_elses_interview_closes_the_socket_as_not_found(interview, stranger):
    assert await closing(Page(interview, stranger)) == 4404


async def test_nobody_finds_nothing(interview):
    assert await closing(Page(interview, None)) == 4404


async def test_a_page_of_another_site_is_refused(interview, owner):
    assert await closing(Page(interview, owner, origin="http://evil.example")) == 4403


async def test_what_is_not_json_does_not_break_the_socket(interview, owner):
    async with Page(interview, owner) as page:
        await page.socket.send_to(text_data="{nonsense")
        await page.say("A returns assistant called Sole")
        await page.hears("told")


async def test_a_page_that_asks_for_a_sign_of_life_gets_one_at_once(interview, owner, with_model):
    with_model._replies.append((asyncio.Event(), "never said"))
    async with Page(interview, owner) as page:
        await page.say("A returns assistant")
        await page.hears("thinking")
        await page.socket.send_to(text_data=json.dumps({"do": "ping"}))
        await page.hears("<!-- here -->")
        await page.socket.send_to(text_data=json.dumps({"do": "stop"}))
        heard = await page.hears("Stopped.")
        asked = await Message.objects.aget(interview=interview, number=2)
        assert asked.text.endswith("?")
        assert conditional_escape(asked.text) in heard


async def test_a_saved_message_is_known_by_its_form_and_a_refused_one_too(interview, owner, settings):
    settings.PARLEY_RATE_LIMIT = 1
    async with Page(interview, owner) as page:
        await page.say("A returns assistant called Sole", client_key="first")
        assert 'data-form="first"' in await page.hears('class="told"')
        await page.say("Customers with an order", client_key="second")
        assert 'data-refused="second"' in await page.hears("Too many")


async def closing(page):
    await page.socket.connect()
    return (await page.socket.receive_output(timeout=30))["code"]
