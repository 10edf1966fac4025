"""Versions over REST: noted, labelled, compared, restored."""

import pytest
from django.test import AsyncClient

from tests.api.program import Api, assert_problem

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def two(api):
    """A program that published Sole, then Heel."""
    await api.create(opening="A returns assistant called Sole")
    await api("POST", f"{api.path}/complete", {"note": "The first one"})
    await api("PATCH", f"{api.path}/spec", {"agent_name": "Heel"})
    await api("POST", f"{api.path}/complete")
    return api


async def test_versions_are_listed_noted_and_labelled(two):
    listed = (await two("GET", f"{two.path}/versions")).json()["versions"]
    assert [(one["number"], one["note"], one["label"]) for one in listed] == [
        (2, "", "draft"),
        (1, "The first one", "draft"),
    ]
    changed = await two("PATCH", f"{two.path}/versions/2", {"note": "Another name", "label": "live"})
    assert (changed.json()["note"], changed.json()["label"]) == ("Another name", "live")
    assert_problem(await two("PATCH", f"{two.path}/versions/2", {"label": "gone"}), 422, "draft or live")
    assert_problem(await two("PATCH", f"{two.path}/versions/9", {"note": "x"}), 404, "no version 9")


async def test_two_versions_are_compared(two):
    told = (await two("GET", f"{two.path}/versions/compare?before=1&after=2")).json()
    assert [(one["label"], one["kind"], one["before"], one["after"]) for one in told["facts"]] == [
        ("Name", "changed", "Sole", "Heel")
    ]
    lines = await two("GET", f"{two.path}/versions/compare/file?before=1&after=2&name=spec.json")
    assert {line["kind"] for passage in lines.json() for line in passage["lines"]} >= {"added", "removed"}
    nothing = (await two("GET", f"{two.path}/versions/compare?before=2")).json()
    assert nothing == {"facts": [], "nodes": [], "workflow": "", "prompt": [], "exports": []}
    assert_problem(await two("GET", f"{two.path}/versions/compare?before=1&after=7"), 404, "no version 7")
    assert_problem(await two("GET", f"{two.path}/versions/compare/file?before=1&name=no.txt"), 422)


async def test_an_old_version_is_restored(two):
    restored = (await two("POST", f"{two.path}/versions/1/restore")).json()
    assert (restored["number"], restored["note"]) == (3, "Restored from version 1.")
    assert (await two("GET", f"{two.path}/spec")).json()["agent_name"] == "Sole"
    await two("POST", f"{two.path}/spec/undo")
    assert (await two("GET", f"{two.path}/spec")).json()["agent_name"] == "Heel"


async def test_for_another_program_there_are_none(two):
    other, nobody = Api(), Api()
    await other.create()
    for program, status in ((other, 404), (nobody, 401)):
        for method, path in (
            ("GET", "/versions"),
            ("PATCH", "/versions/1"),
            ("POST", "/versions/1/restore"),
            ("GET", "/versions/compare?before=1"),
            ("GET", "/versions/compare/file?before=1&name=spec.json"),
        ):
            body = {"note": "x"} if method == "PATCH" else None
            assert_problem(await program(method, f"{two.path}{path}", body), status)


async def test_a_version_is_shared_and_the_link_taken_back(two):
    made = (await two("POST", f"{two.path}/versions/1/shares", {"days": 3, "with_transcript": True})).json()
    path = made["url"].removeprefix("http://testserver")
    assert (await AsyncClient().get(path)).status_code == 200
    [listed] = (await two("GET", f"{two.path}/shares")).json()["shares"]
    assert listed == {name: value for name, value in made.items() if name != "url"}
    other, nobody = Api(), Api()
    await other.create()
    for program, status in ((other, 404), (nobody, 401)):
        assert_problem(await program("GET", f"{two.path}/shares"), status)
        assert_problem(await program("POST", f"{two.path}/versions/1/shares", {}), status)
        assert_problem(await program("DELETE", f"{two.path}/shares/{made['id']}"), status)
    assert (await two("DELETE", f"{two.path}/shares/{made['id']}")).status_code == 204
    assert (await AsyncClient().get(path)).status_code == 404
    assert_problem(await two("POST", f"{two.path}/versions/1/shares", {"days": 900}), 422)
    assert_problem(await two("POST", f"{two.path}/versions/8/shares", {}), 404, "no version 8")


async def test_findings_are_listed_for_a_platform_and_mended(api):
    await api.create(opening="A returns assistant called Sole")
    await api("PATCH", f"{api.path}/spec", {"greeting": "Hello! Who is it? What is it?"})
    told = (await api("GET", f"{api.path}/lint?platform=Vapi")).json()
    assert told["size"]["model"] == "gpt-4.1"
    (finding,) = [one for one in told["findings"] if one["code"] == "several_questions"]
    assert (finding["slot"], finding["source"]) == ("greeting", "https://docs.vapi.ai/prompting-guide")
    address = f"{api.path}/lint/{finding['key']}/fix?platform=vapi"
    other, nobody = Api(), Api()
    await other.create()
    assert [(await program("POST", address)).status_code for program in (other, nobody)] == [404, 401]
    assert [(await program("GET", f"{api.path}/lint")).status_code for program in (other, nobody)] == [404, 401]
    left = (await api("POST", address)).json()
    assert "several_questions" not in [one["code"] for one in left["findings"]]
    assert (await api("GET", f"{api.path}/spec")).json()["greeting"] == "Hello! Who is it?"
    assert_problem(await api("POST", address), 409)
    assert_problem(await api("GET", f"{api.path}/lint?platform=nowhere"), 422)
    assert (await api("GET", f"{api.path}/lint")).json()["size"] is None
