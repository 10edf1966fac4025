"""What an operation says of its use, in the words of prompts and descriptions."""

from builder.step_reading import asks_first
from builder.wording import one_line
from orchestrator.values import Operation


def advice(operation: Operation) -> list[str]:
    """When to use it, when not, what to do first, and what when it fails; only what somebody said."""
    told = [
        ("Use it when", operation.when),
        ("Not when", operation.when_not),
        ("If it fails", operation.on_failure),
    ]
    said = [f"{lead}: {one_line(text).rstrip('.')}." for lead, text in told if text and one_line(text)]
    return said + (["Ask for a clear yes before calling it."] if asks_first(operation) else [])
