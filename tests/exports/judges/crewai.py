from pathlib import Path

import yaml
from crewai import Agent, Task

from tests.exports.running import judged


def judge(folder: Path) -> None:
    agents, tasks = (
        yaml.safe_load((folder / "crewai" / name).read_text("utf-8")) for name in ("agents.yaml", "tasks.yaml")
    )
    for one in agents.values():
        assert one.keys() - {"tools"} <= Agent.model_fields.keys()
    for one in tasks.values():
        assert one.keys() <= Task.model_fields.keys()
        assert one["agent"] in agents
    judged(folder, "crewai/crew.py", lambda module: _turn(module))
    _inputs(folder)


def _turn(module):
    return module.TheCrew().crew().kickoff(inputs=module.inputs("Person: Where is my order?")).raw


def _inputs(folder: Path) -> None:
    """No brace is read as an input that nobody gives."""
    import re

    text = (folder / "crewai" / "agents.yaml").read_text("utf-8")
    named = set(re.findall(r"\{([A-Za-z_][A-Za-z0-9_-]*)\}", text))
    assert named <= {"first_name", "name", "y", "conversation"}, named
