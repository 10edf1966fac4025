from pathlib import Path

from mcp.types import ListToolsResult

from tests.exports.read import data


def judge(folder: Path) -> None:
    body = data(folder / "mcp_tools.json")
    assert body.keys() == {"tools"}
    made = ListToolsResult.model_validate(body)
    for tool, given in zip(made.tools, body["tools"], strict=True):
        assert given.keys() == {"name", "description", "inputSchema"}
        assert tool.input_schema == given["inputSchema"]
