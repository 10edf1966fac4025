from pathlib import Path

import yaml
from skills_ref import validate


def judge(folder: Path) -> None:
    (skill,) = (folder / "skills").iterdir()
    assert validate(skill) == []
    for name in ("claude_subagent.md", "copilot.agent.md"):
        head = yaml.safe_load((folder / name).read_text(encoding="utf-8").split("---\n")[1])
        assert head["name"]
        assert head["description"]
        assert head.keys() <= {"name", "description", "tools", "model"}
