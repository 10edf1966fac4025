"""The bundles of all agents in folders, as people have them after unpacking the zip."""

from pathlib import Path

from builder.definition import AgentDefinition
from builder.exports.registry import bundle
from tests.exports.agents import everyone


def write(folder: Path, definition: AgentDefinition) -> Path:
    for file in bundle(definition):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder


def write_all(folder: Path) -> list[Path]:
    return [write(folder / name.replace(" ", "-"), definition) for name, definition in everyone().items()]
