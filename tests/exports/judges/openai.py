from pathlib import Path

from openai.types.realtime.client_secret_create_params import ClientSecretCreateParams
from openai.types.responses.response_create_params import ResponseCreateParamsNonStreaming

from tests.exports.closed import typed
from tests.exports.read import data


def judge(folder: Path) -> None:
    body = typed(ResponseCreateParamsNonStreaming, data(folder / "openai_responses.json"))
    for tool in body["tools"]:
        schema = tool["parameters"]
        assert tool["strict"] is True
        assert schema["additionalProperties"] is False
        assert list(schema["properties"]) == schema["required"]
    session = typed(ClientSecretCreateParams, data(folder / "openai_realtime.json"))["session"]
    assert session["instructions"]
