"""Every file is judged by the platform's own package, for every agent. Packages that clash with Parley's own have
environments of theirs and are asked by `make test-exports`."""

import importlib
from pathlib import Path

import pytest

from tests.exports.agents import everyone
from tests.exports.written import write

JUDGES = ("a2a", "anthropic", "bedrock", "dialogflow", "elevenlabs", "mcp", "retell", "skills")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("exports")
    return {name: write(root / str(i), definition) for i, (name, definition) in enumerate(everyone().items())}


@pytest.mark.parametrize("judge", JUDGES)
def test_the_platforms_own_package_takes_every_agent(judge, folders):
    asked = importlib.import_module(f"tests.exports.judges.{judge}")
    assert len(folders) == 26
    for name, folder in folders.items():
        try:
            asked.judge(folder)
        except Exception as problem:
            pytest.fail(f"{judge} refuses {name}: {problem}")


@pytest.mark.parametrize("spoilt", ["model", "tools"])
def test_a_judge_is_closed(spoilt, folders, tmp_path):
    asked = importlib.import_module("tests.exports.judges.anthropic")
    text = (folders["returns"] / "anthropic.json").read_text(encoding="utf-8")
    (tmp_path / "anthropic.json").write_text(text.replace(f'"{spoilt}"', '"unheard_of"', 1), encoding="utf-8")
    with pytest.raises(Exception, match=r"unheard_of|required"):
        asked.judge(tmp_path)
