"""The system prompt of a definition: sections in a fixed order, each from a few slots, laid out in a style."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from builder.definition import AgentDefinition
from builder.graph import Graph
from builder.prompt_writer import flow, opening, own, rules
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


SPEECH = "Speech and normalisation"
SECTIONS: tuple[Section, ...] = (
    Section("Identity", opening.identity, ("agent_name", "agent_role")),
    Section("Environment", opening.environment, ("audience", "channels", "platform")),
    Section("Language and tone", opening.language_and_tone, ("languages", "tone")),
    Section("Goal and success", opening.goal_and_success, ("goals", "metrics")),
    Section("Scope", opening.scope, ("knowledge",)),
    Section("Workflow", flow.workflow, ("workflow", "greeting")),
    Section("Tools", tools, ("tools",)),
    Section("Guardrails", rules.guardrails, ("guardrails", "clarifications")),
    Section(SPEECH, rules.speech),
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
    return laid_out(known, _told(known))


def sections(definition: AgentDefinition, graph: Graph | None = None) -> dict[str, str]:
    """The text of every section that says anything, by its title, in order."""
    known = Material(definition, graph or synthesise(definition), NEUTRAL)
    return {title: "\n".join(lines) for title, lines in _told(known).items() if lines}


def parleys_own(definition: AgentDefinition, graph: Graph | None = None) -> dict[str, str]:
    """The sections as Parley writes them, whatever was written by hand; "" for one that says nothing."""
    known = Material(definition, graph or synthesise(definition), NEUTRAL)
    return {section.title: "\n".join(section.lines(known)) for section in SECTIONS}


def template_of(text: str, definition: AgentDefinition) -> str:
    """A section as a template for other agents: the name, role and greeting of this one are left open."""
    return own.as_template(text, Material(definition, Graph(), NEUTRAL))


def _told(known: Material) -> dict[str, tuple[str, ...]]:
    """The lines of every section: those written by hand, else Parley's."""
    return {section.title: _lines(section, known) for section in SECTIONS}


def _lines(section: Section, known: Material) -> tuple[str, ...]:
    mine = known.definition.sections.get(section.title)
    if mine is None:
        return tuple(section.lines(known))
    if section.title == SPEECH and not known.heard:
        return ()  # how to speak is nothing for where people read
    return own.lines_of(mine.text, known)


__all__ = [
    "NEUTRAL",
    "SECTIONS",
    "Part",
    "Section",
    "Style",
    "Written",
    "parleys_own",
    "sections",
    "template_of",
    "text_of",
    "write",
    "write_parts",
]
