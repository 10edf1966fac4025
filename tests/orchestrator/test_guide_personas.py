"""Twelve people of the evaluation are interviewed by the guide alone, offline: each to the end, and what they said is
kept."""

from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from evaluation.drive_guide import interview
from evaluation.score import score_set
from evaluation.simulate import load_dir

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"
MOST_TURNS = 30
PERSONAS = {persona["id"]: persona for persona in load_dir(str(EVALUATION / "dev"))}
Run = dict[str, Any]


@pytest.fixture(scope="module")
def runs() -> dict[str, Run]:
    return {name: interview(persona, MOST_TURNS) for name, persona in PERSONAS.items()}


def test_there_are_twelve_people() -> None:
    assert len(PERSONAS) == 12


@pytest.mark.parametrize("name", PERSONAS)
def test_an_interview_comes_to_its_end_in_time(name: str, runs: dict[str, Run]) -> None:
    assert (runs[name]["status"], runs[name]["turns"] <= MOST_TURNS) == ("completed", True)


def test_all_of_them_are_understood_asked_for_everything_and_done_in_a_median_of_16_turns(runs: dict[str, Run]) -> None:
    both = [(PERSONAS[name], run) for name, run in runs.items()]
    scored = score_set([(persona, run["spec"], run["prompt"], run["said"]) for persona, run in both])
    assert scored["strict"]["f1"] >= 0.93
    assert scored["must_not"]["violations"] == 0
    assert scored["coverage"] >= 0.98
    assert median(run["turns"] for run in runs.values()) <= 16


@pytest.mark.parametrize("name", PERSONAS)
def test_nothing_is_kept_that_must_not_be_and_no_secret_gets_into_any_file(name: str, runs: dict[str, Run]) -> None:
    persona, run = PERSONAS[name], runs[name]
    scored = score_set([(persona, run["spec"], run["prompt"], None)])
    assert scored["must_not"]["by"] == {}
    secrets = [rule["value"] for rule in persona["gold"].get("must_not", []) if rule["why"] == "secret"]
    assert [secret for secret in secrets if any(secret in text for text in run["files"].values())] == []


@pytest.mark.parametrize("name", PERSONAS)
def test_no_reply_is_said_twice_in_a_row(name: str, runs: dict[str, Run]) -> None:
    replies = [reply["reply"] for reply in runs[name]["replies"]]
    assert [one for one, other in pairwise(replies) if one == other] == []
