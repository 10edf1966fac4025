"""Tools from their description over REST: looked at, taken over, taken back, and nobody else's business."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from api import tools
from sessions import descriptions
from tests.api.program import Api, assert_problem

pytestmark = pytest.mark.django_db(transaction=True)
CURL = "curl https://api.shop.test/orders\ncurl -X POST https://api.shop.test/orders -d 'sku=A1'"


async def test_what_would_change_is_told_and_saved_when_asked_for(api):
    await api.create()
    path = f"{api.path}/tools/import"
    seen = (await api("POST", path, {"text": CURL, "tool": "Our shop"})).json()
    assert (seen["kind"], seen["applied"], seen["is_new"]) == ("curl", False, True)
    assert [one["name"] for one in seen["changes"]] == ["GET /orders", "POST /orders"]
    assert (await api("GET", f"{api.path}/spec")).json() == {}
    some = {"text": CURL, "tool": "Our shop", "operations": ["POST /orders"], "apply": True}
    assert (await api("POST", path, some)).json()["applied"]
    [tool] = (await api("GET", f"{api.path}/spec")).json()["tools"]
    assert (tool["name"], [one["name"] for one in tool["operations"]]) == ("Our shop", ["POST /orders"])
    again = (await api("POST", path, {"text": CURL.replace("A1", "B2"), "tool": "our SHOP"})).json()
    assert [(one["name"], one["change"]) for one in again["changes"]] == [
        ("POST /orders", "changed"),
        ("GET /orders", "new"),
    ]
    await api("POST", f"{api.path}/spec/undo")
    assert (await api("GET", f"{api.path}/spec")).json() == {}


async def test_an_import_is_worked_out_beside_the_event_loop(api, beside_the_loop):
    await api.create()
    beside = beside_the_loop(descriptions, "first_choice", "foresee") | beside_the_loop(tools, "_shown")
    for apply in (False, True):
        await api("POST", f"{api.path}/tools/import", {"text": CURL, "apply": apply})
    assert beside == {"first_choice": {True}, "foresee": {True}, "_shown": {True}}


async def test_a_file_is_sent_as_multipart(api):
    await api.create()
    told = {"openapi": "3.1.0", "info": {"title": "Shop"}, "paths": {"/a": {"get": {"operationId": "look"}}}}
    file = SimpleUploadedFile("shop.json", json.dumps(told).encode())
    answer = await api.client.post(
        f"/api/v1/sessions{api.path}/tools/import",
        {"file": file, "apply": "true", "operations": ["look"]},
        headers={"Authorization": f"Bearer {api.token}"},
    )
    assert answer.status_code == 200, answer.content
    assert answer.json()["tool"]["operations"][0]["name"] == "look"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "nothing in it"),
        ({"text": "hello"}, "none of what is read"),
        ({"url": "http://127.0.0.1:9/openapi.json"}, "inside"),
        ({"text": CURL, "operations": ["GET /nothing"]}, "GET /nothing"),
        ({"text": CURL, "operations": []}, "Nothing is chosen"),
        ({"text": 7}, "Send JSON"),
    ],
)
async def test_what_cannot_be_imported_is_told(api, body, words):
    await api.create()
    assert_problem(await api("POST", f"{api.path}/tools/import", body), 422, words)
    assert (await api("GET", f"{api.path}/spec")).json() == {}


async def test_nobody_else_imports(api):
    await api.create()
    other = Api()
    await other.create()
    assert_problem(await other("POST", f"{api.path}/tools/import", {"text": CURL, "apply": True}), 404)
    assert_problem(await Api()("POST", f"{api.path}/tools/import", {"text": CURL}), 401)
