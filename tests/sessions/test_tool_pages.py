"""The pages of an agent's tools: added, described, given operations whose schemas are a table and a text in step."""

import json

import pytest
from django.urls import reverse

from builder import queries as specs
from orchestrator.values import Operation
from sessions.models import InterviewSession

pytestmark = pytest.mark.django_db(transaction=True)

SCHEMA = {
    "type": "object",
    "properties": {"order": {"type": "string", "pattern": "^[0-9]+$"}, "lines": {"type": "array", "items": {}}},
    "required": ["order"],
}
FILLED = {
    "name": "Look up an order",
    "purpose": "Says where it is",
    "risk": "read",
    "method": "GET",
    "url": "https://api.example.com/orders/{order}",
    "query": "expand={lines}\nlang=en",
    "headers": "X-Shop: sole",
    "when": "The caller asks where the parcel is",
    "when_not": "Twice for the same order",
    "on_failure": "Offer to call back",
    "timeout": "8",
    "confirm": "no",
    "inputs-text": json.dumps(SCHEMA),
    "called": "",
}


@pytest.fixture
def tool(interview, owner):
    """The fact of a tool that was added by its page."""
    added = owner.browser().post(reverse("tools", args=[interview.pk]), {"name": "Shop <b>&", "purpose": "Orders"})
    assert added.status_code == 303
    fact = facts_of(interview)[0]
    assert added["location"] == reverse("tool", args=[interview.pk, fact.id])
    return fact


def facts_of(interview):
    spec = InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec
    return specs.draft(spec).get("tools", ())


def operations_of(interview):
    return facts_of(interview)[0].value.operations


def place(interview, tool, number=None):
    return (
        reverse("operation", args=[interview.pk, tool.id, number])
        if number is not None
        else (reverse("tool", args=[interview.pk, tool.id]))
    )


def save(person, interview, tool, number=0, **changed):
    return person.browser().post(place(interview, tool, number), FILLED | changed)


def table(prefix, *rows, was=""):
    """A table as a browser sends it: (name, type, required, description, example, was)."""
    sent = {f"{prefix}-was": was, f"{prefix}-text": was}
    for i, row in enumerate(rows):
        cells = dict(zip(("name", "type", "required", "description", "example", "was"), row, strict=False))
        sent |= {f"{prefix}-{i}-{name}": value for name, value in cells.items() if value}
        sent.setdefault(f"{prefix}-{i}-name", "")
    return sent


def test_a_tool_is_added_locked_and_listed_as_the_text_it_is(interview, owner, tool):
    assert (tool.source, tool.locked) == ("edited", True)
    shown = owner.browser().get(reverse("tools", args=[interview.pk])).content.decode()
    assert "Shop &lt;b&gt;&amp;" in shown
    assert "Not set up yet" in shown
    again = owner.browser().post(reverse("tools", args=[interview.pk]), {"name": "shop b"})
    assert again.status_code == 422
    assert "There is another tool called so." in again.content.decode()
    wizard = owner.browser().get(reverse("interview", args=[interview.pk])).content.decode()
    assert f'href="{place(interview, tool)}"' in wizard


def test_an_operation_is_saved_whole_and_undone(interview, owner, tool):
    assert save(owner, interview, tool).status_code == 303
    assert operations_of(interview) == (
        Operation(
            name="Look up an order",
            purpose="Says where it is",
            risk="read",
            method="GET",
            url="https://api.example.com/orders/{order}",
            query={"expand": "{lines}", "lang": "en"},
            headers={"X-Shop": "sole"},
            inputs=SCHEMA,
            when="The caller asks where the parcel is",
            when_not="Twice for the same order",
            on_failure="Offer to call back",
            timeout=8,
            confirm=False,
        ),
    )
    shown = owner.browser().get(place(interview, tool, 0)).content.decode()
    assert "https://api.example.com/orders/{order}" in shown
    assert 'value="lines"' in shown
    edit = InterviewSession.objects.get(pk=interview.pk).edits.last()
    undone = owner.browser().post(reverse("undo_edit", args=[interview.pk, edit.pk]), {"from": "tools"})
    assert undone["location"] == reverse("tools", args=[interview.pk])
    assert operations_of(interview) == ()


