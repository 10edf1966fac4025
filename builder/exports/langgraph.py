"""LangChain and LangGraph: a module with an agent whose tools call the endpoints."""

from builder.exports import python_text
from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import Made, text_file
from builder.exports.openai_prompt import TEXT
from builder.exports.steps import addresses_to_set, secrets_to_set

FILE = "langgraph_agent.py"
_HOW = """    pip install langchain langgraph langchain-openai
    export OPENAI_API_KEY=...
    python langgraph_agent.py"""
_TALK = '''
def talk():
    """Talk with the agent in the terminal, until you type nothing."""
    said = []
    while text := input("You: "):
        said = agent.invoke({"messages": [*said, {"role": "user", "content": text}]})["messages"]
        print("Agent:", said[-1].text)


if __name__ == "__main__":
    talk()
'''


def make(agent: Agent) -> Made:
    told = agent.told(TEXT)
    tools = ", ".join(call.name for call in agent.calls)
    source = python_text.module(
        agent,
        how=_HOW,
        imports=("from langchain.agents import create_agent",),
        prompt=told.text,
        made=(
            "agent = create_agent(\n"
            '    model=os.environ.get("AGENT_MODEL", "openai:gpt-5.4"),\n'
            f"    tools=[{tools}],\n"
            "    system_prompt=INSTRUCTIONS,\n"
            ")\n"
        ),
        talk=_TALK,
    )
    loss = account(agent, told, Places("INSTRUCTIONS", tools="functions", called=False))
    return Made(
        (text_file(FILE, "text/x-python", source, "The agent, ready to run."),), loss, told.text, tuple(_steps(agent))
    )


def _steps(agent: Agent) -> list[str]:
    return [
        "pip install langchain langgraph langchain-openai, and set OPENAI_API_KEY, or AGENT_MODEL for others.",
        *secrets_to_set(agent, "as environment variables"),
        *addresses_to_set(agent),
        "Type: python langgraph_agent.py",
    ]


EXPORT = Export(
    "langgraph",
    "LangChain and LangGraph",
    "A Python module with an agent whose tools call your endpoints.",
    make,
    ("LangGraph", "LangChain"),
)
