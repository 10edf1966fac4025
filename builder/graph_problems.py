"""A problem of a workflow, and what would mend it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Code = Literal[
    "start",
    "twice",
    "loose_edge",
    "dead_end",
    "endless",
    "orphan",
    "one_way",
    "forks",
    "no_otherwise",
    "no_condition",
    "unknown_tool",
    "unused_tool",
    "no_failure_path",
    "no_target",
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Fix(_Frozen):
    """What would mend a problem: the words of its button, and one of builder.graph_edits.ACTIONS with its fields."""

    label: str
    action: str
    fields: dict[str, str] = {}


class Problem(_Frozen):
    """What is wrong with a graph: `code` is stable, `text` is for reading, `node` the id it is about, "" for none.

    An error keeps a conversation from being followed to its end; a warning is worth a second look.
    """

    code: Code
    text: str
    node: str = ""
    severity: Literal["error", "warning"] = "error"
    fix: Fix | None = None
