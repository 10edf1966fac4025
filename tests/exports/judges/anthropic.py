from pathlib import Path

from anthropic.types.message_create_params import MessageCreateParamsNonStreaming

from tests.exports.closed import typed
from tests.exports.read import data


def judge(folder: Path) -> None:
    body = typed(MessageCreateParamsNonStreaming, data(folder / "anthropic.json"))
    assert body["system"].startswith("<task_context>")
    assert not {"temperature", "top_p", "top_k"} & body.keys()
