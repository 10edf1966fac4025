from pathlib import Path

import yaml
from graphon.graph import Graph
from graphon.nodes.answer.entities import AnswerNodeData
from graphon.nodes.llm.entities import LLMNodeData
from graphon.nodes.start.entities import StartNodeData

from tests.exports.closed import modelled

_KINDS = {"start": StartNodeData, "llm": LLMNodeData, "answer": AnswerNodeData}


class _Factory:
    """Makes nodes of their data alone, as a graph wants them."""

    def create_node(self, config):
        from types import SimpleNamespace

        data = config["data"] if isinstance(config, dict) else config.data
        kind = data["type"] if isinstance(data, dict) else data.type
        from graphon.enums import NodeExecutionType, NodeState

        kinds = {"start": NodeExecutionType.ROOT, "answer": NodeExecutionType.RESPONSE}
        return SimpleNamespace(
            id=config["id"], node_type=kind, title="", error_strategy=None,
            execution_type=kinds.get(kind, NodeExecutionType.EXECUTABLE), state=NodeState.UNKNOWN,
        )  # fmt: skip


def judge(folder: Path) -> None:
    body = yaml.safe_load((folder / "dify.yml").read_text(encoding="utf-8"))
    assert body["kind"] == "app"
    graph = body["workflow"]["graph"]
    for node in graph["nodes"]:
        data = dict(node["data"])
        modelled(_KINDS[data["type"]], data)
    made = Graph.init(graph_config=graph, node_factory=_Factory(), root_node_id="start")
    assert set(made.node_ids) == {"start", "agent", "answer"}
    assert len(made.edges) == 2
