from pathlib import Path

from a2a.types import AgentCard
from google.protobuf.json_format import Parse


def judge(folder: Path) -> None:
    # The parser refuses a key it does not know.
    card = Parse((folder / "a2a_agent_card.json").read_text(encoding="utf-8"), AgentCard())
    assert card.name
    assert card.supported_interfaces[0].protocol_version == "1.0"
    assert len({skill.id for skill in card.skills}) == len(card.skills) > 0
