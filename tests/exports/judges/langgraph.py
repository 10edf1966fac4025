import os
from pathlib import Path

from tests.exports.running import judged


def judge(folder: Path) -> None:
    os.environ["AGENT_MODEL"] = "openai:gpt-fake"
    judged(folder, "langgraph_agent.py", _turn)


def _turn(module):
    said = module.agent.invoke({"messages": [{"role": "user", "content": "Where is my order?"}]})
    return said["messages"][-1].text
