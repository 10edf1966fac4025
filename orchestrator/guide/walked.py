"""The steps as the workflow shows them: those that were told, and among them what was put in by hand."""

from orchestrator.facts import Draft, Fact, said
from orchestrator.flow import Flow, Node
from orchestrator.values import Step, key_of


def walked(draft: Draft) -> tuple[Fact, ...]:
    """The steps in the order of the workflow. A node made by hand is a step that no fact of the draft holds."""
    steps, at = list(said(draft, "workflow")), 0
    for node in _shown(draft):
        known = [index for index, fact in enumerate(steps) if key_of(fact.value) == key_of(node.label)]
        if known:
            at = known[0] + 1
        elif node in by_hand(draft):
            steps.insert(at, Fact(value=Step(step=node.label), source="edited"))
            at += 1
    return tuple(steps)


def by_hand(draft: Draft) -> tuple[Node, ...]:
    """What was put into the workflow by hand and can be spoken of, in its order."""
    flow = _flow(draft)
    drawn = {node.id for node in flow.base.nodes} if flow else set()
    return tuple(n for n in _shown(draft) if n.id not in drawn and n.kind in ("say", "ask", "tool") and key_of(n.label))


def _shown(draft: Draft) -> tuple[Node, ...]:
    flow = _flow(draft)
    return flow.mine.nodes if flow else ()


def _flow(draft: Draft) -> Flow | None:
    return next((fact.value for fact in said(draft, "flow") if isinstance(fact.value, Flow)), None)
