from pathlib import Path

from vapi import CreateAssistantDto, CreateTestSuiteDto, CreateTestSuiteTestChatDto

from tests.exports.closed import modelled
from tests.exports.read import data


def judge(folder: Path) -> None:
    made = modelled(CreateAssistantDto, data(folder / "vapi.json"))
    assert made.model.messages[0].role == "system"
    assert made.model.messages[0].content
    tests = data(folder / "vapi_tests.json")
    assert tests.keys() == {"suite", "tests"}
    modelled(CreateTestSuiteDto, tests["suite"])
    for test in tests["tests"]:
        chat = modelled(CreateTestSuiteTestChatDto, test)
        assert chat.type == "chat"
        assert [scorer.type for scorer in chat.scorers] == ["ai"]
