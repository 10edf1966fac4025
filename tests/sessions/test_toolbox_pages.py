"""The pages of the library of known tools: for everybody, searched by name, kind and purpose."""

import pytest
from django.test import Client
from django.urls import reverse

from orchestrator.toolbox import categories, library, operations


def page(client: Client, query: str = "") -> str:
    answer = client.get(reverse("toolbox") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_anybody_sees_all_tools_by_their_kind(client: Client) -> None:
    html = page(client)
    assert f"{len(library())} tools" in html
    assert all(f'id="kind-{kind.id}"' in html for kind in categories())
    assert all(reverse("known_tool", args=[tool.id]) in html for tool in library())


@pytest.mark.parametrize(
    ("query", "found", "other"),
    [
        ("?q=Shopfy", "shopify", "stripe"),
        ("?q=Termine", "calendly", "stripe"),
        ("?category=maps", "google_maps", "stripe"),
    ],
)
def test_a_search_finds_by_name_purpose_and_kind(client: Client, query: str, found: str, other: str) -> None:
    html = page(client, query)
    assert reverse("known_tool", args=[found]) in html
    assert reverse("known_tool", args=[other]) not in html


def test_what_was_searched_is_shown_as_the_text_it_is(client: Client) -> None:
    html = page(client, "?q=%3Cscript%3Ealert(1)%3C/script%3E%00")
    assert "<script>alert" not in html
    assert "Nothing fits" in html


def test_a_tool_shows_its_operations_their_risk_and_where_they_are_described(client: Client) -> None:
    tool = next(tool for tool in library() if tool.id == "stripe")
    html = client.get(reverse("known_tool", args=["stripe"])).content.decode()
    assert tool.docs in html
    assert all(operation.name in html for operation in operations(tool))
    assert "destructive" in html
    assert client.get("/toolbox/nope/").status_code == 404
