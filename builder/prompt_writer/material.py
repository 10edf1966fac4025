"""What every section is written from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from builder.channels import is_heard, is_read
from builder.definition import AgentDefinition
from builder.graph import Graph
from builder.graph_parts import words
from builder.graph_steps import told, usual
from builder.prompt_writer.markup import inline
from builder.prompt_writer.style import Style
from builder.step_reading import greets
from builder.wording import content_words, is_blank, one_line
from builder.workflow import WITHOUT_TARGET, gives_steps, paths
from orchestrator.values import Escalation, Operation, Step, Tool

DEFAULT_STEPS = (
    "Greet the person and say in one sentence what you can do",
    "Find out what they need",
    "Help with it",
    "Ask whether there is anything else",
)
# An escalation that speaks of these takes whatever else goes wrong.
_ANY_CASE = re.compile(
    r"\b(?:cannot|can't|unable|asks? for (?:a |the )?(?:human|person)|fails?|stuck|not sure|unsure)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Numbered:
    """A step of the written workflow. `opens` says that the greeting is said here."""

    number: int
    step: Step
    opens: bool = False


def operation_key(tool: Tool, operation: Operation) -> str:
    """What an operation goes by among the names of `Material.called`."""
    return f"{tool.name}: {operation.name}"


@dataclass(frozen=True)
class Material:
    """`called` names tools, and operations of tools, as the platform calls them, where that is not their own name."""

    definition: AgentDefinition
    graph: Graph
    style: Style
    called: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def heard(self) -> bool:
        """Whether the prompt is for speaking."""
        return is_heard(self.definition) if self.style.heard is None else self.style.heard

    @cached_property
    def read_too(self) -> bool:
        """Whether the same prompt serves channels that are read."""
        return self.style.heard is None and is_read(self.definition)

    def call_name(self, tool_name: str) -> str:
        """What the agent calls a tool by."""
        return inline(self.called.get(tool_name, tool_name))

    def seen(self, slot: str) -> tuple[str, ...]:
        """The texts of a slot that show something."""
        return tuple(text for text in self.definition.texts(slot) if not is_blank(one_line(text)))

    def one(self, slot: str) -> str:
        return next(iter(self.seen(slot)), "")

    @cached_property
    def name(self) -> str:
        return inline(self.one("agent_name"))

    @cached_property
    def speaks_english(self) -> bool:
        first = (self.one("languages") or self.definition.language).casefold()
        return first.startswith(("en", "ingl", "angl"))

    @cached_property
    def steps(self) -> tuple[Numbered, ...]:
        """The steps as numbered in the prompt; a greeting that no step speaks of comes first."""
        if self.is_by_hand:
            return tuple(Numbered(step.number, Step(step=step.text)) for step in told(self.graph))
        steps = list(self.definition.steps) or [Step(step=text) for text in DEFAULT_STEPS]
        greeting = bool(self.one("greeting"))
        if greeting and not greets(steps[0].step):
            steps.insert(0, Step(step="Open the conversation"))
        return tuple(Numbered(i, step, opens=greeting and i == 1) for i, step in enumerate(steps, 1))

    @cached_property
    def usual_steps(self) -> tuple[Step, ...]:
        """What is done in turn when nothing special applies; the greeting is left out."""
        if not self.is_by_hand:
            return tuple(n.step for n in self.steps if not n.opens and not greets(n.step.step))
        greeting = one_line(self.one("greeting"))
        nodes = [n for n in usual(self.graph) if n.kind not in ("start", "end", "decision")]
        texts = [words(n) for n in nodes if not greeting or greeting not in (words(n), n.detail)]
        return tuple(Step(step=text) for text in texts if not greets(text))

    @property
    def is_by_hand(self) -> bool:
        """Whether the workflow was edited by hand: then it says what is done, not the steps that were told."""
        return self.definition.flow is not None

    @cached_property
    def is_default_flow(self) -> bool:
        return not self.is_by_hand and not gives_steps(self.definition)

    @cached_property
    def _tools_drawn(self) -> dict[str, str]:
        return {node.label: node.tool for node in self.graph.nodes if node.tool}

    def tool_at(self, text: str) -> str:
        """The tool that the diagram uses for what this text says, "" for none."""
        return self._tools_drawn.get(one_line(text), "")

    @cached_property
    def routes(self) -> tuple[tuple[str, Tool], ...]:
        """What the default flow does with tools: the request and the tool that serves it."""
        if not self.is_default_flow:
            return ()
        return tuple((label, tool) for label, tool in paths(self.definition) if tool and label != tool.name)

    @cached_property
    def fallback(self) -> str:
        """What to do when nothing else helps."""
        for escalation in self.definition.escalations:
            if _ANY_CASE.search(escalation.when):
                return f"offer to hand over to {receiver(escalation)}"
        return "say what the person can do instead, or that they can try again later"

    def escalation_for(self, text: str) -> Escalation | None:
        """The escalation that is about the same thing as the text."""
        words = content_words(text)
        near = [e for e in self.definition.escalations if words & content_words(e.when)]
        return max(near, key=lambda e: len(words & content_words(e.when)), default=None)


def receiver(escalation: Escalation) -> str:
    return inline(escalation.to or WITHOUT_TARGET)
