"""Which known tool a name means."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache

from orchestrator.toolbox.library import KnownTool, library, names
from orchestrator.values import key_of

# What people say beside the name: "our Shopify store", "Zendesk API".
_BESIDE = frozenset(
    "our the my a api rest system tool software platform integration account app service shop store instance cloud "
    "unser unsere das die der system konto schnittstelle notre le la compte boutique nuestro nuestra "
    "el cuenta tienda".split()
)
_SHORTEST_MISSPELT = 6  # letters: in a shorter name one other letter is another word
_LONG, _ALIKE = 12, 0.85  # letters, and the share of them that is right in a long name


def known(name: str) -> KnownTool | None:
    """The tool of a name or an alias in any language; case, blanks and one slip of the pen do not count. What is the
    name of something else is never taken for it."""
    whole = key_of(name)
    words = [word for word in whole.split() if word not in _BESIDE]
    return _by_key().get(_key(whole)) or _by_key().get("".join(words)) or _misspelt("".join(words))


def _misspelt(key: str) -> KnownTool | None:
    if len(key) < _SHORTEST_MISSPELT or key in _others():
        return None
    near = {tool.id: tool for alias, tool in _by_key().items() if not tool.word and _is_slip(alias, key)}
    return next(iter(near.values())) if len(near) == 1 else None


def _is_slip(name: str, typed: str) -> bool:
    """Whether one letter is wrong, missing, too many, or changed places with the next, or two in a long name; the first
    one is right."""
    if name[0] != typed[0] or len(name) < _SHORTEST_MISSPELT or abs(len(name) - len(typed)) > 1:
        return False
    if len(name) >= _LONG:
        return SequenceMatcher(None, name, typed, autojunk=False).ratio() >= _ALIKE
    while name and typed and name[0] == typed[0]:
        name, typed = name[1:], typed[1:]
    while name and typed and name[-1] == typed[-1]:
        name, typed = name[:-1], typed[:-1]
    return max(len(name), len(typed)) <= 1 or (len(name) == 2 and name == typed[::-1])


def _key(name: str) -> str:
    return key_of(name).replace(" ", "")


@cache
def _by_key() -> Mapping[str, KnownTool]:
    return {_key(name): tool for tool in library() for name in (tool.name, *tool.aliases)}


@cache
def _others() -> frozenset[str]:
    """Names of tools, those without an entry too."""
    return frozenset(_key(name) for entry, aliases in names().items() for name in (entry, *aliases))
