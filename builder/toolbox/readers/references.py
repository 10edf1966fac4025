"""`$ref`s of a description: those that stay inside it are followed, others are refused by name and never fetched."""

from typing import Any
from urllib.parse import unquote

from builder.toolbox.readers.described import Notes, Refused, mapping

REMOTE = (
    "It refers to another document: {ref}. Nothing is fetched for it. Join them into one (a “bundle”) and import that."
)
MISSING = "{where} refers to something that is not in the description; what it stands for is left open."
LONGEST_CHAIN = 20


class References:
    """The places of one document."""

    def __init__(self, document: dict[str, Any], notes: Notes) -> None:
        self._document, self._notes = document, notes

    def followed(self, node: Any, where: str = "") -> dict[str, Any]:
        """The object itself or the one it refers to, through a chain of references; {} for none. Raises Refused."""
        found = mapping(node)
        for _ in range(LONGEST_CHAIN):
            ref = found.get("$ref")
            if not isinstance(ref, str):
                return found
            siblings = {key: value for key, value in found.items() if key != "$ref"}
            found = {**mapping(self.at(ref, where)), **siblings}
        return {}

    def at(self, ref: str, where: str = "") -> Any:
        """What stands at a reference; None, and a note, where nothing does. Raises Refused for another document."""
        if not ref.startswith("#"):
            raise Refused(REMOTE.format(ref=ref[:200]))
        node: Any = self._document
        for part in ref[1:].split("/")[1:]:
            key = unquote(part).replace("~1", "/").replace("~0", "~")
            if isinstance(node, list) and key.isdecimal() and len(key) < 8 and int(key) < len(node):
                node = node[int(key)]
            else:
                node = mapping(node).get(key)
        if node is None:
            self._notes.add(MISSING, where)
        return node
