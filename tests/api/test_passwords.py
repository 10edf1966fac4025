"""A password is stored nowhere: messages lose it and say so, and fields that hold one are refused at every door."""

import io
import zipfile

import pytest
from django.apps import apps

from tests.api.program import assert_problem

pytestmark = pytest.mark.django_db(transaction=True)

SAID = (
    "We use Sailor with user ola and password quay-88xyz!",
    "das Passwort ist quay-88xyz!",
    "le mot de passe est quay-88xyz!",
    "la contraseña es quay-88xyz!",
    "密码是quay-88xyz!",
    "كلمة السر quay-88xyz!",
    "log in with ola / quay-88xyz!",
)


async def test_no_table_and_no_file_holds_a_password_that_was_said(api):
    await api.create(opening="A ticket desk called Pier, the password is quay-88xyz!", title="Tickets")
    for text in SAID:
        assert (await api("POST", f"{api.path}/message", {"message": text})).status_code == 200
    said = [m for m in (await api("GET", f"{api.path}/messages")).json()["messages"] if m["role"] == "person"]
    assert all("[secret removed]" in message["text"] and message["notices"] for message in said)
    packed = zipfile.ZipFile(io.BytesIO((await api("GET", f"{api.path}/export.zip")).content))
    written = [packed.read(name).decode() for name in packed.namelist()]
    tables = [model for app in ("sessions", "builder", "runs") for model in apps.get_app_config(app).get_models()]
    written += [str([row async for row in model.objects.values()]) for model in tables]
    assert not [text for text in written if "quay" in text or "88xyz" in text]


@pytest.mark.parametrize("text", SAID)
async def test_a_field_with_a_password_is_refused(api, text):
    await api.create(opening="A ticket desk called Pier")
    assert_problem(await api("POST", "/create", {"title": text}), 422, "looks like a secret")
    for slot in ("guardrails", "knowledge", "tools"):
        patched = await api("PATCH", f"{api.path}/spec", {slot: [text]})
        assert_problem(patched, 422, "looks like a secret")
    tool = {"name": "Sailor", "purpose": text}
    assert_problem(await api("PATCH", f"{api.path}/spec", {"tools": [tool]}), 422, "looks like a secret")
