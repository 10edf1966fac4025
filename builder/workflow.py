"""The workflow of a definition as a graph: its steps with their branches, or a path per goal where none were given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.definition import AgentDefinition
from builder.graph import Edge, Graph, Node, NodeKind, Problem, validate
from builder.graph_merge import merged
from builder.graph_parts import OTHERWISE
from builder.sketch import Sketch, Way
from builder.step_reading import greets, kind_of, target_of, tool_of
from builder.wording import content_words, vocabulary
from orchestrator.values import Branch, Escalation, Step, Tool

# Mermaid draws at most 500 edges; a flow that long is drawn in less detail.
MOST_EDGES = 450
WITHOUT_TARGET = "a person"


@dataclass(frozen=True)
class Detail:
    """How much is drawn: what is done in a branch as nodes of their own, branches at all, and how many of each list."""

    actions: bool = True
    branches: bool = True
    most: int = 400


_LEVELS = (
    Detail(),
    Detail(actions=False),
    Detail(actions=False, branches=False),
    Detail(actions=False, branches=False, most=60),
)


def synthesise(definition: AgentDefinition) -> Graph:
    """The workflow: drawn from what is known, with what was edited by hand carried over."""
    flow = definition.flow
    return merged(flow, drawn(definition)) if flow else drawn(definition)


def drawn(definition: AgentDefinition) -> Graph:
    """The workflow drawn from what is known alone. It always validates; long ones are drawn in less detail."""
    for level in _LEVELS:
        graph = _Flow(definition, level).drawn()
        if len(graph.edges) <= MOST_EDGES:
            break
    return graph


def gives_steps(definition: AgentDefinition) -> bool:
    """Whether somebody gave the steps; merely assumed ones say less than a path per goal."""
    return any(fact.source != "assumed" for fact in definition.said("workflow") if isinstance(fact.value, Step))


def tool_for(goal: str, tools: Sequence[Tool]) -> Tool | None:
    """The tool whose name and purpose share most with a goal, None if none shares anything."""
    words = content_words(goal)
    shared = [
        (len(words & content_words(f"{tool.name} {tool.purpose or ''}")), len(words & vocabulary(tool)))
        for tool in tools
    ]
    best = max(shared, default=(0, 0))
    return tools[shared.index(best)] if best[0] else None


def paths(definition: AgentDefinition) -> Iterator[tuple[str, Tool | None]]:
    """What a conversation may be about, with the tool that serves it: each goal, then each tool that no goal uses."""
    unused = {tool.name: tool for tool in definition.tools}
    for goal in definition.texts("goals"):
        tool = tool_for(goal, definition.tools)
        if tool:
            unused.pop(tool.name, None)
        yield goal, tool
    for tool in unused.values():
        yield tool.purpose or tool.name, tool


def own_else(branch: Branch, branches: Sequence[Branch]) -> str:
    """The else that counts for this branch alone, "" if none.

    An else after the last branch speaks for all of them, as people mean it; an else before that only for its own.
    """
    return branch.else_ if branch.else_ and branch.else_ != branches[-1].else_ else ""


def ways_of(branches: Sequence[Branch]) -> Iterator[tuple[str, str]]:
    """Condition and action of each way out of a step's branches, at last the one for every other case: ""."""
    for branch in branches:
        yield branch.if_, branch.then
        if own_else(branch, branches):
            yield f"not: {branch.if_}", own_else(branch, branches)
    yield "", branches[-1].else_ or ""


def _told_ways(decision: Node, branches: Sequence[Branch]) -> Iterator[Way]:
    """One way per branch whose label tells what is done, for flows too long to draw that."""
    for branch in branches:
        otherwise = own_else(branch, branches)
        yield Way(decision.id, f"{branch.if_}: {branch.then}" + (f"; if not: {otherwise}" if otherwise else ""))
    last = branches[-1].else_
    yield Way(decision.id, f"{OTHERWISE}: {last}" if last else OTHERWISE, otherwise=True)


