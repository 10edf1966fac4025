from pathlib import Path

import botocore.session
from botocore.validate import ParamValidator

from tests.exports.read import data

_FILES = {
    "bedrock_agent.json": ("bedrock-agent", "CreateAgent"),
    "bedrock_converse.json": ("bedrock-runtime", "Converse"),
    "agentcore_harness.json": ("bedrock-agentcore-control", "CreateHarness"),
}
_SHAPES = {}


def judge(folder: Path) -> None:
    for name, (service, operation) in _FILES.items():
        body = data(folder / name)
        report = ParamValidator().validate(body, _shape(service, operation))
        assert not report.has_errors(), report.generate_report()[:500]
    assert 40 <= len(data(folder / "bedrock_agent.json")["instruction"]) <= 4000


def _shape(service, operation):
    if operation not in _SHAPES:
        model = botocore.session.get_session().get_service_model(service)
        _SHAPES[operation] = model.operation_model(operation).input_shape
    return _SHAPES[operation]
