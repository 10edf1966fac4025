"""The export that belongs to no platform: the prompt, the diagram and the specification as they are."""

import json

from builder import mermaid
from builder.exports.agent import Agent
from builder.exports.files import File, Made, text_file


def make(agent: Agent) -> Made:
    """system_prompt.md, workflow.mmd, spec.json and evidence.json; nothing is lost."""
    return Made((_prompt(agent), _diagram(agent), _specification(agent), _evidence(agent)))


def _prompt(agent: Agent) -> File:
    blurb = "The system prompt. Paste it wherever a platform asks for instructions."
    return text_file("system_prompt.md", "text/markdown", agent.prompt, blurb)


def _diagram(agent: Agent) -> File:
    blurb = "The workflow as a Mermaid diagram. GitHub, Notion and mermaid.live draw it."
    return text_file("workflow.mmd", "text/vnd.mermaid", mermaid.draw(agent.graph), blurb)


def _specification(agent: Agent) -> File:
    blurb = "The specification as data, one fact per list item. What Parley assumed is marked so."
    text = json.dumps(agent.definition.plain(), indent=2, ensure_ascii=False) + "\n"
    return text_file("spec.json", "application/json", text, blurb)


def _evidence(agent: Agent) -> File:
    blurb = "The same with the evidence for every fact: its source, the quoted words, the message and how sure it is."
    text = json.dumps(agent.definition.plain(detail=True), indent=2, ensure_ascii=False) + "\n"
    return text_file("evidence.json", "application/json", text, blurb)
