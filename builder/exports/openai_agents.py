"""OpenAI's Agents SDK: a module with an agent whose tools call the endpoints."""

from builder.exports import python_text
from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import Made, text_file
from builder.exports.openai_prompt import TEXT
from builder.exports.steps import addresses_to_set, secrets_to_set

FILE = "openai_agents.py"
_HOW = """    pip install openai-agents
    export OPENAI_API_KEY=...
    python openai_agents.py"""
_TALK = '''
async def talk():
    """Talk with the agent in the terminal, until you type nothing."""
    said = []
    while text := input("You: "):
        result = await Runner.run(agent, [*said, {"role": "user", "content": text}])
        said = result.to_input_list()
        print("Agent:", result.final_output)


if __name__ == "__main__":
    asyncio.run(talk())
'''


def make(agent: Agent) -> Made:
    told = agent.told(TEXT)
    source = python_text.module(
        agent,
        how=_HOW,
        imports=("import asyncio", "from agents import Agent, Runner, function_tool"),
        prompt=told.text,
        decorator="@function_tool",
        made=_agent(agent),
        talk=_TALK,
    )
    loss = account(agent, told, Places("INSTRUCTIONS", tools="functions", called=False))
    return Made(
        (text_file(FILE, "text/x-python", source, "The agent, ready to run."),), loss, told.text, tuple(_steps(agent))
    )


def _agent(agent: Agent) -> str:
    tools = ", ".join(call.name for call in agent.calls)
    return (
        "agent = Agent(\n"
        f"    name={agent.name!r},\n"
        "    instructions=INSTRUCTIONS,\n"
        '    model=os.environ.get("AGENT_MODEL", "gpt-5.4"),\n'
        f"    tools=[{tools}],\n"
        "    handoffs=[],\n"
        ")\n"
    )


def _steps(agent: Agent) -> list[str]:
    return [
        "pip install openai-agents, and set OPENAI_API_KEY.",
        *secrets_to_set(agent, "as environment variables"),
        *addresses_to_set(agent),
        "Type: python openai_agents.py",
    ]


EXPORT = Export(
    "openai_agents",
    "OpenAI Agents SDK",
    "A Python module with an agent whose tools call your endpoints.",
    make,
    ("OpenAI Agents", "Agents SDK"),
)
