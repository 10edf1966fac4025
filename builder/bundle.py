"""An agent as Parley keeps it, in one file of the zip it gives: written, and read back without loss. Pure.

Ids of facts stay behind, so that what is brought back never stands in for something that is there.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from builder.definition import AgentDefinition
from builder.exports.files import File, json_file
from builder.graph import Graph, validate
from orchestrator.facts import MOST, Fact
from orchestrator.slots import KEPT, KIND_TYPES

NAME, FORMAT, FORMAT_VERSION = "parley.json", "parley-agent", 1
MOST_BYTES, MOST_FILES, MOST_UNPACKED = 10_000_000, 500, 50_000_000
LONGEST_OWN, LONGEST_TEXT = 5_000_000, 20_000
_NODE_ID = re.compile(r"n[0-9a-z_]{1,19}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_UNSAFE_NAME = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:|[\\\x00-\x1f\x7f]")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


class BadBundle(Exception):
    """The zip is none that Parley gave, or was tampered with. The text is for the person who sent it."""


def written(definition: AgentDefinition, graph: Graph) -> File:
    """The whole agent: facts with their evidence, also those that say "nothing here", and the workflow."""
    facts = {
        slot: [fact.model_dump(mode="json", by_alias=True, exclude={"id"}) for fact in items]
        for slot, items in definition.facts.items()
    }
    kept = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "title": definition.title,
        "language": definition.language,
        "facts": facts,
        "workflow": graph.model_dump(mode="json"),
    }
    return json_file(NAME, kept, "The whole agent as Parley keeps it. Bring the zip back to Parley to go on from here.")


def is_one(content: bytes) -> bool:
    """Whether these bytes want to be read as a bundle."""
    return content.startswith(b"PK") and NAME.encode() in content


def read(content: bytes) -> tuple[AgentDefinition, Graph]:
    """The agent of a bundle. Of the zip only Parley's own file is opened. Raises BadBundle."""
    try:
        kept = json.loads(_own_file(content).decode())
        return _agent(kept)
    except (ValidationError, RecursionError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadBundle(f"{NAME} in the zip is damaged, or was written by something else than Parley.") from error


def _own_file(content: bytes) -> bytes:
    """What stands in Parley's own file; raises BadBundle for a zip that could do harm."""
    if len(content) > MOST_BYTES:
        raise BadBundle("The zip is larger than 10 MB; what Parley gives is far smaller.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive.infolist())
            with archive.open(NAME) as own:
                text = own.read(LONGEST_OWN + 1)
    except KeyError:
        raise BadBundle(f"There is no {NAME} in the zip. Send the zip as Parley gave it.") from None
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError) as error:
        raise BadBundle("The zip is damaged and could not be opened. Download it anew, and send that one.") from error
    if len(text) > LONGEST_OWN:
        raise BadBundle(f"{NAME} unpacks to more than an agent can hold, as files made to do harm do.")
    return text


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_FILES:
        raise BadBundle(f"The zip holds {len(names):,} files; what Parley gives has fewer than {MOST_FILES}.")
    if len(set(names)) < len(names):
        raise BadBundle("The zip holds two files of one name. Send the zip as Parley gave it.")
    if any(_UNSAFE_NAME.search(name) for name in names):
        raise BadBundle("The zip holds a file whose name leads out of its folder. Send the zip as Parley gave it.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadBundle("The zip is locked with a password. Send it without.")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise BadBundle("The zip is packed in a way that Parley never does. Send the zip as Parley gave it.")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise BadBundle("The zip unpacks to more than 50 MB, as files made to do harm do. Nothing of it was opened.")


def _agent(kept: Any) -> tuple[AgentDefinition, Graph]:
    if kept["format"] != FORMAT or kept["version"] != FORMAT_VERSION:
        raise BadBundle(f"{NAME} is of a kind that this Parley does not read: it reads version {FORMAT_VERSION}.")
    _check_texts(kept)
    facts = {slot: tuple(_facts(slot, items)) for slot, items in kept["facts"].items()}
    if not _LANGUAGE.fullmatch(kept["language"]) or len(kept["language"]) > 16:
        raise ValueError("no language")
    definition = AgentDefinition(title=kept["title"][:200], language=kept["language"], facts=facts)
    return definition, _graph(kept["workflow"], definition)


def _check_texts(value: Any) -> None:
    for text in _texts(value):
        if len(text) > LONGEST_TEXT:
            raise BadBundle(f"A text in {NAME} has {len(text):,} characters; at most {LONGEST_TEXT:,} fit.")
        if _NO_TEXT.search(text):
            raise BadBundle(f"A text in {NAME} holds a NUL or half a character, which is not text.")


def texts_of(definition: AgentDefinition) -> Iterator[str]:
    """Every text of a definition, its evidence included."""
    return _texts(definition.model_dump(mode="json"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _facts(name: str, items: Any) -> Iterator[Fact]:
    """The facts of a slot, each of a kind that the slot holds."""
    slot = KEPT[name]
    if len(items) > (MOST if slot.many else 1):
        raise BadBundle(f"{slot.label}: {len(items):,} entries are too many.")
    kind: TypeAdapter[Any] = TypeAdapter(KIND_TYPES[slot.kind])
    for item in items:
        value = None if item["value"] is None else kind.validate_python(item["value"])
        suggestion = item.get("suggestion")
        if suggestion and suggestion["value"] is not None:
            kind.validate_python(suggestion["value"])
        yield Fact.model_validate({key: kept for key, kept in item.items() if key != "id"} | {"value": value})


def _graph(kept: Any, definition: AgentDefinition) -> Graph:
    """The workflow; raises ValueError where its ids could be taken for something else than ids."""
    graph = Graph.model_validate(kept)
    if not all(_NODE_ID.fullmatch(node.id) for node in graph.nodes) or len(graph.nodes) > 20 * MOST:
        raise ValueError("node ids")
    if any(problem.code in ("twice", "loose_edge") for problem in validate(graph, definition.tools)):
        raise ValueError("edges")
    return graph
