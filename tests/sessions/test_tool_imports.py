"""A tool from its description: brought, looked at, chosen from, taken over as one edit, and taken back."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from builder.models import ToolSecret
from builder.toolbox.readers import registry
from sessions import descriptions, handwork
from sessions.models import Description, Edit
from tests.sessions.importing import api, bring, choose, facts, tools
from tests.tool_server import Reply, serving

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "sk_live_9aXbY27cQe81LmZp"


@pytest.fixture(autouse=True)
def _read_here(request, monkeypatch):
    """No process is started for each description but where that is looked at: it would be most of the time."""
    if "apart" not in request.node.name:
        monkeypatch.setattr(descriptions, "read_apart", registry.read)


def test_what_is_chosen_becomes_a_tool_by_one_edit_that_undo_takes_back(interview, owner):
    page = bring(interview, owner, text=api())
    assert tools(interview) == []
    text = page.content.decode()
    assert "OpenAPI description, 4 operations" in text
    assert "GET https://api.shop.test/v1/orders" in text
    page = choose(interview, owner, [0, 3])
    [tool] = tools(interview)
    assert "list_orders" in page.content.decode()
    assert page.request["PATH_INFO"] == reverse("tool", args=[interview.pk, facts(interview)[0].id])
    assert (tool.name, tool.url) == ("Shop", "https://api.shop.test/v1")
    assert [operation.name for operation in tool.operations] == ["list_orders", "add_customers"]
    assert not Description.objects.exists()
    assert Edit.objects.count() == 1
    handwork.undo(interview.pk, owner.visitor)
    assert tools(interview) == []


def test_a_file_is_read_apart(interview, owner):
    page = bring(interview, owner, file=SimpleUploadedFile("shop.yaml", b"curl https://api.shop.test/v1/orders"))
    assert "curl commands, 1 operation" in page.content.decode()


def test_an_address_is_fetched_where_it_is_let_in(interview, owner, settings):
    with serving() as server:
        server.routes["/openapi.json"] = Reply(api().encode())
        settings.PARLEY_TOOL_ALLOW_HOSTS = ("127.0.0.1",)
        assert "4 operations" in bring(interview, owner, address=server.url("/openapi.json")).content.decode()
        settings.PARLEY_TOOL_ALLOW_HOSTS = ()
        refused = bring(interview, owner, address=server.url("/openapi.json"))
        assert refused.status_code == 422
        assert "inside" in refused.content.decode()
        assert len(server.heard) == 1


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"text": ""}, "nothing in it"),
        ({"text": "hello"}, "none of what is read"),
        ({"address": "file:///etc/passwd"}, "https://"),
        ({"text": '{"openapi": "3.0.0", "paths": {"/a": {"$ref": "http://10.0.0.1/x"}}}'}, "10.0.0.1"),
    ],
)
def test_what_cannot_be_read_is_told_and_what_was_typed_stays(interview, owner, form, why):
    page = bring(interview, owner, **form)
    assert page.status_code == 422
    assert why in page.content.decode()
    assert not Description.objects.exists()
    assert page.context["text"] == form.get("text", "")


def test_a_secret_in_a_command_is_kept_nowhere(interview, owner):
    bring(
        interview, owner, text=f"curl https://api.shop.test/orders -H 'Authorization: Bearer {SECRET}' -d key={SECRET}"
    )
    assert SECRET not in str(Description.objects.get().found)
    page = choose(interview, owner, [0])
    [tool] = tools(interview)
    assert (tool.access.kind, tool.access.header) == ("bearer", "Authorization")
    assert SECRET not in tool.model_dump_json() + page.content.decode()


def test_a_tool_there_is_shows_what_would_change_and_keeps_what_was_written_by_hand(interview, owner):
    bring(interview, owner, text=api())
    choose(interview, owner, [0, 1])
    [fact] = facts(interview)
    written = fact.value.operations[0].model_copy(update={"when": "They ask for their orders", "timeout": 5})
    changed = fact.value.model_copy(update={"operations": (written, fact.value.operations[1])})
    handwork.make(
        interview.pk, owner.visitor, lambda draft: {**draft, "tools": (fact.model_copy(update={"value": changed}),)}
    )
    told = json.loads(api())
    told["paths"]["/orders"]["get"]["summary"] = "Newest orders"
    page = bring(interview, owner, text=json.dumps(told))
    assert page.context["choice"].tool == fact.id
    assert [line.state for _, lines in page.context["sections"] for line in lines] == [
        "changes",
        "as it is",
        "new",
        "new",
    ]
    assert '<del dir="auto">List orders.</del> <ins dir="auto">Newest orders.</ins>' in page.content.decode()
    choose(interview, owner, [0, 2], tool=fact.id)
    [tool] = tools(interview)
    assert [operation.name for operation in tool.operations] == ["list_orders", "add_orders", "list_customers"]
    first = tool.operations[0]
    assert (first.purpose, first.when, first.timeout) == ("Newest orders.", "They ask for their orders", 5)


def test_nothing_is_saved_that_was_not_shown(interview, owner):
    bring(interview, owner, text=api())
    page = choose(interview, owner, [0], seal="another")
    assert page.status_code == 422
    assert "Look at what would change now" in page.content.decode()
    assert tools(interview) == []
    choose(interview, owner, [0], seal=page.context["foreseen"].seal)
    assert len(tools(interview)) == 1


@pytest.mark.parametrize(
    ("ops", "name", "why"),
    [([], "Shop", "Nothing is chosen"), ([99], "Shop", "Nothing is chosen"), ([0], "SHOP ", "already")],
)
def test_a_choice_that_cannot_be_taken_over_is_told(interview, owner, ops, name, why):
    bring(interview, owner, text="curl https://api.shop.test/one")
    choose(interview, owner, [0])
    bring(interview, owner, text=api())
    page = choose(interview, owner, ops, name=name)
    assert page.status_code == 422
    assert why in page.content.decode()
    assert len(tools(interview)) == 1


def test_many_operations_are_searched_chosen_by_what_is_shown_and_warned_about(interview, owner):
    page = bring(interview, owner, text=api([f"thing{i}" for i in range(30)]))
    assert page.context["choice"].operations == frozenset()
    page = choose(interview, owner, [0], do="all", words="list thing2")
    assert page.context["number_shown"] == 11
    assert len(page.context["choice"].operations) == 12
    assert page.context["hidden"] == [0]
    page = choose(interview, owner, range(60), do="none", group="thing1")
    assert len(page.context["choice"].operations) == 58
    assert "More than 40 operations" in page.content.decode()


def test_500_operations_are_shown_and_taken_over_as_far_as_they_fit(interview, owner):
    page = bring(interview, owner, text=api([f"thing{i}" for i in range(250)]))
    assert "500 operations" in page.content.decode()
    for page in (choose(interview, owner, range(201)), choose(interview, owner, [], do="all")):
        assert page.status_code == 422
        assert "200 fit" in page.context["problem"].args[0]
        assert page.context["number_shown"] == 500
    choose(interview, owner, range(200))
    assert len(tools(interview)[0].operations) == 200


def test_what_a_choice_changes_is_worked_out_beside_the_event_loop(interview, owner, beside_the_loop):
    beside = beside_the_loop(descriptions, "foresee")
    bring(interview, owner, text=api())
    choose(interview, owner, [0])
    assert beside == {"foresee": {True}}


def test_a_choice_that_no_tool_takes_is_not_written_out_for_a_seal(interview, owner):
    bring(interview, owner, text=api([f"thing{i}" for i in range(101)]))
    assert choose(interview, owner, range(201), do="see").context["foreseen"].seal == ""
    assert choose(interview, owner, range(200), do="see").context["foreseen"].seal


def test_a_description_is_put_aside_or_replaced_by_the_next(interview, owner):
    first = bring(interview, owner, text=api())
    bring(interview, owner, text=api(["other"]))
    assert Description.objects.count() == 1
    assert owner.browser().get(first.request["PATH_INFO"]).status_code == 409
    choose(interview, owner, [], do="forget")
    assert not Description.objects.exists()


def test_markup_in_a_description_is_the_text_it_is(interview, owner):
    evil = "<script>alert(1)</script>"
    page = bring(interview, owner, text=json.dumps({"openapi": "3.0.0", "info": {"title": evil, "description": "a"},
        "paths": {f"/{evil}": {"get": {"operationId": evil, "tags": [evil]}}}}))  # fmt: skip
    assert evil not in page.content.decode()


def oauth(host, scope="read"):
    flow = {"clientCredentials": {"tokenUrl": f"https://{host}/token", "scopes": {scope: ""}}}
    schemes = {"securitySchemes": {"way": {"type": "oauth2", "flows": flow}}}
    return api(components=schemes, security=[{"way": [scope]}])


def with_secret(interview, owner):
    """A tool let in by OAuth 2, its secret set."""
    bring(interview, owner, text=oauth("id.shop.test"))
    choose(interview, owner, [0])
    [fact] = facts(interview)
    secret = reverse("tool_secret", args=[interview.pk, fact.id])
    owner.browser().post(secret, {"client_id": "parley-at-shop", "client_secret": SECRET})
    assert ToolSecret.objects.count() == 2
    return fact.id


def test_an_import_sends_no_secret_elsewhere_unless_that_is_chosen(interview, owner):
    tool = with_secret(interview, owner)
    page = bring(interview, owner, text=oauth("evil.test", "all"))
    assert "Let it in as this description says" in page.content.decode()
    choose(interview, owner, [0, 1], tool=tool)
    assert tools(interview)[0].access.token_url == "https://id.shop.test/token"
    assert ToolSecret.objects.count() == 2


def test_another_way_in_is_shown_whole_and_its_secret_asked_anew(interview, owner):
    tool = with_secret(interview, owner)
    bring(interview, owner, text=oauth("new.test", "all"))
    page = choose(interview, owner, [0], do="see", tool=tool, access="on").content.decode()
    for before, after in (("https://id.shop.test/token", "https://new.test/token"), ("read", "all")):
        assert f'<del dir="auto">{before}</del> <ins dir="auto">{after}</ins>' in page
    choose(interview, owner, [0], tool=tool, access="on")
    assert tools(interview)[0].access.token_url == "https://new.test/token"
    assert not ToolSecret.objects.exists()


def test_nobody_else_sees_or_brings_descriptions(interview, owner, stranger):
    here = bring(interview, owner, text=api()).request["PATH_INFO"]
    for browser in (stranger.browser(), Client()):
        for path in (here, reverse("tool_import", args=[interview.pk])):
            assert browser.get(path).status_code == 404
            assert browser.post(path, {"text": api(), "op": "0", "do": "apply"}).status_code == 404
    assert tools(interview) == []
