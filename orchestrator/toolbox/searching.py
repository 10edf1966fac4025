"""Looking through the library: by name, by what a tool is for, by category."""

from orchestrator.toolbox.library import KnownTool, categories, needs
from orchestrator.toolbox.recognising import known
from orchestrator.toolbox.suggesting import LANGUAGES, told
from orchestrator.values import key_of


def found(words: str = "", category: str = "") -> tuple[KnownTool, ...]:
    """The tools of a category, all without one, whose name, kind or use the words are; all of them without words."""
    wanted = key_of(words)
    meant_for = frozenset[str]().union(*(told(words, code) for code in LANGUAGES))
    meant = known(words)
    return tuple(
        tool
        for kind in categories()
        if category in ("", kind.id)
        for tool in kind.tools
        if not wanted
        or tool == meant
        or meant_for & set(tool.needs)
        or any(wanted in key_of(text) for text in (tool.name, *tool.aliases, kind.label))
        or any(wanted in key_of(needs()[need].label) for need in tool.needs)
    )
