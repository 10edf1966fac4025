"""What a draft says is done and not done, sentence by sentence, with what it takes to unsay it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from orchestrator.contradictions.deed import Deed
from orchestrator.contradictions.deeds import asking_for, deeds
from orchestrator.contradictions.finding import Loss, Side
from orchestrator.facts import Draft, Fact, said
from orchestrator.values import Branch, Step, Tool, key_of

PROSE = ("goals", "guardrails", "knowledge")


@dataclass(frozen=True)
class Statement:
    """One text of the draft. `deed` is what is done in it, in words, where the text itself does not say so, `asks` what
    people are asked for."""

    slot: str
    text: str
    losses: tuple[Loss, ...] = ()
    deed: str = ""
    asks: str = ""

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        return asking_for(self.asks) if self.asks else deeds(self.deed or self.text)

    @cached_property
    def done(self) -> tuple[Deed, ...]:
        """What the agent does of itself, whatever happens."""
        return tuple(deed for deed in self.deeds if deed.own and not deed.forbidden)

    @property
    def side(self) -> Side:
        """A text that says more than one thing cannot go without the rest."""
        return Side(slot=self.slot, text=self.text, losses=self.losses if len(self.deeds) < 2 else ())


def whole(slot: str, fact: Fact) -> Side:
    """A fact as one side, which goes altogether."""
    return Side(slot=slot, text=fact.text, losses=(gone(slot, fact),))


def gone(slot: str, fact: Fact) -> Loss:
    return Loss(slot=slot, target=key_of(fact.value))


def statements(draft: Draft) -> Iterator[Statement]:
    """All that the goals, rules, sources, steps and tools of a draft say."""
    for slot in PROSE:
        for fact in said(draft, slot):
            yield Statement(slot, fact.text, (gone(slot, fact),))
    for fact in said(draft, "workflow"):
        if isinstance(fact.value, Step):
            yield from _of_step(fact, fact.value)
    for fact in said(draft, "tools"):
        if isinstance(fact.value, Tool):
            yield from _of_tool(fact, fact.value)


def _of_step(fact: Fact, step: Step) -> Iterator[Statement]:
    losses = () if step.branches else (gone("workflow", fact),)
    yield Statement("workflow", step.step, losses)
    for branch in step.branches:
        rest = step.model_copy(update={"branches": tuple(b for b in step.branches if b != branch)})
        yield Statement("workflow", branch.then, (_changed("workflow", fact, rest),))
        if branch.else_:
            yield Statement("workflow", branch.else_, (_changed("workflow", fact, _without_else(step, branch)),))


def _without_else(step: Step, branch: Branch) -> Step:
    short = branch.model_copy(update={"else_": None})
    return step.model_copy(update={"branches": tuple(short if b == branch else b for b in step.branches)})


def _of_tool(fact: Fact, tool: Tool) -> Iterator[Statement]:
    if tool.purpose:
        yield Statement("tools", f"{tool.name}: {tool.purpose}", (gone("tools", fact),), tool.purpose)
    for name in tool.inputs:
        rest = tool.model_copy(update={"inputs": tuple(text for text in tool.inputs if text != name)})
        # A tool told without inputs keeps those it has: its only one cannot be taken out.
        losses = (_changed("tools", fact, rest),) if rest.inputs else ()
        yield Statement("tools", f"{tool.name}: {name}", losses, asks=name)


def _changed(slot: str, fact: Fact, value: Step | Tool) -> Loss:
    return Loss(slot=slot, target=key_of(fact.value), value=value)
