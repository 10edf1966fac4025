"""The workflow of an agent, edited: thin doors onto sessions.flow_editing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from api.auth import OWNER, caller
from api.describing import problems
from api.views import of_version
from builder import graph, mermaid_text
from builder.exports.agent import Agent
from builder.graph_diff import GraphDiff, diff
from builder.graph_edits import ACTIONS, edge_keys
from orchestrator import flow
from sessions import files, flow_editing, services
from sessions.database import in_database

router = Router(tags=["workflow"])
WHERE = "/{uuid:session_id}/workflow"
_WHOLE = ConfigDict(json_schema_serialization_defaults_required=True)


class WorkflowNode(flow.Node):
    model_config = _WHOLE


class WorkflowEdge(flow.Edge):
    """A way from one node to the next; `key` names it to the actions."""

    model_config = _WHOLE
    key: str


class WorkflowProblem(graph.Problem):
    """What is wrong, and in `fix` the action that mends it, with its fields."""

    model_config = _WHOLE


class Workflow(Schema):
    nodes: list[WorkflowNode]
    edges: list[WorkflowEdge]
    problems: list[WorkflowProblem]
    edited: bool = Field(description="Whether it was edited by hand: else it is drawn from the specification")
    mermaid: str = Field(description="All of it as text, as PUT takes it")


class FlowText(Schema):
    mermaid: str = Field(
        description="A flowchart. Nodes with ids of the workflow are these, and keep what the text leaves out"
    )


class FlowAction(Schema):
    """One action, and of the fields those it takes: add (after, kind, label, tool, detail), insert (edge, ...), connect
    (source, target, label, otherwise), disconnect (edge), change (node, ...), relabel (edge, label, otherwise), remove
    (node), move (node, by), or what a `fix` says."""

    model_config = ConfigDict(extra="forbid")

    action: str = Field(json_schema_extra={"enum": list(ACTIONS)})
    node: str | None = None
    edge: str | None = Field(None, description="The key of an edge")
    after: str | None = None
    source: str | None = None
    target: str | None = None
    kind: flow.NodeKind | None = None
    label: str | None = Field(None, description="What a node says, or when a way is taken")
    tool: str | None = None
    detail: str | None = None
    otherwise: bool | None = None
    by: int | None = Field(None, description="-1 for one place up, 1 for one down")


@router.get(WHERE, response={200: Workflow, **problems(401, 404, 422)}, auth=OWNER, summary="The workflow as a graph")
async def read(request: HttpRequest, session_id: UUID, version: int | None = None) -> Any:
    """Its nodes in the order of a conversation, its edges, and all that is wrong with it. Of the draft unless `version`
    is given."""
    return await in_database(_told, session_id, caller(request), version)


@router.post(
    WHERE, response={200: Workflow, **problems(401, 403, 404, 413, 422)}, auth=OWNER, summary="Edit the workflow"
)
async def act(request: HttpRequest, session_id: UUID, body: FlowAction) -> Any:
    """Carries out one action; `spec/undo` takes it back, `spec/redo` makes it again."""
    change = flow_editing.acted(body.action, body.model_dump(exclude_none=True))
    return await _changed(request, session_id, change)


@router.put(
    WHERE,
    response={200: Workflow, **problems(401, 403, 404, 413, 422)},
    auth=OWNER,
    summary="Replace the workflow by Mermaid text",
)
async def write(request: HttpRequest, session_id: UUID, body: FlowText) -> Any:
    """A 422 names line and column; nothing is changed then."""
    return await _changed(request, session_id, flow_editing.written(body.mermaid))


@router.post(
    f"{WHERE}/check",
    response={200: GraphDiff, **problems(401, 403, 404, 413, 422)},
    auth=OWNER,
    summary="See what Mermaid text would change",
)
async def check(request: HttpRequest, session_id: UUID, body: FlowText) -> Any:
    """Takes what PUT takes and saves nothing."""
    made = await in_database(of_version, files.agent, session_id, caller(request), None)
    return diff(made.graph, mermaid_text.parse(body.mermaid, base=made.graph))


@router.delete(WHERE, response={200: Workflow, **problems(401, 403, 404)}, auth=OWNER, summary="Draw the workflow anew")
async def redraw(request: HttpRequest, session_id: UUID) -> Any:
    """Drops all that was edited by hand; `spec/undo` takes that back, too."""
    return await _changed(request, session_id, flow_editing.redrawn())


async def _changed(request: HttpRequest, session_id: UUID, change: Any) -> Any:
    await services.edit(interview_id=session_id, by=caller(request), change=change)
    return await in_database(_told, session_id, caller(request), None)


def _told(session_id: UUID, visitor: Any, version: int | None) -> dict[str, Any]:
    made = of_version(files.agent, session_id, visitor, version)
    return {
        "nodes": [node.model_dump() for node in made.graph.nodes],
        "edges": [{"key": key, **edge.model_dump()} for key, edge in edge_keys(made.graph).items()],
        "problems": [problem.model_dump() for problem in _problems(made)],
        "edited": made.definition.flow is not None,
        "mermaid": mermaid_text.render(made.graph),
    }


def _problems(made: Agent) -> tuple[graph.Problem, ...]:
    return graph.validate(made.graph, made.definition.tools, made.definition.escalations)
