"""The library of known tools, to look through. It holds nothing of anybody's."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sessions import toolbox_pages
from sessions.views.doors import shown

LONGEST = 200  # letters of a search


@require_safe
async def library(request: HttpRequest) -> HttpResponse:
    """All tools, or those of a category or a search."""
    words, category = (request.GET.get(name, "")[:LONGEST].strip() for name in ("q", "category"))
    return await shown(request, "sessions/toolbox.html", lambda: toolbox_pages.library(words, category))


@require_safe
async def known(request: HttpRequest, tool_id: str) -> HttpResponse:
    """One tool with what its public API offers."""
    found = toolbox_pages.one(tool_id)
    if found is None:
        raise Http404
    return await shown(request, "sessions/known_tool.html", lambda: found)
