"""Specifications in the database: what is saved is what is read, versions are frozen, the drawn workflow keeps step."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import queries, services
from builder.definition import AgentDefinition
from builder.models import AgentSpec, Intent, ToolConfig
from builder.workflow import synthesise
from orchestrator.facts import Fact, Proposal, Suggestion
from orchestrator.slots import SLOTS
from orchestrator.values import Branch, Clarification, Escalation, Step, Tool

pytestmark = pytest.mark.django_db(transaction=True)

# What a database may be asked to keep: any text but NUL and half characters, which the doors refuse.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    str.strip
)
values = {
    "text": texts,
    "tool": st.builds(
        Tool,
        name=texts,
        purpose=st.none() | texts,
        inputs=st.lists(texts, max_size=3).map(tuple),
        url=st.none() | texts,
    ),
    "step": st.builds(
        Step,
        step=texts,
        branches=st.lists(st.builds(Branch, if_=texts, then=texts, else_=st.none() | texts), max_size=2).map(tuple),
    ),
    "escalation": st.builds(Escalation, when=texts, to=st.none() | texts),
    "clarification": st.builds(Clarification, one=texts, other=texts, because=st.none() | texts),
}


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, tuple[Fact, ...]]:
    """Drafts with facts of every kind in any slot."""
    found = {}
    for slot in draw(st.lists(st.sampled_from(SLOTS), unique=True, max_size=5)):
        kept = st.builds(
            Fact,
            value=st.none() | values[slot.kind],
            quote=texts,
            confidence=st.floats(0, 1),
            locked=st.booleans(),
            source=st.sampled_from(["said", "assumed", "edited", "confirmed"]),
            suggestion=st.none() | st.builds(Suggestion, value=st.none() | values[slot.kind]),
        )
        found[slot.name] = tuple(draw(st.lists(kept, min_size=1, max_size=3 if slot.many else 1)))
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts(), drafts())
def test_what_is_saved_is_what_is_read(transactional_db, first, second):
    spec = services.start_spec()
    for draft in (first, second):
        services.change_draft(spec_id=spec.pk, change=lambda _, new=draft: new)
        saved = AgentSpec.objects.get(pk=spec.pk)
        assert queries.draft(saved) == draft
        if saved.revision:
            assert queries.workflow(saved) == synthesise(AgentDefinition(facts=draft))


def test_a_change_that_was_given_up_is_read_nowhere():
    spec = services.start_spec()
    with suppress(ZeroDivisionError), transaction.atomic():
        services.apply_proposals(spec_id=spec.pk, proposals=[Proposal(slot="tone", value="harsh")])
        assert queries.draft(spec)["tone"][0].value == "harsh"
        raise ZeroDivisionError
    services.apply_proposals(spec_id=spec.pk, proposals=[Proposal(slot="tone", value="calm")])
    assert queries.draft(spec)["tone"][0].value == "calm"


def test_a_specification_that_is_gone_has_no_facts():
    spec = services.start_spec()
    services.apply_proposals(spec_id=spec.pk, proposals=[Proposal(slot="tone", value="calm")])
    assert queries.draft(spec)
    AgentSpec.objects.filter(pk=spec.pk).delete()
    assert queries.draft(spec) == {}


def test_only_what_changed_is_written():
    spec = services.start_spec()
    services.apply_proposals(
        spec_id=spec.pk,
        proposals=[Proposal(slot="tone", value="calm"), Proposal(slot="tools", value=Tool(name="Shop"))],
    )
    before = Intent.objects.get().pk, ToolConfig.objects.get().pk
    services.apply_proposals(spec_id=spec.pk, proposals=[Proposal(slot="agent_name", value="Sole")])
    assert (Intent.objects.get(slot="tone").pk, ToolConfig.objects.get().pk) == before
    spec.refresh_from_db()
    assert spec.revision == 2


def test_proposals_that_change_nothing_count_no_revision():
    spec = services.start_spec()
    for _ in range(2):
        changes, _ = services.apply_proposals(spec_id=spec.pk, proposals=[Proposal(slot="tone", value="calm")])
    spec.refresh_from_db()
    assert (spec.revision, changes) == (1, ())


def test_a_version_stays_as_it_was_published():
    spec = services.start_spec()
    services.apply_proposals(spec_id=spec.pk, proposals=[Proposal(slot="agent_name", value="Sole")])
    first = services.publish_version(spec_id=spec.pk)
    assert services.publish_version(spec_id=spec.pk) == first
    services.apply_proposals(spec_id=spec.pk, proposals=[Proposal(slot="agent_name", value="Heel")])
    second = services.publish_version(spec_id=spec.pk)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert ("Sole" in first.prompt, "Heel" in second.prompt) == (True, True)
    assert AgentDefinition.model_validate(first.definition).one("agent_name") == "Sole"


def test_taking_back_brings_the_facts_back_with_their_evidence():
    spec = services.start_spec()
    _, made = services.apply_proposals(spec_id=spec.pk, proposals=[Proposal(slot="tone", value="calm", quote="calm")])
    before = queries.draft(spec)
    cleared = services.clear(spec_id=spec.pk)
    services.take_back(spec_id=spec.pk, made=cleared)
    assert queries.draft(spec) == before
    services.take_back(spec_id=spec.pk, made=made)
    assert queries.draft(spec) == {}
