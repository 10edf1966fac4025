"""What the rules look at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from builder.channels import is_heard
from builder.definition import AgentDefinition
from builder.exports.agent import Agent
from builder.graph import Graph, Problem, validate
from builder.lint.advice import NEUTRAL, Advice
from builder.wording import one_line, shortened
from orchestrator.facts import Fact
from orchestrator.values import Step


@dataclass(frozen=True)
class Checked:
    """An agent, and how one platform wants it; `prompt` is the very text that stands in that platform's files."""

    agent: Agent
    prompt: str
    advice: Advice = field(default=NEUTRAL)

    @property
    def definition(self) -> AgentDefinition:
        return self.agent.definition

    @property
    def graph(self) -> Graph:
        return self.agent.graph

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the workflow."""
        return validate(self.graph, self.definition.tools, self.definition.escalations)

    @cached_property
    def heard(self) -> bool:
        """Whether people hear the agent there."""
        return is_heard(self.definition) if self.advice.heard is None else self.advice.heard

    @cached_property
    def flow_texts(self) -> tuple[str, ...]:
        """All that the steps and their branches say."""
        return tuple(text for step in self.definition.steps for text in step_texts(step))

    def texts_of(self, *slots: str) -> Iterator[tuple[str, Fact, str]]:
        """(slot, fact, text) of every text that facts of these slots say."""
        for slot in slots:
            for fact in self.definition.said(slot):
                for text in step_texts(fact.value) if isinstance(fact.value, Step) else (fact.text,):
                    yield slot, fact, text


def step_texts(step: Step) -> tuple[str, ...]:
    return (step.step, *(text for b in step.branches for text in (b.if_, b.then, b.else_ or "") if text))


def quoted(text: str) -> str:
    return f"“{shortened(one_line(text), 80)}”"
