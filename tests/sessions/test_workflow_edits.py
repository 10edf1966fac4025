"""The workflow edited on its page: by forms without JavaScript, by htmx, and as Mermaid text."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from builder import mermaid_text
from builder import queries as specs
from builder.graph import validate
from builder.graph_edits import edge_keys
from orchestrator.flow import Flow, Graph
from sessions import flow_editing, handwork, services
from sessions.editing import by_hand
from sessions.flow_pages import revision_of
from sessions.models import InterviewSession

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true", "HX-Target": "workflow"}


@pytest.fixture
def drawn(interview, owner):
    """An interview whose agent has three steps, one with a choice, and a tool."""
    browser = owner.browser()
    browser.post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole", "client_key": "a"})
    for step in ({"step": "Ask for the order number"}, {"step": "Explain the policy"}):
        browser.post(reverse("add", args=[interview.pk, "workflow"]), step)
    choice = {"step": "Look at its age", "if_0": "it is old", "then_0": "apologise", "else_0": "make a label"}
    browser.post(reverse("add", args=[interview.pk, "workflow"]), choice)
    browser.post(reverse("add", args=[interview.pk, "tools"]), {"name": "Shopify", "purpose": "look up orders"})
    return interview


def graph_of(interview):
    return specs.workflow(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)


def node(interview, words):
    return next(node for node in graph_of(interview).nodes if words in node.label)


def act(person, interview, action, headers=None, **fields):
    return person.browser().post(
        reverse("workflow", args=[interview.pk]), {"action": action, **fields}, headers=headers
    )


def page(person, interview, query=""):
    return person.browser().get(reverse("workflow", args=[interview.pk]) + query).content.decode()


def named(person, interview, name):
    """The edit that a button of the page speaks of, as its form sends it."""
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page(person, interview))[1]}


def leads_to(interview, source):
    graph = graph_of(interview)
    return [graph.node[edge.target].label for edge in graph.edges if edge.source == source]


def test_a_chosen_node_stands_in_its_form(drawn, owner):
    asks = node(drawn, "order number")
    shown = page(owner, drawn, f"?at={asks.id}")
    assert re.search(r'id="change-label" name="label" value="Ask for the order number"', shown)
    assert re.search(r'<option value="ask" selected>', shown)
    assert "Add a step after it" in shown


def test_a_node_is_renamed_and_the_page_comes_back_with_it(drawn, owner):
    asks = node(drawn, "order number")
    answer = act(owner, drawn, "change", node=asks.id, kind="ask", label="Which <b>order</b> is it?", at=asks.id)
    assert (answer.status_code, answer["Location"].rpartition("/")[2]) == (303, f"?at={asks.id}#chosen")
    assert node(drawn, "Which <b>order</b> is it?").id == asks.id
    shown = page(owner, drawn, f"?at={asks.id}")
    assert "Which &lt;b&gt;order&lt;/b&gt; is it?" in shown
    assert "changed “Which &lt;b&gt;order" in shown


def test_a_tool_is_put_after_a_node_and_on_a_way(drawn, owner):
    asks = node(drawn, "order number")
    before = leads_to(drawn, asks.id)
    added = act(owner, drawn, "add", after=asks.id, kind="tool", label="Look it up", tool="Shopify")
    made = node(drawn, "Look it up")
    assert f"?at={made.id}" in added["Location"]
    assert (leads_to(drawn, asks.id), leads_to(drawn, made.id)) == (["Look it up"], before)
    key = next(key for key, edge in edge_keys(graph_of(drawn)).items() if edge.source == asks.id)
    act(owner, drawn, "insert", edge=key, kind="say", label="One moment")
    assert leads_to(drawn, asks.id) == ["One moment"]


def test_a_node_leads_to_the_page_of_its_tool(drawn, owner):
    asks = node(drawn, "order number")
    for label, tool, place in (("Look it up", "Shopify", r"tools/[0-9a-f-]{36}/"), ("Something else", "", "tools/")):
        act(owner, drawn, "add", after=asks.id, kind="tool", label=label, tool=tool)
        link = re.search(r'<a href="([^"]+)"[^>]*>Set up ', page(owner, drawn, f"?at={node(drawn, label).id}"))[1]
        assert re.fullmatch(f"/i/{drawn.pk}/{place}", link)
        assert owner.browser().get(link).status_code == 200


def test_ways_are_made_conditioned_and_removed(drawn, owner):
    decides = next(node for node in graph_of(drawn).nodes if node.kind == "decision")
    asks = node(drawn, "order number")
    act(owner, drawn, "connect", source=decides.id, target=asks.id, label="it is lost")
    key = next(key for key, edge in edge_keys(graph_of(drawn)).items() if edge.label == "it is lost")
    assert "it is lost" in page(owner, drawn, f"?at={key}")
    act(owner, drawn, "relabel", edge=key, label="nobody knows")
    assert [edge.label for edge in graph_of(drawn).edges if edge.target == asks.id and edge.source == decides.id] == [
        "nobody knows"
    ]
    act(owner, drawn, "disconnect", edge=key)
    assert key not in edge_keys(graph_of(drawn))


def test_what_cannot_be_done_is_told_at_its_field_and_nothing_typed_is_lost(drawn, owner):
    asks = node(drawn, "order number")
    before = graph_of(drawn)
    refused = act(owner, drawn, "change", node=asks.id, kind="ask", label="x" * 2001, at=asks.id)
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert re.search(r'id="change-label-error">At most 2,000 characters', shown)
    assert "x" * 2001 in shown
    gone = act(owner, drawn, "remove", node="nowhere", headers=HTMX)
    assert gone.status_code == 422
    assert "not there any more" in gone.content.decode()
    assert act(owner, drawn, "remove", node=before.nodes[0].id).status_code == 422
    assert act(owner, drawn, "explode").status_code == 404
    secret = act(owner, drawn, "change", node=asks.id, label="sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c", at=asks.id)
    assert secret.status_code == 422
    assert graph_of(drawn) == before


def test_what_is_broken_is_found_and_mended_by_its_button(drawn, owner):
    decides = next(node for node in graph_of(drawn).nodes if node.kind == "decision")
    key = next(k for k, edge in edge_keys(graph_of(drawn)).items() if edge.source == decides.id and edge.otherwise)
    act(owner, drawn, "disconnect", edge=key)
    shown = page(owner, drawn)
    found = next(problem for problem in validate(graph_of(drawn), ()) if problem.code == "no_otherwise")
    assert found.fix.label in shown
    assert f'<a href="?at={decides.id}#chosen"' in shown
    act(owner, drawn, found.fix.action, **found.fix.fields)
    assert "no_otherwise" not in {problem.code for problem in validate(graph_of(drawn), ())}


def test_edits_are_taken_back_and_made_again(drawn, owner):
    asks, before = node(drawn, "order number"), graph_of(drawn)
    act(owner, drawn, "change", node=asks.id, label="Which one?")
    after = graph_of(drawn)
    last = named(owner, drawn, "undo")["undo"]
    act(owner, drawn, "undo", undo=last)
    assert graph_of(drawn) == before
    assert 'id="redo" >Redo' not in page(owner, drawn)
    act(owner, drawn, "redo", redo=last)
    assert graph_of(drawn) == after
    assert act(owner, drawn, "redo", redo=last).status_code == 409


def test_a_button_takes_back_and_makes_again_the_edit_it_speaks_of_and_no_other(drawn, owner):
    for label in ("Which one?", "Which order?"):
        asks = next(node for node in graph_of(drawn).nodes if node.kind == "ask")
        act(owner, drawn, "change", node=asks.id, label=label)
    last = named(owner, drawn, "undo")["undo"]
    assert act(owner, drawn, "undo", undo=last).status_code == 303
    first = named(owner, drawn, "undo")["undo"]
    now = graph_of(drawn)
    refused = (("undo", {"undo": last}), ("redo", {"redo": first}))
    assert [act(owner, drawn, action, **fields).status_code for action, fields in refused] == [409, 409]
    assert [act(owner, drawn, action, **{action: ""}).status_code for action in ("undo", "redo")] == [404, 404]
    assert graph_of(drawn) == now


def test_an_edit_of_which_nothing_stands_is_not_taken_back(drawn, owner):
    asks = node(drawn, "order number")
    act(owner, drawn, "change", node=asks.id, label="Which one?")
    first = named(owner, drawn, "undo")["undo"]
    act(owner, drawn, "change", node=asks.id, label="Which order?")
    assert act(owner, drawn, "undo", undo=first).status_code == 409
    assert drawn.edits.get(pk=first).undone_at is None


def test_it_is_drawn_anew_without_what_was_edited(drawn, owner):
    before = graph_of(drawn)
    assert "edited by hand" not in page(owner, drawn)
    act(owner, drawn, "change", node=node(drawn, "order number").id, label="Which one?")
    assert "edited by hand" in page(owner, drawn)
    act(owner, drawn, "redraw")
    assert graph_of(drawn) == before
    act(owner, drawn, "undo", **named(owner, drawn, "undo"))
    assert node(drawn, "Which one?")


def test_htmx_is_given_the_part_it_asked_for(drawn, owner):
    asks = node(drawn, "order number")
    browser, address = owner.browser(), reverse("workflow", args=[drawn.pk])
    part = browser.get(f"{address}?at={asks.id}", headers={"HX-Request": "true", "HX-Target": "chosen"})
    assert part.content.decode().startswith('<section id="chosen"')
    whole = act(owner, drawn, "change", headers=HTMX, node=asks.id, label="Which one?", at=asks.id)
    assert (whole.status_code, whole.content.decode()[:18]) == (200, '<div id="workflow"')
    assert "Which one?" in whole.content.decode()


def test_mermaid_text_is_checked_then_applied(drawn, owner):
    before = graph_of(drawn)
    text = mermaid_text.render(before).replace("Explain the policy", "Explain it all")
    shown = act(owner, drawn, "check", text=text).content.decode()
    assert "This would change" in shown
    assert "Says: Explain it all" in shown
    assert graph_of(drawn) == before
    revision = re.search(r'name="revision" value="(\d+)"', shown)[1]
    assert act(owner, drawn, "apply", text=text, revision=revision).status_code == 303
    assert node(drawn, "Explain it all").id == next(n.id for n in before.nodes if n.label == "Explain the policy")


def test_text_that_cannot_be_read_says_where_and_stays(drawn, owner):
    before = graph_of(drawn)
    broken = "flowchart TD\n  a([Start]) --> b[unfinished\n"
    for action in ("check", "apply"):
        shown = act(owner, drawn, action, text=broken, revision="").content.decode()
        assert re.search(r"Line 2, column \d+:", shown)
        assert "a([Start]) --&gt; b[unfinished" in shown
        assert 'data-line="2"' in shown
    assert (
        "<script>"
        not in act(owner, drawn, "check", text="</textarea><script>").content.decode().partition("</head>")[2]
    )
    assert graph_of(drawn) == before


def test_text_without_a_node_is_refused(drawn, owner):
    before = graph_of(drawn)
    for action in ("check", "apply"):
        shown = act(owner, drawn, action, text="flowchart TD", revision=revision_of(drawn.pk, owner.visitor))
        assert "A workflow has at least one node" in shown.content.decode()
    assert graph_of(drawn) == before


def test_a_workflow_without_a_node_says_so_and_is_undone_or_drawn_anew_on_its_page(drawn, owner):
    before = graph_of(drawn)
    for way_back in ("undo", "redraw"):
        emptied = by_hand(Flow(base=before, mine=Graph()))
        handwork.make(drawn.pk, owner.visitor, lambda draft, fact=emptied: {**draft, "flow": (fact,)})
        assert not graph_of(drawn).nodes
        shown = page(owner, drawn)
        assert "as soon as Parley knows" not in shown
        assert re.search(rf'value="{way_back}" id="{way_back}"(?! disabled)', shown)
        act(owner, drawn, way_back, **named(owner, drawn, "undo"))
        assert graph_of(drawn) == before


def test_what_was_checked_before_somebody_else_edited_is_shown_again(drawn, owner):
    text = mermaid_text.render(graph_of(drawn)).replace("Explain the policy", "Explain it all")
    revision = re.search(r'name="revision" value="(\d+)"', act(owner, drawn, "check", text=text).content.decode())[1]
    act(owner, drawn, "change", node=node(drawn, "order number").id, label="Which one?")
    late = act(owner, drawn, "apply", text=text, revision=revision)
    assert "The workflow has changed since you looked" in late.content.decode()
    assert node(drawn, "Which one?")


def test_what_somebody_else_edits_just_before_a_text_is_saved_is_not_lost(drawn, owner, monkeypatch):
    text = mermaid_text.render(graph_of(drawn)).replace("Explain the policy", "Explain it all")
    seen, asks, edit = revision_of(drawn.pk, owner.visitor), node(drawn, "order number"), services.edit

    async def late(**asked):
        await edit(**asked | {"change": flow_editing.acted("add", {"after": asks.id, "label": "Say hello"})})
        return await edit(**asked)

    monkeypatch.setattr(services, "edit", late)
    shown = act(owner, drawn, "apply", text=text, revision=seen).content.decode()
    assert "The workflow has changed since you looked" in shown
    assert node(drawn, "Say hello")
    assert node(drawn, "Explain the policy")


def test_nobody_else_edits_it(drawn, owner, stranger):
    before = graph_of(drawn)
    address = reverse("workflow", args=[drawn.pk])
    for browser in (stranger.browser(), Client()):
        for fields in ({"action": "remove", "node": before.nodes[1].id}, {"action": "check", "text": "flowchart TD"}):
            assert browser.post(address, fields).status_code == 404
    assert graph_of(drawn) == before


def test_a_step_saved_without_words_is_shown_as_one_that_has_none_and_ways_to_it_name_its_kind(drawn, owner):
    act(owner, drawn, "add", after=node(drawn, "Explain the policy").id, kind="say", label="")
    outline = page(owner, drawn).split('id="outline-title"')[1]
    assert outline.count('<span class="hint">no words yet</span>') == 1
    assert '<span class="to" dir="auto">Say</span>' in outline
    assert '<span class="to" dir="auto"></span>' not in outline
