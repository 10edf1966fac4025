"""`manage.py evaluate_interviews`: simulated people over the real road, in a database that is gone afterwards."""

import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from config.environment import ROOT
from tests.journeys.conftest import fake_model

__all__ = ["fake_model"]

DEV = ROOT / "evaluation/dev"
TERSE, RETURNS = "p02-utility-outage", "p45-returns-api"
PATIENCE = 300


def evaluated(*arguments: object, **environment: str) -> str:
    """What the command prints."""
    command = [sys.executable, "manage.py", "evaluate_interviews", *map(str, arguments)]
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=PATIENCE
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def line_of(name: str, printed: str) -> list[str]:
    """The cells of a person's line in the last table."""
    return [line.split() for line in printed.splitlines() if line.startswith(name)][-1]


def test_the_guide_is_judged_slot_by_slot_and_person_by_person_and_nothing_of_it_stays(tmp_path: Path) -> None:
    before = sorted(path.name for path in Path(settings.DATA_DIR).iterdir())
    out = tmp_path / "runs"
    printed = evaluated(DEV, "--personas", f"{TERSE},{RETURNS}", "--out", out)
    assert printed.startswith("2 personas")
    assert re.search(r"^goals +[01]\.\d{3} ", printed, re.MULTILINE)
    _, f1, violations, turns, by_model, *_, cost, seconds, slowest = line_of(RETURNS, printed)
    assert (float(f1) > 0.8, violations, by_model, cost) == (True, "0", "0", "0.0000")
    assert (0 < int(turns) < 30, 0 < float(slowest) <= float(seconds)) == (True, True)
    kept = json.loads((out / f"{RETURNS}.json").read_text())
    assert kept["spec"]["agent_name"]
    assert kept["prompt"]
    assert len(kept["said"]) == len(kept["replies"]) == kept["turns"] == int(turns)
    assert (out / f"{RETURNS}.md").read_text().count("**Person**") == int(turns)
    assert sorted(path.name for path in Path(settings.DATA_DIR).iterdir()) == before


def test_the_model_that_is_set_is_judged_with_its_tokens_and_an_unknown_price_stays_unknown(fake_model: str) -> None:
    printed = evaluated(
        DEV, "--interviewer", "model", "--personas", TERSE, "--most-turns", 3,
        PARLEY_MODEL="openai/fake-0-0-20", OPENAI_API_BASE=fake_model, OPENAI_API_KEY="none",
        PARLEY_MODEL_TIMEOUT="200",  # a busy machine may load the client for long
    )  # fmt: skip
    _, _, _, turns, by_model, tokens_in, tokens_out, cost, *_ = line_of(TERSE, printed)
    assert (turns, by_model, cost) == ("3", "3", "unknown")
    assert printed.rstrip().endswith("median of turns 3")
    assert int(tokens_in) > 0
    assert int(tokens_out) >= 3 * 20


def test_a_model_that_is_set_does_not_answer_for_the_guide() -> None:
    printed = evaluated(DEV, "--personas", TERSE, "--most-turns", 1, PARLEY_MODEL="openai/nowhere")
    assert line_of(TERSE, printed)[3:5] == ["1", "0"]


def refused(*arguments: object) -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("evaluate_interviews", *map(str, arguments), stdout=StringIO())
    return str(refusal.value)


def person(folder: Path, content: Any) -> Path:
    (folder / "somebody.json").write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def test_what_cannot_be_evaluated_is_refused_with_one_line(tmp_path: Path) -> None:
    assert "is not a folder" in refused(tmp_path / "nowhere")
    assert "holds no person" in refused(tmp_path)
    assert "nobody is not in" in refused(DEV, "--personas", "nobody")
    assert "above 0" in refused(DEV, "--limit", "0")
    assert "PARLEY_MODEL" in refused(DEV, "--interviewer", "model")
    assert "cannot be read" in refused(person(tmp_path, "{"))
    assert "is not a person's file" in refused(person(tmp_path, {"id": "somebody"}))
    assert "is not a person's file" in refused(person(tmp_path, []))


def test_a_person_who_never_says_what_is_expected_is_refused(tmp_path: Path) -> None:
    one = json.loads((DEV / f"{TERSE}.json").read_text())
    one["gold"]["agent_name"] = {"text": "Quite Another", "accept": [], "exact": True}
    assert "not grounded agent_name" in refused(person(tmp_path, one))
