"""The export that belongs to no platform: the prompt, the diagram and the specification as they are."""

from builder import bundle, mermaid
from builder.exports import agent_tests
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import File, Loss, Made, json_file, text_file

STEPS = (
    "Paste system_prompt.md where your platform asks for instructions or a system prompt.",
    "Build the tools named in it, with the inputs and outputs that spec.json lists.",
    "Run agent_tests.yaml against what you built: each scenario says who talks to it and what must be true then.",
    "Keep workflow.mmd beside your documentation: GitHub, Notion and mermaid.live draw it.",
)


def make(agent: Agent) -> Made:
    """system_prompt.md, workflow.mmd, spec.json, evidence.json, agent_tests.yaml and parley.json; nothing is lost."""
    return Made(
        (
            *_read_by_people(agent),
            _specification(agent),
            _evidence(agent),
            bundle.written(agent.definition, agent.graph),
        ),
        Loss(maps=("All of it: prompt, diagram, specification, and the evidence for every fact.",)),
        steps=STEPS,
    )


def _read_by_people(agent: Agent) -> tuple[File, ...]:
    return _prompt(agent), _diagram(agent), agent_tests.neutral(agent)


def _data(agent: Agent) -> tuple[File, ...]:
    return _specification(agent), _evidence(agent), bundle.written(agent.definition, agent.graph)


def _prompt(agent: Agent) -> File:
    blurb = "The system prompt. Paste it wherever a platform asks for instructions."
    return text_file("system_prompt.md", "text/markdown", agent.prompt, blurb)


def _diagram(agent: Agent) -> File:
    blurb = "The workflow as a Mermaid diagram. GitHub, Notion and mermaid.live draw it."
    return text_file("workflow.mmd", "text/vnd.mermaid", mermaid.draw(agent.graph), blurb)


def _specification(agent: Agent) -> File:
    blurb = "The specification as data, one fact per list item. What Parley assumed is marked so."
    return json_file("spec.json", agent.definition.plain(), blurb)


def _evidence(agent: Agent) -> File:
    blurb = "The same with the evidence for every fact: its source, the quoted words, the message and how sure it is."
    return json_file("evidence.json", agent.definition.plain(detail=True), blurb)


EXPORT = Export(
    "neutral", "Any platform", "The prompt, the diagram and the specification, as they are.", make, ("any", "other")
)
