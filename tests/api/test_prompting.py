"""The prompt by hand over REST."""

import pytest

from sessions import tasks
from tests.api.program import Api, assert_problem

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_section_is_written_undone_and_reset(api):
    await api.create(opening="A returns assistant called Sole")
    path = f"{api.path}/prompt/sections"
    written = (await api("PUT", f"{path}/scope", {"text": "{agent_name}: shoes only."})).json()["sections"]
    assert [one["key"] for one in written if one["is_edited"]] == ["scope"]
    assert "Sole: shoes only." in (await api("GET", f"{api.path}/prompt")).content.decode()
    await api("POST", f"{api.path}/spec/undo")
    await api("PUT", f"{path}/scope", {"text": "Shoes."})
    reset = (await api("DELETE", f"{path}/scope")).json()["sections"]
    assert all(one["text"] == one["parleys"] and not one["is_edited"] for one in reset)
    assert_problem(await api("PUT", f"{path}/scope", {"text": ""}), 422)
    assert_problem(await api("PUT", f"{path}/nowhere", {"text": "x"}), 404)
    other, nobody = Api(), Api()
    await other.create()
    for program, status in ((other, 404), (nobody, 401)):
        for method, place, body in (("GET", path, None), ("PUT", f"{path}/scope", {"text": "x"})):
            assert (await program(method, place, body)).status_code == status
        for method in ("GET", "POST"):
            assert (await program(method, f"{api.path}/prompt/polish")).status_code == status


async def test_polishing_is_begun_and_told(api, with_model, monkeypatch, settings):
    sent = []
    monkeypatch.setattr(tasks.polish, "delay", sent.append)
    settings.PARLEY_MODEL = settings.PARLEY_FAST_MODEL = ""
    await api.create(opening="A returns assistant called Sole")
    assert (await api("GET", f"{api.path}/prompt/polish")).json()["status"] == "none"
    assert_problem(await api("POST", f"{api.path}/prompt/polish"), 422, "No model")
    settings.PARLEY_MODEL = "openai/scripted"
    begun = (await api("POST", f"{api.path}/prompt/polish?section=identity")).json()
    assert (begun["status"], begun["ready"], begun["of"], len(sent)) == ("queued", 0, 1, 1)
    assert_problem(await api("POST", f"{api.path}/prompt/polish"), 409)
