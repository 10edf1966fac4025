"""What every export starts from: the definition with its workflow, prompt and tools, made once."""

from dataclasses import dataclass
from functools import cached_property

from builder import prompt_writer, workflow
from builder.definition import AgentDefinition
from builder.exports.calls import Call, Secret, calls_of
from builder.exports.names import slug
from builder.exports.notation import PLAIN, Notation, variables_in
from builder.graph import Graph
from builder.prompt_writer import Style, text_of
from builder.prompt_writer.fitting import Fitted, fitted
from builder.prompt_writer.material import operation_key
from builder.scenarios import Scenario, scenarios_of
from builder.wording import content_words, one_line


@dataclass(frozen=True)
class Agent:
    definition: AgentDefinition
    graph: Graph
    prompt: str

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        return calls_of(self.definition.tools)

    @cached_property
    def call_of(self) -> dict[str, Call]:
        """The calls by their tools' own names; of several operations the first."""
        return {call.tool.name: call for call in reversed(self.calls)}

    def call_for(self, tool: str, text: str) -> Call | None:
        """The call of a tool that a text is about, the first of its operations where the text tells none apart."""
        said = content_words(text)
        offered = [call for call in self.calls if call.tool.name == tool]
        return max(offered, key=lambda one: len(said & content_words(one.about)), default=None)

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Its tests: each must, never and if."""
        return scenarios_of(self.definition, self.graph)

    @cached_property
    def secrets(self) -> tuple[Secret, ...]:
        """Each secret once, however many tools need it."""
        return tuple({call.secret.variable: call.secret for call in self.calls if call.secret}.values())

    @cached_property
    def name(self) -> str:
        """What people call it, never empty."""
        told = (one_line(self.definition.one(slot)) for slot in ("agent_name", "agent_role"))
        return next((text for text in told if text), "Assistant")

    @cached_property
    def slug(self) -> str:
        """The name as a file name."""
        return slug(self.definition.one("agent_name"), self.definition.one("agent_role"))

    @cached_property
    def summary(self) -> str:
        """What it does, in one line: its role and its goals."""
        goals = ", ".join(one_line(goal) for goal in self.definition.texts("goals"))
        role = one_line(self.definition.one("agent_role"))
        return ": ".join(text for text in (role, goals) if text) or "An assistant that talks with people"

    @cached_property
    def greeting(self) -> str:
        return one_line(self.definition.one("greeting"))

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The context variables that its texts speak of."""
        return variables_in(f"{self.prompt}\n{self.greeting}")

    def told(self, style: Style, notation: Notation = PLAIN, limit: int | None = None) -> Fitted:
        """The prompt in a platform's style and notation; where it is longer than `limit`, what must stay of it."""
        called = {name: call.name for name, call in self.call_of.items()}
        called |= {operation_key(call.tool, call.operation): call.name for call in self.calls if call.operation}
        parts = prompt_writer.write_parts(self.definition, self.graph, style, called)
        text = notation.written(text_of(parts, style))
        return Fitted(text) if limit is None or len(text) <= limit else fitted(parts, style, notation.written, limit)


def agent_of(definition: AgentDefinition, graph: Graph | None = None, prompt: str | None = None) -> Agent:
    """The agent of a definition. A published version hands in its own graph and prompt, which stay as they were."""
    graph = workflow.synthesise(definition) if graph is None else graph
    return Agent(definition, graph, prompt_writer.write(definition, graph) if prompt is None else prompt)
