"""CrewAI: a crew of one agent with one task, as YAML, and its tools as Python that calls the endpoints."""

from builder.exports import python_text
from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import Made, text_file
from builder.exports.notation import Notation
from builder.exports.plain_prompt import READ
from builder.exports.steps import addresses_to_set, secrets_to_set
from builder.exports.yaml_text import yaml_file

FOLDER = "crewai"
# {name} is an input of the crew; typed braces become full-width ones, which CrewAI leaves alone.
NOTATION = Notation("{%s}", ((r"\{", "｛"), (r"\}", "｝")))
_CREW = '''@CrewBase
class TheCrew:
    """One agent with one task: to answer what the person said last."""

    agents_config = "agents.yaml"
    tasks_config = "tasks.yaml"

    @agent
    def assistant(self) -> Agent:
        return Agent(config=self.agents_config["assistant"], tools=[{tools}])

    @task
    def answer(self) -> Task:
        return Task(config=self.tasks_config["answer"])

    @crew
    def crew(self) -> Crew:
        return Crew(agents=self.agents, tasks=self.tasks, process=Process.sequential)
'''
_TALK = '''
def inputs(said, variables=()):
    """What the crew is started with: the conversation so far, and the context variables."""
    return {{"conversation": said, **dict.fromkeys({variables!r}, ""), **dict(variables)}}


def talk():
    """Talk with the agent in the terminal, until you type nothing."""
    said = ""
    while text := input("You: "):
        said += f"Person: {{text}}\\n"
        answer = TheCrew().crew().kickoff(inputs=inputs(said)).raw
        said += f"Agent: {{answer}}\\n"
        print("Agent:", answer)


if __name__ == "__main__":
    talk()
'''
_HOW = """    pip install crewai
    export OPENAI_API_KEY=...
    python crew.py"""


def make(agent: Agent) -> Made:
    told = agent.told(READ, NOTATION)
    role = agent.definition.one("agent_role") or agent.name
    goals = "; ".join(agent.definition.texts("goals")) or "Help the person"
    assistant = {
        "role": NOTATION.written(" ".join(role.split())),
        "goal": NOTATION.written(" ".join(goals.split())),
        "backstory": told.text,
        "llm": "openai/gpt-5.4",
        "verbose": False,
    }
    answer = {
        "description": "Answer what the person said last in this conversation:\n\n{conversation}\n",
        "expected_output": "The agent's next message to the person, and nothing else",
        "agent": "assistant",
    }
    files = (
        yaml_file(f"{FOLDER}/agents.yaml", {"assistant": assistant}, "The agent: role, goal and prompt."),
        yaml_file(f"{FOLDER}/tasks.yaml", {"answer": answer}, "Its one task: to answer."),
        text_file(f"{FOLDER}/crew.py", "text/x-python", _source(agent), "The crew and its tools, ready to run."),
    )
    places = Places("agents.yaml", tools="crew.py", called=False, variables="inputs of the crew")
    return Made(files, account(agent, told, places), told.text, tuple(_steps(agent)))


def _source(agent: Agent) -> str:
    decorated = [f"    {call.name}," for call in agent.calls]
    tools = "\n" + "\n".join(f"            {line.strip()}" for line in decorated) + "\n        " if decorated else ""
    functions = [python_text.function(call, decorator=f"@tool({call.name!r})").strip() for call in agent.calls]
    libraries = python_text.IMPORTS.strip() if agent.calls else ""
    imports = "from crewai import Agent, Crew, Process, Task\nfrom crewai.project import CrewBase, agent, crew, task"
    imports += "\nfrom crewai.tools import tool" if agent.calls else ""
    parts = [
        "\n\n".join(text for text in (libraries, imports) if text),
        *([python_text.RUNTIME.strip(), *functions] if agent.calls else []),
        _CREW.format(tools=tools).strip(),
        _TALK.format(variables=agent.variables).strip(),
    ]
    return python_text.head(agent, _HOW) + "\n" + "\n\n\n".join(parts) + "\n"


def _steps(agent: Agent) -> list[str]:
    return [
        "pip install crewai, and set OPENAI_API_KEY.",
        *secrets_to_set(agent, "as environment variables"),
        *addresses_to_set(agent),
        "In the folder crewai, type: python crew.py",
    ]


EXPORT = Export("crewai", "CrewAI", "A crew of one agent, as YAML with tools in Python.", make, ("Crew AI", "Crew"))
