"""The workflow's page and the walk through it, without JavaScript."""

import re

import pytest
from django.urls import reverse

from builder import queries as specs
from builder.graph_edits import edge_keys
from sessions.models import InterviewSession

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(interview, owner):
    """An interview whose agent has a workflow; one of its labels would be markup."""
    for text in ("A returns assistant called Sole", "first greet, then ask for the <b>order</b> number, then explain"):
        owner.browser().post(f"/i/{interview.pk}/say/", {"text": text, "client_key": text})
    owner.browser().post(reverse("add", args=[interview.pk, "workflow"]), {"step": "Explain <b>refunds</b>"})
    return interview


def graph_of(interview):
    return specs.workflow(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)


def page(person, interview, name="workflow", query=""):
    answer = person.browser().get(reverse(name, args=[interview.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_anything_is_known_the_page_says_what_will_come(interview, owner):
    assert "The workflow is drawn here as soon as" in page(owner, interview)
    assert "There is no workflow yet." in page(owner, interview, "walk")


def test_the_outline_tells_every_node_in_words(told, owner):
    shown = page(owner, told)
    graph = graph_of(told)
    assert len(graph.nodes) > 3
    assert re.findall(r'<li id="place-([^"]+)"', shown) == [node.id for node in graph.nodes]
    assert "Explain &lt;b&gt;refunds&lt;/b&gt;" in shown
    assert "<b>" not in shown
    assert 'download="sole-workflow.mmd"' in shown


def test_a_caller_can_walk_to_the_end_and_back(told, owner):
    query, seen = "", []
    for _ in range(40):
        shown = page(owner, told, "walk", query)
        ways = re.findall(r'href="[^"]*walk/(\?way=[^"]+)" hx-get="[^"]+" hx-push-url="true" data-place', shown)
        if not ways:
            break
        query = ways[-1].replace("&amp;", "&")
        seen.append(query)
    assert "The conversation ends here." in shown
    back = re.search(r'id="walk-back" href="[^"]*walk/\?([^"]*)"', shown)
    assert "?" + back[1].replace("&amp;", "&") == seen[-2]
    assert "Start over" in shown


def test_what_the_address_names_wrongly_leads_no_further(told, owner):
    first = next(iter(edge_keys(graph_of(told))))
    shown = page(owner, told, "walk", f"?way={first}&way=%00<script>&way={first}")
    assert "The workflow has changed" in shown
    assert "<script>" not in shown.partition("</head>")[2]


def test_htmx_is_given_the_part_alone(told, owner):
    for name, element in (("workflow", "workflow"), ("walk", "walk")):
        part = owner.browser().get(reverse(name, args=[told.pk]), headers={"HX-Request": "true"}).content.decode()
        assert part.startswith(f'<div id="{element}"')


def test_the_flow_panel_and_the_result_lead_there(told, owner):
    address = reverse("workflow", args=[told.pk])
    for place in (f"/i/{told.pk}/?panel=flow", f"/i/{told.pk}/result/"):
        assert f'href="{address}"' in owner.browser().get(place).content.decode()
