"""The set-up: for every Python one clear line, each step once, and a failure that can be tried again."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from config import installation
from config.environment import ROOT
from config.installation import SetUpFailed, once, run, telling

BOOTSTRAP = (ROOT / "config" / "bootstrap.py").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "build").mkdir()
    monkeypatch.setattr(installation, "BUILD", tmp_path / "build")
    monkeypatch.setattr(installation, "LOG", tmp_path / "build" / "log")


def test_an_old_python_is_told_so_in_one_line() -> None:
    ast.parse(BOOTSTRAP, feature_version=(3, 4))
    program = (
        f"import sys; sys.version_info = (3, 9, 18, 'final', 0); __file__ = 'config/bootstrap.py'; exec({BOOTSTRAP!r})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Parley needs Python 3.11 or newer; this is 3.9.")
    assert len(done.stderr.splitlines()) == 1


def test_a_step_is_done_again_only_when_its_sources_changed(tmp_path: Path) -> None:
    source, done = tmp_path / "source", []

    def make() -> None:
        once(tmp_path, "step", [source, "recipe"], lambda: done.append(source.read_text()), "Making")

    for text in ("first", "first", "second", "second"):
        source.write_text(text)
        make()
    assert done == ["first", "second"]


def test_a_step_that_failed_is_done_again(tmp_path: Path) -> None:
    def fail() -> None:
        raise SetUpFailed("no network")

    done: list[str] = []
    with pytest.raises(SetUpFailed):
        once(tmp_path, "step", ["recipe"], fail, "Making")
    once(tmp_path, "step", ["recipe"], lambda: done.append("now"), "Making")
    assert done == ["now"]


def test_a_command_that_failed_is_told_in_one_line_with_its_cause() -> None:
    program = "print('Looking'); print('ERROR: no route to host'); print('bye'); raise SystemExit(3)"
    with pytest.raises(SetUpFailed) as told:
        run([sys.executable, "-c", program], "Things")
    assert str(told.value).startswith("Things could not be set up: ERROR: no route to host. Nothing is broken")
    assert len(str(told.value).splitlines()) == 1


def test_a_step_may_need_another_one(tmp_path: Path) -> None:
    done: list[str] = []

    def outer() -> None:
        once(tmp_path, "inner", ["recipe"], lambda: done.append("inner"), "Making")
        done.append("outer")

    once(tmp_path, "outer", ["recipe"], outer, "Making")
    assert done == ["inner", "outer"]


@pytest.mark.parametrize(
    "line",
    [
        "npm error code ENOTFOUND",
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError('<pip>: Refused')'",
    ],
)
def test_a_missing_network_is_called_by_its_name(line: str) -> None:
    assert "no network" in telling([line, "ERROR: No matching distribution found for anything"])


def test_a_command_that_says_nothing_is_told_too() -> None:
    assert telling([]) == "it said nothing."


def test_an_unknown_setting_is_told_before_anything_is_fetched(tmp_path: Path) -> None:
    environment = {"PATH": str(tmp_path), "PARLEY_MODLE": "x"}
    command = [sys.executable, "config/bootstrap.py", "run"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "Parley: PARLEY_MODLE is not a setting of Parley. Did you mean PARLEY_MODEL?\n"
