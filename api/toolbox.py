"""The library of known tools: public, the same for everybody."""

from typing import Any

from django.http import HttpRequest
from ninja import QueryEx, Router, Schema
from ninja.params import P

from api.describing import problems
from orchestrator import toolbox
from orchestrator.values import Access, Operation, Risk
from sessions.errors import NotFound

router = Router(tags=["toolbox"])


class Listed(Schema):
    """A known tool: what it is for, how it is let in, where its API is described, and the risks of its operations."""

    id: str
    name: str
    aliases: list[str]
    category: str
    uses: list[str]
    docs: str
    access: Access
    risks: list[Risk]


class Whole(Listed):
    """A known tool with what its public API offers."""

    operations: list[Operation]


@router.get("", response={200: list[Listed], **problems(422)}, summary="The known tools")
async def library(
    request: HttpRequest,
    q: QueryEx[str, P(max_length=200, description="A name or a purpose, in any language")] = "",
    category: QueryEx[str, P(max_length=60)] = "",
) -> Any:
    """All of them, or those of a category whose name, kind or use `q` is."""
    return [_listed(tool) for tool in toolbox.found(q, category)]


@router.get("/{slug:tool_id}", response={200: Whole, **problems(404)}, summary="A known tool")
async def known(request: HttpRequest, tool_id: str) -> Any:
    """With its operations, whose inputs and outputs are JSON Schemas (2020-12)."""
    tool = toolbox.by_id().get(tool_id)
    if tool is None:
        raise NotFound
    return {**_listed(tool), "operations": toolbox.operations(tool)}


def _listed(tool: toolbox.KnownTool) -> dict[str, Any]:
    return {**tool.model_dump(exclude={"needs", "word"}), "uses": [toolbox.needs()[need].label for need in tool.needs]}
