"""Changing specifications. All content goes through `change_draft`, which keeps rows, revision and workflow in step."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from builder import flow_talk, lint, queries, records, tool_secrets
from builder.definition import AgentDefinition, definition_of
from builder.exports.agent import agent_of
from builder.graph import Graph
from builder.models import AgentSpec, SpecVersion, WorkflowEdge, WorkflowNode
from builder.workflow import synthesise
from orchestrator.contradictions import upheld
from orchestrator.facts import Change, Draft, Fact, Proposal, apply
from orchestrator.undoing import Difference, differences, instead, revert


def speak(*, spec_id: UUID, language: str) -> None:
    """The interview about this draft is held in another language from now on."""
    AgentSpec.objects.filter(pk=spec_id).update(language=language)


def start_spec(*, language: str = "en") -> AgentSpec:
    """An empty specification."""
    return AgentSpec.objects.create(language=language)


@transaction.atomic
def apply_proposals(
    *, spec_id: UUID, proposals: Iterable[Proposal], turn_id: UUID | None = None
) -> tuple[tuple[Change, ...], tuple[Difference, ...]]:
    """Save what the proposals make of the draft. Returns what changed, for people and for undo."""
    changes: tuple[Change, ...] = ()

    def applied(draft: Draft) -> Draft:
        nonlocal changes
        talked = flow_talk.taken(draft, proposals)
        result = apply(talked.draft, talked.proposals)
        changes = (*talked.changes, *result.changes)
        return result.draft

    made = change_draft(spec_id=spec_id, change=applied, turn_id=turn_id)
    return changes, made


def replace(
    *, spec_id: UUID, made: Sequence[Difference], proposals: Sequence[Proposal], turn_id: UUID | None = None
) -> tuple[Difference, ...]:
    """Save what the proposals make of the draft in place of these differences; what was edited since stays."""
    return change_draft(spec_id=spec_id, change=lambda draft: instead(draft, made, proposals), turn_id=turn_id)


def take_back(*, spec_id: UUID, made: Sequence[Difference], turn_id: UUID | None = None) -> tuple[Difference, ...]:
    """Undo these differences; what was edited since stays."""
    return change_draft(spec_id=spec_id, change=lambda draft: revert(draft, made), turn_id=turn_id)


def clear(*, spec_id: UUID, turn_id: UUID | None = None) -> tuple[Difference, ...]:
    """Empty the draft, locked values too."""
    return change_draft(spec_id=spec_id, change=lambda draft: {}, turn_id=turn_id)


@transaction.atomic
def change_draft(
    *, spec_id: UUID, change: Callable[[Draft], Draft], turn_id: UUID | None = None
) -> tuple[Difference, ...]:
    """Save what `change` makes of the draft, redraw the workflow, count the revision. Returns the differences."""
    spec = AgentSpec.objects.select_for_update().get(pk=spec_id)
    before = queries.draft(spec)
    after = upheld(before, change(before))
    made = differences(before, after)
    if before != after:
        records.write(spec, before, after, turn_id)
        _redraw(spec, before, after)
        tool_secrets.follow(spec_id=spec_id, before=before, after=after)
        AgentSpec.objects.filter(pk=spec_id).update(revision=F("revision") + 1)
    return made


@transaction.atomic
def fill(*, spec_id: UUID, definition: AgentDefinition, graph: Graph) -> None:
    """Put a whole agent into an empty draft, its workflow drawn as it was."""
    change_draft(spec_id=spec_id, change=lambda _: definition.facts)
    _draw(AgentSpec.objects.get(pk=spec_id), graph)


def copy_spec(spec: AgentSpec) -> AgentSpec:
    """A new specification with the same facts."""
    twin = AgentSpec.objects.create(language=spec.language)
    facts = {
        slot: tuple(Fact(**dict(fact) | {"id": Fact(value=None).id}) for fact in items)
        for slot, items in queries.draft(spec).items()
    }
    change_draft(spec_id=twin.pk, change=lambda _: facts)
    return twin


@transaction.atomic
def publish_version(*, spec_id: UUID, title: str = "", by: Any = None, note: str = "") -> SpecVersion:
    """Freeze the draft as the next version; the latest one, with this note if one is given, when nothing changed."""
    spec = AgentSpec.objects.select_for_update().get(pk=spec_id)
    latest = queries.latest_version(spec_id)
    if latest and latest.revision == spec.revision:
        return describe_version(latest, note=note or None)
    definition = queries.definition(spec, title)
    graph = queries.workflow(spec) if spec.nodes.exists() else synthesise(definition)
    agent = agent_of(definition, graph)
    return SpecVersion.objects.create(
        spec=spec,
        number=latest.number + 1 if latest else 1,
        revision=spec.revision,
        note=note,
        created_by=by,
        definition=definition.model_dump(mode="json", by_alias=True),
        workflow=graph.model_dump(mode="json"),
        prompt=agent.prompt,
        lint=[f.model_dump(mode="json", by_alias=True) for f in lint.check(agent, lint.own_platform(agent))],
    )


@transaction.atomic
def describe_version(version: SpecVersion, *, note: str | None = None, label: str | None = None) -> SpecVersion:
    """Give a version another note or label; what is None stays. A new live one takes the place of the old one."""
    if label == SpecVersion.Label.LIVE:
        SpecVersion.objects.filter(spec_id=version.spec_id, label=label).update(label=SpecVersion.Label.DRAFT)
    given = {name: value for name, value in (("note", note), ("label", label)) if value is not None}
    for name, value in given.items():
        setattr(version, name, value)
    if given:
        version.save(update_fields=list(given))
    return version


@transaction.atomic
def restore_version(version: SpecVersion, *, note: str = "", by: Any = None) -> SpecVersion:
    """The next version, the same as this old one to the letter. The draft must hold its facts already; its workflow
    is drawn as it was."""
    spec = AgentSpec.objects.select_for_update().get(pk=version.spec_id)
    latest = queries.latest_version(spec.pk)
    _draw(spec, Graph.model_validate(version.workflow))
    return SpecVersion.objects.create(
        spec=spec,
        number=latest.number + 1 if latest else 1,
        revision=spec.revision,
        note=note,
        created_by=by,
        **{name: getattr(version, name) for name in ("definition", "workflow", "prompt", "lint")},
    )


def _redraw(spec: AgentSpec, before: Draft, after: Draft) -> None:
    """Draw the workflow anew, if what changed shows in it."""
    graph = synthesise(definition_of(after, language=spec.language))
    if not before or graph != synthesise(definition_of(before, language=spec.language)):
        _draw(spec, graph)


def _draw(spec: AgentSpec, graph: Graph) -> None:
    """Put this graph in place of the drawn one."""
    spec.nodes.all().delete()
    rows = {
        n.id: WorkflowNode(
            spec=spec, position=i, key=n.id, kind=n.kind, label=n.label, detail=n.detail, tool=n.tool or ""
        )
        for i, n in enumerate(graph.nodes)
    }
    WorkflowNode.objects.bulk_create(rows.values())
    WorkflowEdge.objects.bulk_create(
        WorkflowEdge(
            spec=spec, position=i, source=rows[e.source], target=rows[e.target], label=e.label, otherwise=e.otherwise
        )
        for i, e in enumerate(graph.edges)
    )
