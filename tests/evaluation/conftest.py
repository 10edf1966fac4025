from typing import Any

import pytest

from config.environment import ROOT
from evaluation.simulate import load_dir


@pytest.fixture(scope="session")
def personas() -> list[dict[str, Any]]:
    """The twelve people."""
    return load_dir(ROOT / "evaluation/dev")