def test_a_parameter_in_the_address_becomes_an_input(interview, owner, tool):
    save(owner, interview, tool, **{"inputs-text": "", "query": ""})
    assert operations_of(interview)[0].inputs == {
        "type": "object",
        "properties": {"order": {"type": "string"}},
        "required": ["order"],
    }


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "This field is required."),
        ("url", "ftp://example.com/", "An address begins with https:// or http://."),
        ("url", "https://user:word@example.com/", "looks like a secret"),
        ("url", "https://user@example.com/", "no name and no password"),
        ("url", "http://2130706433/", "usual spelling"),
        ("query", "lang", "Line 1 is not name=value."),
        ("query", "a=1\n\na=2", "Line 3: “a” stands there twice."),
        ("headers", "X Shop: 1", "Line 1 is not Name: value."),
        ("headers", "Authorization: Bearer sk-live-4f9a8b7c6d5e4f3a2b1c0d9e", "looks like a secret"),
        ("timeout", "61", "less than or equal to 60"),
        ("timeout", "soon", "Enter a whole number."),
        ("risk", "mild", "Select a valid choice"),
        ("inputs-text", '{"type": ', "Line 1, column"),
        ("inputs-text", '{\n  "type": "array"\n}', "The inputs of a call are an object"),
        ("inputs-text", '{"$ref": "https://example.com/"}', "leads outside"),
        ("outputs-text", '{"type": "thing"}', "At type"),
        ("when", "x" * 2_001, "at most 2000 characters"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field_and_nothing_typed_is_lost(
    interview, owner, tool, field, typed, told
):
    answer = save(owner, interview, tool, **{field: typed})
    shown = answer.content.decode()
    assert answer.status_code == 422
    at = shown.index(f'name="{field}"')
    assert told in shown[at : at + 4_000]
    assert 'aria-invalid="true"' in shown[at - 200 : at + 300]
    kept = {"when_not": "Twice for the same order", "on_failure": "Offer to call back"} | {field: typed}
    for text in kept.values():
        assert text.replace('"', "&quot;") in shown
    assert operations_of(interview) == ()


def test_the_text_follows_the_table_and_the_table_the_text(interview, owner, tool):
    browser = owner.browser()
    rows = table("inputs", ("order", "string", "on", "Its number", "42"), ("n", "integer", "", "", ""), ("", "string"))
    seen = browser.post(place(interview, tool, 0), {"name": "x", "redraw": "inputs", **rows}).content.decode()
    assert "&quot;description&quot;: &quot;Its number&quot;" in seen
    assert "&quot;required&quot;: [" in seen
    # The table was drawn before its second line was in the text.
    was = '{"type": "object", "properties": {"order": {"type": "string"}}}'
    typed = table("inputs", ("order", "string"), was=was) | {"inputs-text": json.dumps(SCHEMA), "redraw": "inputs"}
    seen = browser.post(place(interview, tool, 0), typed).content.decode()
    assert 'value="order"' in seen
    assert "<option selected>array</option>" in seen
    assert operations_of(interview) == ()


def test_a_saved_table_keeps_what_only_the_text_says(interview, owner, tool):
    save(owner, interview, tool)
    was = json.dumps(SCHEMA, indent=2)
    rows = table(
        "inputs",
        ("order_number", "string", "on", "Its number", "42", "order"),
        ("lines", "array", "", "", "", "lines"),
        ("", "string", "", "", "", ""),
        was=was,
    )
    changed = {"called": "Look up an order", "url": "https://api.example.com/orders/{order_number}", **rows}
    assert save(owner, interview, tool, **changed).status_code == 303
    found = operations_of(interview)[0]
    assert found.inputs["properties"]["order_number"] == {
        "type": "string",
        "pattern": "^[0-9]+$",
        "description": "Its number",
    }
    assert found.example == {"order_number": "42"}


def test_who_changes_both_is_asked_which_one_counts(interview, owner, tool):
    save(owner, interview, tool)
    was = json.dumps(SCHEMA, indent=2)
    both = table("inputs", ("parcel", "string"), was=was) | {"inputs-text": '{"properties": {"box": {}}}'}
    shown = save(owner, interview, tool, called="Look up an order", **both).content.decode()
    assert "were both changed" in shown
    assert 'value="parcel"' in shown
    assert "&quot;box&quot;" in shown
    for counts, stands in (("table", "parcel"), ("text", "box")):
        seen = owner.browser().post(place(interview, tool, 0), FILLED | both | {"redraw": f"inputs:{counts}"})
        assert f'value="{stands}"' in seen.content.decode()


def test_a_wrong_example_is_told_in_its_cell(interview, owner, tool):
    rows = table("inputs", ("order", "integer", "on", "", "seven"), ("order", "string"))
    shown = save(owner, interview, tool, **rows).content.decode()
    assert "There are two called “order”." in shown
    shown = save(owner, interview, tool, **table("inputs", ("order", "integer", "on", "", "seven"))).content.decode()
    assert "An example of type integer looks like 42." in shown
    assert 'value="seven"' in shown


def test_operations_are_put_in_order_and_removed(interview, owner, tool):
    for i, name in enumerate(("one", "two", "three")):
        assert save(owner, interview, tool, i, name=name).status_code == 303
    assert "another operation" in save(owner, interview, tool, 3, name="Two").content.decode()

    def arrange(number, called, do):
        url = reverse("arrange_operation", args=[interview.pk, tool.id, number])
        return owner.browser().post(url, {"called": called, "do": do}).status_code

    assert arrange(2, "three", "up") == 303
    assert [one.name for one in operations_of(interview)] == ["one", "three", "two"]
    assert arrange(0, "one", "down") == 303
    assert arrange(0, "one", "remove") == 409
    assert arrange(0, "three", "remove") == 303
    assert arrange(0, "one", "polish") == 404
    assert [one.name for one in operations_of(interview)] == ["one", "two"]
    assert save(owner, interview, tool, 0, called="gone").status_code == 409


def test_access_is_saved_without_any_secret(interview, owner, tool):
    there = place(interview, tool)

    def access(**fields):
        return owner.browser().post(there, {"form": "access", **fields})

    assert access(kind="oauth2").status_code == 422
    assert access(kind="oauth2", token_url="https://login.example.com/token", scope="orders").status_code == 303
    assert facts_of(interview)[0].value.access.model_dump(exclude_none=True) == {
        "kind": "oauth2",
        "token_url": "https://login.example.com/token",
        "scope": "orders",
    }
    shown = access(kind="api_key", header="X Key")
    assert "letters, digits and hyphens only" in shown.content.decode()
    assert access(kind="api_key", header="X-Key", scope="left over").status_code == 303
    assert facts_of(interview)[0].value.access.model_dump(exclude_none=True) == {"kind": "api_key", "header": "X-Key"}
    assert access(kind="api_key", before="sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c").status_code == 422
    assert access(kind="").status_code == 303
    assert facts_of(interview)[0].value.access is None


def test_a_tool_is_renamed_and_keeps_its_operations(interview, owner, tool):
    save(owner, interview, tool)
    owner.browser().post(reverse("tools", args=[interview.pk]), {"name": "Other"})
    there = place(interview, tool)
    taken = owner.browser().post(there, {"form": "about", "name": "OTHER"})
    assert "There is another tool called so." in taken.content.decode()
    assert owner.browser().post(there, {"form": "about", "name": "Depot", "purpose": ""}).status_code == 303
    fact = facts_of(interview)[0]
    assert (fact.id, fact.value.name, len(fact.value.operations)) == (tool.id, "Depot", 1)


def test_the_pages_are_nobody_elses(interview, owner, stranger, tool):
    save(owner, interview, tool)
    pages = [reverse("tools", args=[interview.pk]), place(interview, tool), place(interview, tool, 0)]
    pages.append(reverse("arrange_operation", args=[interview.pk, tool.id, 0]))
    for there in pages:
        for browser in (stranger.browser(), type(owner)().browser()):
            assert browser.post(there, FILLED | {"form": "about", "do": "remove"}).status_code == 404
            assert browser.get(there).status_code in (404, 405)
    assert len(operations_of(interview)) == 1
    assert owner.browser().get(place(interview, tool, 7)).status_code == 404


def test_rest_takes_operations_and_says_what_is_wrong_with_them(interview, owner):
    url = f"/api/v1/sessions/{interview.pk}/spec"

    def patch(**operation):
        merge = {"tools": [{"name": "Shop", "operations": [{"name": "look", **operation}]}]}
        answer = owner.browser().patch(url, merge, "application/json", headers=owner.bearer())
        return answer.status_code, answer.json()

    status, body = patch(inputs=SCHEMA, risk="read", timeout=5)
    assert status == 200, body
    assert body["tools"][0]["operations"][0]["inputs"] == SCHEMA
    for wrong, told in (
        ({"inputs": {"type": "thing"}}, "operations.0.inputs: At type"),
        ({"outputs": {"$ref": "http://127.0.0.1/"}}, "operations.0.outputs: $ref"),
        ({"headers": {"X-Name": "Müller"}}, "operations.0.headers: “X-Name”"),
        ({"headers": {"X-Näme": "a"}}, "operations.0.headers: “X-Näme”"),
        ({"headers": {"X-Name": "a\nb"}}, "operations.0.headers: “X-Name”"),
        ({"timeout": 61}, "operations.0.timeout"),
        ({"risk": "mild"}, "operations.0.risk"),
        ({"secret": "x"}, "operations.0.secret"),
    ):
        status, body = patch(**wrong)
        assert status == 422
        assert told in body["detail"]
