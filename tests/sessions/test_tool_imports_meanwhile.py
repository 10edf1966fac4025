"""A tool imported while its draft, or what was brought, changes: nothing that came in between is lost."""

import asyncio
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.urls import reverse

from builder.toolbox.readers import registry
from sessions import descriptions, editing, handwork, services, tool_editing
from sessions.database import in_database
from sessions.models import Description
from tests.sessions.importing import api, bring, choose, facts, tools

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _read_here(monkeypatch):
    monkeypatch.setattr(descriptions, "read_apart", registry.read)


def meanwhile(monkeypatch, *, before=None, after=None):
    """What somebody else does just before and just after what is chosen is saved."""
    edit = services.edit

    async def slow(**what):
        if before:
            await in_database(before)
        await edit(**what)
        if after:
            await after()

    monkeypatch.setattr(services, "edit", slow)


def test_what_was_written_meanwhile_is_not_written_over(interview, owner, monkeypatch):
    bring(interview, owner, text=api())
    choose(interview, owner, [0])
    [fact] = facts(interview)
    bring(interview, owner, text=api())
    written = tool_editing.changed(fact.id, tool_editing.described({"purpose": "Sells shoes"}))
    meanwhile(monkeypatch, before=lambda: handwork.make(interview.pk, owner.visitor, written))
    page = choose(interview, owner, [1], tool=fact.id)
    assert page.status_code == 422
    assert "Look at what would change now" in page.content.decode()
    assert (tools(interview)[0].purpose, len(tools(interview)[0].operations)) == ("Sells shoes", 1)


def test_a_tool_called_so_meanwhile_is_not_replaced(interview, owner, monkeypatch):
    bring(interview, owner, text=api())
    added = editing.add_fact("tools", {"name": "Shop", "purpose": "Sells shoes"})
    meanwhile(monkeypatch, before=lambda: handwork.make(interview.pk, owner.visitor, added))
    assert choose(interview, owner, [1]).status_code == 422
    assert [(tool.purpose, tool.operations) for tool in tools(interview)] == [("Sells shoes", ())]


def test_a_description_brought_meanwhile_stays(interview, owner, monkeypatch):
    bring(interview, owner, text=api())
    new = {"interview_id": interview.pk, "by": owner.visitor, "content": api(["other"]).encode()}
    meanwhile(monkeypatch, after=lambda: descriptions.bring(**new))
    choose(interview, owner, [0])
    assert len(tools(interview)) == 1
    kept = Description.objects.get()
    form = {"do": "forget"}
    gone = reverse("tool_choice", args=[interview.pk, uuid4()])
    owner.browser().post(gone, form)
    assert Description.objects.get() == kept


def test_descriptions_brought_at_once_leave_one(interview, owner):
    new = {"interview_id": interview.pk, "by": owner.visitor, "content": api().encode()}

    async def at_once():
        await asyncio.gather(*(descriptions.bring(**new) for _ in range(12)))

    async_to_sync(at_once)()
    assert Description.objects.count() == 1
