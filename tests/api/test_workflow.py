"""The workflow over REST: read, edited by actions and as text, taken back."""

import pytest

from tests.api.program import Api, assert_problem

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def drawn(api):
    """A program whose agent has two steps and a tool."""
    await api.create(opening="A returns assistant called Sole")
    steps = [{"step": "Ask for the order number"}, {"step": "Explain the policy"}]
    await api("PATCH", f"{api.path}/spec", {"workflow": steps, "tools": [{"name": "Shopify"}]})
    return api


async def workflow(api, method="GET", body=None, path=""):
    answer = await api(method, f"{api.path}/workflow{path}", body)
    assert answer.status_code == 200, answer.content
    return answer.json()


def node(graph, words):
    return next(node for node in graph["nodes"] if words in node["label"])


async def test_it_is_read_as_a_graph_with_what_is_wrong_with_it(drawn):
    graph = await workflow(drawn)
    assert {"start", "ask", "say", "end"} <= {node["kind"] for node in graph["nodes"]}
    assert all(edge["key"].startswith(f"{edge['source']}-{edge['target']}-") for edge in graph["edges"])
    assert not graph["edited"]
    empty = Api()
    await empty.create()
    assert (await workflow(empty))["edges"] is not None


async def test_an_action_edits_it_and_undo_and_redo_follow(drawn):
    before = await workflow(drawn)
    asks = node(before, "order number")
    after = await workflow(
        drawn, "POST", {"action": "add", "after": asks["id"], "kind": "tool", "label": "Look", "tool": "Shopify"}
    )
    assert (node(after, "Look")["tool"], after["edited"]) == ("Shopify", True)
    await drawn("POST", f"{drawn.path}/spec/undo")
    assert await workflow(drawn) == before
    await drawn("POST", f"{drawn.path}/spec/redo")
    assert await workflow(drawn) == after
    assert_problem(await drawn("POST", f"{drawn.path}/spec/redo"), 409)
    assert await workflow(drawn, "DELETE") == before


async def test_what_is_broken_can_be_mended_by_the_fix_it_comes_with(drawn):
    start = (await workflow(drawn))["nodes"][0]
    after = await workflow(drawn, "POST", {"action": "add", "after": start["id"], "kind": "tool", "label": "Look"})
    found = next(problem for problem in after["problems"] if problem["code"] == "unknown_tool")
    mended = await workflow(drawn, "POST", {"action": found["fix"]["action"], **found["fix"]["fields"]})
    assert "unknown_tool" not in {problem["code"] for problem in mended["problems"]}


async def test_text_is_checked_then_put(drawn):
    before = await workflow(drawn)
    text = {"mermaid": before["mermaid"].replace("Explain the policy", "Explain it all")}
    told = await workflow(drawn, "POST", text, "/check")
    assert [one["after"]["label"] for one in told["changed"]] == ["Explain it all"]
    assert await workflow(drawn) == before
    assert node(await workflow(drawn, "PUT", text), "Explain it all")


async def test_refusals_name_the_place_and_change_nothing(drawn):
    before, path = await workflow(drawn), f"{drawn.path}/workflow"
    for method, where in (("PUT", path), ("POST", f"{path}/check")):
        unread = await drawn(method, where, {"mermaid": "flowchart TD\n a[broken"})
        assert_problem(unread, 422, "Line 2, column")
        assert unread.json()["line"] == 2
    gone = await drawn("POST", path, {"action": "remove", "node": "nowhere"})
    assert_problem(gone, 422, "not there")
    assert gone.json()["errors"][0]["field"] == "node"
    for body in (
        {"action": "explode"},
        {"action": "insert"},
        {"action": "add", "kind": "dance"},
        {"action": "add", "x": 1},
    ):
        assert_problem(await drawn("POST", path, body), 422)
    assert await workflow(drawn) == before


async def test_for_another_program_there_is_none(drawn):
    other, nobody = Api(), Api()
    await other.create()
    text = {"mermaid": "flowchart TD\n a([Start]) --> b([End])"}
    for program, status in ((other, 404), (nobody, 401)):
        for method, path, body in (
            ("GET", "", None),
            ("POST", "", {"action": "add", "label": "x"}),
            ("PUT", "", text),
            ("POST", "/check", text),
            ("DELETE", "", None),
        ):
            assert_problem(await program(method, f"{drawn.path}/workflow{path}", body), status)
        assert_problem(await program("POST", f"{drawn.path}/spec/redo"), status)
