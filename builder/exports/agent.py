"""What every export starts from: the definition with its workflow and prompt, made once."""

from dataclasses import dataclass

from builder import prompt_writer, workflow
from builder.definition import AgentDefinition
from builder.graph import Graph


@dataclass(frozen=True)
class Agent:
    definition: AgentDefinition
    graph: Graph
    prompt: str


def agent_of(definition: AgentDefinition, graph: Graph | None = None, prompt: str | None = None) -> Agent:
    """The agent of a definition. A published version hands in its own graph and prompt, which stay as they were."""
    graph = workflow.synthesise(definition) if graph is None else graph
    return Agent(definition, graph, prompt_writer.write(definition, graph) if prompt is None else prompt)
