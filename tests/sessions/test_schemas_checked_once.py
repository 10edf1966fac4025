"""Schemas of a tool, which take long to check: each is checked when it comes in, and not at every save after."""

import pytest

from builder import queries as specs
from builder.toolbox import schemas
from orchestrator.values import Operation
from sessions import editing, handwork, tool_editing
from sessions.errors import BadMessage
from sessions.models import InterviewSession

pytestmark = pytest.mark.django_db(transaction=True)


def schema(number, least=1):
    return {"type": "object", "properties": {f"name{number}": {"type": "string", "minLength": least}}}


def operations(interview):
    return tool(interview).value.operations


def tool(interview):
    return specs.draft(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)["tools"][0]


@pytest.fixture
def make(interview, owner):
    told = [{"name": f"op{i}", "inputs": schema(i), "outputs": schema(i)} for i in range(5)]
    handwork.make(interview.pk, owner.visitor, editing.add_fact("tools", {"name": "Shop", "operations": told}))
    return lambda change: handwork.make(interview.pk, owner.visitor, change)


@pytest.fixture
def checked(make, monkeypatch):
    """The schemas that were checked, once there is a tool."""
    found, check = [], schemas.check
    monkeypatch.setattr(schemas, "check", lambda schema: (found.append(schema), check(schema))[1])
    return found


def test_a_save_checks_only_what_is_new_in_it(interview, make, checked):
    fact_id = tool(interview).id
    make(tool_editing.changed(fact_id, tool_editing.described({"purpose": "Sells shoes"})))
    make(tool_editing.changed(fact_id, tool_editing.moved(0, "op0", 1)))
    make(editing.set_fact(fact_id, tool(interview).value.model_dump(mode="json") | {"purpose": "Sells boots"}))
    make(lambda draft: editing.merged(draft, {"tools": [tool(interview).value.model_dump(mode="json")]}))
    assert checked == []
    added = Operation(name="op5", inputs=schema(5), outputs=schema(0))
    make(tool_editing.changed(fact_id, tool_editing.with_operation(5, "", added)))
    assert checked == [schema(5)]
    assert [one.name for one in operations(interview)] == ["op1", "op0", "op2", "op3", "op4", "op5"]


@pytest.mark.parametrize("least", [True, -1])
def test_what_is_no_schema_any_more_is_refused(interview, make, least):
    wrong = tool(interview).value.operations[2].model_copy(update={"outputs": schema(2, least)})
    with pytest.raises(BadMessage, match=r"operations\.2\.outputs"):
        make(tool_editing.changed(tool(interview).id, tool_editing.with_operation(2, "op2", wrong)))
    assert operations(interview)[2].outputs == schema(2)