class _Flow:
    """One drawing of a definition at one level of detail."""

    def __init__(self, definition: AgentDefinition, level: Detail) -> None:
        self.definition = definition
        self.level = level
        self.tools = definition.tools
        self.sketch = Sketch()

    def drawn(self) -> Graph:
        self.sketch.put("start", "Start")
        if gives_steps(self.definition):
            self._steps(self.definition.steps)
        else:
            self._goals()
        if self.sketch.open:
            self.sketch.put("end", "End")
        return self.sketch.graph()

    def _steps(self, steps: Sequence[Step]) -> None:
        drawn = steps[: self.level.most]
        asked = next((i for i, step in enumerate(drawn[:3]) if self._kind(step.step) == "ask"), -1)
        self._greeting(drawn[0])
        if asked < 0:
            self._needs_a_person()
        for index, step in enumerate(drawn):
            if index or not self._is_greeting(step):
                self._act(step.step)
            if index == asked:
                self._needs_a_person()
            if step.branches and self.level.branches:
                self._branches(step.branches, is_last=index == len(steps) - 1)
            elif index == len(steps) - 1:
                self.sketch.close_handoffs()
        if len(steps) > len(drawn):
            self.sketch.put("say", f"… and {len(steps) - len(drawn)} more steps")

    def _greeting(self, first: Step) -> None:
        greeting = self.definition.one("greeting")
        if self._is_greeting(first):
            self.sketch.put("say", first.step, detail=greeting)
        elif greeting:
            self.sketch.put("say", greeting)

    def _is_greeting(self, step: Step) -> bool:
        return greets(step.step) and not tool_of(step.step, self.tools)

    def _kind(self, text: str) -> NodeKind:
        return "tool" if tool_of(text, self.tools) else kind_of(text, self.definition.escalations)

    def _act(self, text: str) -> Node:
        """One node for what a step or a branch does."""
        tool = tool_of(text, self.tools)
        if tool:
            return self.sketch.put("tool", text, tool=tool)
        kind = kind_of(text, self.definition.escalations)
        return self.sketch.put(kind, text, detail=self._receiver(text) if kind == "handoff" else "")

    def _receiver(self, text: str) -> str:
        """Who takes over, where the text does not say it: the target that all escalations share."""
        targets = {e.to for e in self.definition.escalations if e.to}
        return "" if target_of(text, self.definition.escalations) or len(targets) != 1 else targets.pop()

    def _branches(self, branches: Sequence[Branch], *, is_last: bool) -> None:
        label = "Which case applies?" if len(branches) > 1 else "Does this apply?"
        decision = self.sketch.put("decision", label)
        if not self.level.actions:
            self.sketch.open = list(_told_ways(decision, branches))
            return
        ends: list[Way] = []
        done: dict[str, Node] = {}
        for condition, action in ways_of(branches):
            way = Way(decision.id, condition or OTHERWISE, otherwise=not condition)
            if not action:
                ends.append(way)
                continue
            self.sketch.open = [way]
            if action in done:
                self.sketch.lead_to(done[action])
            else:
                done[action] = self._act(action)
        follow = [Way(node.id) for node in done.values() if node.kind != "handoff"]
        # Where every way hands over and steps still follow, they follow the hand-over: nothing may become unreachable.
        self.sketch.open = ends + follow or ([] if is_last else [Way(node.id) for node in done.values()])

    def _needs_a_person(self) -> None:
        """A decision for the escalations that no branch draws already, one hand-over per target."""
        missing = [e for e in self.definition.escalations if not self._is_drawn(e)][: self.level.most]
        if not missing:
            return
        decision = self.sketch.put("decision", "Needs a person?")
        receivers: dict[str, Node] = {}
        for escalation in missing:
            target = escalation.to or WITHOUT_TARGET
            self.sketch.open = [Way(decision.id, escalation.when)]
            if target in receivers:
                self.sketch.lead_to(receivers[target])
            else:
                receivers[target] = self.sketch.put("handoff", f"Hand over to {target}")
        self.sketch.open = [Way(decision.id, OTHERWISE, otherwise=True)]

    def _is_drawn(self, escalation: Escalation) -> bool:
        words = content_words(escalation.when)
        branches = (
            (b for step in self.definition.steps for b in step.branches)
            if gives_steps(self.definition) and self.level.actions
            else ()
        )
        return any(words == content_words(b.if_) and self._kind(b.then) == "handoff" for b in branches)

    def _goals(self) -> None:
        """Greet, find out, one path per goal, anything else?, and round again or end."""
        sketch = self.sketch
        sketch.put("say", self.definition.one("greeting") or "Greet the person")
        need = sketch.put("ask", "Find out what the person needs")
        self._needs_a_person()
        routes = list(paths(self.definition))[: self.level.most]
        if routes:
            self._routes(routes)
        else:
            sketch.put("say", "Help with it")
        more = sketch.put("decision", "Anything else?")
        sketch.open = [Way(more.id, "yes")]
        sketch.lead_to(need)
        sketch.open = [Way(more.id, OTHERWISE, otherwise=True)]
        sketch.put("say", "Say goodbye")

    def _routes(self, routes: Sequence[tuple[str, Tool | None]]) -> None:
        sketch = self.sketch
        decision = sketch.put("decision", "What is it about?")
        ends: list[Way] = []
        ways: dict[str, list[Way]] = {}
        for label, tool in routes:
            ways.setdefault(tool.name if tool else "", []).append(Way(decision.id, label))
        served = {tool.name: tool for _, tool in routes if tool}
        for name, leading in ways.items():
            sketch.open = leading
            if name:
                self._use(served[name])
            else:
                sketch.put("say", "Help with it, from what is known")
            ends += sketch.open
        sketch.open = [Way(decision.id, OTHERWISE, otherwise=True)]
        sketch.put("say", "Say what can be done here")
        sketch.open += ends

    def _use(self, tool: Tool) -> None:
        if tool.inputs:
            self.sketch.put("ask", f"Ask for {', '.join(tool.inputs)}")
        self.sketch.put("tool", f"{tool.name}: {tool.purpose}" if tool.purpose else tool.name, tool=tool.name)
        self.sketch.put("say", f"Tell {', '.join(tool.outputs)}" if tool.outputs else "Tell the result")


__all__ = ["MOST_EDGES", "Edge", "Graph", "Node", "NodeKind", "Problem", "synthesise", "validate"]
