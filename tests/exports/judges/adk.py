import asyncio
import sys
from pathlib import Path

from google.adk.agents import LlmAgent
from google.adk.agents.config_agent_utils import from_config
from google.adk.runners import InMemoryRunner
from google.genai import types

from tests.exports.running import RUN, asked, surroundings
from tests.exports.world import world


def judge(folder: Path) -> None:
    for name in [one for one in sys.modules if one == "adk" or one.startswith("adk.")]:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    try:
        agent = from_config(str(folder / "adk" / "root_agent.yaml"))
        assert isinstance(agent, LlmAgent)
        with world() as made, surroundings(made):
            answer = asyncio.run(_turn(agent))
            if folder.name == RUN:
                asked(made, answer)
    finally:
        sys.path.remove(str(folder))


async def _turn(agent):
    """Every agent takes a turn: the instruction is filled in only then, and a brace read as a variable raises."""
    runner = InMemoryRunner(agent=agent, app_name="judged")
    await runner.session_service.create_session(app_name="judged", user_id="u", session_id="s")
    said = types.Content(role="user", parts=[types.Part(text="Where is my order?")])
    texts = []
    async for event in runner.run_async(user_id="u", session_id="s", new_message=said):
        texts += [part.text for part in (event.content.parts if event.content else ()) or () if part.text]
    return " ".join(texts)
