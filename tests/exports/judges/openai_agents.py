import asyncio
import json
import os
from pathlib import Path

from agents import Runner

from tests.exports.running import judged


def judge(folder: Path) -> None:
    os.environ["AGENT_MODEL"] = "gpt-fake"
    judged(folder, "openai_agents.py", _turn)


def _turn(module):
    assert all(tool.strict_json_schema for tool in module.agent.tools)
    json.dumps([tool.params_json_schema for tool in module.agent.tools])
    return asyncio.run(Runner.run(module.agent, "Where is my order?")).final_output
