"""The zip of an agent brought back over REST."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import AsyncClient

from tests.api import described
from tests.api.program import Api, assert_problem

pytestmark = pytest.mark.django_db(transaction=True)


async def send(content, name="file"):
    answer = await AsyncClient().post("/api/v1/sessions/import", {name: SimpleUploadedFile("a.zip", content)})
    described.check("POST", "/import", answer)
    return answer


async def test_a_zip_is_brought_back_and_gives_the_same_zip(api):
    await api.create(opening="A returns assistant called Sole that never promises a refund date")
    first = (await api("GET", f"{api.path}/export.zip")).content
    created = (await send(first)).json()
    again = Api(created["token"])
    assert (await again("GET", f"/{created['session_id']}/export.zip")).content == first
    assert_problem(await api("GET", f"/{created['session_id']}/status"), 404)


async def test_what_is_wrong_with_a_zip_is_told(db):
    assert_problem(await send(b"no zip"), 422, "damaged")
    assert_problem(await send(b"x", name="other"), 422, "a part called `file`")
