import json
from pathlib import Path

from openai.types.realtime.client_secret_create_params import ClientSecretCreateParams
from openai.types.responses.response_create_params import ResponseCreateParamsNonStreaming

from tests.exports.closed import typed
from tests.exports.read import data


def judge(folder: Path) -> None:
    body = typed(ResponseCreateParamsNonStreaming, data(folder / "openai_responses.json"))
    for tool in body["tools"]:
        schema = tool["parameters"]
        assert schema["additionalProperties"] is False
        # Strict holds no object of any content: a tool that takes one says so.
        open_objects = '"properties": {}' in json.dumps(schema["properties"])
        assert tool["strict"] is not open_objects
        assert open_objects or list(schema["properties"]) == schema["required"]
    session = typed(ClientSecretCreateParams, data(folder / "openai_realtime.json"))["session"]
    assert session["instructions"]
