import re
from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.core.flows.yaml_flows_io import YAMLFlowsReader


def judge(folder: Path) -> None:
    text = (folder / "rasa" / "flows.yml").read_text(encoding="utf-8")
    flows = YAMLFlowsReader.read_from_string(text)
    flows.validate()
    domain = Domain.from_yaml((folder / "rasa" / "domain.yml").read_text(encoding="utf-8"))
    slots = {slot.name for slot in domain.slots}
    for flow in flows:
        assert len(flow.steps) > 1
        for step in flow.steps:
            told = step.as_json()
            if "collect" in told:
                assert told["collect"] in slots
                assert f"utter_ask_{told['collect']}" in domain.responses
            if told.get("action", "").startswith("utter_"):
                assert told["action"] in domain.responses
            assert set(re.findall(r"slots\.(\w+)", str(told.get("next")))) <= slots
