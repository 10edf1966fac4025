"""What the set-up makes for the browser."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import AsyncClient, override_settings
from servestatic.storage import CompressedManifestStaticFilesStorage

from config.assets import ASSETS, COLLECTED, STATIC

pytestmark = pytest.mark.skipif(not (COLLECTED / "staticfiles.json").exists(), reason="`make set-up` makes them")


def collected(name: str) -> Path:
    manifest: dict[str, Any] = json.loads((COLLECTED / "staticfiles.json").read_text(encoding="utf-8"))
    return COLLECTED / manifest["paths"][name]


@pytest.mark.parametrize("name", ["app.css", "app.js"])
def test_many_small_files_become_one_small_one(name: str) -> None:
    content = collected(name).read_bytes()
    assert not re.search(rb"@import|^import ['\"]\./(?!parts)", content, re.MULTILINE)
    assert len(gzip.compress(content)) < 30_000


def test_the_diagram_library_comes_only_when_it_is_needed() -> None:
    script = collected("app.js").read_text(encoding="utf-8")
    found = re.findall(r"import\(\"\./(parts/[\w.-]+\.js)\"\)", script)
    assert found
    for name in found:
        assert (COLLECTED / name).exists()


def test_everything_else_is_served_as_it_is() -> None:
    for path in STATIC.iterdir():
        if path.is_file():
            assert (ASSETS / path.name).read_bytes() == path.read_bytes()


@override_settings(
    STORAGES={"staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"}},
)
async def test_a_file_is_served_compressed_and_for_ever() -> None:
    name = CompressedManifestStaticFilesStorage().stored_name("app.js")
    answer = await AsyncClient().get(f"/static/{name}", headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("text/javascript")
