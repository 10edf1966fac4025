"""The workflow edited by hand: saved with the draft, undone, redone, kept through versions, copies and bundles."""

import pytest
from asgiref.sync import async_to_sync

from builder import mermaid_text
from builder import queries as specs
from builder.graph_edits import GraphError
from builder.mermaid_text import MermaidError
from sessions import flow_editing, handwork, services
from sessions.errors import BadMessage, Conflict
from sessions.flow_editing import acted, written
from sessions.models import InterviewSession
from tests.conftest import key
from tests.sessions.test_importing import bring, newest, zip_of

pytestmark = pytest.mark.django_db(transaction=True)

STORY = (
    "A returns assistant called Sole for our shoe shop. It looks up orders and creates return labels.",
    "The workflow: first ask for the order number, then look up the order. If it is older than 30 days, explain the "
    "policy, otherwise create a label.",
)


@pytest.fixture
def told(interview, owner):
    say(owner, interview, *STORY)
    return interview


def say(person, interview, *texts):
    for text in texts:
        person.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": key()})


def edit(interview, owner, change):
    return async_to_sync(services.edit)(interview_id=interview.pk, by=owner.visitor, change=change)


def graph_of(interview):
    return specs.workflow(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)


def labels(graph):
    return [node.label for node in graph.nodes]


def at(graph, part):
    return next(node.id for node in graph.nodes if part in node.label)


@pytest.fixture
def verified(told, owner):
    """A workflow with a node of the person's own."""
    edit(told, owner, acted("add", {"after": at(graph_of(told), "order number"), "label": "verify the customer"}))
    return told


def test_an_edit_shows_in_the_drawn_workflow_and_nowhere_in_the_specification(verified, owner):
    assert "verify the customer" in labels(graph_of(verified))
    assert "flow" not in specs.definition(verified.spec).plain()
    assert "verify the customer" not in owner.browser().get(f"/api/v1/sessions/{verified.pk}/spec").content.decode()


def test_it_is_undone_and_made_again(verified, owner):
    edited = graph_of(verified)
    async_to_sync(services.undo_edit)(interview_id=verified.pk, by=owner.visitor)
    assert "verify the customer" not in labels(graph_of(verified))
    async_to_sync(services.redo_edit)(interview_id=verified.pk, by=owner.visitor)
    assert graph_of(verified) == edited
    with pytest.raises(Conflict):
        async_to_sync(services.redo_edit)(interview_id=verified.pk, by=owner.visitor)


def test_several_edits_come_back_in_the_order_they_were_made(verified, owner):
    states = [graph_of(verified)]
    for label in ("one", "two"):
        edit(verified, owner, acted("add", {"after": at(states[-1], "verify"), "label": label}))
        states.append(graph_of(verified))
    for state in (*states[:2][::-1],):
        async_to_sync(services.undo_edit)(interview_id=verified.pk, by=owner.visitor)
        assert graph_of(verified) == state
    for state in states[1:]:
        async_to_sync(services.redo_edit)(interview_id=verified.pk, by=owner.visitor)
        assert graph_of(verified) == state


def test_after_another_edit_nothing_is_made_again(verified, owner):
    async_to_sync(services.undo_edit)(interview_id=verified.pk, by=owner.visitor)
    edit(verified, owner, acted("add", {"after": at(graph_of(verified), "order number"), "label": "another"}))
    with pytest.raises(Conflict):
        async_to_sync(services.redo_edit)(interview_id=verified.pk, by=owner.visitor)


def test_after_something_was_said_nothing_is_made_again(verified, owner):
    async_to_sync(services.undo_edit)(interview_id=verified.pk, by=owner.visitor)
    say(owner, verified, "Thanks")
    with pytest.raises(Conflict):
        async_to_sync(services.redo_edit)(interview_id=verified.pk, by=owner.visitor)


def test_mermaid_text_changes_it(told, owner):
    text = mermaid_text.render(graph_of(told)).replace("explain the policy", "explain the rules")
    edit(told, owner, written(text))
    assert "explain the rules" in " ".join(labels(graph_of(told)))


def test_a_tool_node_in_mermaid_text_uses_the_tool_it_speaks_of(told, owner):
    browser = owner.browser()
    browser.patch(f"/api/v1/sessions/{told.pk}/spec", {"tools": [{"name": "Zendesk"}]}, "application/json")
    graph = graph_of(told)
    text = (
        mermaid_text.render(graph) + f'  {graph.nodes[1].id} --> x[["note it in Zendesk"]] --> {graph.nodes[-1].id}\n'
    )
    edit(told, owner, written(text))
    assert [node.tool for node in graph_of(told).nodes if node.kind == "tool"] == ["Zendesk"]


def test_what_was_drawn_is_no_edit(told, owner):
    assert edit(told, owner, written(mermaid_text.render(graph_of(told)))) == ()


def test_taking_the_last_change_back_by_hand_leaves_no_edit_behind(verified, owner):
    edit(verified, owner, acted("remove", {"node": at(graph_of(verified), "verify")}))
    assert "flow" not in specs.draft(verified.spec)


