"""A tool of the draft with what its public API offers, as far as a person takes it."""

from collections.abc import Collection

from orchestrator.toolbox.library import KnownTool, operations
from orchestrator.toolbox.recognising import known
from orchestrator.values import Tool


def offered(tool: Tool) -> KnownTool | None:
    """The known tool whose API a tool of the draft could use, None once it has operations of its own."""
    return None if tool.operations else known(tool.name)


def taken(tool: Tool, source: KnownTool, names: Collection[str] | None = None) -> Tool:
    """The tool with operations of the library, all of them or those named, beside its own; what it says already
    stays."""
    own = {operation.name for operation in tool.operations}
    fresh = [o for o in operations(source) if o.name not in own and (names is None or o.name in names)]
    return tool.model_copy(
        update={"operations": (*tool.operations, *fresh), "access": tool.access or (source.access if fresh else None)}
    )
