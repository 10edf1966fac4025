"""The neutral system prompt of a definition, as Markdown: sections in a fixed order, each from a few slots."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from builder.definition import AgentDefinition
from builder.graph import Graph
from builder.prompt_writer import flow, opening, rules
from builder.prompt_writer.examples import examples
from builder.prompt_writer.further import further_details
from builder.prompt_writer.markup import inline
from builder.prompt_writer.material import Material
from builder.prompt_writer.tools import tools
from builder.workflow import synthesise


@dataclass(frozen=True)
class Section:
    """A part of the prompt: what writes its lines, and the slots that are told there in full."""

    title: str
    lines: Callable[[Material], Iterator[str]]
    tells: tuple[str, ...] = ()


SECTIONS: tuple[Section, ...] = (
    Section("Identity", opening.identity, ("agent_name", "agent_role")),
    Section("Environment", opening.environment, ("audience", "channels", "platform")),
    Section("Language and tone", opening.language_and_tone, ("languages", "tone")),
    Section("Goal and success", opening.goal_and_success, ("goals", "metrics")),
    Section("Scope", opening.scope, ("knowledge",)),
    Section("Workflow", flow.workflow, ("workflow", "greeting")),
    Section("Tools", tools, ("tools",)),
    Section("Guardrails", rules.guardrails, ("guardrails", "clarifications")),
    Section("Speech and normalisation", rules.speech),
    Section("Unclear input and errors", rules.unclear),
    Section("Escalation", rules.escalation, ("escalation",)),
    Section("Context variables", rules.context_variables),
    Section("Further details", lambda known: further_details(known, TOLD)),
    Section("Examples", examples),
)
TOLD: frozenset[str] = frozenset(slot for section in SECTIONS for slot in section.tells)


def write(definition: AgentDefinition, graph: Graph | None = None) -> str:
    """The system prompt. Nothing that was said is left out; typed text stays text. `graph` is the workflow as drawn."""
    known = Material(definition, graph or synthesise(definition))
    heading = f"# {known.name or inline(known.one('agent_role')) or 'Assistant'}"
    parts = (f"## {title}\n\n{text}" for title, text in _written(known).items())
    return "\n\n".join((heading, *parts)) + "\n"


def sections(definition: AgentDefinition, graph: Graph | None = None) -> dict[str, str]:
    """The text of every section that says anything, by its title, in order."""
    return _written(Material(definition, graph or synthesise(definition)))


def _written(known: Material) -> dict[str, str]:
    texts = {section.title: "\n".join(section.lines(known)) for section in SECTIONS}
    return {title: text for title, text in texts.items() if text}


__all__ = ["SECTIONS", "Section", "sections", "write"]
