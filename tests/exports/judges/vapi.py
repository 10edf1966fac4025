from pathlib import Path

from vapi import CreateAssistantDto

from tests.exports.closed import modelled
from tests.exports.read import data


def judge(folder: Path) -> None:
    made = modelled(CreateAssistantDto, data(folder / "vapi.json"))
    assert made.model.messages[0].role == "system"
    assert made.model.messages[0].content
