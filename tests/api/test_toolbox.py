"""The library of known tools over REST: for everybody, as described, and true to the library."""

import pytest
from django.test import Client

from orchestrator.toolbox import library, operations
from tests.api import described

PATH = "/api/v1/toolbox"


def answer(client: Client, path: str, template: str, status: int = 200) -> object:
    got = client.get(path)
    assert got.status_code == status
    promised = described.operations()["GET", template]["responses"][str(status)]
    media_type = got["Content-Type"].partition(";")[0]
    described.validate(got.json(), promised["content"][media_type]["schema"])
    return got.json()


def test_the_library_is_listed_for_anybody(client: Client) -> None:
    listed = answer(client, PATH, PATH)
    assert [tool["id"] for tool in listed] == [tool.id for tool in library()]
    assert all("operations" not in tool for tool in listed)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("?q=stripe", {"stripe"}),
        ("?q=Wetter", {"open_meteo", "weather_gov"}),
        ("?category=weather", {"open_meteo", "weather_gov"}),
        ("?q=stripe&category=weather", set()),
        ("?category=nope", set()),
    ],
)
def test_it_can_be_searched(client: Client, query: str, ids: set[str]) -> None:
    assert {tool["id"] for tool in answer(client, PATH + query, PATH)} == ids


def test_a_tool_comes_with_its_operations(client: Client) -> None:
    for tool in library()[::9]:
        whole = answer(client, f"{PATH}/{tool.id}", f"{PATH}/{{tool_id}}")
        assert [o["name"] for o in whole["operations"]] == [o.name for o in operations(tool)]
        assert [o["inputs"] for o in whole["operations"]] == [o.inputs for o in operations(tool)]


def test_what_is_not_there_is_not_found(client: Client) -> None:
    answer(client, f"{PATH}/nope", f"{PATH}/{{tool_id}}", 404)
    assert client.get(f"{PATH}?q={'x' * 201}").status_code == 422
