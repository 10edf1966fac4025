"""The twelve people's files are sound: each says what its gold holds, and the gold scores in full."""

import json
from collections import Counter
from typing import Any

import jsonschema
import pytest

from config.environment import ROOT
from evaluation import validate
from evaluation.simulate import load_dir

PERSONAS = {persona["id"]: persona for persona in load_dir(ROOT / "evaluation/dev")}
SCHEMA = json.loads((ROOT / "evaluation/schema.json").read_text(encoding="utf8"))


@pytest.mark.parametrize("name", PERSONAS)
def test_a_person_says_all_that_is_expected_of_the_specification(name: str) -> None:
    assert validate.check(PERSONAS[name]) == []


@pytest.mark.parametrize("name", PERSONAS)
def test_a_file_has_the_shape_that_is_written_down(name: str) -> None:
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(PERSONAS[name])) == []


def test_every_person_has_a_style_of_their_own(personas: list[dict[str, Any]]) -> None:
    assert set(Counter(persona["style"] for persona in personas).values()) == {1}
