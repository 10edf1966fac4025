import os
from pathlib import Path

from tests.exports.running import judged


def judge(folder: Path) -> None:
    os.environ["AGENT_MODEL"] = "openai:gpt-fake"
    judged(folder, "pydantic_ai_agent.py", lambda module: module.agent.run_sync("Where is my order?").output)