def test_it_can_be_drawn_anew(verified, owner):
    edit(verified, owner, flow_editing.redrawn())
    assert "verify the customer" not in labels(graph_of(verified))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda: acted("fly", {}), GraphError),
        (lambda: acted("remove", {"node": "n0"}), GraphError),
        (lambda: acted("add", {"label": "x" * 2001}), GraphError),
        (lambda: acted("add", {}), None),
        (lambda: acted("remove", {}), GraphError),
        (lambda: acted("add", {"label": "use sk-proj-Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56"}), BadMessage),
        (lambda: written("pie"), MermaidError),
    ],
)
def test_what_cannot_be_done_changes_nothing(told, owner, change, error):
    before = graph_of(told)
    if error is None:
        assert edit(told, owner, change())
        return
    with pytest.raises(error):
        edit(told, owner, change())
    assert graph_of(told) == before


def test_a_patch_knows_no_such_field(verified, owner):
    answer = owner.browser().patch(f"/api/v1/sessions/{verified.pk}/spec", {"flow": None}, "application/json")
    assert answer.status_code == 422
    assert "verify the customer" in labels(graph_of(verified))


def test_the_forms_of_the_draft_do_not_find_it(verified, owner):
    fact = specs.draft(verified.spec)["flow"][0]
    browser = owner.browser()
    assert browser.post(f"/i/{verified.pk}/facts/{fact.id}/", {"do": "save", "text": "x"}).status_code == 404
    assert browser.post(f"/i/{verified.pk}/slots/flow/", {"text": "x"}).status_code == 404


def test_what_is_told_later_shows_in_it_too(verified, owner):
    say(owner, verified, "The tone is formal", "Before creating a label, check the weight")
    assert "verify the customer" in labels(graph_of(verified))


def test_versions_restore_it_copies_and_bundles_carry_it(verified, owner):
    browser, edited = owner.browser(), graph_of(verified)
    browser.post(f"/i/{verified.pk}/complete/", {"note": "with"})
    twin = services.copy(interview_id=verified.pk, by=owner.visitor)
    assert graph_of(twin) == edited
    brought = newest(browser, bring(browser, zip_of(browser, verified)))
    assert graph_of(brought) == edited
    assert zip_of(browser, brought) == zip_of(browser, verified)
    edit(verified, owner, flow_editing.redrawn())
    browser.post(f"/i/{verified.pk}/complete/", {"note": "without"})
    shown = browser.get(f"/i/{verified.pk}/versions/compare/?before=1&after=2")
    assert "verify the customer" in shown.content.decode()
    browser.post(f"/i/{verified.pk}/versions/1/", {"do": "restore"})
    assert graph_of(verified) == edited


def test_pages_go_on_working_with_it(verified, owner):
    browser = owner.browser()
    for path in ("", "review/", "result/"):
        assert browser.get(f"/i/{verified.pk}/{path}").status_code in (200, 302, 303), path
    assert handwork.newest(verified).ripple["facts"][0]["after"] == "“verify the customer” added"


def test_steps_told_beside_a_node_made_by_hand_stand_beside_it(verified, owner):
    say(owner, verified, "Before verifying the customer, say hello again", "After verifying the customer, thank them")
    assert labels(graph_of(verified))[1:6] == [
        "Ask for the order number",
        "Say hello again",
        "verify the customer",
        "Thank them",
        "Look up the order",
    ]
    assert [fact.value.step for fact in specs.draft(verified.spec)["workflow"]] == [
        "Ask for the order number",
        "Look up the order",
    ]


def test_a_node_made_by_hand_is_moved_and_swapped_by_talking_and_the_turn_is_undone(verified, owner):
    before = labels(graph_of(verified))
    say(owner, verified, "swap ask for the order number and verify the customer")
    assert labels(graph_of(verified))[1:4] == ["verify the customer", "Ask for the order number", "Look up the order"]
    say(owner, verified, "undo")
    assert labels(graph_of(verified)) == before
    say(owner, verified, "move verify the customer to the end")
    assert labels(graph_of(verified))[-2:] == ["verify the customer", "End"]


def test_a_node_made_by_hand_is_dropped_by_talking_and_steps_are_counted_with_it(verified, owner):
    say(owner, verified, "remove step 3")
    assert labels(graph_of(verified)) == ["Start", "Ask for the order number", "verify the customer", "End"]
    say(owner, verified, "drop verify the customer")
    assert labels(graph_of(verified)) == ["Start", "Ask for the order number", "End"]


def test_a_step_moved_before_a_node_made_by_hand_does_not_fall_to_the_end(verified, owner):
    say(owner, verified, "move look up the order before verify the customer")
    assert set(labels(graph_of(verified))) >= {"verify the customer", "Look up the order", "Ask for the order number"}
    assert [fact.value.step for fact in specs.draft(verified.spec)["workflow"]] == [
        "Ask for the order number",
        "Look up the order",
    ]
