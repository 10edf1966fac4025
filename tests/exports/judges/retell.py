from pathlib import Path

from retell.types.agent_create_params import AgentCreateParams
from retell.types.conversation_flow_create_params import ConversationFlowCreateParams
from retell.types.llm_create_params import LlmCreateParams

from tests.exports.closed import typed
from tests.exports.read import data


def judge(folder: Path) -> None:
    body = data(folder / "retell.json")
    assert body.keys() == {"llm", "agent", "conversation_flow"}
    typed(LlmCreateParams, body["llm"])
    typed(AgentCreateParams, body["agent"])
    flow = typed(ConversationFlowCreateParams, body["conversation_flow"])
    ids = [node["id"] for node in flow["nodes"]]
    assert len(ids) == len(set(ids))
    assert flow["start_node_id"] in ids
    for edge in _edges(flow["nodes"]):
        assert edge.get("destination_node_id", ids[0]) in ids


def _edges(nodes):
    found = [e for n in nodes for e in (*n.get("edges", ()), *(n[k] for k in ("else_edge", "edge") if k in n))]
    assert len({edge["id"] for edge in found}) == len(found)
    return found
