"""A tool of a draft that the library knows: its public API is offered, taken as an edit by hand, and taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from builder import queries as specs
from builder.services import change_draft
from orchestrator.facts import Fact
from orchestrator.toolbox import by_id, operations
from orchestrator.values import Tool
from sessions.models import InterviewSession
from tests.conftest import Person

pytestmark = pytest.mark.django_db(transaction=True)

STRIPE = by_id()["stripe"]
SAID = Fact(value=Tool(name="Stripe", purpose="Refunds"), quote="we refund with Stripe")


@pytest.fixture
def tool(interview: InterviewSession) -> Fact:
    """Stripe, as somebody said it."""
    goals = (Fact(value="Look up their booking"),)
    change_draft(spec_id=interview.spec_id, change=lambda draft: {"goals": goals, "tools": (SAID,)})
    return SAID


def now(interview: InterviewSession) -> Fact:
    return specs.draft(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)["tools"][0]


def names(interview: InterviewSession) -> list[str]:
    value = now(interview).value
    assert isinstance(value, Tool)
    return [operation.name for operation in value.operations]


def place(interview: InterviewSession, tool: Fact, name: str = "take_known") -> str:
    return reverse(name, args=[interview.pk, tool.id])


def test_the_page_of_a_known_tool_offers_its_public_api(interview: InterviewSession, owner: Person, tool: Fact) -> None:
    html = owner.browser().get(place(interview, tool, "tool")).content.decode()
    assert "Use what Stripe's public API offers" in html
    assert STRIPE.docs in html
    assert html.count('name="operation"') == len(operations(STRIPE))
    assert html.count(" checked>") == sum(operation.risk != "destructive" for operation in operations(STRIPE))


def test_the_draft_leads_there_until_it_was_taken(interview: InterviewSession, owner: Person, tool: Fact) -> None:
    browser, draft = owner.browser(), reverse("interview", args=[interview.pk])
    assert (
        f'{place(interview, tool, "tool")}#known">Use the public API of Stripe' in browser.get(draft).content.decode()
    )
    browser.post(place(interview, tool), {"operation": ["find_customer"]})
    assert "Use the public API" not in browser.get(draft).content.decode()


def test_what_is_ticked_is_taken_and_the_evidence_stays(interview: InterviewSession, owner: Person, tool: Fact) -> None:
    browser = owner.browser()
    answer = browser.post(place(interview, tool), {"operation": ["find_customer", "refund_payment"]})
    assert answer.status_code == 303
    assert names(interview) == ["find_customer", "refund_payment"]
    fact = now(interview)
    assert (fact.id, fact.quote, fact.source, fact.locked) == (tool.id, tool.quote, "edited", True)
    assert isinstance(fact.value, Tool)
    assert (fact.value.purpose, fact.value.access) == ("Refunds", STRIPE.access)
    html = browser.get(answer["location"]).content.decode()
    assert "More of what Stripe" in html
    assert html.count('name="operation"') == len(operations(STRIPE)) - 2
    made = InterviewSession.objects.get(pk=interview.pk).edits.last()
    browser.post(reverse("undo_edit", args=[interview.pk, made.pk]))
    assert names(interview) == []


def test_what_is_the_customers_own_in_an_address_is_set_once(interview: InterviewSession, owner: Person) -> None:
    shop = Fact(value=Tool(name="Shopify"), quote="our Shopify")
    change_draft(spec_id=interview.spec_id, change=lambda draft: {"tools": (shop,)})
    browser, own = owner.browser(), reverse("own_address", args=[interview.pk, shop.id])
    browser.post(place(interview, shop), {"operation": ["find_orders", "get_order"]})
    assert "Yours in its address" in browser.get(place(interview, shop, "tool")).content.decode()
    wrong = browser.post(own, {"shop": "acme/../evil"})
    assert wrong.status_code == 422
    assert "Only letters, digits, dots and dashes" in wrong.content.decode()
    assert browser.post(own, {"shop": "sole-shoes"}).status_code == 303
    value = now(interview).value
    assert isinstance(value, Tool)
    assert all((one.url or "").startswith("https://sole-shoes.myshopify.com/") for one in value.operations)
    assert all("shop" not in one.inputs["properties"] for one in value.operations)
    assert "order_id" in value.operations[1].inputs["required"]
    assert "Yours in its address" not in browser.get(place(interview, shop, "tool")).content.decode()


def test_nothing_ticked_is_said_at_the_field(interview: InterviewSession, owner: Person, tool: Fact) -> None:
    answer = owner.browser().post(place(interview, tool))
    assert answer.status_code == 422
    assert "Tick at least one operation" in answer.content.decode()
    assert names(interview) == []


def test_only_what_the_library_has_can_be_taken(interview: InterviewSession, owner: Person, tool: Fact) -> None:
    assert owner.browser().post(place(interview, tool), {"operation": ["rob_the_bank"]}).status_code == 404
    assert names(interview) == []


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_nobody_else_takes_anything(interview: InterviewSession, stranger: Person, tool: Fact, who: str) -> None:
    browser = stranger.browser() if who == "stranger" else Client()
    assert browser.post(place(interview, tool), {"operation": ["find_customer"]}).status_code == 404
    assert browser.post(place(interview, tool, "own_address"), {"shop": "x"}).status_code == 404
    for name in ("toolbox", "known_tool"):
        url = reverse(name, args=["stripe"] if name == "known_tool" else [])
        assert browser.get(f"{url}?for={interview.pk}").status_code == 404
    assert names(interview) == []


def test_what_fits_is_proposed_with_its_reason_and_added_with_one_click(
    interview: InterviewSession, owner: Person, tool: Fact
) -> None:
    browser = owner.browser()
    html = browser.get(reverse("tools", args=[interview.pk])).content.decode()
    assert "What would fit" in html
    assert reverse("known_tool", args=["google_calendar"]) in html
    assert '<q dir="auto">Look up their booking</q>' in html
    browser.post(reverse("tools", args=[interview.pk]), {"name": "Google Calendar"})
    assert "What would fit" not in browser.get(reverse("tools", args=[interview.pk])).content.decode()


def test_the_toolbox_adds_to_the_interview_it_was_opened_for(
    interview: InterviewSession, owner: Person, tool: Fact
) -> None:
    browser = owner.browser()
    listed = browser.get(f"{reverse('toolbox')}?for={interview.pk}").content.decode()
    assert f"{reverse('known_tool', args=['slack'])}?for={interview.pk}" in listed
    page = browser.get(f"{reverse('known_tool', args=['slack'])}?for={interview.pk}").content.decode()
    assert f'action="{reverse("tools", args=[interview.pk])}"' in page
    assert "Add to" not in browser.get(reverse("known_tool", args=["slack"])).content.decode()
