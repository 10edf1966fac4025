"""The registry of exports: a platform is one module with a `make`, and one entry here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from builder.definition import AgentDefinition
from builder.exports import neutral, readme
from builder.exports.agent import Agent, agent_of
from builder.exports.files import File, Loss, Made, zip_bytes
from builder.graph import Graph


@dataclass(frozen=True)
class Export:
    """A target. `title`, `blurb` and `steps`, what to do with the files, are for people; `make` makes the files and
    says what they lose."""

    name: str
    title: str
    blurb: str
    make: Callable[[Agent], Made]
    steps: tuple[str, ...] = ()

    def write(
        self, definition: AgentDefinition, graph: Graph | None = None, prompt: str | None = None
    ) -> tuple[File, ...]:
        """This target's files; with a README.md that tells the loss where there is one.

        A published version hands in its own graph and prompt, which stay as they were.
        """
        agent = agent_of(definition, graph, prompt)
        made = self.make(agent)
        return (*made.files, readme.write(agent, [(self.title, made)])) if made.loss else made.files


NEUTRAL = "neutral"
EXPORTS: Mapping[str, Export] = {
    export.name: export
    for export in (
        Export(
            NEUTRAL,
            "Any platform",
            "The prompt, the diagram and the specification, as they are.",
            neutral.make,
            steps=(
                "Paste system_prompt.md where your platform asks for instructions or a system prompt.",
                "Build the tools named in it, with the inputs and outputs that spec.json lists.",
                "Keep workflow.mmd beside your documentation: GitHub, Notion and mermaid.live draw it.",
            ),
        ),
    )
}


def bundle(definition: AgentDefinition, graph: Graph | None = None, prompt: str | None = None) -> tuple[File, ...]:
    """All targets' files, and a README.md that says what each is and what it loses."""
    agent = agent_of(definition, graph, prompt)
    made = [(export.title, export.make(agent)) for export in EXPORTS.values()]
    return (*(file for _, one in made for file in one.files), readme.write(agent, made))


__all__ = ["EXPORTS", "NEUTRAL", "Export", "File", "Loss", "Made", "bundle", "zip_bytes"]
