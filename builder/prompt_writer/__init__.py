"""The system prompt of a definition: sections in a fixed order, each from a few slots, laid out in a style."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from builder.definition import AgentDefinition
from builder.graph import Graph
from builder.prompt_writer import flow, opening, rules
from builder.prompt_writer.examples import examples
from builder.prompt_writer.further import further_details
from builder.prompt_writer.layout import Written, laid_out, text_of
from builder.prompt_writer.material import Material
from builder.prompt_writer.style import Part, Style
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


NEUTRAL = Style(tuple(Part(section.title, (section.title,)) for section in SECTIONS), technical=True)


def write(definition: AgentDefinition, graph: Graph | None = None, style: Style = NEUTRAL) -> str:
    """The system prompt. Nothing that was said is left out; typed text stays text. `graph` is the workflow as drawn."""
    return text_of(write_parts(definition, graph or synthesise(definition), style), style)


def write_parts(
    definition: AgentDefinition, graph: Graph, style: Style, called: Mapping[str, str] | None = None
) -> tuple[Written, ...]:
    """The prompt in parts. `called` names tools as the platform calls them, where that is not their own name."""
    known = Material(definition, graph, style, called or {})
    return laid_out(known, {section.title: tuple(section.lines(known)) for section in SECTIONS})


def sections(definition: AgentDefinition, graph: Graph | None = None) -> dict[str, str]:
    """The text of every section that says anything, by its title, in order."""
    known = Material(definition, graph or synthesise(definition), NEUTRAL)
    texts = {section.title: "\n".join(section.lines(known)) for section in SECTIONS}
    return {title: text for title, text in texts.items() if text}


__all__ = ["NEUTRAL", "SECTIONS", "Part", "Section", "Style", "Written", "sections", "text_of", "write", "write_parts"]
