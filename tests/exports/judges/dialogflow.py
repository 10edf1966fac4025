from pathlib import Path

import yaml
from google.cloud.dialogflowcx_v3 import Playbook, Tool
from openapi_spec_validator import validate

from tests.exports.read import data


def judge(folder: Path) -> None:
    body = data(folder / "dialogflow_playbook.json")
    assert body.keys() == {"playbook", "tools"}
    # The parser refuses a key it does not know.
    playbook = Playbook.from_json(_json(body["playbook"]))
    assert playbook.goal
    assert playbook.instruction.steps
    tools = [Tool.from_json(_json(one)) for one in body["tools"]]
    assert len({tool.display_name for tool in tools}) == len(tools)
    for tool in tools[:12]:
        validate(yaml.safe_load(tool.open_api_spec.text_schema))


def _json(one):
    import json

    return json.dumps(one)
