"""The library of tools people have: what each is called, what it is for, and what its public API offers. Adding a tool
is adding an entry to a file of `known/`, adding a category a file, adding a need an entry to needs.json."""

from orchestrator.toolbox.library import Category, KnownTool, Need, by_id, categories, library, needs, operations
from orchestrator.toolbox.recognising import known
from orchestrator.toolbox.searching import found
from orchestrator.toolbox.suggesting import Suggestion, suggested
from orchestrator.toolbox.taking import offered, taken

__all__ = [
    "Category",
    "KnownTool",
    "Need",
    "Suggestion",
    "by_id",
    "categories",
    "found",
    "known",
    "library",
    "needs",
    "offered",
    "operations",
    "suggested",
    "taken",
]
