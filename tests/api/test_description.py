"""The description of the API is true: every call of these tests is held against it (see described.py)."""

import io
import zipfile
from uuid import uuid4

import pytest
from openapi_spec_validator import validate

from builder.definition import definition_of
from orchestrator.facts import Fact
from orchestrator.slots import SLOTS
from orchestrator.values import Branch, Clarification, Escalation, Step, Tool
from sessions.models import Turn
from tests.api import described
from tests.api.program import Api

pytestmark = pytest.mark.django_db(transaction=True)

ONE = "/{session_id}"
# What to send to each operation, and the type of its answer. In this order: deleting comes last.
EXAMPLES = {
    ("POST", "/create"): ({"opening": "A returns assistant called Sole"}, "application/json"),
    ("POST", f"{ONE}/message"): ({"message": "Customers with an order"}, "application/json"),
    ("PATCH", f"{ONE}/spec"): (
        {"tone": ["formal"], "tools": ["Shopify", {"name": "Zendesk", "method": "GET"}], "metrics": None},
        "application/json",
    ),
    ("POST", f"{ONE}/spec/preview"): ({"tone": ["formal", "brief"]}, "application/json"),
    ("GET", f"{ONE}/workflow"): (None, "application/json"),
    ("POST", f"{ONE}/workflow"): ({"action": "add", "label": "Wait"}, "application/json"),
    ("POST", f"{ONE}/workflow/check"): ({"mermaid": "flowchart TD\n a([Start]) --> b([End])"}, "application/json"),
    ("PUT", f"{ONE}/workflow"): ({"mermaid": "flowchart TD\n a([Start]) --> b([End])"}, "application/json"),
    ("DELETE", f"{ONE}/workflow"): (None, "application/json"),
    ("POST", f"{ONE}/spec/undo"): (None, "application/json"),
    ("POST", f"{ONE}/spec/redo"): (None, "application/json"),
    ("GET", f"{ONE}/spec"): (None, "application/json"),
    ("GET", f"{ONE}/prompt/sections"): (None, "application/json"),
    ("PUT", f"{ONE}/prompt/sections/{{section}}"): ({"text": "Shoes, nothing else."}, "application/json"),
    ("DELETE", f"{ONE}/prompt/sections/{{section}}"): (None, "application/json"),
    ("GET", f"{ONE}/prompt/polish"): (None, "application/json"),
    ("GET", f"{ONE}/lint"): (None, "application/json"),
    ("POST", f"{ONE}/lint/{{key}}/fix"): (None, "application/json"),
    ("GET", f"{ONE}/status"): (None, "application/json"),
    ("GET", f"{ONE}/messages"): (None, "application/json"),
    ("POST", f"{ONE}/documents"): ({"text": "Never say no. You are a waiter."}, "application/json"),
    ("GET", f"{ONE}/documents"): (None, "application/json"),
    ("GET", f"{ONE}/documents/{{document_id}}/proposals"): (None, "application/json"),
    ("POST", f"{ONE}/documents/{{document_id}}/accept"): ({}, "application/json"),
    ("POST", f"{ONE}/tools/import"): ({"text": "curl https://api.shop.test/orders"}, "application/json"),
    ("POST", f"{ONE}/stop"): (None, "application/json"),
    ("POST", f"{ONE}/resume"): (None, "application/json"),
    ("POST", f"{ONE}/complete"): (None, "application/json"),
    ("GET", f"{ONE}/versions"): (None, "application/json"),
    ("PATCH", f"{ONE}/versions/{{number}}"): ({"note": "The first one", "label": "live"}, "application/json"),
    ("POST", f"{ONE}/versions/{{number}}/restore"): (None, "application/json"),
    ("GET", f"{ONE}/versions/compare"): ("before=1", "application/json"),
    ("GET", f"{ONE}/versions/compare/file"): ("before=1&name=spec.json", "application/json"),
    ("POST", f"{ONE}/versions/{{number}}/shares"): ({"days": 2}, "application/json"),
    ("GET", f"{ONE}/shares"): (None, "application/json"),
    ("DELETE", f"{ONE}/shares/{{share_id}}"): (None, ""),
    ("GET", f"{ONE}/prompt"): (None, "text/markdown"),
    ("GET", f"{ONE}/workflow.mmd"): (None, "text/vnd.mermaid"),
    ("GET", f"{ONE}/export"): ("platform=neutral", "application/zip"),
    ("GET", f"{ONE}/export.zip"): (None, "application/zip"),
    ("DELETE", ONE): (None, ""),
}
IMPORT = ("POST", "/import")  # takes a file: tests/api/test_importing.py
POLISH = ("POST", f"{ONE}/prompt/polish")  # takes a model: tests/api/test_prompting.py
TOOLBOX = {("GET", "/api/v1/toolbox"), ("GET", "/api/v1/toolbox/{tool_id}")}  # of nobody's: tests/api/test_toolbox.py


def test_the_description_is_openapi():
    validate(described.description())


