import json
from pathlib import Path

from pyagentspec.agent import Agent
from pyagentspec.flows.flow import Flow
from pyagentspec.serialization import AgentSpecDeserializer, AgentSpecSerializer

from tests.exports.read import data


def judge(folder: Path) -> None:
    body = data(folder / "agentspec.json")
    made = AgentSpecDeserializer().from_json(json.dumps(body))
    assert isinstance(made, Agent)
    again = json.loads(AgentSpecSerializer().to_json(made))
    assert again["system_prompt"] == body["system_prompt"]
    assert [tool["name"] for tool in again["tools"]] == [tool["name"] for tool in body["tools"]]
    assert {one["title"] for one in again["inputs"]} == {one["title"] for one in body["inputs"]}
    drawn = AgentSpecDeserializer().from_json(json.dumps(body["metadata"]["workflow"]))
    assert isinstance(drawn, Flow)
    assert len(drawn.nodes) == len(body["metadata"]["workflow"]["nodes"])