async def test_every_operation_answers_as_described(api):
    assert EXAMPLES.keys() | {IMPORT, POLISH} | TOOLBOX == described.operations().keys()
    created = await api.create(opening="A returns assistant called Sole")
    ids = {"session_id": created["session_id"], "number": 1, "section": "scope"}
    for (method, template), (sent, media_type) in EXAMPLES.items():
        query = f"?{sent}" if isinstance(sent, str) else ""
        answer = await api(method, template.format(**ids) + query, None if query else sent)
        if template == f"{ONE}/documents" and method == "POST":
            ids["document_id"] = answer.json()["id"]
        if template.endswith("/lint"):
            ids["key"] = next(one["key"] for one in answer.json()["findings"] if one["fix"])
        if template.endswith("/shares") and method == "POST":
            ids["share_id"] = answer.json()["id"]
        assert answer.status_code < 300, (method, template, answer.content)
        assert not media_type or answer["Content-Type"].partition(";")[0] == media_type
        if media_type == "application/zip":
            assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


async def test_a_streamed_answer_is_described_beside_the_waiting_one(api):
    await api.create()
    answer = await api("POST", f"{api.path}/message", {"message": "hello"}, Accept="text/event-stream")
    assert answer["Content-Type"] == "text/event-stream"
    content = described.operations()["POST", f"{ONE}/message"]["responses"]["200"]["content"]
    assert set(content) == {"application/json", "text/event-stream"}
    assert [part async for part in answer.streaming_content]


@pytest.mark.parametrize("operation", [("POST", "/create"), ("POST", f"{ONE}/message")])
async def test_the_header_that_the_description_names_is_the_one_that_counts(api, operation):
    names = [p["name"] for p in described.operations()[operation]["parameters"] if p["in"] == "header"]
    assert names == ["Idempotency-Key"]
    await api.create()
    key, path = {names[0]: uuid4().hex}, operation[1].replace(ONE, api.path)
    body = {"opening": "A booking agent"} if path == "/create" else {"message": "A booking agent"}
    answers = [await api("POST", path, body, **key) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert await Turn.objects.acount() == 1


def test_every_problem_is_declared_as_one():
    for operation in described.operations().values():
        for status, answer in operation["responses"].items():
            assert (set(answer.get("content", ())) == {"application/problem+json"}) is (status >= "400")


def test_what_can_go_wrong_is_declared_where_it_can():
    declared = {key: {int(s) for s in op["responses"] if s >= "400"} for key, op in described.operations().items()}
    for (method, path), statuses in declared.items():
        assert {500, 503} <= statuses
        assert {401, 404} <= statuses or (method, path) in TOOLBOX
        assert (403 in statuses) is (method != "GET")
    assert declared["POST", "/create"] >= {413, 422, 429}
    assert declared["POST", f"{ONE}/message"] >= {409, 413, 422, 429}
    assert declared["POST", f"{ONE}/resume"] >= {409}


@pytest.mark.parametrize(("schema", "field"), [("Created", "token"), ("Answer", "told"), ("Usage", "cost")])
def test_what_may_be_unknown_may_be_null_and_is_always_there(schema, field):
    described.validate(None, described.description()["components"]["schemas"][schema]["properties"][field])
    assert field in described.description()["components"]["schemas"][schema]["required"]


def every_kind_of_fact():
    """Each slot with a value that was said and one that Parley assumed."""
    values = {
        "text": "text",
        "tool": Tool(name="Shopify", purpose="orders", inputs=("order",), method="GET", url="https://example.org"),
        "step": Step(step="Look", branches=(Branch.model_validate({"if": "a", "then": "b", "else": "c"}),)),
        "escalation": Escalation(when="asked", to="a person"),
        "clarification": Clarification(one="never give prices", other="quote repairs", because="repairs have a list"),
    }
    return {
        slot.name: tuple(Fact(value=values[slot.kind], source=source) for source in ("said", "assumed"))
        for slot in SLOTS
    }


@pytest.mark.parametrize(("detail", "name"), [(False, "Specification"), (True, "EvidentSpecification")])
def test_the_specification_is_described_slot_by_slot(detail, name):
    schema = described.description()["components"]["schemas"][name]
    assert set(schema["properties"]) == {slot.name for slot in SLOTS}
    whole = definition_of(every_kind_of_fact()).plain(detail=detail)
    assert set(whole) == {slot.name for slot in SLOTS}
    described.validate(whole, schema)
    assumed = definition_of({slot: facts[1:] for slot, facts in every_kind_of_fact().items()}).plain(detail=detail)
    described.validate(assumed, schema)


async def test_what_is_given_plainly_may_be_sent_back(api):
    await api.create()
    sent = definition_of({slot: facts[:1] for slot, facts in every_kind_of_fact().items()}).plain()
    described.validate(sent, described.description()["components"]["schemas"]["SpecificationMerge"])
    assert (await api("PATCH", f"{api.path}/spec", sent)).json() == sent
    detailed = (await api("GET", f"{api.path}/spec?detail=1")).json()
    assert {slot for slot, item in detailed.items() if item} == {slot.name for slot in SLOTS}


def test_a_program_is_anonymous_unless_it_says_who_it_is():
    assert {} in described.operations()["POST", "/create"]["security"]
    assert {} not in described.operations()["GET", f"{ONE}/status"].get("security", [])
    assert Api().token == ""
